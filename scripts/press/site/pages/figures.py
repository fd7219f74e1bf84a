"""A page for every figure, with everything needed to doubt it: numbers, data, script, parameters, sources, limits."""

from __future__ import annotations

import csv
import io
from functools import partial
from typing import TYPE_CHECKING, Any

from press.article import texts
from press.core.files import contents
from press.core.history import git
from press.core.numbers import earned, uncertainty
from press.evidence import experiment
from press.evidence.drawing import frames, served
from press.site import addresses, drawn, naming, templating
from press.site.pages.claims import rests_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from press.article.store import Store
    from press.core.project import Project
    from press.core.results import Results


WHOLE = 1e6  # from here on six digits would not hold a whole number
FIRST = 12  # numbers that a page shows before it folds the rest


def pages(store: Store) -> Iterator[tuple[str, bytes]]:
    """The index, a page a figure, and the data and the script beside it."""
    project, works = store.project, store.works
    leaning = [(claim, rests_on(claim)) for claim in store.judged]
    resting = {name: [claim for claim, names in leaning if name in names] for name in store.results}
    called, index = partial(naming.called, project), "figures/index.md"
    picture = partial(drawn.picture, index, project.figures)
    listed = {"all": store.results.values(), "resting": resting}
    yield index, templating.render("figures.md", **listed, called=called, picture=picture)
    article = project.root / project.article
    title = texts.matter(article.read_text(encoding="utf-8"), project.article).get("title", "")
    committed = commits(project, experiment.folder(project))
    for name, result in store.results.items():
        path = experiment.path(project, name)
        script = path.read_text(encoding="utf-8") if path.is_file() else ""
        sources = [(works[key].text if key in works else key, reason) for key, reason in result.sources.items()]
        yield (
            addresses.figure_page(name),
            templating.render(
                "figure.md", results=result, claims=resting[name], exposition=experiment.texts(script).exposition,
                sources=sources, script=project.place(path), commit=committed.get(project.place(path), ""),
                article=title,
                earned=earned, uncertainty=uncertainty, table_file=addresses.table_file, called=called, first=FIRST,
            ),
        )  # fmt: skip
        yield f"figures/{name}.py", script.encode()
        yield from _data(project, result)


def commits(project: Project, folder: Path) -> dict[str, str]:
    """The commit that last changed each file of a folder, by its place; none for one that differs from it now.

    Where there is no history, as in an unpacked archive, nothing is said.
    """
    place = project.place(folder)
    log = git(project, "log", "--format=commit %H", "--name-only", "--relative", "--", place)
    latest: dict[str, str] = {}
    commit = ""
    for line in log.splitlines():
        if line.startswith("commit "):
            commit = line.removeprefix("commit ")
        elif line:
            latest.setdefault(line, commit)
    changed = {line[3:] for line in git(project, "status", "--porcelain", "--", place).splitlines()}
    return {path: commit for path, commit in latest.items() if path not in changed}


def _written(value: Any) -> Any:
    """A value as a person would write it: six digits are stored, and a whole number has none behind its point."""
    return f"{value:g}" if isinstance(value, float) and abs(value) < WHOLE else value


def _data(project: Project, result: Results) -> Iterator[tuple[str, bytes]]:
    yield f"figures/{result.name}.json", contents(project.figures / f"{result.name}.json")
    for suffix in ("svg", "narrow.svg"):
        yield f"figures/{result.name}.{suffix}", served.file(project.figures / f"{result.name}.{suffix}")
    for sheet in frames.sheets(result):
        yield from ((f"figures/{sheet.file(result, frame)}", frames.png(frame)) for frame in sheet.frames)
    for name, table in result.series.items():
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(table)
        writer.writerows([_written(value) for value in row] for row in zip(*table.values(), strict=True))
        yield f"figures/{addresses.table_file(result.name, name)}", text.getvalue().encode()
