"""Publishing puts the bytes that were checked on a host, and no others; one module a kind of host.

A kind's module has `publish(site, digest, where)`, which brings the built site to `where` so that no visitor ever meets
half of it, and returns a sentence that says what was done. The folder is the registry.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from typing import TYPE_CHECKING

from press import checks
from press.errors import PressError

if TYPE_CHECKING:
    from pathlib import Path

    from press.project import Project


def kinds() -> list[str]:
    """The kinds of host there are."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def publish(project: Project, target: str) -> str:
    """Check the built site and bring it to `KIND:WHERE`; a PressError says why nothing was published."""
    kind, _, where = target.partition(":")
    if kind not in kinds() or not where:
        raise PressError(f"{target!r} is no target; write KIND:WHERE, where KIND is one of {', '.join(kinds())}")
    for stage in checks.STAGES:
        report = checks.run(project, stage)
        if report.findings:
            raise PressError(f"nothing was published: {report.verdict}; run: press check")
    module = importlib.import_module(f"{__name__}.{kind}")
    sentence: str = module.publish(project.site, digest(project.site), where)
    return sentence


def digest(site: Path) -> str:
    """SHA-256 over the names and bytes of all files of a site; equal sites have equal digests, wherever they lie."""
    whole = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        if path.is_symlink():
            raise PressError(f"{path}: a link could lead outside the site; it is not published")
        if path.is_file():
            whole.update(path.relative_to(site).as_posix().encode() + b"\0")
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]
