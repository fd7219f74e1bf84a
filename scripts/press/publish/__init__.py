"""Publishing puts the bytes that were checked on a host, and no others; one module a kind of host.

A kind's module has a class `Host` whose fields, behind the project and the site's address, are its settings. A host
says what is live (`live`) and what can be gone back to (`releases`), takes a release (`publish`, which says whether
anything had to be done) and goes back to one (`restore`), each so that no visitor ever meets half a site. The folder
is the registry.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from press.core import locks, web
from press.core.counted import counted
from press.core.errors import PressError
from press.core.project import Project
from press.publish import _release, _verify
from press.publish._release import Release
from press.site import stamp
from press.site.pages import redirects

COMMON = ("kind", "url")
LOCK = "publish.lock"
PASSWORD = re.compile(r"//[^/@]*:[^/@]+@|//gh[a-z]_|(?:pass|secret|token|key)\w*=", re.IGNORECASE)
SAFER = "leave it to ssh's agent, git's credential helper or rclone's own settings"


class Host(Protocol):
    """Where a site is published."""

    @property
    def project(self) -> Project:
        """What is published."""

    @property
    def url(self) -> str:
        """The address that visitors use, or nothing."""

    @property
    def patience(self) -> float:
        """Seconds that the host may take to show what it has got."""

    def live(self) -> Release | None:
        """What visitors get now."""

    def releases(self) -> list[Release]:
        """What can be gone back to, newest first."""

    def publish(self, release: Release, staged: Path) -> bool:
        """Bring a release there, whose bytes lie in `staged`; whether anything had to be done."""

    def restore(self, release: Release) -> Release:
        """Go back to a release that stands there, and give it back with its files."""


def kinds() -> list[str]:
    """The kinds of host there are."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def host(project: Project, name: str | None, to: str | None) -> Host:
    """The host of a name in the settings, of the only one there, or of `KIND:WHERE`."""
    if to is not None:
        kind, _, where = to.partition(":")
        return _host(project, "--to", {"kind": kind, "where": where})
    targets = _targets(project)
    known = ", ".join(targets) or "none yet; docs/pages/publishers.md shows one"
    if name is None and len(targets) != 1:
        raise PressError(f"say where to publish: a target of {project.settings} ({known}), or --to KIND:WHERE")
    name = name or next(iter(targets))
    if name not in targets:
        raise PressError(f"{project.settings} has no target {name!r}; there are: {known}")
    return _host(project, project.setting(f"publish.{name}"), targets[name])


def publish(project: Project, where: Host, say: Callable[[str], None]) -> Release:
    """Bring the checked site to a host; a PressError says why nothing was published."""
    with locks.held(project.cache / LOCK, "press publish", say):
        release = _release.checked(project)
        say(f"Publishing {release.digest}, {counted(len(release.files), 'file')} ...")
        with _release.staged(project, release) as folder:
            differences = _release.changes(where.live(), release)
            done = _brought(where, release, folder)
    if done:
        say(f"{release.digest} is live: {differences}")
    else:
        say(f"{release.digest} is live already; nothing was done")
    return release


def _brought(where: Host, release: Release, folder: Path) -> bool:
    try:
        return where.publish(release, folder)
    except OSError as error:
        place = error.filename2 or error.filename  # the second is where a copy goes
        raise PressError(f"{place}: {error.strerror}; the live site is as it was; mend it and publish again") from None


def preview(project: Project, where: Host, say: Callable[[str], None]) -> None:
    """Say what publishing would change, and change nothing."""
    release = _release.checked(project)
    differences = _release.changes(where.live(), release)
    for kind, names in differences._asdict().items():
        for name in names:
            say(f"{kind:8} {name}")
    say(f"{release.digest} would go live: {differences}")


def rollback(where: Host, digest: str, say: Callable[[str], None]) -> Release:
    """Go back to the release before the live one, or to the one whose digest begins like this."""
    with locks.held(where.project.cache / LOCK, "press publish", say):
        return _back(where, digest, say)


def _back(where: Host, digest: str, say: Callable[[str], None]) -> Release:
    releases, live = where.releases(), where.live()
    known = ", ".join(release.digest for release in releases) or "none"
    if digest:
        found = [release for release in releases if release.digest.startswith(digest)]
    else:
        digests = [release.digest for release in releases]
        here = digests.index(live.digest) if live and live.digest in digests else -1
        found = releases[here + 1 : here + 2]
    if len(found) != 1:
        what = f"no single release {digest}" if digest else "no release before the live one"
        raise PressError(f"{what}; there are: {known}; the live site is as it was")
    restored = where.restore(found[0])
    say(f"{restored.digest} is live again: {_release.changes(live, restored)}")
    return restored


def address(where: Host, verify: str | None) -> str:
    """Where the live bytes are to be looked at, if anywhere; a PressError where that is no address."""
    if found := verify or where.url:
        web.hold(found)
    return found


def verify(project: Project, release: Release, url: str, where: Host, say: Callable[[str], None]) -> bool:
    """Compare the live bytes with a release's; whether they are the same. Old addresses may lead on by themselves."""
    moved = {path for path, _ in redirects.pages(project)}
    here = stamp.files(project.site) if project.site.is_dir() else {}
    sizes = {name: (project.site / name).stat().st_size for name in here if here[name] == release.files.get(name)}
    return _verify.verify(release, url, moved, sizes, where.patience, say)


def listing(where: Host, say: Callable[[str], None]) -> None:
    """Say which releases there are."""
    live, releases = where.live(), where.releases()
    for release in releases:
        say(f"{release}{'  live' if live and live.digest == release.digest else ''}")
    say(counted(len(releases), "release"))


def _targets(project: Project) -> dict[str, Any]:
    targets: Any = project.table("publish")
    if not isinstance(targets, dict) or not all(isinstance(target, dict) for target in targets.values()):
        raise PressError(f"a target is a table of its own: {project.setting('publish.NAME')}")
    return targets


def _host(project: Project, place: str, settings: dict[str, Any]) -> Host:
    """The host that settings describe; an unknown kind or key is answered with those that there are."""
    kind = settings.get("kind")
    if kind not in kinds():
        raise PressError(f"{place}: {kind!r} is no kind of host; there are {', '.join(kinds())}")
    build = importlib.import_module(f"{__name__}.{kind}").Host
    defaults = build._field_defaults
    own = [key for key in build._fields if key not in {"project", "url"}]
    for key, value in settings.items():
        if key not in (*COMMON, *own):
            raise PressError(f"{place}: no setting {key!r}; there are {', '.join((*COMMON, *own))}")
        expected = type(defaults.get(key, ""))
        if type(value) is not expected or value == "" or (expected is int and value < 1):
            raise PressError(f"{place}: {key} is {value!r} and should be {'a number' if expected is int else 'a text'}")
        if str(value).startswith("-"):
            raise PressError(f"{place}: {key} begins with a dash, which programs take for an option")
        if PASSWORD.search(str(value)):
            raise PressError(f"{place}: {key} holds a password or a key, which would be written down; {SAFER}")
    if "where" not in settings and "where" not in defaults:
        raise PressError(f"{place}: needs the setting where")
    where: Host = build(project, settings.get("url", ""), **{key: settings[key] for key in own if key in settings})
    return where
