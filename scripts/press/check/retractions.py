"""Whether a work was retracted: what Crossref's record of a DOI says of later notices, and arXiv's of a preprint.

The records are strangers' texts, read as such: so many bytes of them, JSON that does not nest without end, and for
arXiv's feed the reader of ill-formed HTML, which knows no entities that a text could define.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from press.core import shallow
from press.core.characters import shown
from press.html import markup

RECORDS = {"doi": "https://api.crossref.org/works/", "eprint": "https://export.arxiv.org/api/query?id_list="}
LARGEST = 4_000_000  # bytes of a record; one of a consortium has thousands of authors
NOTICES = {"retraction", "removal", "withdrawal", "partial_retraction", "expression_of_concern"}
GONE = re.compile(r"\bwithdrawn\b", re.IGNORECASE)
INSTEAD = re.compile(
    r"\s*this (?:paper|article|submission|manuscript|work) (?:has been|is|was) withdrawn", re.IGNORECASE
)
LONGEST = 80


def record(field: str, name: str) -> str:
    """The address of the record of a work."""
    return RECORDS[field] + quote(name, safe="/")


def is_one(address: str) -> bool:
    """Whether an address is that of a record."""
    return address.startswith(tuple(RECORDS.values()))


def said(address: str, text: str) -> str:
    """What a record says of a work that was retracted, in a few words; a ValueError where it is no record."""
    notices = _crossref(text) if address.startswith(RECORDS["doi"]) else _arxiv(text)
    return shown("; ".join(sorted(set(notices))))


def _crossref(text: str) -> Iterator[str]:
    whole = shallow.read_json(text)
    message = whole.get("message") if isinstance(whole, dict) else None
    if not isinstance(message, dict):
        raise ValueError("is no record of a work")  # noqa: TRY004 - the text is wrong
    later = message.get("updated-by")
    for each in later if isinstance(later, list) else ():
        kind = each.get("type") if isinstance(each, dict) else None
        if isinstance(kind, str) and kind in NOTICES:
            yield f"{kind.replace('_', ' ')} {str(each.get('DOI', ''))[:LONGEST]}".strip()


def _arxiv(text: str) -> Iterator[str]:
    read = markup.read(text)
    if read.find("feed") is None:
        raise ValueError("is no feed of a work")
    for element in read.walk():
        tag, words = element.tag, element.begins
        if (tag == "arxiv:comment" and GONE.search(words)) or (tag == "summary" and INSTEAD.match(words)):
            yield f"withdrawal: {' '.join(words.split())[:LONGEST]}"
