"""The results, claims, works and passages of a project, each read once and when it is first asked for.

The Markdown extension, the generated pages and the rules all look here. `of` gives one store for as long as the files
are as they were: the pages of a build share one reading, and a served page sees an edit.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path

from press.article import claims_file, dialect, ledger, order, references
from press.core import results
from press.core.errors import PressError
from press.core.project import Project
from press.core.settings import FILE
from press.core.signature import Signature, signed
from press.core.sourced import Known
from press.runs import settings as runs
from press.runs.outputs import Outputs
from press.runs.settings import Run


class Store:
    """What a project holds to its words."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._verdicts: dict[str, tuple[ledger.Claim, str]] = {}

    def __repr__(self) -> str:
        return f"Store({self.project!r})"  # what is served compares settings that it stands in

    @cached_property
    def results(self) -> dict[str, results.Results]:
        """All results by name; one that cannot be read is an error."""
        return results.read_all(self.project.figures) if self.project.laid_out else {}

    @cached_property
    def runs(self) -> dict[str, Run]:
        """The runs that the project declares, by name."""
        return runs.read(self.project)

    @property
    def outputs(self) -> list[Path]:
        """The files that the runs write."""
        return [self.project.root / path for run in self.runs.values() for path in run.outputs]

    @property
    def drawings(self) -> dict[str, Path]:
        """Those among them that pages can show, by their paths below the pages' folder."""
        folder = self.project.content
        return {path.relative_to(folder).as_posix(): path for path in self.outputs if path.is_relative_to(folder)}

    @cached_property
    def known(self) -> Known:
        """All that a binding may name: the results of experiments, and what runs wrote."""
        if twice := self.results.keys() & self.runs.keys():
            raise PressError(f"{self.project.settings}: {', '.join(twice)}: a run and an experiment; rename one")
        return self.results | {name: Outputs(self.project.root, run) for name, run in self.runs.items()}

    @cached_property
    def dialect(self) -> dialect.Dialect:
        """The Markdown that its pages are written in."""
        return dialect.of(self.project)

    @cached_property
    def claims(self) -> list[ledger.Claim]:
        """The ledger as its author wrote it; a malformed one is an error of its own, not a finding."""
        if not (self.project.claims.is_file() or self.project.has_evidence):
            return []
        return claims_file.read(self.project.claims)

    @cached_property
    def judged(self) -> list[ledger.Claim]:
        """The claims with the verdicts that follow from the results."""
        return ledger.judged(self.project.claims, self.claims, self.known)

    def verdict(self, claim: ledger.Claim) -> str:
        """The verdict that follows for a claim of the ledger, derived once; a ValueError where a test names nothing."""
        kept = self._verdicts.get(claim.id)
        if not kept or kept[0] is not claim:  # a ledger in an editor has other claims of the same names
            kept = self._verdicts[claim.id] = (claim, ledger.derive(claim, self.known))
        return kept[1]

    @cached_property
    def order(self) -> dict[str, str]:
        """For each test of the ledger whether it was committed before its results, or after."""
        return order.of(self.project, self.claims, self.runs)

    @cached_property
    def works(self) -> dict[str, references.Reference]:
        """The cited works by key."""
        return references.kept(self._works, self.project.cache)

    @cached_property
    def passages(self) -> dict[str, list[references.Passage]]:
        """What is stored of them, by key."""
        return references.passages(self._passages)

    def signature(self) -> tuple[Signature, ...]:
        """What tells that a file of these was written, added or removed."""
        figures = sorted(self.project.figures.glob("*.json"))
        settings = self.project.root / FILE
        ours = (self.project.settings_file, settings, self.project.claims, self._works, self._passages)
        return tuple(map(signed, (*figures, *ours, *self.outputs)))

    @property
    def _works(self) -> Path:
        return self.project.content / "references.bib"

    @property
    def _passages(self) -> Path:
        return self.project.content / "passages.yml"


def of(project: Project) -> Store:
    """The store of a project, the same one until one of its files changes."""
    return _read(project, Store(project).signature())


@lru_cache(maxsize=1)
def _read(project: Project, _signature: tuple[Signature, ...]) -> Store:
    return Store(project)
