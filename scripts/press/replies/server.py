"""The built site and its replies from one origin: files as they are, and one address that takes a form."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from press.core.errors import PressError
from press.core.project import Project
from press.replies import form, settings, store
from press.site import addresses
from press.site.finish import hosting

Start = Callable[[str, list[tuple[str, str]]], Any]

REPLY = "/isso/reply"
TAKEN = ("201", "202")


def application(project: Project, url: str) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    """The WSGI application for a site that visitors know by `url`."""
    conf = settings.read(project, url)
    import isso  # noqa: PLC0415
    from isso.core import ThreadedMixin  # noqa: PLC0415

    core = type("Core", (isso.Isso, ThreadedMixin), {})(conf)
    taker = isso.local_manager.make_middleware(core)
    one_by_one = threading.Lock()

    def take(environment: dict[str, Any]) -> str:
        """Where the visitor goes once the reply is taken; a robot is told the same, and its reply is dropped."""
        reply = form.read(environment, project.site, url)
        with one_by_one:  # so that of two alike the second finds the first
            if not reply.trapped and not store.has(core.db, reply.address, reply.name, reply.text):
                parent = store.parent_number(core.db, reply.address, reply.parent)
                status = form.post(reply, parent, taker, environment)
                if status[:3] not in TAKEN:
                    raise form.Refused(status, REASONS.get(status[:3], "The reply could not be taken."))
        return form.location(reply.address)

    def answer(environment: dict[str, Any], start: Start) -> Iterable[bytes]:
        if environment["PATH_INFO"] != REPLY:
            return _file(project.site, environment, start)
        try:
            target = take(environment)
        except form.Refused as refused:
            body = form.page(refused.status, refused.reason)
            start(refused.status, _headers("refused.html", "text/html; charset=utf-8", body))
            return [body]
        start("303 See Other", [("Location", target), ("Content-Length", "0"), *hosting.headers(REPLY).items()])
        return []

    return answer


REASONS = {
    "400": "The text is too short or too long, or the website is not an address.",
    "403": "Name and email are required, and only a few replies are taken in a minute.",
}


def serve(project: Project, host: str, port: int, url: str) -> Any:
    """A server that is listening; `serve_forever` runs it."""
    if not (project.site / "index.html").is_file():
        raise PressError(f"{project.place(project.site)}: is not built; run: press build")
    app = application(project, url)
    from press.replies.listening import Server  # noqa: PLC0415 - its library comes with Isso

    return Server(host, port, app)


def _file(site: Path, environment: dict[str, Any], start: Start) -> Iterable[bytes]:
    """A file of the site, with the headers that a web server with our settings sends."""
    path = environment["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
    file = site / path.strip("/")
    file = file / "index.html" if path.endswith("/") else file
    found = environment["REQUEST_METHOD"] in {"GET", "HEAD"} and _is_there(site, file)
    target = file if found else site / addresses.LOST
    kind = mimetypes.guess_type(target.name)[0] or "application/octet-stream"
    data = target.read_bytes() if target.is_file() else b""
    name = target.relative_to(site).as_posix()
    start("200 OK" if found else "404 Not Found", _headers(name, kind, data))
    return [b"" if environment["REQUEST_METHOD"] == "HEAD" else data]


def _is_there(site: Path, file: Path) -> bool:
    try:
        return file.resolve().is_relative_to(site.resolve()) and file.is_file() and file.name not in addresses.FOR_HOSTS
    except (OSError, ValueError):  # a name that no file can have
        return False


def _headers(name: str, kind: str, data: bytes) -> list[tuple[str, str]]:
    whole = {"Content-Type": kind, "Content-Length": str(len(data)), "Cache-Control": hosting.caching(name)}
    return list((whole | hosting.sent(name)).items())
