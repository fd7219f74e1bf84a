"""What strangers wrote, as a terminal may show it: a control character is shown as its name and does nothing.

Escape sequences clear screens, hide text and set titles; a line break forges a line; a sign that turns the direction of
writing shows one text for another. Names of hosts, files, readers and the reasons that servers give may hold them all.
"""

from __future__ import annotations

import unicodedata

OBEYED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}  # the categories of Unicode that do something instead of being seen
JOINERS = {"\u200c", "\u200d"}  # of Persian words and of emoji: part of how the text is written


def visible(text: str) -> str:
    """A text of several lines with its control characters visible."""
    return text if text.isprintable() else "".join(map(_seen, text))


def shown(text: str) -> str:
    """The same on one line."""
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


def _seen(character: str) -> str:
    if character in "\n\t" or character in JOINERS or unicodedata.category(character) not in OBEYED:
        return character
    return character.encode("unicode_escape").decode()
