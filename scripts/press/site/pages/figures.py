"""A page for every figure, with everything needed to doubt it: numbers, data, script, parameters, sources, limits."""

from __future__ import annotations

import csv
import hashlib
import io
import math
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, partial
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

from press.article.ledger import Claim
from press.article.store import Store
from press.core import cached, settings
from press.core.errors import PressError
from press.core.files import contents
from press.core.history import Change, changes, git
from press.core.numbers import earned, uncertainty
from press.core.project import Project
from press.core.results import Results
from press.evidence import experiment
from press.evidence.drawing import frames, served
from press.site import addresses, drawn, naming, templating
from press.site.taken import archive, citation, embed, licences

LONGEST = 24  # letters of a number in full, beyond which a power of ten is easier to read
FIRST, FEW = 12, 6  # numbers and tables that a page shows before it folds the rest


def pages(store: Store) -> Iterator[tuple[str, bytes]]:
    """The index, a page a figure, and the data and the script beside it."""
    project, works = store.project, store.works
    leaning = [(claim, claim.evidence) for claim in store.judged]
    resting = {name: [claim for claim, names in leaning if name in names] for name in store.results}
    called, index = partial(naming.called, project), "figures/index.md"
    picture = partial(drawn.picture, index, project.figures)
    listed = {"all": sorted(store.results.values(), key=partial(_told, leaning)), "resting": resting}
    granted, feeds = licences.of(project), settings.site_url(project.root)
    taken = {"archive": archive.NAME, "front": citation.FRONT, "licences": granted, "feeds": feeds}
    yield index, templating.render("figures.md", **listed, **taken, called=called, picture=picture)
    front = citation.article(project)
    yield from citation.files(front, citation.FRONT)
    committed, drawn_on = commits(project, experiment.folder(project)), changes(project, project.figures)
    for name, result in store.results.items():
        path = experiment.path(project, name)
        script = path.read_text(encoding="utf-8") if path.is_file() else ""
        stored = project.place(project.figures / f"{name}.json")
        work = citation.figure(project, result, drawn_on.get(stored, Change()).day)
        sources = [(works[key].text if key in works else key, reason) for key, reason in result.sources.items()]
        yield (
            addresses.figure_page(name),
            templating.render(
                "figure.md", results=result, claims=resting[name], exposition=_exposition(project.place(path), script),
                sources=sources, script=project.place(path), commit=committed.get(project.place(path), ""),
                article=front.title, has_script=bool(script), tables=tables(result), licences=granted,
                entry=citation.bibtex(work), embed=embed.code(project, result), frame=embed.place(name),
                earned=earned, uncertainty=uncertainty, table_file=addresses.table_file, called=called,
                first=FIRST, few=FEW,
            ),
        )  # fmt: skip
        yield f"figures/{name}.py", script.encode()
        yield embed.page(project, result)
        yield from citation.files(work, f"figures/{name}")
        yield from _data(project, result)


def _exposition(place: str, script: str) -> str:
    """What an experiment says of itself; a PressError names the line where it is no Python."""
    try:
        return experiment.texts(script).exposition
    except SyntaxError as error:
        raise PressError(f"{place}:{error.lineno}: not Python: {error.msg}") from None


def _told(leaning: list[tuple[Claim, set[str]]], result: Results) -> tuple[int, int, str]:
    """Where a figure stands in the index: with the first claim that rests on it, as that shows its figures."""
    for place, (claim, names) in enumerate(leaning):
        if result.name in names:
            shown = [*claim.figures, result.name]
            return place, shown.index(result.name), result.name
    return len(leaning), 0, result.name


def commits(project: Project, folder: Path) -> dict[str, str]:
    """The commit that last changed each file of a folder, by its place; none for one that differs from it now."""
    changed = {line[3:] for line in git(project, "status", "--porcelain", "--", project.place(folder)).splitlines()}
    return {path: change.commit for path, change in changes(project, folder).items() if path not in changed}


def _written(value: Any) -> Any:
    """A value as a person would write it: in full, and a whole number with none behind its point."""
    if not isinstance(value, float) or not math.isfinite(value):
        return value
    text = repr(value)
    text = (f"{Decimal(text):f}" if "e" in text else text).removesuffix(".0")
    return text if len(text) <= LONGEST else f"{value:g}"


def _data(project: Project, result: Results) -> Iterator[tuple[str, bytes]]:
    yield f"figures/{result.name}.json", contents(project.figures / f"{result.name}.json")
    for suffix in ("svg", "narrow.svg"):
        yield f"figures/{result.name}.{suffix}", served.file(project.figures / f"{result.name}.{suffix}")
    if experiment.path(project, result.name).is_file():
        yield f"figures/{result.name}.png", _dots(project, result)
    for sheet in frames.sheets(result):
        yield from ((f"figures/{sheet.file(result, frame)}", frames.png(frame)) for frame in sheet.frames)
    for name, table in tables(result).items():
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(table)
        writer.writerows([_written(value) for value in row] for row in zip(*table.values(), strict=True))
        yield f"figures/{addresses.table_file(result.name, name)}", text.getvalue().encode()


def tables(result: Results) -> dict[str, dict[str, list[Any]]]:
    """The tables that hold numbers and words; pictures are files of their own."""
    return {name: table for name, table in result.series.items() if name != frames.TABLE}


def _dots(project: Project, result: Results) -> bytes:
    """The drawing as PNG, kept until the drawing or what draws it changes."""

    def painted() -> bytes:
        from press.evidence.drawing import raster  # noqa: PLC0415 - loads the drawing library

        return raster.png(experiment.load(project, result.name), result)

    drawing = contents(project.figures / f"{result.name}.svg")
    key = hashlib.sha256(b"\0".join((drawing, *_painters()))).hexdigest()
    return cached.made(project.cache / "pictures" / f"{key}.png", painted)


@cache
def _painters() -> tuple[bytes, bytes]:
    """What draws dots: the libraries, and our own code."""
    libraries = "".join(map(version, ("matplotlib", "pillow")))
    return libraries.encode(), resources.files("press.evidence.drawing").joinpath("raster.py").read_bytes()
