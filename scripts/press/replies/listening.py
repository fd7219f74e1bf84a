"""A server for strangers: who says nothing, drips or opens many lines holds neither a thread for long nor all of them.

It is imported only where replies are served, for the library comes with Isso.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from press.core import ports

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

SILENCE = 15.0  # seconds without a byte
WHOLE = 60.0  # seconds for a request and its answer
LINES = 128  # at once; who comes when all are taken waits a moment and is turned away
PATIENCE = 1.0


class Request(WSGIRequestHandler):
    """One request on one line, within its time."""

    protocol_version = "HTTP/1.0"  # a line is not kept for further requests, and so not held idle
    timeout = SILENCE

    def handle(self) -> None:
        """Answer; when the time is over the line is cut, wherever the request stands."""
        timer = threading.Timer(WHOLE, self._cut)
        timer.daemon = True
        timer.start()
        try:
            super().handle()
        finally:
            timer.cancel()

    def _cut(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


class Server(ThreadedWSGIServer):
    """A thread for each line, and a bound on lines."""

    def __init__(self, host: str, port: int, application: Application) -> None:
        ports.hold(host, port)
        super().__init__(host, port, application, Request)
        self.slots = threading.BoundedSemaphore(LINES)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Take a line if there is room."""
        if self.slots.acquire(timeout=PATIENCE):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Make room when it is done."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.slots.release()
