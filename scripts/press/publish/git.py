"""A branch of a git repository, as GitHub, GitLab and Codeberg Pages serve it: one commit a release, history kept.

The commit is made beside the project's own work tree and pushed in one step, never by force: visitors get the old
branch or the new one, and nothing that others pushed is lost. What the host keeps at the branch's root (`CNAME` and
names that begin with a dot) stays. Going back is a new commit with the former files.
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import NamedTuple

from press.core.errors import PressError
from press.core.project import Project
from press.publish._release import Release
from press.publish._run import CARRIAGE, QUESTION, run
from press.publish._shell import ODD, here
from press.site import commit, stamp

KEYS = ("Press-Digest", "Press-Source", "Press-Restores", "Press-Root")
FORMAT = "%H%x00%cI%x00" + "%x00".join(f"%(trailers:key={key},valueonly,separator=%x2C)" for key in KEYS)
ADDED = {"CNAME", "_config.yml", "netlify.toml", "wrangler.toml", "wrangler.jsonc"}  # by hosts' guides, at the root
FILE = {"100644", "100755"}
IMPATIENT = ("-c", "http.lowSpeedLimit=1000", "-c", "http.lowSpeedTime=60")  # bytes a second, seconds
WELL_KNOWN = ".well-known"  # what browsers and others ask for by this name
NO_JEKYLL = ".nojekyll"  # without it GitHub leaves out what begins with an underscore


class Entry(NamedTuple):
    """A file in a commit."""

    mode: str
    blob: str


class Host(NamedTuple):
    """`where` is a remote of the project's own repository, or the address of any repository."""

    project: Project
    url: str
    where: str = "origin"
    branch: str = "gh-pages"

    @property
    def patience(self) -> float:
        """Pages are built from the branch by the host, which takes a minute or two."""
        return 180.0

    def live(self) -> Release | None:
        """What stands on the branch; its digest is that of its files, whoever changed them."""
        tip = self._tip()
        return self._release(tip) if tip else None

    def releases(self) -> list[Release]:
        """What was published to the branch, newest first, without its files."""
        newest: dict[str, Release] = {}
        for _, release in self._log(self._tip()):
            newest.setdefault(release.digest, release)
        return list(newest.values())

    def publish(self, release: Release, staged: Path) -> bool:
        """Push a commit with the release's files, unless the branch has just those."""
        tip = self._tip()
        there = self._entries(tip) if tip else {}
        if tip and self._release(tip).digest == release.digest:
            return False
        if there and not self._log(tip) and not {"index.html", "sitemap.xml"} & there.keys():
            raise PressError(
                f"the branch {self.branch} of {self.where} holds something other than a site; "
                "name another one with the setting branch"
            )
        names = sorted(release.files)
        paths = [str(staged / name) for name in names]
        written = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=_lines(paths))
        files = {name: Entry("100644", blob) for name, blob in zip(names, written.split(), strict=True)}
        self._push(tip, there, files, release, restores="")
        return True

    def restore(self, release: Release) -> Release:
        """Push a commit with the files of a former one."""
        tip = self._tip()
        former = next(name for name, each in self._log(tip) if each.digest == release.digest)
        whole = self._release(former)
        if whole.digest != release.digest:
            raise PressError(f"the files of {former} are not those of {release.digest}; build {release.source} again")
        entries, own = self._entries(former), self._own(former)
        files = {name: entry for name, entry in entries.items() if name in own or not _is_kept(name)}
        self._push(tip, self._entries(tip), files, whole, restores=former)
        return whole

    def _git(self, *words: str, stdin: bytes = b"", environment: dict[str, str] | None = None) -> str:
        return self._raw(*words, stdin=stdin, environment=environment).decode(errors=ODD).strip("\n")

    def _raw(self, *words: str, stdin: bytes = b"", environment: dict[str, str] | None = None) -> bytes:
        whole = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", **(environment or {})}
        seconds = CARRIAGE if words[0] in {"fetch", "push"} else QUESTION
        return run(["git", *IMPATIENT, *words], stdin, cwd=self.project.root, environment=whole, seconds=seconds)

    def _tip(self) -> str:
        """The branch's newest commit, fetched; empty where there is no branch."""
        line = self._git("ls-remote", here(self.where), f"refs/heads/{self.branch}")
        if not line:
            return ""
        there = f"+refs/heads/{self.branch}:refs/press/{self.branch}"
        self._git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", here(self.where), there)
        return line.split()[0]

    def _log(self, tip: str) -> list[tuple[str, Release]]:
        """The commits that publishing made, newest first, without those that went back."""
        lines = self._git("log", f"--format={FORMAT}", tip).split("\n") if tip else []
        found = []
        for line in lines:
            name, day, digest, source, restores, _ = line.split("\0")
            if digest and not restores:
                found.append((name, Release(digest, source, day, {}, {})))
        return found

    def _entries(self, name: str) -> dict[str, Entry]:
        """The files of a commit."""
        found = {}
        for line in filter(None, self._git("ls-tree", "-r", "-z", name).split("\0")):
            about, _, path = line.partition("\t")
            mode, _, blob = about.split()
            found[path] = Entry(mode, blob)
        return found

    def _release(self, name: str) -> Release:
        """A commit as a release: the files that are the site's, by their bytes."""
        own = self._own(name)
        entries = {path: entry for path, entry in self._entries(name).items() if path in own or not _is_kept(path)}
        blobs = {path: entry.blob for path, entry in entries.items() if entry.mode in FILE}
        told = self._raw("cat-file", "--batch", stdin=_lines(list(blobs.values())))
        # A link, or another repository, that somebody put there is no file of a site, and its digest is no file's.
        files = {path: entry.blob.zfill(64) for path, entry in entries.items() if entry.mode not in FILE}
        for path in blobs:
            about, _, told = told.partition(b"\n")
            size = int(about.split()[2])
            files[path], told = hashlib.sha256(told[:size]).hexdigest(), told[size + 1 :]
        _, day, _, source, *_ = self._git("log", "-1", f"--format={FORMAT}", name).split("\0")
        return Release(stamp.digest(files), source, day, files, {})

    def _own(self, name: str) -> set[str]:
        """The files at the root that are the release's own, though hosts put such ones there: `CNAME` in content/."""
        for line in self._git("log", f"--format={FORMAT}", name).split("\n"):
            _, _, digest, _, _, root = line.split("\0")
            if digest:
                return set(root.split())
        return set()

    def _push(
        self, tip: str, there: dict[str, Entry], files: dict[str, Entry], release: Release, *, restores: str
    ) -> None:
        """Make the commit on top of the branch and push it."""
        if not commit.name(self.project):
            raise PressError("to publish to a branch the project needs a repository with a commit; run: git commit")
        former = self._own(tip) if tip else set()
        kept = {path: entry for path, entry in there.items() if _is_kept(path) and path not in former}
        empty = Entry("100644", self._git("hash-object", "-w", "--stdin"))
        entries = {NO_JEKYLL: empty} | kept | files
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            lines = "".join(f"{entry.mode} {entry.blob}\t{path}\0" for path, entry in entries.items())
            self._git("update-index", "-z", "--index-info", stdin=lines.encode(errors=ODD), environment=index)
            tree = self._git("write-tree", environment=index)
        root = " ".join(sorted(path for path in files if _is_kept(path)))
        values = dict(zip(KEYS, (release.digest, release.source, restores, root), strict=True))
        subject = f"{'Go back to' if restores else 'Publish'} {release.digest} from {release.source[:12]}"
        trailers = "".join(f"{key}: {value}\n" for key, value in values.items() if value)
        name, mail = self._git("log", "-1", "--format=%an%x00%ae", "HEAD").split("\0")
        author = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in
                  (("NAME", name), ("EMAIL", mail))}  # fmt: skip
        parents = ["-p", tip] if tip else []
        message = f"{subject}\n\n{trailers}".encode()
        made = self._git("commit-tree", tree, *parents, stdin=message, environment=author)
        self._git("push", "--quiet", "--no-verify", here(self.where), f"{made}:refs/heads/{self.branch}")
        if self._git("ls-remote", here(self.where), f"refs/heads/{self.branch}").split()[:1] != [made]:
            raise PressError(f"someone else has published to {self.branch} meanwhile; look what they did")


def _is_kept(path: str) -> bool:
    """Whether a file at the branch's root is the host's and not the site's, unless the site has one itself."""
    root = path.partition("/")[0]
    return path in ADDED or (root.startswith(".") and root != WELL_KNOWN)


def _lines(words: list[str]) -> bytes:
    return "".join(f"{word}\n" for word in words).encode()
