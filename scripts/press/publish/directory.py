"""A folder that a web server reads, here or over ssh: whole releases, and a link that is switched to one of them.

`WHERE/releases/DIGEST/` holds a release, `WHERE/releases/DIGEST.json` says that it is whole, and `WHERE/current` is a
link to the live one and the web server's root. The link is switched by renaming, so every answer is of the old release
or of the new one. Assets of the former release are carried over once, so that a page that was fetched just before the
switch still finds its own. A kill at any moment leaves the live release as it was, and the next run heals the rest.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from press.core.errors import PressError
from press.core.project import Project
from press.core.settings import site_url
from press.publish import _compress, _hosting, _release
from press.publish._release import Release
from press.publish._run import run
from press.publish._shell import Shell, here

NUMBER = r"(?:[^/:@\s]+@)?\[[0-9A-Fa-f:.]+(?:%[\w.-]+)?\]"  # of the sixth version of the protocol, between brackets
REMOTE = re.compile(
    rf"ssh://(?P<host>{NUMBER}|[^/:-][^/:]*)(?::(?P<port>\d+))?(?P<path>/.*)|"
    rf"(?P<short>{NUMBER}|[^/:\[]+):(?P<rest>(?!//).+)"
)
SILENCE = 300  # seconds that rsync's other side may say nothing
HOME = re.compile(r"/?~(?:/+|$)")
FORMS = "FOLDER, USER@HOST:FOLDER or ssh://USER@HOST:PORT/FOLDER"
START = """
sum=sha256sum; command -v $sum >/dev/null || sum='shasum -a 256'
put() { printf %s "$2" > "$1.new"; mv "$1.new" "$1"; }
"""
# Half a release has no record: what a kill left is removed when nobody can still be at it.
PREPARE = """
mkdir -p {folder}/releases
(
  cd {folder}
  for release in releases/*/; do
    release=${{release%/}}
    [ ! -d "$release" ] || [ -e "$release.json" ] || [ "$(readlink current || :)" = "$release" ] ||
      find "$release" -maxdepth 0 -mmin +1440 -exec rm -rf {{}} +
  done
)
"""
LOOK = """
cd {folder} 2>/dev/null || exit 0
pwd
if [ -e current ] && [ ! -L current ]; then echo 'current is a folder and no link; move it away' >&2; exit 1; fi
readlink current || echo
for record in releases/*.json; do
  if [ -d "${{record%.json}}" ]; then cat "$record"; echo; fi
done
echo
for name in {settings}; do if [ -f "$name" ]; then $sum "$name"; fi; done
if [ -d {place} ]; then cd {place}; find . -type f -exec $sum {{}} +; fi
"""
# Two machines that publish end one after the other; the lock is the system's and ends with its holder.
ALONE = """
exec 9>.lock
! command -v flock >/dev/null || flock 9
"""
VERIFY = """
cd {place}
$sum -c - >/dev/null 2>&1 <<'SUMS' || {{ echo 'the upload did not arrive whole' >&2; exit 1; }}
{sums}
SUMS
"""
# mv -T is GNU's and busybox's, mv -h BSD's: either renames over the link instead of into what it leads to.
SWITCH = """
[ "$(readlink current || :)" = {former} ] || {{ echo 'someone else has published meanwhile' >&2; exit 1; }}
rm -f .current.new
ln -s {place} .current.new
mv -T .current.new current 2>/dev/null || mv -h .current.new current
"""


class State(NamedTuple):
    """The folder's whole path, where the link leads, whole releases, newest first, and SHA-256s of files."""

    folder: str
    link: str
    releases: list[Release]
    files: dict[str, str]
    settings: dict[str, str]

    @property
    def live(self) -> Release | None:
        """The release that visitors get."""
        return next((release for release in self.releases if self.link == _place(release.digest)), None)


class Host(NamedTuple):
    """`where` is a folder, `USER@HOST:FOLDER` or `ssh://USER@HOST:PORT/FOLDER`; `keep` releases stay there."""

    project: Project
    url: str
    where: str
    keep: int = 5

    @property
    def patience(self) -> float:
        """The link is switched at once."""
        return 0.0

    @property
    def shell(self) -> Shell:
        """Where the folder is."""
        match = REMOTE.fullmatch(self.where)
        if not match and ("://" in self.where or {"[", ":"} & set(self.where.partition("/")[0])):
            raise PressError(f"{self.where}: is no folder; write {FORMS}")
        name = re.sub(r"[\[\]]", "", match["host"] or match["short"]) if match else ""
        return Shell(name, match["port"] or "") if match else Shell()

    @property
    def folder(self) -> str:
        """The folder there."""
        match = REMOTE.fullmatch(self.where)
        if self.shell.host and match:  # what is no folder is refused there
            return _there(match["path"] or match["rest"])
        folder = self.project.root / here(self.where)
        if _is_taken(folder.resolve(), self.project):
            raise PressError(
                f"{self.where}: is part of the project, which a host would write over; name another folder"
            )
        return str(folder)

    def live(self) -> Release | None:
        """What visitors get now."""
        return self._look("").live

    def releases(self) -> list[Release]:
        """What can be gone back to, newest first."""
        return self._look("").releases

    def publish(self, release: Release, staged: Path) -> bool:
        """Upload what is missing, hold it to its digests there, and switch; whether anything had to be done."""
        release = release._replace(beside=_compress.compress(staged, release.files, self.project.cache / "compressed"))
        state = self._look(release.digest, PREPARE)
        missing = _missing(release.everything, state.files)
        settings = self._settings(state)
        known = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in settings.items()}
        if state.link == _place(release.digest) and not missing and not _missing(known, state.settings):
            return False
        if missing:
            self._upload(release, staged, state.live)
        self._finish(state, release, settings)
        return True

    def restore(self, release: Release) -> Release:
        """Go back to a release that stands there whole."""
        state = self._look(release.digest)
        if _missing(release.everything, state.files):
            raise PressError(f"release {release.digest} was damaged on the host; build {release.source} and publish it")
        self._finish(state, release, self._settings(state))
        return release

    def _settings(self, state: State) -> dict[str, str]:
        """What web servers are told, beside the releases and so outside of what is served."""
        return _hosting.servers(self.project, state.folder, self.url or site_url(self.project.root))

    def _look(self, digest: str, before: str = "") -> State:
        """What stands there, with the files of one release."""
        place, settings = quote(_place(digest or "none")), " ".join(_hosting.NAMES)
        script = (before + LOOK).format(folder=quote(self.folder), place=place, settings=settings)
        folder, link, *lines = (self.shell.run(START + script) or "\n\n").split("\n")
        records, sums = lines[: lines.index("")], [(line[66:], line[:64]) for line in lines[lines.index("") + 1 :]]
        releases = sorted(map(_release.read, records), key=lambda release: release.published, reverse=True)
        files = {name.removeprefix("./"): digest for name, digest in sums if name.startswith("./")}
        return State(folder, link, releases, files, {name: digest for name, digest in sums if name in _hosting.NAMES})

    def _upload(self, release: Release, staged: Path, live: Release | None) -> None:
        """Bring the bytes to the release's folder; each file is replaced by renaming."""
        if self.shell.host:
            link = [f"--link-dest=../{live.digest}"] if live and live.digest != release.digest else []
            command = ["rsync", "--recursive", "--checksum", "--chmod=D755,F644", f"--timeout={SILENCE}", *link]
            target = f"{self.shell.address}:{self.folder}/{_place(release.digest)}/"
            run([*command, "-e", shlex.join(self.shell.ssh), f"{staged}/", target])
        else:
            _copy(staged, Path(self.folder) / _place(release.digest), release, live)

    def _finish(self, state: State, release: Release, settings: dict[str, str]) -> None:
        """Verify the release there, carry the former one's assets over, switch, and remove the oldest releases."""
        place = _place(release.digest)
        sums = "\n".join(f"{digest}  ./{name}" for name, digest in release.everything.items())
        lines = [START, f"cd {quote(self.folder)}", ALONE, VERIFY.format(place=place, sums=sums)]
        if state.link != place:
            lines += _tidy(state, release)
        lines.append("cd ../..")
        lines += [f"put {name} {quote(text)}" for name, text in settings.items()]
        if state.link != place:
            lines.append(f"put {place}.json {quote(_release.write(release))}")
            lines.append(SWITCH.format(former=quote(state.link), place=place))
        stay = [release.digest, *(each.digest for each in state.releases if each.digest != release.digest)][: self.keep]
        gone = [_place(each.digest) for each in state.releases if each.digest not in stay]
        lines += [f"rm -f {place}.json; rm -rf {place}" for place in gone]
        self.shell.run("\n".join(lines))


def _there(path: str) -> str:
    """A folder on another machine: what stands below one's home is written without `~`, which programs read apart."""
    path = HOME.sub("", path, count=1) or "."
    if path.startswith(("~", "/~")):
        raise PressError(f"{path}: of another one's home; write the whole path")
    return f"./{path}" if path.startswith("-") else path


def _place(digest: str) -> str:
    return f"releases/{digest}"


def _missing(files: dict[str, str], there: dict[str, str]) -> list[str]:
    return sorted(name for name, digest in files.items() if there.get(name) != digest)


def _tidy(state: State, release: Release) -> list[str]:
    """Commands, in a release's folder, that remove what is none of it and link the former one's assets in."""
    former = state.live
    carried = {
        name: digest
        for name, digest in (former.everything if former else {}).items()
        if name not in release.everything and not _release.is_page(name.removesuffix(".gz").removesuffix(".br"))
    }
    strays = [name for name, digest in state.files.items() if digest != (release.everything | carried).get(name)]
    lines = [f"rm -f {quote(f'./{name}')}" for name in strays if name not in release.everything]
    folders = sorted({str(Path(name).parent) for name in carried})
    lines += [f"mkdir -p {quote(f'./{folder}')} || :" for folder in folders]
    here = f"../{former.digest}" if former else ""
    return lines + [f"ln {quote(f'{here}/{name}')} {quote(f'./{name}')} 2>/dev/null || :" for name in carried]


def _copy(staged: Path, target: Path, release: Release, live: Release | None) -> None:
    """Copy a release, each file by renaming; what the live one has whole is linked and takes no room."""
    for name, digest in release.everything.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        former = target.with_name(live.digest) / name if live else path
        if former != path and former.is_file() and hashlib.sha256(former.read_bytes()).hexdigest() == digest:
            beside.hardlink_to(former)
        else:
            shutil.copyfile(staged / name, beside)
        beside.replace(path)


def _is_taken(folder: Path, project: Project) -> bool:
    """Whether a folder is the project's, or lies within one that it reads or writes; others beside these are free."""
    own = (project.content, project.site, project.figures, project.scripts, project.cache.parent, project.root / ".git")
    return folder == project.root.resolve() or any(folder.is_relative_to(each.resolve()) for each in own)
