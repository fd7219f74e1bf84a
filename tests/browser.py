"""A Chromium for the browser tests: the system's, else one that the system's package manager or Playwright provides."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import firefox
import webkit

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Where a Chromium is, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def main() -> int:
    """Provide a browser; say plainly what is missing where that cannot be done."""
    if path := find():
        print(f"Browser for the tests: {path}")
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium with apt-get ...")
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        for packages in (("chromium", *webkit.PACKAGES), firefox.PACKAGES):  # the last is Debian's own
            subprocess.run(["apt-get", "install", "-qq", "-y", *packages], check=False, **quiet)
    if not find():
        print("Installing Chromium with Playwright ...")
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if path := find():
        print(f"Browser for the tests: {path}")
        return 0
    print(
        "No Chromium for the browser tests: install one (Debian: apt-get install chromium; "
        "elsewhere: .venv/bin/playwright install chromium) and run make test again.",
        file=sys.stderr,
    )
    return 2


if __name__ == "__main__":
    sys.exit(main())
