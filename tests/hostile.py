"""Web servers that answer as no server should; a test that asks one says what has to come of it all the same."""

from __future__ import annotations

import socket
import time
from contextlib import contextmanager

from servers import saying

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def drip(line: socket.socket, start: bytes) -> None:
    """Send a byte now and then, for ever."""
    line.sendall(start)
    while True:
        line.sendall(b"a")
        time.sleep(0.05)


def flood(line: socket.socket, start: bytes) -> None:
    """Send without end."""
    line.sendall(start)
    while True:
        line.sendall(b"a" * 65536)


def lead(target: str) -> bytes:
    """An answer that leads elsewhere."""
    return f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()


HOSTILE = {
    "/well": lambda line: line.sendall(HEAD + b"Content-Length: 4\r\n\r\nwell"),
    "/drip-head": lambda line: drip(line, HEAD + b"X: "),
    "/drip-body": lambda line: drip(line, HEAD + b"\r\n"),
    "/drip-status": lambda line: drip(line, b"HTTP/1.1 200 "),
    "/drip-refusal": lambda line: drip(line, b"HTTP/1.1 404 Not Found\r\n\r\n"),
    "/endless": lambda line: flood(line, HEAD + b"\r\n"),
    "/silent": lambda _: time.sleep(5),
    "/garbage": lambda line: line.sendall(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "/odd-status": lambda line: line.sendall(b"HTTP/1.1 9999 \x1b[2J\r\n\r\n"),
    "/many-heads": lambda line: line.sendall(HEAD + b"A: b\r\n" * 200 + b"\r\n"),
    "/long-head": lambda line: line.sendall(HEAD + b"A: " + b"b" * 100_000 + b"\r\n\r\n"),
    "/bad-chunks": lambda line: line.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\nZZZ\r\nabc"),
    "/short-chunk": lambda line: line.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\nabc"),
    "/refused-in-bad-chunks": lambda line: line.sendall(
        b"HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nabc"
    ),
    "/reset": lambda _: None,
    "/loop": lambda line: line.sendall(lead("/loop")),
    "/file": lambda line: line.sendall(lead("file:///etc/passwd")),
    "/ftp": lambda line: line.sendall(lead("ftp://127.0.0.1/")),
    "/odd": lambda line: line.sendall(lead("http://[")),
    "/odd-port": lambda line: line.sendall(lead("http://127.0.0.1:port/")),
    "/nowhere": lambda line: line.sendall(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
}


@contextmanager
def hostile():
    """A server on this machine whose answer the path's first part decides; yields its address and what it was asked."""
    asked: list[str] = []

    def talk(line: socket.socket) -> None:
        head = line.recv(4096)
        if not head:  # a line that was cut before anything was asked
            return
        path = head.split(b" ")[1].decode()
        asked.append(path)
        HOSTILE.get(f"/{path.partition('?')[0].split('/')[1]}", HOSTILE["/well"])(line)

    with saying(talk) as url:
        yield url, asked
