"""What a new project is called: the words of its folder's name, in a form that pages, settings and rules all take."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

import yaml

NUMBER = re.compile(r"\d")
KINDS = {"L", "M", "N"}  # letters, the marks on them, and digits: what the words of a name are made of


def of_folder(name: str) -> str:
    """The words of a folder's name; a number belongs to the word before it, as in `Covid-19`, and none stands alone.

    What else a name holds (`<b>`, `{{x}}`, a line's end) would be markup, and a word twice a slip. Empty without words.
    """
    shown = "".join(each if unicodedata.category(each)[0] in KINDS else " " for each in name)
    words: list[str] = []
    for word, _ in groupby(shown.split(), key=str.lower):
        if not NUMBER.match(word):
            words.append(word)
        elif words:
            words[-1] += f"-{word}"
    return _begun(" ".join(words))


def quoted(text: str) -> str:
    """Text as YAML, and as themes set it between marks of their own."""
    return yaml.safe_dump(text.replace('"', "'"), default_style='"', allow_unicode=True, width=float("inf")).strip()


def _begun(words: str) -> str:
    """The words as a sentence begins; a word in capitals stays as it is."""
    return words[:1].upper() + words[1:]
