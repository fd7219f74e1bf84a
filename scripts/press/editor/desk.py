"""A page under its author's hands: the text is the editor's, the evidence as it was read until a file of it moves.

Nothing here knows how an editor is spoken to, and nothing of the project is run.
"""

from __future__ import annotations

from pathlib import Path

from press import check
from press.article import prose
from press.check.finding import Finding
from press.check.reading import Reading
from press.core.errors import PressError
from press.core.project import Project
from press.core.signature import Signature

FORGET = 200  # texts that were typed, after which the readings of all of them are let go


class Desk:
    """One project, as an editor has it open."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._signature: tuple[Signature, ...] | None = None
        self._evidence = Reading(project)
        self._typed = 0

    def reading(self, path: Path, text: str) -> Reading:
        """The evidence, and one page as it is typed."""
        self._typed += 1
        if self._typed % FORGET == 0:
            prose.forget()
        return self._moved().of_one(path, text)

    def findings(self, path: Path, text: str) -> list[Finding]:
        """What the rules about a text find in this one; nothing in a file that is none of the texts that are held."""
        place = self.project.place(path)
        try:
            reading = self.reading(path, text)
            if not (reading.pages or reading.documents):
                return []
            found = sorted(set(check.findings(reading, "sources", typed=True)))
        except PressError as error:
            return [Finding(place, 1, 1, "press", str(error), 1, 2)]
        return [reading.ended(each) for each in found if each.path == place]

    def _moved(self) -> Reading:
        """The evidence, read anew where one of its files is another."""
        if (signature := self._evidence.signature()) != self._signature:
            self._signature, self._evidence = signature, Reading(self.project)
            dialect = self._evidence.dialect
            self._evidence.dialect = dialect._replace(cache="")  # what is typed is read once and never again
        return self._evidence
