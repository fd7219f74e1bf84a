"""No word is one of the known misspellings, as codespell's dictionary lists them.

A list of misspellings cries wolf less often than a list of words, which no name or term of the field is in. The
dictionary comes with codespell (`pip install codespell`), which is optional: without it this rule says that it has read
nothing. `words` in the settings accepts a spelling that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from press.article import prose
from press.check.finding import Finding
from press.check.reading import Reading

STAGE = "sources"
ALONE = True
TYPED = True
WORD = re.compile(r"(?<![\w\u2019'@./-])[^\W\d_]{3,}(?![\w@/])(?![.'\u2019]\w)")
START = re.compile(r"(?:^|\n|[.!?][\u201d\"')]*\s)[\s#>*_\u201c\"'(-]*\Z")
WINDOW = 12  # characters before a word that say whether it begins a sentence


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each known misspelling; a capital letter within a sentence makes a name."""
    wrong = misspellings()
    accepted = {word.lower() for word in reading.project.words}
    for path, text in reading.prose.items() if wrong else ():
        for match in WORD.finditer(prose.words(path.suffix, text, reading.dialect)):
            word = match[0].lower()
            if word in wrong and word not in accepted and _is_plain(text, match):
                meant = " or ".join(filter(None, map(str.strip, wrong[word].split(","))))
                message = f"{match[0]} is a known misspelling; write {meant}"
                anew = [(f"write {meant}", match.span(), _as(match[0], meant))] if meant.isalpha() else []
                yield reading.found(path, text, match.span(), "spelling", message, *anew)


def _is_plain(text: str, match: re.Match[str]) -> bool:
    begins = START.search(text, max(0, match.start() - WINDOW), match.start())
    return match[0].islower() or (match[0].istitle() and begins is not None)


def _as(word: str, meant: str) -> str:
    """What was meant, with the capital letter of what was written."""
    return meant.capitalize() if word.istitle() else meant


def unread() -> str:
    """Why nothing is read, where nothing is."""
    return "" if misspellings() else "spelling, as codespell is not installed"


@cache
def misspellings() -> dict[str, str]:
    """Each misspelling with what was meant, as the dictionary has it; none without codespell."""
    try:
        text = (files("codespell_lib") / "data" / "dictionary.txt").read_text(encoding="utf-8")
    except (ModuleNotFoundError, OSError):
        return {}
    return {wrong: meant for wrong, arrow, meant in (line.partition("->") for line in text.splitlines()) if arrow}
