"""A WordPress export (WXR) is read as a stream, and only what an import may need is kept of it.

The file is untrusted: strangers wrote parts of it. Its size is bounded, a DOCTYPE is refused before anything in it is
looked at, and characters that XML forbids are dropped first, because real exports hold them. Of what was never public
(posts that are not published or have a password, comments that were not approved) not even the text is kept, and
of nobody a mail address, an IP address or a password.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET

from press.core.characters import shown
from press.core.errors import PressError
from press.html.characters import FORBIDDEN
from press.wordpress.source import joined, mended
from press.wordpress.source.builder import Builder
from press.wordpress.source.model import MAXIMUM_BYTES, Blog

CHUNK_BYTES = 2**16
UTF = "utf-8-sig"
DECLARED = re.compile(rb"\s*<\?xml[^>]*\bencoding=[\"']([\w.-]+)")


def read(path: Path) -> Blog:
    """The blog that the export at `path` holds, or all exports that a ZIP file holds."""
    if not zipfile.is_zipfile(path):
        return _read(str(path), lambda: path.open("rb"))
    with zipfile.ZipFile(path) as packed:
        members = [each for each in packed.infolist() if each.filename.lower().endswith(".xml") and not each.is_dir()]
        members = [each for each in members if not each.filename.startswith("__MACOSX/")]
        if sum(each.file_size for each in members) > MAXIMUM_BYTES:
            raise PressError(f"{path}: its exports are larger than {MAXIMUM_BYTES // 2**20} MiB together")
        try:
            blogs = [_read(f"{path}: {shown(each.filename)}", partial(packed.open, each)) for each in members]
            return joined.together(blogs)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error) as error:
            raise PressError(f"{path}: cannot be unpacked: {error}") from error


def _read(place: str, opened: Callable[[], IO[bytes]]) -> Blog:
    """The blog of one export, read as XML or, where it is not well-formed, field by field."""
    builder = Builder(place)
    parser = ET.XMLParser(target=builder)  # noqa: S314 - a DOCTYPE, which its known attacks need, is refused
    dropped, digest = 0, hashlib.sha256()
    faults: list[str] = []
    try:
        with opened() as stream:
            for text in _decoded(stream, place, digest):
                clean, count = FORBIDDEN.subn("", text)
                dropped += count
                parser.feed(clean)
        parser.close()
    except OSError as error:
        raise PressError(f"{place}: cannot be read: {error.strerror or error}") from error
    except (ET.ParseError, UnicodeDecodeError) as error:
        what = "not UTF-8" if isinstance(error, UnicodeDecodeError) else f"not well-formed XML ({error})"
        builder, digest = Builder(place), hashlib.sha256()
        with opened() as stream:
            encoding = _encoding(stream.read(CHUNK_BYTES)) if isinstance(error, UnicodeDecodeError) else UTF
        with opened() as stream:
            text = "".join(_decoded(stream, place, digest, encoding, errors="replace"))
        if "<!DOCTYPE" in text[:CHUNK_BYTES].partition("<channel")[0]:
            builder.doctype("", None, None)
        clean, dropped = FORBIDDEN.subn("", text)
        faults = list(mended.read(clean, builder))
        if unread := clean.count("\ufffd") if isinstance(error, UnicodeDecodeError) else 0:
            faults.append(f"bytes that are no text ({unread}): a sign stands in for each")
        if not builder.is_export:
            raise PressError(f"{place}: {what}, and no entry of a WordPress export is found in it") from error
    if not builder.is_export:
        raise PressError(f"{place}: not a WordPress export; make one in WordPress with Tools > Export > All content")
    return builder.blog(dropped, digest.hexdigest())._replace(faults=tuple(faults))


def _decoded(
    stream: IO[bytes], place: str, digest: hashlib._Hash, encoding: str = UTF, errors: str = "strict"
) -> Iterator[str]:
    """The text of the stream, piece by piece, up to the bound."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    taken = 0
    while chunk := stream.read(CHUNK_BYTES):
        digest.update(chunk)
        taken += len(chunk)
        if taken > MAXIMUM_BYTES:
            raise PressError(f"{place}: larger than {MAXIMUM_BYTES // 2**20} MiB; export one month or one author")
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _encoding(start: bytes) -> str:
    """What an export that is not UTF-8 is written in, as it says: old servers could choose."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    said = DECLARED.match(start)
    try:
        name = codecs.lookup(said[1].decode()).name if said else UTF
        b"".decode(name)
    except LookupError:  # none that is known, or one that is not of text
        return UTF
    return "cp1252" if name == "iso8859-1" else name  # as browsers read what says so
