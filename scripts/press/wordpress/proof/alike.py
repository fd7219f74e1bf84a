"""What differs by nature between a page and its mirror is made alike: typography, and the sizes of one picture."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from press.html import hosts

NAMED = (
    "mrgreen|neutral|twisted|arrow|shock|smile|cool|evil|grin|idea|oops|razz|roll|wink|cry|eek|lol|mad|sad|!|\\?|\\?{3}"
)
SMILIES = re.compile(rf"(?<!\S)(?:[:;8]-?[()?DPox|O]|:(?:{NAMED}):)(?!\S)|[\U0001f600-\U0001f64f]")
TYPOGRAPHY = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u2032", "'")  # quotes and primes
    | dict.fromkeys("\u201c\u201d\u201e\u2033", '"')
    | dict.fromkeys("\u2013\u2014", "-")  # dashes
    | {"\u2026": "...", "\u00d7": "x"}
    | dict.fromkeys("\u200b\ufe0e\ufe0f", "")  # no width, no look
)
SIZE = re.compile(r"-(?:\d+x\d+|scaled|e\d{10,})(?=\.\w+$)")


def normal(text: str) -> str:
    """Text without what the server's typography changes (quotes, dashes, smileys), and without private addresses."""
    text = hosts.redact(unicodedata.normalize("NFC", text))[0]
    text = SMILIES.sub("☺", text.replace("``", '"').replace("''", '"').replace("\xa0", " "))
    return re.sub(r"-+", "-", text.translate(TYPOGRAPHY))


def file(url: str) -> str:
    """A picture's name, whichever of its sizes is meant."""
    if url.startswith("data:"):
        return url
    return SIZE.sub("", unquote(urlsplit(url).path).rstrip("/").rsplit("/", 1)[-1])
