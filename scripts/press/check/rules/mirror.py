"""The mirrored article is as it was imported, to the byte.

Its words are its author's: nobody edits them here, neither to fit a claim nor to mend a slip. The record beside it has
the digest of the page as the importer wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from press.article import texts
from press.check.finding import Finding
from press.check.reading import Reading
from press.core.files import contents
from press.wordpress.mirror import record

STAGE = "sources"


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each imported page that was edited or is gone, and each record that cannot be read."""
    content = reading.project.content
    for path in sorted((content / record.FOLDER).glob("*.yml")):
        try:
            body = texts.parsed(yaml.load, reading.text(path))
            page, written = content / body["page"], body["written"]
        except (yaml.YAMLError, KeyError, TypeError):
            message = "is no record of an import; restore it with git, or import the post again"
            yield Finding(reading.project.place(path), 1, 1, "mirror", message)
            continue
        place = reading.project.place(page)
        if not page.is_file():
            yield Finding(place, 1, 1, "mirror", "was imported and is gone; restore it with git, or import it again")
        elif record.digest(contents(page)) != written:
            remedy = "restore it with git, or change the original and import it again"
            yield Finding(place, 1, 1, "mirror", f"was edited since it was imported; {remedy}")
