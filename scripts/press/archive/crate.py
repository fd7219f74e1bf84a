"""The RO-Crate: every file with its digest, and what the files are to each other: runs, results, claims and sources."""

from __future__ import annotations

import hashlib
import json
import mimetypes
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rocrate.model.contextentity import ContextEntity
from rocrate.model.person import Person
from rocrate.rocrate import ROCrate

from press.archive import about
from press.archive.about import About
from press.article import sentences, store
from press.article.references import Reference
from press.article.store import Store
from press.check import statement
from press.core import files, zipped
from press.core.history import git
from press.core.project import Project
from press.html import markup
from press.site import stamp

SKIPPED = {"site", "node_modules", "__pycache__", "build", "dist"}


def pack(project: Project, target: Path, say: Callable[[str], object]) -> int:
    """Write the archive; how many files are in it."""
    said, known = about.read(project), store.of(project)
    crate = ROCrate()
    _root(crate, said)
    with tempfile.TemporaryDirectory(prefix="press-archive-") as place:
        added = {place: path for place, path in _files(project, Path(place), said) if path != target.resolve()}
        for name, path in added.items():
            crate.add_file(str(path), name, properties=_described(path, name))
        _told(crate, project, known, set(added))
        crate.write(Path(place) / "crate")
        files.replace(target, _zipped(Path(place) / "crate"))
    if not said.written:
        say(f"no {about.FILE}: title and authors are from the settings and the history; look at them in the archive")
    for what, there in (("site", f"{project.place(project.site)}/index.html"), ("report of an audit", "audit.md")):
        if there not in added:
            say(f"without a {what}, as there is none that is up to date")
    return len(added)


def _root(crate: ROCrate, said: About) -> None:
    crate.name, crate.description = said.title, said.description
    crate.datePublished = said.date
    where = f"https://spdx.org/licenses/{said.licence}" if said.licence else "#licence"
    licence = {"@type": "CreativeWork", "name": said.licence or "All rights reserved"}
    if not said.licence:
        licence["description"] = f"No licence is said in {about.FILE}, so nobody may do what the law reserves."
    crate.license = crate.add(ContextEntity(crate, where, licence))
    people = []
    for number, each in enumerate(said.people):
        kind = "Person" if "family" in each else "Organization"
        person = Person(crate, each.get("orcid") or f"#author-{number + 1}", {"@type": kind, "name": each["name"]})
        people.append(crate.add(person))
    _say(crate, author=people, publisher=people)


def _files(project: Project, folder: Path, said: About) -> Iterator[tuple[str, Path]]:
    """What is packed, by its place in the archive: what is committed, the site, the audit, the metadata."""
    listed = git(project, "ls-files", "-z")
    inside = (path.relative_to(project.root).as_posix() for path in sorted(project.root.rglob("*")))
    plain = (name for name in inside if not any(part.startswith(".") or part in SKIPPED for part in name.split("/")))
    for name in sorted(filter(None, listed.split("\0"))) if listed else plain:
        path = project.root / name
        if path.is_file() and not path.is_symlink() and name not in {"codemeta.json", ".zenodo.json"}:
            yield name, path
    if project.laid_out and stamp.is_current(project):
        for name in stamp.files(project.site):
            yield f"{project.place(project.site)}/{name}", project.site / name
    for name in ("audit.md", statement.FILE):
        if (project.cache / name).is_file():
            yield name, project.cache / name
    written = {"codemeta.json": about.codemeta(said), ".zenodo.json": about.zenodo(said)}
    texts = {name: json.dumps(body, indent=1, ensure_ascii=False) + "\n" for name, body in written.items()}
    for name, text in (texts | ({} if said.written else {about.FILE: about.cff(said)})).items():
        (folder / name).write_text(text, encoding="utf-8")
        yield name, folder / name


def _described(path: Path, name: str) -> dict[str, Any]:
    kind = mimetypes.guess_type(name)[0] or ("text/markdown" if name.endswith(".md") else "application/octet-stream")
    data = path.read_bytes()
    return {
        "name": name,
        "encodingFormat": kind,
        "contentSize": str(len(data)),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _told(crate: ROCrate, project: Project, known: Store, added: set[str]) -> None:
    """What the files are to each other."""
    made = []
    for name, run in known.runs.items():
        body: dict[str, Any] = {
            "@type": "CreateAction",
            "name": name,
            "description": run.command or run.recorded or "recorded",
        }
        files = {"object": run.inputs, "result": run.outputs}
        said = body | {key: _refer(paths, added) for key, paths in files.items()}
        made.append(_add(crate, f"#run-{name}", said))
    for name, found in known.results.items():
        written = _refer([f"{project.place(project.figures)}/{name}.json"], added)
        code = _refer([f"scripts/{project.experiments.replace('.', '/')}/{name}.py"], added)
        body = {"@type": "CreateAction", "name": name, "description": found.title}
        made.append(_add(crate, f"#experiment-{name}", body | {"instrument": code, "result": written}))
    claims = []
    for claim in known.judged:
        rests = [{"@id": f"#experiment-{name}"} for name in claim.experiments if name in known.results]
        rests += [{"@id": f"#run-{name}"} for name in claim.experiments if name in known.runs]
        words = {"name": claim.quote, "abstract": f"{claim.verdict}: {sentences.plain(claim.fair)}"}
        claims.append(_add(crate, f"#claim-{claim.anchor}", {"@type": "Claim", **words, "isBasedOn": rests}))
    works = [_add(crate, *_work(key, work)) for key, work in known.works.items()]
    _say(crate, about=claims, citation=works, mentions=made)


def _work(key: str, work: Reference) -> tuple[str, dict[str, Any]]:
    """A cited work by its address, which a crate asks of a citation, and as text."""
    tree = markup.read(work.text)
    link = tree.find("a")
    address = link.attributes.get("href", "") if link else ""
    return address or f"#work-{key}", {"@type": "ScholarlyArticle", "name": tree.text()}


def _add(crate: ROCrate, name: str, body: dict[str, Any]) -> ContextEntity:
    said = {key: _single(value) for key, value in body.items() if value}
    entity: ContextEntity = crate.add(ContextEntity(crate, name, said))
    return entity


def _say(crate: ROCrate, **properties: list[ContextEntity]) -> None:
    """What the whole is and has; what there is none of is not said."""
    for name, entities in properties.items():
        if entities:
            crate.root_dataset[name] = _single(entities)


def _single(value: Any) -> Any:
    """One thing stands alone, as the recommendation has it, and not in a list."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _refer(paths: tuple[str, ...] | list[str], added: set[str]) -> list[dict[str, str]]:
    return [{"@id": path} for path in paths if path in added]


def _zipped(folder: Path) -> bytes:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return zipped.packed((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths)
