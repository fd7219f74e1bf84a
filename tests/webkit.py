"""WebKit, the engine of many phones, by its own driver on a screen that nobody sees."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKAGES = ("webkit2gtk-driver", "xvfb")
PATIENCE = 60


def browser() -> Path | None:
    """The browser that the driver drives, or None where a part is missing."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    has_parts = all(map(shutil.which, ("WebKitWebDriver", "Xvfb")))
    return found[-1] if found and has_parts else None


@contextlib.contextmanager
def opened(port: int) -> Iterator[Callable[[str, str], Any]]:
    """Open addresses and run JavaScript there: `page(address, script)` gives what the script returns."""
    screen = f":{port % 1000 + 100}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with (
        subprocess.Popen(["Xvfb", screen, "-screen", "0", "1280x1000x24"], **quiet) as xvfb,
        subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}"], env=os.environ | {"DISPLAY": screen}, **quiet
        ) as driver,
    ):
        try:
            options = {"binary": str(browser()), "args": ["--automation"]}
            wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
            session = f"http://127.0.0.1:{port}/session"
            session = f"{session}/{_patiently(lambda: _ask(session, wanted))['sessionId']}"

            def page(address: str, script: str) -> Any:
                if address:
                    _ask(f"{session}/url", {"url": address})
                return _ask(f"{session}/execute/sync", {"script": script, "args": []})

            yield page
        finally:
            driver.terminate()
            xvfb.terminate()


def _ask(url: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})  # noqa: S310 - loopback
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - as above
        return json.load(answer)["value"]


def _patiently(work: Callable[[], Any]) -> Any:
    """Try until the driver listens."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return work()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
