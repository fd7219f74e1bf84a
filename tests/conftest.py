"""What all tests may ask for."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import sync_playwright

from browser import find
from outside import copy_project

# One process, one core: numpy reads it when it is loaded, and matrices this small gain nothing from threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@pytest.fixture
def project(tmp_path):
    """A copy of the project that the test may break."""
    return copy_project(tmp_path)


# Without these flags Chromium asks hosts of its own at every start; --no-sandbox is what root needs.
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
QUIET += ["--disable-component-update", "--disable-quic"]


@pytest.fixture(scope="session")
def browser():
    """A Chromium; one for all, since Playwright runs once in a process."""
    path = find()
    assert path, "no Chromium; run: python tests/browser.py"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()
