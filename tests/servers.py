"""Real hosts for the tests, from the system's packages (web servers, sshd, rsync, rclone), R, and hosts of our own."""

from __future__ import annotations

import base64
import contextlib
import http.server
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

PACKAGES = {
    "nginx": "nginx-light", "caddy": "caddy", "rclone": "rclone", "sshd": "openssh-server", "ssh": "openssh-client",
    "rsync": "rsync", "Rscript": "r-base-core",
}  # fmt: skip
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])  # where servers are
POLICY = Path("/usr/sbin/policy-rc.d")  # Debian's way to install a server without starting it
PATIENCE = 20  # seconds that a server may take to start and to stop


def find(name: str) -> str | None:
    """Where a program is, or None."""
    return shutil.which(name, path=PATH)


def program(name: str) -> str:
    """Where a program is; a test that needs it fails without it."""
    path = find(name)
    assert path, f"no {name}; run: python tests/servers.py"
    return path


def missing() -> list[str]:
    """The programs that are not there."""
    return [name for name in PACKAGES if find(name) is None]


def free_port() -> int:
    """A port of the loopback interface that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def saying(talk):
    """A server on this machine that says to each visitor what `talk` says; yields its address."""

    def answer(line: socket.socket) -> None:
        with line, contextlib.suppress(OSError):
            talk(line)

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=answer, args=(listener.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def started(server):
    """Serve in a thread while the block runs; yields the address. It is asked often whether to stop: tests wait."""
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def running(command: list[str], port: int, log: Path, **environment: str):
    """A server that answers on a loopback port while the block runs, and is stopped after it."""
    with log.open("wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, env=os.environ | environment)
        try:
            until = time.monotonic() + PATIENCE
            while True:
                assert server.poll() is None, log.read_text(errors="replace")
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                assert time.monotonic() < until, f"{command[0]} did not start: {log.read_text(errors='replace')}"
                time.sleep(0.05)
            yield
        finally:
            server.terminate()
            server.wait(PATIENCE)


NGINX = """
daemon off;
pid {folder}/pid;
error_log {folder}/errors;
{user}
worker_processes 2;
events {{ }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include "{settings}";
}}
"""
CADDY = """
{{
    admin off
    auto_https off
    storage file_system {folder}
}}
import "{settings}"
"""


@contextlib.contextmanager
def nginx(folder: Path, settings: Path, port: int):
    """The real nginx with the settings of a host."""
    folder.mkdir()
    user = "user root;" if os.geteuid() == 0 else ""  # the tests' folders are their own user's
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, user=user, settings=settings))
    command = [program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")]
    with running(command, port, folder / "log"):
        yield


@contextlib.contextmanager
def caddy(folder: Path, settings: Path, port: int):
    """The real Caddy with the settings of a host."""
    folder.mkdir()
    (folder / "Caddyfile").write_text(CADDY.format(folder=folder, settings=settings))
    command = [program("caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    with running(command, port, folder / "log", XDG_CONFIG_HOME=str(folder), XDG_DATA_HOME=str(folder)):
        yield


def install(names: list[str]) -> None:
    """Install packages of the system without starting what they bring; the tests start their own, on loopback."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    quiet = POLICY.exists()
    if not quiet:
        POLICY.write_text("#!/bin/sh\nexit 101\n")
        POLICY.chmod(0o755)
    try:
        packages = [PACKAGES[name] for name in names]
        print(f"Installing {', '.join(packages)} with apt-get ...")
        for words in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", *words], check=False, stdout=subprocess.DEVNULL, env=environment)
    finally:
        if not quiet:
            POLICY.unlink()


class _Git(http.server.BaseHTTPRequestHandler):
    """What a git host does over http, by git's own program; only who shows the password comes in."""

    protocol_version = "HTTP/1.1"
    root: Path
    welcome = "key:word"

    def do_GET(self) -> None:
        """Ask git's program, and hand on what it says."""
        given = self.headers.get("Authorization", "").removeprefix("Basic ")
        if base64.b64decode(given).decode() != self.welcome:
            self._say(401, {"WWW-Authenticate": 'Basic realm="git"'}, b"")
            return
        path, _, query = self.path.partition("?")
        asked = {
            "GIT_PROJECT_ROOT": str(self.root), "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": path, "QUERY_STRING": query,
            "REQUEST_METHOD": self.command, "CONTENT_TYPE": self.headers.get("Content-Type", ""), "REMOTE_USER": "key",
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
        }  # fmt: skip
        body = b"".join(self._body())
        asked["CONTENT_LENGTH"] = str(len(body))
        command = [program("git"), "http-backend"]
        said = subprocess.run(command, input=body, capture_output=True, env=os.environ | asked, check=True).stdout
        head, _, data = said.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self._say(int(headers.pop("Status", "200").split()[0]), headers, data)

    do_POST = do_GET  # noqa: N815 - as above

    def _body(self):
        if self.headers.get("Transfer-Encoding", "") != "chunked":
            yield self.rfile.read(int(self.headers.get("Content-Length") or 0))
            return
        while size := int(self.rfile.readline(), 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def _say(self, status: int, headers: dict[str, str], data: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextlib.contextmanager
def git_over_http(root: Path):
    """A git host with the repositories of a folder; yields its address, without the password."""
    handler = type("Git", (_Git,), {"root": root})
    with started(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)) as address:
        yield address


def main() -> int:
    """Provide the programs; say plainly what is missing where that cannot be done."""
    if missing() and shutil.which("apt-get") and os.geteuid() == 0:
        install(missing())
    if missing():
        packages = " ".join(PACKAGES[name] for name in missing())
        print(f"Missing for the tests of publishing: {', '.join(missing())}.", file=sys.stderr)
        print(f"Install them (Debian: apt-get install {packages}) and run make test again.", file=sys.stderr)
        return 2
    print(f"Hosts for the tests: {', '.join(PACKAGES)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
