"""The analyser: every rule of the folder `rules` is asked what it finds, and the verdict says what was not read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from types import ModuleType
from typing import NamedTuple

from press.article.reading import UnreadableError
from press.check import accepted, coverage, rules
from press.check.coverage import Coverage
from press.check.finding import Finding
from press.check.reading import Jump, Reading
from press.check.rules import unbound
from press.check.seen import PLACE, Seen
from press.core import own, sources
from press.core.counted import counted
from press.core.errors import PressError
from press.core.project import Project
from press.core.signature import toolkit
from press.runs import lock
from press.site import stamp

__all__ = ["STAGES", "Finding", "Reading", "Report", "findings", "run"]

STAGES = ("sources", "site")


class Report(NamedTuple):
    """The findings in order of place, a verdict in one line, and what was read, was not read, and is covered."""

    findings: list[Finding]
    verdict: str
    read: list[str]
    unread: list[str]
    coverage: Coverage | None


def findings(reading: Reading, stage: str, only: str = "", *, typed: bool = False) -> Iterator[Finding]:
    """What the rules of one stage find, or one of them, or those about a text that is being typed.

    Each built page is read once, for all rules in turn.
    """
    modules = [module for name, module in rules.modules().items() if stage == module.STAGE and only in {"", name}]
    modules = [module for module in modules if not typed or hasattr(module, "TYPED")]
    if not reading.project.laid_out:
        yield from _where_asked(reading, modules)
        return
    if paged := [module for module in modules if hasattr(module, "page")]:
        yield from _of_pages(reading, paged)
    if alone := [module for module in modules if hasattr(module, "ALONE")]:
        yield from _of_texts(reading, alone)
    for module in modules:
        if hasattr(module, "check") and module not in alone:
            yield from module.check(reading)


def _where_asked(reading: Reading, modules: list[ModuleType]) -> Iterator[Finding]:
    """In a project with a layout of its own: the rules about bindings, and each digit of the pages that are strict."""
    strict = {
        reading.project.place(path) for each in reading.project.strict for path in own.matching(reading.project, each)
    }
    for module in modules:
        if hasattr(module, "BINDINGS"):
            yield from module.check(reading)
        elif module is unbound and strict:
            yield from (finding for finding in module.check(reading) if finding.path in strict)


def _of_texts(reading: Reading, modules: list[ModuleType]) -> Iterator[Finding]:
    """What rules find that look at each text alone; one that was clean before has nothing new to say."""
    keys = {path: reading.seen.key("text", path, text) for path, text in reading.texts.items()}
    new = {path for path, key in keys.items() if not (reading.dialect.cache and reading.seen.recall(key))}
    found = [finding for module in modules for finding in module.check(reading.of_some(new))]
    said = {finding.path for finding in found}
    for path in new:
        if reading.project.place(path) not in said:
            reading.seen.keep(keys[path], "clean")
    yield from found


def _of_pages(reading: Reading, modules: list[ModuleType]) -> Iterator[Finding]:
    """What rules find on built pages; of one that was clean before, only where its links lead is of interest."""
    from press.html.page import Page  # noqa: PLC0415 - its parser is not there where only sources are checked

    for path, text in reading.built.items():
        name = path.relative_to(reading.project.site).as_posix()
        key = reading.seen.key("page", path, text)
        if kept := reading.seen.recall(key):
            reading.anchors[name] = set(kept["anchors"])
            reading.jumps |= {Jump(path, *jump) for jump in kept["jumps"]}
            continue
        others, reading.jumps = reading.jumps, set()
        built = Page(text, reading.project.place(path))
        reading.anchors[name] = built.anchors
        found = [finding for module in modules for finding in module.page(reading, path, built)]
        if not found:
            jumps = [list(jump[1:]) for jump in sorted(reading.jumps)]
            reading.seen.keep(key, {"anchors": sorted(built.anchors), "jumps": jumps})
        others |= reading.jumps
        reading.jumps = others
        yield from found


def run(project: Project, stage: str | None = None, *, asked: bool = False) -> Report:
    """Check one stage or both; a site that is not built from these sources is said to be unread, never passed.

    Where the site was `asked` for, alone or beside the sources, it has to be there.
    """
    try:
        return _run(project, stage, asked=asked or stage == "site")
    except UnreadableError as fault:
        texts = Reading(project).texts.items()
        found = [Finding(project.place(path), 1, 1, "unread", str(fault)) for path, text in texts if fault.text in text]
        if not found:
            raise
        return Report(found, f"{_count(found)}: no other page was read", [], [], None)


def _run(project: Project, stage: str | None, *, asked: bool) -> Report:
    if not project.laid_out:
        return _foreign(project, asked=asked)
    if found := [Finding(place, 1, 1, "unread", what) for place, what in sources.odd(project)]:
        return Report(found, f"{len(found)} of what lies there is no file; nothing was read", [], [], None)
    reading = Reading(project)
    built = stage != "sources" and stamp.is_current(project)
    if asked and not built:
        raise PressError(f"{project.place(project.site)}: not built from the sources as they are; run: press build")
    stages = [name for name in STAGES if stage in {None, name} and (name != "site" or built)]
    before = stamp.state(project, stages)
    everything = sorted({finding for name in stages for finding in _remembered(reading, name)})
    found = list(map(reading.ended, accepted.new(reading, everything)))
    if not everything:
        stamp.record(project, before)
    read, unread = [], [] if built or stage else ["site/ not checked: it is not built from these sources"]
    covered = None
    if "sources" in stages:
        kinds = ((reading.pages, "page"), (reading.results, "result"), (reading.claims, "claim"))
        covered = coverage.measure(reading)
        read.append(", ".join(counted(len(each), noun) for each, noun in kinds))
    if "site" in stages:
        read.append(counted(len(reading.built), "built page"))
    count = _count(found)
    said = f"sources {count}" if unread and not found else count  # what was not checked is not called clean
    verdict = f"{said}: {'; '.join([*read, *unread])}"
    unread += [said for name in stages for said in _unread(name)]
    return Report(found, verdict, read, unread, covered)


def _count(found: list[Finding]) -> str:
    return counted(len(found), "finding") if found else "clean"


def _remembered(reading: Reading, stage: str) -> list[Finding]:
    """What all rules of a stage find, in what was not clean before."""
    reading.seen = Seen(reading.project.cache / PLACE.format(stage), _around(reading, stage))
    found = list(findings(reading, stage))
    reading.seen.save()
    return found


def _around(reading: Reading, stage: str) -> bytes:
    """A digest of what may change what a rule finds in a text that stays as it is."""
    project, files = reading.project, sorted(reading.files if stage == "site" else ())
    digest = hashlib.sha256(repr((project, reading.base, reading.dialect, files)).encode() + toolkit())
    for path in (project.settings_file, project.claims, *sorted(project.figures.glob("*.json")), *reading.outputs):
        digest.update(b"%a" % path.name + (path.read_bytes() if path.is_file() else b"\0"))
    return digest.digest()


def _foreign(project: Project, *, asked: bool) -> Report:
    """Check a project with a layout of its own: what its pages bind, and no site, which another builds."""
    if asked:
        raise PressError("this project builds its site by itself; press check holds its sources")
    for each in project.strict:
        if not any(own.matching(project, each)):
            raise PressError(f"{project.settings}: strict names {each!r}, and there is no such page; correct it")
    reading = Reading(project)
    found = list(map(reading.ended, accepted.new(reading, sorted(set(findings(reading, "sources"))))))
    entries = lock.read(project)
    own.hide(project)
    count = _count(found)
    made = sum(name in entries and entries[name].how == lock.HERE for name in reading.runs)
    read = [counted(len(reading.pages), "page"), f"{made} of {len(reading.runs)} runs were run here"]
    return Report(found, f"{count}: {'; '.join(read)}", read, [], coverage.measure(reading))


def _unread(stage: str) -> Iterator[str]:
    """What a rule could not read, where it says so by a function `unread()`."""
    for module in rules.modules().values():
        if stage == module.STAGE and hasattr(module, "unread") and (said := module.unread()):
            yield said
