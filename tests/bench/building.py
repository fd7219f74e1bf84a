"""How long `press build` takes beside MkDocs and Material on the same pages, and a rebuild after an edit while serving.

The others get the Markdown that `press build` makes of content and evidence, without this toolkit's extension: numbers
stay digits and figures links. The three take turns as processes of their own; printed is the median of the ratios of
their processor seconds. A rebuild is timed as `mkdocs serve` does it, in a process that has built before, with what
`press serve` runs first.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from mkdocs.commands.build import build
from mkdocs.config import load_config

from press.core import project
from press.site import blog, pages

sys.path.insert(0, str(Path(__file__).parents[1]))

from timing import seconds

ROOT = Path(__file__).parents[2]
ROUNDS = 5
SETTINGS = """site_name: The same pages
theme: {{name: {theme}, font: false}}
plugins: [search]
hooks: []
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - md_in_html
  - tables: {{use_align_attribute: true}}
  - toc: {{permalink: true}}
"""
EDITED = "content/evidence/c1-data-supply.md"


def stage(found: project.Project, folder: Path, themes: tuple[str, ...], navigation: str = "") -> dict[str, Path]:
    """Lay out a project's pages, written and generated; the settings of a site for each theme."""
    hidden = shutil.ignore_patterns(".*", "*.yml", "*.bib")
    shutil.copytree(found.content, folder / "docs", ignore=hidden)
    for path, content in (*pages.evidence(found), *blog.pages(found)):
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_bytes(content)
    for theme in themes:
        (folder / f"{theme}.yml").write_text(SETTINGS.format(theme=theme) + navigation, encoding="utf-8")
    return {theme: folder / f"{theme}.yml" for theme in themes}


def process(folder: Path, *words: str) -> float:
    """Processor seconds of a Python program, which may not fail."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", *words]
    running = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{' '.join(words)}: exit {running.returncode}")
    return used.ru_utime + used.ru_stime


def mkdocs(settings: Path) -> float:
    """Processor seconds of a build of staged pages."""
    site = str(settings.with_name(f"site-{settings.stem}"))
    return process(settings.parent, "mkdocs", "build", "--quiet", "--config-file", str(settings), "--site-dir", site)


def rebuilds(settings: Path, edited: Path, site: Path) -> list[float]:
    """Processor seconds of rebuilds, each after an edit of one page."""
    started, taken = False, []
    before = edited.read_text(encoding="utf-8")
    try:
        for number in range(ROUNDS + 1):
            edited.write_text(f"{before}\nWords {'again ' * number}\n", encoding="utf-8")
            config = load_config(str(settings), site_dir=str(site))
            if not started:
                config.plugins.on_startup(command="serve", dirty=False)
                started = True
            taken.append(seconds(lambda config=config: build(config, serve_url="http://127.0.0.1:8000/")))
    finally:
        edited.write_text(before, encoding="utf-8")
    return taken[1:]


def main() -> int:
    """Print three ratios, each with the largest that is accepted; exit 1 where one is larger."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    found = project.find(ROOT)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place).resolve()
        settings = stage(found, folder, ("mkdocs", "material"))
        rounds = [(mkdocs(settings["mkdocs"]), mkdocs(settings["material"]), process(ROOT, "press", "build"))
                  for _ in range(ROUNDS)]  # fmt: skip
        plain = median(each[0] for each in rounds)
        ratio, beside = (median(ours / each[at] for *each, ours in rounds) for at in (0, 1))
        print(f"press build: {ratio:.2f} times MkDocs (at most 3), {beside:.2f} times Material; MkDocs {plain:.2f} s")
        figures = min(process(ROOT, "press", "figures") for _ in range(ROUNDS))
        others = median(
            rebuilds(settings["mkdocs"], folder / "docs" / Path(EDITED).relative_to("content"), folder / "a")
        )
        ours = median(rebuilds(ROOT / "mkdocs.yml", ROOT / EDITED, folder / "b")) + figures
        most = 1.5 * others + 0.5
        print(f"a served page after an edit: {ours:.2f} s, MkDocs {others:.2f} s (at most {most:.2f})")
    return int(ratio > 3 or ours > most)


if __name__ == "__main__":
    sys.exit(main())
