"""Whatever rclone reaches: S3 and its kin, R2, WebDAV, SFTP and many more. Assets go first, pages next, removals last.

Such a host cannot switch, so the order keeps whole what visitors get: a page never stands there before the files it
names, and the former release's assets stay until the next publish. Each release also lies whole under `.press/` there,
to go back to. A file is uploaded where the last record or the host's own listing says that it differs; a publish that
was broken off leaves no record, so the next one uploads everything. Only files of releases are ever removed. The keys
are in rclone's own settings.
"""

from __future__ import annotations

import hashlib
import os
import socket
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from press.core import shallow
from press.core.characters import shown
from press.core.errors import PressError
from press.core.project import Project
from press.publish import _release
from press.publish._release import Release
from press.publish._run import CARRIAGE, QUESTION, run
from press.publish._shell import here
from press.site import stamp
from press.site.finish import hosting

OWN = ".press"
LIVE = f"{OWN}/live.json"
# Where rclone's own variables do not say otherwise: a host that is not there is said in a minute and not in ten.
DEFAULTS = {"TRANSFERS": "8", "RETRIES": "2", "LOW_LEVEL_RETRIES": "3", "CONTIMEOUT": "15s", "TIMEOUT": "60s"}
NO_FOLDER = 3  # the code that rclone ends with where there is none
HOUR = 3600.0  # after which whoever claimed to publish is taken for dead
EXACTLY = ("--ignore-times", "--no-traverse", "--files-from-raw=-")  # these files, whatever is there


class _Claim(NamedTuple):
    """Who publishes, from which machine and folder, and since when."""

    who: str
    since: str


class Host(NamedTuple):
    """`where` is `REMOTE:BUCKET`, `REMOTE:FOLDER` or `:KIND,KEY=VALUE:FOLDER`, as rclone writes it, or a folder here.

    `keep` releases stay there.
    """

    project: Project
    url: str
    where: str
    keep: int = 5

    @property
    def patience(self) -> float:
        """What was uploaded is there at once."""
        return 0.0

    @property
    def place(self) -> str:
        """The same, with a folder here whole: rclone takes it from wherever it was called, and `~` for a name."""
        if ":~" in self.where:
            raise PressError(f"{self.where}: rclone takes ~ for a name; write what stands below the home without it")
        return self.where if ":" in self.where.partition("/")[0] else str(self.project.root / here(self.where))

    def live(self) -> Release | None:
        """What was published last and arrived whole; nothing where a publish was broken off."""
        return self._records().get(LIVE)

    def releases(self) -> list[Release]:
        """What can be gone back to, newest first."""
        releases = [release for name, release in self._records().items() if name != LIVE]
        return sorted(releases, key=lambda release: release.published, reverse=True)

    def publish(self, release: Release, staged: Path) -> bool:
        """Upload what differs, in the order that keeps pages whole; whether anything had to be done."""
        with self._claimed():
            return self._bring(release, staged)

    def _bring(self, release: Release, staged: Path) -> bool:
        there, live = self._listing(), self.live()
        changed = set(_release.changes(live, release).changed) if live else set(release.files)
        wrong = {name for name in release.files if name in changed or not _is_same(there.get(name), staged / name)}
        if live and live.digest == release.digest and not wrong:
            return False
        self._rclone("copy", "--checksum", str(staged), self._path(f"{OWN}/releases/{release.digest}"))
        if live:
            self._rclone("deletefile", self._path(LIVE))
        for names, header in _groups(wrong):
            kept = f"--header-upload=Cache-Control: {header}"
            self._rclone("copy", *EXACTLY, kept, str(staged), self.place, stdin=names)
        if gone := _removals(there, live, release):
            self._rclone("delete", "--no-traverse", "--files-from-raw=-", self.place, stdin=gone)
        self._hold(release, staged, wrong)
        for record in (f"{OWN}/{release.digest}.json", LIVE):
            self._put(record, _release.write(release))
        self._prune(release)
        return True

    def restore(self, release: Release) -> Release:
        """Fetch a release from where it lies on the host, hold it to its digest, and publish it again."""
        with tempfile.TemporaryDirectory() as folder:
            self._rclone("copy", self._path(f"{OWN}/releases/{release.digest}"), folder)
            if stamp.files(Path(folder)) != release.files:
                raise PressError(f"release {release.digest} was damaged on the host; build {release.source} again")
            self.publish(release, Path(folder))
        return release

    def _hold(self, release: Release, staged: Path, brought: set[str]) -> None:
        """Hold what stands there to what was brought; a host that knows no hashes is asked for the bytes."""
        there = self._listing()
        wrong = sorted(name for name in release.files if not _is_same(there.get(name), staged / name))
        if not wrong and (unknown := sorted(name for name in brought if not _hashes(there[name]))):
            words = ("--download", "--one-way", "--files-from-raw=-", str(staged), self.place)
            self._rclone("check", *words, stdin=unknown)
        if wrong:
            raise PressError(f"{wrong[0]}: did not arrive whole, one of {len(wrong)} files; publish again")

    @contextmanager
    def _claimed(self) -> Iterator[None]:
        """Say on the host who is publishing there, and let one who says so first have his way.

        Such a host has no locks. Each claims first and looks afterwards, so that of two at least one sees the other.
        """
        mine = f"{socket.gethostname()}:{self.project.root}"  # a claim of the same place is one of a publish that died
        claim = _Claim(mine, datetime.now(UTC).isoformat(timespec="seconds"))
        name = f"{OWN}/claims/{hashlib.sha256(mine.encode()).hexdigest()[:16]}.txt"
        self._put(name, "\n".join(claim))
        try:
            self._hold_alone(mine)
            yield
        except BaseException:
            with suppress(PressError):  # where the line is dead this fails too, and the first reason counts
                self._rclone("deletefile", self._path(name))
            raise
        self._rclone("deletefile", self._path(name))

    def _hold_alone(self, mine: str) -> None:
        if others := [other for other in self._claims() if other.who != mine and _is_alive(other)]:
            raise PressError(
                f"{others[0].who} is publishing there since {others[0].since}; the live site is as it was; publish "
                f"again when that has ended (if it has died: rclone purge {self._path(f'{OWN}/claims')})"
            )

    def _claims(self) -> list[_Claim]:
        with tempfile.TemporaryDirectory() as folder:
            self._rclone("copy", self._path(f"{OWN}/claims"), folder)
            texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(folder).glob("*.txt"))]
        told = (text.strip().split("\n") for text in texts)
        return [_Claim(*map(shown, lines)) for lines in told if len(lines) == len(_Claim._fields)]

    def _put(self, name: str, text: str) -> None:
        """Write a small file there; from a file, so that rclone can try again."""
        with tempfile.NamedTemporaryFile() as file:
            file.write(text.encode())
            file.flush()
            self._rclone("copyto", "--ignore-times", file.name, self._path(name))

    def _path(self, name: str) -> str:
        return f"{self.place}{'' if self.place.endswith((':', '/')) else '/'}{name}"

    def _rclone(self, *words: str, stdin: Iterable[str] = ()) -> bytes:
        lines = "".join(f"{line}\n" for line in stdin).encode()
        seconds = CARRIAGE if words[0] in {"copy", "check", "purge", "delete"} else QUESTION
        environment = {f"RCLONE_{key}": os.environ.get(f"RCLONE_{key}", value) for key, value in DEFAULTS.items()}
        return run(["rclone", "--quiet", *words], lines, environment=environment, absent=NO_FOLDER, seconds=seconds)

    def _listing(self) -> dict[str, Any]:
        """What stands there: size and, where the host knows them, hashes by name; nothing where there is no folder."""
        found = self._rclone("lsjson", "--recursive", "--files-only", "--hash", "--no-modtime", self.place)
        return {entry["Path"]: entry for entry in shallow.read_json(found or "[]")}

    def _records(self) -> dict[str, Release]:
        """The records there, by name, of releases that were published whole."""
        with tempfile.TemporaryDirectory() as folder:
            self._rclone("copy", "--include=/*.json", self._path(OWN), folder)
            files = sorted(Path(folder).glob("*.json"))
            return {f"{OWN}/{path.name}": _release.read(path.read_text(encoding="utf-8")) for path in files}

    def _prune(self, live: Release) -> None:
        """Remove all but the newest releases, each record first, and what a broken-off publish left."""
        kept = {release.digest for release in self.releases()[: self.keep]} | {live.digest}
        listed = self._rclone("lsf", "--dirs-only", "--dir-slash=false", self._path(f"{OWN}/releases"))
        for digest in set(listed.decode().split()) - kept:
            self._rclone("delete", f"--include=/{digest}.json", self._path(OWN))
            self._rclone("purge", self._path(f"{OWN}/releases/{digest}"))


def _is_alive(claim: _Claim) -> bool:
    try:
        age = datetime.now(UTC) - datetime.fromisoformat(claim.since)
    except (ValueError, TypeError):
        return False
    return abs(age.total_seconds()) < HOUR


def _hashes(there: Any) -> dict[str, str]:
    """The hashes of a file that the host knows and Python too."""
    known = {name.replace("-", "").lower(): value for name, value in (there.get("Hashes") or {}).items() if value}
    return {name: value for name, value in known.items() if name in {"md5", "sha1", "sha256"}}


def _is_same(there: Any, path: Path) -> bool:
    """Whether a file on the host is the local one, as far as the host can tell."""
    if there is None or there["Size"] != path.stat().st_size:
        return False
    data = path.read_bytes()
    return all(hashlib.new(name, data).hexdigest() == value for name, value in _hashes(there).items())


def _groups(names: set[str]) -> list[tuple[list[str], str]]:
    """The files by how long they may be cached, assets before pages."""
    groups = defaultdict(list)
    for name in sorted(names):
        groups[_release.is_page(name), hosting.caching(name)].append(name)
    return [(group, header) for (_, header), group in sorted(groups.items())]


def _removals(there: dict[str, Any], live: Release | None, release: Release) -> list[str]:
    """Files of former releases that the new one has not, save the assets that pages still on screens name."""
    known = {name.split("/", 3)[3] for name in there if name.startswith(f"{OWN}/releases/")}
    recent = set(live.files) if live else known
    kept = {name for name in recent if not _release.is_page(name)}
    return sorted((known & there.keys()) - release.files.keys() - kept)
