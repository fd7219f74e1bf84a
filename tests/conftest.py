"""What all tests may ask for."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

from hostile import hostile
from outside import build, copy_project, new_article, once

# One process, one core: numpy reads it when it is loaded, and matrices this small gain nothing from threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# How long one example takes is the machine's business: other work on it must fail no test.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def article(tmp_path_factory):
    """A small project, up to date; for looking only."""
    return once(tmp_path_factory, "article", new_article) / "coin"


@pytest.fixture
def project(article, tmp_path):
    """A copy of the small project that the test may break."""
    return shutil.copytree(article, tmp_path / "coin", ignore=shutil.ignore_patterns(".cache", "__pycache__"))


@pytest.fixture(scope="session")
def copied(tmp_path_factory):
    """One copy of this repository for all tests that only read what is built."""
    return once(tmp_path_factory, "site", copy_project) / "project"


@pytest.fixture(scope="session")
def site(copied, tmp_path_factory):
    """The site that `press build` makes of it."""
    once(tmp_path_factory, "mkdocs", lambda _: build(copied))
    return copied / "site"


@pytest.fixture(name="hostile")
def hostile_server():
    """A server that answers as no server should: its address, and the paths that it was asked for."""
    with hostile() as server:
        yield server


# A test that asks for one of these is marked for it, so that `make quick` can leave it out.
SERVERS = ("bucket", "host", "hostile", "registry", "remote", "server")
MARKS = {"browser": "browser", "copied": "slow"} | dict.fromkeys(SERVERS, "server")


def pytest_collection_modifyitems(items):
    for item in items:
        for fixture in MARKS.keys() & set(item.fixturenames):
            item.add_marker(MARKS[fixture])
    # What takes long comes first and what is quick fills the ends, so that no core waits for another's last file.
    names = {*MARKS.values(), "learned"}
    long = {item.path for item in items if names & {mark.name for mark in item.iter_markers()}}
    items.sort(key=lambda item: item.path not in long)


def pytest_ignore_collect(collection_path, config):
    """Leave out a file of which no test is wanted: to import it takes long, and without PyTorch may not be possible."""
    unwanted = [name for name in (*MARKS.values(), "learned") if f"not {name}" in config.option.markexpr]
    if collection_path.suffix == ".py" and unwanted:
        text = collection_path.read_text(encoding="utf-8")
        return any(f"\npytestmark = pytest.mark.{name}" in text for name in unwanted) or None
    return None


# Without these flags Chromium asks hosts of its own at every start; --no-sandbox is what root needs.
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
QUIET += ["--disable-component-update", "--disable-quic"]
# In place of Playwright's own list, of which these bear on tests. For what hangs from the bar of addresses, unseen,
# each window would start a process that works more than the page does.
UNUSED = "HttpsFirstBalancedModeAutoEnable HttpsUpgrades MediaRouter NetworkTimeServiceQuerying OptimizationHints"
UNUSED += " PaintHolding ThirdPartyStoragePartitioning WebUIOmniboxAimPopup WebUIOmniboxPopup"
QUIET += ["--disable-features=" + UNUSED.replace(" ", ",")]


@pytest.fixture(scope="session")
def browser():
    """A Chromium; one for all, since Playwright runs once in a process."""
    from playwright.sync_api import sync_playwright

    from browser import find

    path = find()
    assert path, "no Chromium; run: python tests/browser.py"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()
