"""The record of an import: where a page is from, what it held when it was written, and what it does not show."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml

from press.core import bounded
from press.core.errors import PressError

FOLDER = ".wordpress"  # site engines leave names with a dot out of the site


class Record(NamedTuple):
    """The fields are the keys of the file.

    `source` is the export, by its name and digest, `written` the digest of the page as it was written: a page with
    another one was edited since.
    """

    page: str
    permalink: str | None
    source: dict[str, str]
    written: str
    mirrored: date
    withheld: list[str]
    losses: list[str]


class Known(NamedTuple):
    """What a later import asks of a record."""

    written: str
    mirrored: date


def digest(data: bytes) -> str:
    """SHA-256."""
    return hashlib.sha256(data).hexdigest()


def serialise(record: Record) -> bytes:
    """The record as YAML."""
    return yaml.safe_dump(record._asdict(), allow_unicode=True, sort_keys=False, width=float("inf")).encode()


def read(path: Path) -> Known | None:
    """What the record at `path` says of its page; None where there is no record."""
    if not path.is_file():
        return None
    try:
        body = bounded.read(path.read_text(encoding="utf-8"))
        return Known(str(body["written"]), date.fromisoformat(str(body["mirrored"])))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PressError(f"{path}: not YAML; delete it, then import with --force: {error}") from error
    except (TypeError, KeyError, ValueError) as error:
        raise PressError(f"{path}: is no record of an import; delete it, then import with --force") from error
