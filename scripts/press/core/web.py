"""Asking a web server, so that no server can hold or fill what asks: bounded in silence, in time and in bytes.

A socket's own timeout counts from byte to byte, so a server that drips is not ended by it: here the line is cut when
the time for the whole answer is over, also within the head. Nobody is asked whom `refused` names, neither at the first
address nor where a redirect leads, nor if a public name turns out to stand for such a number.
"""

from __future__ import annotations

import http.client
import io
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from press.core.characters import shown
from press.core.errors import PressError

SILENCE = 20.0  # seconds without a byte
PATIENCE = 120.0  # seconds for a whole answer
CHUNK = 2**16
SCHEMES = {"http", "https"}
SAFE = "/:?#[]@!$&'()*+,;=%~"
FAULTS = (OSError, http.client.HTTPException, ValueError)  # what asking may raise; URLError is an OSError


class UnaskedError(OSError):
    """A host that is not asked."""


class Limits:
    """How long one exchange may take, redirects and all, who is not asked, and the lines to cut when it is over."""

    def __init__(self, patience: float, refused: Callable[[str], bool] | None) -> None:
        self.until = time.monotonic() + patience
        self.refused = refused
        self.lines: list[socket.socket] = []
        self.answers: list[http.client.HTTPResponse] = []
        self.timer = threading.Timer(patience, self.cut)
        self.timer.daemon = True

    def cut(self) -> None:
        """End every exchange of bytes that is under way."""
        for line in list(self.lines):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def kept(self, answer: http.client.HTTPResponse) -> http.client.HTTPResponse:
        """An answer that is closed at the end, whoever has let go of it."""
        self.answers.append(answer)
        return answer

    def hold(self, host: str | None) -> None:
        """Refuse a host that is not to be asked."""
        if self.refused and host and self.refused(host):
            raise UnaskedError(f"{host} is a private address, which nobody is asked at")

    def hold_line(self, line: socket.socket, proxied: bool) -> None:  # noqa: FBT001 - private to this module
        """Take a line that stands; one to a number that a public name hides is cut at once."""
        self.lines.append(line)
        if not proxied:
            self.hold(str(line.getpeername()[0]))
        if time.monotonic() > self.until:
            raise TimeoutError("timed out")


class _AsItIs(urllib.request.HTTPErrorProcessor):
    """A redirect or a refusal is an answer like any other."""

    def http_response(self, request: Any, response: Any) -> Any:  # noqa: ARG002 - the library's own
        return response

    def https_response(self, request: Any, response: Any) -> Any:  # noqa: ARG002
        return response


class _Redirects(urllib.request.HTTPRedirectHandler):
    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def redirect_request(  # noqa: PLR0917 - the library's own
        self,
        request: urllib.request.Request,
        answer: Any,
        code: int,
        said: str,
        headers: http.client.HTTPMessage,
        target: str,
    ) -> urllib.request.Request | None:
        """Follow to hosts that may be asked."""
        if urlsplit(target).scheme not in SCHEMES:
            raise ValueError("leads on to what is no web site")
        self.limits.hold(urlsplit(target).hostname)
        return super().redirect_request(request, answer, code, said, headers, written(target))


def _connections(limits: Limits) -> list[urllib.request.BaseHandler]:
    class Line(http.client.HTTPConnection):
        proxied = False

        def connect(self) -> None:
            super().connect()
            limits.hold_line(self.sock, self.proxied)

        def getresponse(self) -> http.client.HTTPResponse:
            return limits.kept(super().getresponse())

    class ProxiedLine(Line):
        proxied = True

    class SecureLine(http.client.HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            limits.hold_line(self.sock, self._tunnel_host is not None)  # type: ignore[attr-defined]

        def getresponse(self) -> http.client.HTTPResponse:
            return limits.kept(super().getresponse())

    class Plain(urllib.request.HTTPHandler):
        def http_open(self, request: urllib.request.Request) -> Any:
            return self.do_open(ProxiedLine if request.has_proxy() else Line, request)

    class Secure(urllib.request.HTTPSHandler):
        def https_open(self, request: urllib.request.Request) -> Any:
            return self.do_open(SecureLine, request, context=self._context)  # type: ignore[attr-defined]

    return [Plain(), Secure()]


@contextmanager
def asked(
    address: str,
    *,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    patience: float = PATIENCE,
    follow: bool = True,
    refused: Callable[[str], bool] | None = None,
) -> Iterator[Any]:
    """What a server answers at an address; raises one of `FAULTS` where it does not, or with 300 and more.

    Without `follow` it is the first answer as it is, a redirect or a refusal too.
    """
    limits = Limits(patience, refused)
    parts = urlsplit(written(address))
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise ValueError("not an address of a web site")
    limits.hold(parts.hostname)
    first = _Redirects(limits) if follow else _AsItIs()
    opener = urllib.request.build_opener(first, *_connections(limits))
    request = urllib.request.Request(urlunsplit(parts), method=method, headers=headers or {})  # noqa: S310
    limits.timer.start()
    try:
        with opener.open(request, timeout=min(SILENCE, patience)) as answer:
            yield answer
        if time.monotonic() >= limits.until:  # a line that was cut looks like the end
            raise TimeoutError
    except urllib.error.HTTPError:
        raise
    except FAULTS as error:
        if isinstance(hidden := getattr(error, "reason", None), UnaskedError):  # within urllib's own
            raise hidden from None
        if time.monotonic() >= limits.until:
            raise TimeoutError(f"no whole answer in {patience:.0f} seconds") from error
        raise
    finally:
        limits.timer.cancel()
        for each in limits.answers:
            each.close()


def hold(url: str) -> None:
    """Refuse what is no address of a site, before work is done that would end with asking there."""
    with suppress(ValueError):
        parts = urlsplit(written(url))
        if parts.scheme in SCHEMES and parts.hostname and (parts.port is None or parts.port):
            return
    raise PressError(f"{shown(url)}: not an address of a web site; write https://...")


def chunks(answer: Any, most: int) -> Iterator[bytes]:
    """The body of an answer in pieces; of one that is larger than `most` just one byte more."""
    left = most + 1
    while left > 0 and (chunk := answer.read1(min(CHUNK, left))):
        left -= len(chunk)
        yield chunk


def body(answer: Any, most: int) -> bytes:
    """The body of an answer; a ValueError where it is larger."""
    whole = io.BytesIO()
    for chunk in chunks(answer, most):
        whole.write(chunk)
    if whole.tell() > most:
        raise ValueError(f"sends more than {most:,} bytes")
    return whole.getvalue()


def reason(error: BaseException) -> str:
    """Why an exchange failed, in a few words."""
    said = getattr(error, "reason", None) or error
    return str(said) or type(error).__name__


def written(address: str) -> str:
    """An address in ASCII, as a browser sends it: the host in IDNA, the rest percent-encoded as UTF-8."""
    parts = urlsplit(address)
    host = parts.netloc
    if not host.isascii():
        user, at, name = host.rpartition("@")
        host = quote(user, safe=SAFE) + at + _ascii(name)
    path, query = quote(parts.path, safe=SAFE), quote(parts.query, safe=SAFE)
    return urlunsplit((parts.scheme, host, path, query, ""))


def _ascii(name: str) -> str:
    import idna  # noqa: PLC0415 - large tables, and most addresses need none

    host, colon, port = name.partition(":")
    return idna.encode(host, uts46=True, transitional=False).decode() + colon + port
