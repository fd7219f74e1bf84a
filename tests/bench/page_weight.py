"""What a first visit to a page of each kind shows and fetches, and what every page weighs; 1 past a limit."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "site"))  # whose conftest serves, before the other
import browser
import visit
from conftest import serving
from outside import copy_project, press
from weight import KIB, limits, weights

SHIFT = 0.01  # as the test


def main() -> int:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder))
        done = press(project, "build")
        if done.returncode:
            print(done.stderr)
            return 2
        failed = heavy(project / "site") + seen(project / "site")
    return int(failed > 0)


def heavy(site: Path) -> int:
    """Print the weights, the heaviest first, and count what is too heavy."""
    found = weights(site)
    print("KiB, gzipped:  page  first visit  at most")
    for name, weight in sorted(found.items(), key=lambda item: -item[1].whole):
        most = limits(name)
        print(f"{weight.page / KIB:19.1f} {weight.whole / KIB:12.1f} {most.whole / KIB:8.0f}  {name}")
    return sum(any(map(int.__gt__, weight, limits(name))) for name, weight in found.items())


def seen(site: Path) -> int:
    """Print what a browser finds on a page of each kind, at each width and in each palette, and count what is wrong."""
    failed = 0
    print("\nwidth palette  axe  console  shift  sideways  KiB fetched")
    with sync_playwright() as playwright, serving(site) as address:
        chromium = playwright.chromium.launch(executable_path=browser.find())
        for path in visit.KINDS:
            for width in visit.WIDTHS:
                for scheme in ("light", "dark"):
                    found = visit.visited(chromium, site, address, path, width=width, scheme=scheme, axe=True)
                    numbers = f"{len(found.broken):4} {len(found.said):8} {found.shift:6.3f} {found.sideways:9}"
                    print(f"{width:5} {scheme:7} {numbers} {found.fetched / KIB:12.1f}  {path}")
                    most = limits(f"{path}index.html").whole
                    failed += bool(found.broken or found.said or found.sideways)
                    failed += found.shift > SHIFT or found.fetched > most
        chromium.close()
    return failed


if __name__ == "__main__":
    sys.exit(main())
