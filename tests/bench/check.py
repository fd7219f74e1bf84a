"""How long `press check` takes: on this repository, warm; and on up to 1,000 generated pages, sources and built site.

The generated pages are the repository's pages over and over, each with its own built page beside it, so that every rule
has its usual work and links lead somewhere. Printed are processor seconds of a first check, which knows no page, and of
a second; those of a page, beside what Markdown takes to render the same pages; how these grow from few pages to many (1
is linear), and the largest memory of the process.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from markdown import markdown

sys.path.insert(0, str(Path(__file__).parents[1]))

from timing import seconds

ROOT = Path(__file__).parents[2]
SIZES = (100, 300, 1000)
MOST = 3  # 9 ms were asked where a page took 14, and there it took 4.6 times what Markdown takes
EXTENSIONS = ("admonition", "attr_list", "footnotes", "md_in_html", "tables", "toc")
RUN = "from press import check; from press.core import project; found = project.find(); {} "
RUN += "print(len(check.run(found).findings))"
STAMP = "from press.site import stamp; stamp.write(found, found.site);"
MEBIBYTE = 1024  # ru_maxrss is in kibibytes


def timed(folder: Path, *command: str) -> float:
    """Processor seconds of a command that has to find nothing, or whatever it finds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], cwd=folder, check=False, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rendering(pages: list[Path]) -> float:
    """Processor seconds in which Markdown renders a page."""
    texts = [page.read_text(encoding="utf-8").partition("\n---\n")[2] for page in pages]
    rounds = [seconds(lambda: [markdown(text, extensions=EXTENSIONS) for text in texts]) for _ in range(3)]
    return min(rounds) / len(texts)


def written() -> list[Path]:
    """The pages that are taken over and over."""
    return sorted(set((ROOT / "content" / "evidence").glob("*.md")) - {ROOT / "content" / "evidence" / "index.md"})


def enlarge(folder: Path, count: int) -> None:
    """Copy the repository with so many pages in its sources and in its site."""
    for name in ("content", "docs", "figures", "scripts", "site"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("mkdocs.yml", "press.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    pages = written()
    for number in range(count):
        page = pages[number % len(pages)]
        shutil.copy(page, folder / "content" / "evidence" / f"more-{number}.md")
        target = folder / "site" / "evidence" / f"more-{number}" / "index.html"
        target.parent.mkdir()
        shutil.copy(folder / "site" / "evidence" / page.stem / "index.html", target)


def main() -> int:
    """Print a line for the repository and one for each size; exit 1 where a page of the largest takes too long."""
    if not (ROOT / "site" / "index.html").is_file():
        print("no site; run: make site")
        return 2
    timed(ROOT, "-m", "press", "figures")
    least = min(timed(ROOT, "-m", "press", "check") for _ in range(3))
    pages = len(list((ROOT / "site").rglob("*.html")))
    print(f"press check here, warm: {least:.2f} s for {pages} built pages and all sources")
    plain, each = rendering(written()), dict[int, float]()
    with tempfile.TemporaryDirectory() as place:
        for count in SIZES:
            folder = Path(place).resolve() / str(count)
            folder.mkdir()
            enlarge(folder, count)
            timed(folder, "-m", "press", "figures")
            first = timed(folder, "-c", RUN.format(STAMP))
            taken = timed(folder, "-c", RUN.format(""))
            each[count] = taken / count
            print(f"{count} pages more: {taken:.1f} s, {1e3 * each[count]:.1f} ms a page", end=", ")
            print(f"{each[count] / plain:.2f} times Markdown (at most {MOST} of {SIZES[-1]})", end="; ")
            print(f"the first time {1e3 * first / count:.1f} ms a page")
    few, *_, many = SIZES
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEBIBYTE
    print(f"a page of {many} over a page of {few}: {each[many] / each[few]:.2f} times; {memory:.0f} MiB at most")
    return int(each[many] > MOST * plain)


if __name__ == "__main__":
    sys.exit(main())
