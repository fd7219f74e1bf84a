"""A small site that is published in no time, and real hosts on loopback that the tests start and stop."""

from __future__ import annotations

import getpass
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from press import publish
from press.core import project
from press.site import commit, stamp
from servers import free_port, program, running

FILES = {
    "pyproject.toml": "[tool.press]\nexperiments = 'toy.experiments'\narticle = 'content/index.md'\n",
    "mkdocs.yml": "site_name: Small\n",
    "content/index.md": "# One\n",
}


class Small(NamedTuple):
    """A project whose site is written here instead of built, and counts as checked."""

    project: project.Project

    def site(self, files: dict[str, str | bytes]) -> str:
        """Let these be the files of the built and checked site; its digest."""
        root = self.project.root
        for path in sorted((root / "site").rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        for name, text in files.items():
            path = root / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        self.check()
        return stamp.digest(stamp.files(self.project.site))

    def check(self) -> None:
        """What `press build` and `press check` leave behind when all is well."""
        stamp.write(self.project, self.project.site)
        stamp.record(self.project, stamp.state(self.project, ["sources", "site"]))

    def numbered(self, number: int, pages: int = 3) -> str:
        """A site whose pages and assets all carry one number; its style sheet is named by it."""
        style = f"assets/style.{number:08x}.min.css"
        body = f'<link rel="stylesheet" href="/{style}"><link rel="icon" href="/assets/picture.svg">'
        texts = {f"{page}/index.html": f"<!doctype html><title>{number}</title>{body}{page}" for page in range(pages)}
        texts |= {"index.html": f"<!doctype html><title>{number}</title>{body}", "sitemap.xml": f"<a>{number}</a>"}
        return self.site(texts | {style: f"/* {number} */" + "x" * 3000, "assets/picture.svg": f"<svg>{number}</svg>"})

    def target(self, **settings: str | int) -> None:
        """Write the one target of pyproject.toml, named live."""
        lines = [f"{key} = {value!r}" for key, value in settings.items()]
        text = FILES["pyproject.toml"] + "\n".join(["[tool.press.publish.live]", *lines, ""])
        (self.project.root / "pyproject.toml").write_text(text, encoding="utf-8")

    def host(self, to: str | None = None):
        """The host of `--to`, or of pyproject.toml."""
        return publish.host(self.project, None, to)

    def publish(self, to: str | None = None) -> list[str]:
        """Publish, and give back what was said."""
        said = []
        publish.publish(self.project, self.host(to), said.append)
        return said

    def rollback(self, to: str | None = None, digest: str = "") -> list[str]:
        """Go back, and give back what was said."""
        said = []
        publish.rollback(self.host(to), digest, said.append)
        return said


@pytest.fixture
def small(tmp_path):
    root = tmp_path / "small"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("scripts", "figures"):
        (root / name).mkdir()
    return Small(project.find(root))


@pytest.fixture
def committed(small):
    """The small project as a repository with one commit."""
    (small.project.root / ".gitignore").write_text("/site/\n/.cache/\n", encoding="utf-8")
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "Start"]):
        subprocess.run(["git", "-C", small.project.root, *words], check=True)
    assert len(commit.name(small.project)) == 40
    return small


class Remote(NamedTuple):
    """An ssh server, and what reaches it."""

    address: str
    port: int
    shell: str


@pytest.fixture
def remote(tmp_path, monkeypatch):
    """A real sshd with a throw-away key; ssh, rsync and git are told of it."""
    folder, port = tmp_path / "sshd", free_port()
    folder.mkdir()
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    (folder / "authorized").write_bytes((folder / "user.pub").read_bytes())
    kind, key, *_ = (folder / "host.pub").read_text().split()
    (folder / "known").write_text(f"[127.0.0.1]:{port} {kind} {key}\n")
    settings = f"""
        Port {port}
        ListenAddress 127.0.0.1
        HostKey {folder}/host
        AuthorizedKeysFile {folder}/authorized
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        UsePAM no
        StrictModes no
        PidFile none
    """
    (folder / "sshd_config").write_text(settings)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where sshd separates its privileges
    shell = f"ssh -F none -i {folder}/user -o IdentitiesOnly=yes -o UserKnownHostsFile={folder}/known"
    monkeypatch.setenv("RSYNC_RSH", shell)
    monkeypatch.setenv("GIT_SSH_COMMAND", f"{shell} -o BatchMode=yes")
    with running([program("sshd"), "-D", "-e", "-f", str(folder / "sshd_config")], port, folder / "log"):
        yield Remote(f"{getpass.getuser()}@127.0.0.1", port, shell)


@pytest.fixture
def bucket(tmp_path, monkeypatch):
    """The S3 server that is rclone's own, and rclone told of it; yields its one bucket and the folder behind it."""
    folder, port = tmp_path / "s3", free_port()
    (folder / "site").mkdir(parents=True)
    server = [str(Path(sys.executable).with_name("rclone")), "serve", "s3", "--auth-key", "key,word"]
    settings = {"TYPE": "s3", "PROVIDER": "Other", "ENDPOINT": f"http://127.0.0.1:{port}"}
    settings |= {"ACCESS_KEY_ID": "key", "SECRET_ACCESS_KEY": "word", "FORCE_PATH_STYLE": "true"}
    for name, value in settings.items():
        monkeypatch.setenv(f"RCLONE_CONFIG_STORE_{name}", value)
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    monkeypatch.delenv("AWS_CA_BUNDLE", raising=False)  # a machine's own; rclone takes it for S3 in general
    assert program("rclone") != server[0]
    with running([*server, "--addr", f"127.0.0.1:{port}", str(folder)], port, tmp_path / "s3.log"):
        yield "store:site", folder / "site"
