"""Firefox, by the protocol that it speaks itself: a length and a list in JSON, on a loopback port."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKAGES = ("firefox-esr",)
NAMES = ("firefox-esr", "firefox")
PATIENCE = 60
QUIET = {
    "browser.aboutwelcome.enabled": "false",
    "browser.shell.checkDefaultBrowser": "false",
    "datareporting.policy.dataSubmissionEnabled": "false",
    "network.captive-portal-service.enabled": "false",
    "network.connectivity-service.enabled": "false",
    "toolkit.telemetry.reportingpolicy.firstRun": "false",
}


def browser() -> str | None:
    """Where a Firefox is, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextlib.contextmanager
def opened(port: int) -> Iterator[Callable[[str, str], Any]]:
    """Open addresses and run JavaScript there: `page(address, script)` gives what the script returns."""
    with tempfile.TemporaryDirectory() as folder:
        lines = {"marionette.port": str(port)} | QUIET
        prefs = "".join(f'user_pref("{name}", {value});\n' for name, value in lines.items())
        Path(folder, "user.js").write_text(prefs, encoding="utf-8")
        command = [str(browser()), "--headless", "--marionette", "--profile", folder, "--no-remote"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            try:
                with _connected(port) as stream:
                    ask = _speaker(stream)
                    ask("WebDriver:NewSession", {})
                    ask("WebDriver:SetWindowRect", {"width": 1280, "height": 1000})

                    def page(address: str, script: str) -> Any:
                        if address:
                            ask("WebDriver:Navigate", {"url": address})
                        return ask("WebDriver:ExecuteScript", {"script": script, "args": []})["value"]

                    yield page
            finally:
                running.terminate()


def _connected(port: int) -> socket.socket:
    """A connection, as soon as the browser listens."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _speaker(connection: socket.socket) -> Callable[[str, dict[str, Any]], Any]:
    """A function that sends a command and gives its answer; the browser greets first."""
    stream = connection.makefile("rwb")

    def heard() -> Any:
        length = b""
        while not length.endswith(b":"):
            length += stream.read(1)
        return json.loads(stream.read(int(length[:-1])))

    def ask(command: str, parameters: dict[str, Any]) -> Any:
        data = json.dumps([0, 1, command, parameters]).encode()
        stream.write(b"%d:%b" % (len(data), data))
        stream.flush()
        _, _, error, value = heard()
        assert error is None, f"{command}: {error}"
        return value

    heard()
    return ask
