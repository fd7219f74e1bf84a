"""How heavy the article is: the bytes of the page and of all it loads, compressed as a host sends them."""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path
from urllib.parse import urljoin, urlparse

from bs4 import BeautifulSoup

sys.path.insert(0, str(Path(__file__).parents[1]))
from outside import copy_project, press

LIMIT = 150 * 1024


def loaded(site: Path, page: str) -> list[Path]:
    """The page and the styles, scripts and pictures that it asks for."""
    soup = BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser")
    links = [tag["href"] for tag in soup.select("link[rel=stylesheet], link[rel=icon]")]
    links += [tag["src"] for tag in soup.select("script[src], img[src]")]
    return [site / page, *(site / urlparse(urljoin(f"/{page}", link)).path.lstrip("/") for link in links)]


def main() -> int:
    """Print the weight of each part; 1 where the whole is over the limit."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder))
        done = press(project, "build")
        if done.returncode:
            print(done.stderr)
            return 2
        weights = {
            path.name: len(gzip.compress(path.read_bytes(), 9)) for path in loaded(project / "site", "index.html")
        }
    for name, weight in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"{weight / 1024:8.1f} KiB  {name}")
    whole = sum(weights.values())
    print(f"{whole / 1024:8.1f} KiB  the article with everything it loads, gzipped (at most {LIMIT // 1024})")
    return int(whole > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
