"""Names from an export become names of files and paths that cannot leave their folder."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import unquote, urlsplit

from press.core.characters import visible

MAXIMUM_BYTES = 240  # of the 255 that file systems allow: `.md` and the mark of a file being written still fit
MAXIMUM_SEGMENTS = 16
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\s/\\:*?\"<>|]+")
UNPRINTED = frozenset(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))  # which UNSAFE replaces
ENTITY = re.compile(r"&(?=#?\w+;)")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # names that Windows keeps for devices


def segment(raw: str) -> str:
    """One name for a file or a step of a path; the empty text when nothing of `raw` can be one."""
    name = UNSAFE.sub("-", seen(unicodedata.normalize("NFC", unquote(raw)))).strip("-. ")
    if RESERVED.fullmatch(name):
        name = f"{name}-"
    if len(name.encode()) > MAXIMUM_BYTES:
        mark = "-" + hashlib.sha256(raw.encode()).hexdigest()[:8]
        name = name.encode()[: MAXIMUM_BYTES - len(mark)].decode(errors="ignore") + mark
    return name


def seen(text: str) -> str:
    """A text without the characters that nobody sees and hosts and browsers read differently, joiners excepted."""
    return text if text.isprintable() else "".join(sign for sign in text if sign in UNPRINTED or visible(sign) == sign)


def permalink(link: str) -> str | None:
    """The path under which the original stood, or None where it had none of its own (`/?p=15`)."""
    try:
        path = unquote(urlsplit(link).path)
    except ValueError:
        return None
    steps = [name for step in re.split(r"[/\\]", path) if (name := segment(step))][:MAXIMUM_SEGMENTS]
    if not steps:
        return None
    return "/" + "/".join(steps) + ("/" if path.endswith("/") else "")


def shown(text: str) -> str:
    """A title, a name or a description for front matter: themes print those into HTML as they are, and decode entities.

    So what could begin a tag or an entity is replaced by a sign that looks like it. Headings and texts keep theirs.
    """
    return ENTITY.sub("\uff06", text).replace("<", "\u2039").replace(">", "\u203a")
