"""What `press serve` shows after an edit is what a build from nothing shows, and only the edited page is rendered."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page

from outside import new_article
from press.core import files
from press.site import rendered

pytestmark = pytest.mark.slow

STEPS = 10


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A new article with its figure."""
    return new_article(tmp_path_factory.mktemp("served"))


@pytest.fixture
def article(made, tmp_path, monkeypatch):
    """A copy of it to edit."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    shutil.copytree(made, tmp_path / "coin")
    return tmp_path / "coin"


class Served:
    """The project as MkDocs serves it: one process, a new configuration for each build."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.memory = folder, rendered.Memory()
        self.monkeypatch = pytest.MonkeyPatch()

    def site(self, name: str, memory: rendered.Memory) -> dict[str, bytes]:
        """Build, and return every file of the site."""
        config = load_config(str(self.folder / "mkdocs.yml"), site_dir=str(self.folder.parent / name))
        with self.monkeypatch.context() as patch:
            patch.setattr("press.site.hook.MEMORY", memory)
            config.plugins.on_startup(command="serve", dirty=False)
            build(config, serve_url="http://127.0.0.1:8000/")
        site = Path(config.site_dir)
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}

    def is_like_new(self) -> bool:
        """Whether a build that remembers the last one is one that remembers nothing."""
        return self.site("again", self.memory) == self.site("new", rendered.Memory())


def changed(path: Path, old: str, new: str) -> None:
    """Replace the first of what has to be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def added(path: Path, text: str) -> None:
    """Write at a file's end."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def edits(folder: Path, number: int) -> dict[str, object]:
    """What an author does, by name; each may be done at any time and again."""
    content, more = folder / "content", folder / "content" / "more.md"
    figure = folder / "figures" / "coin_mean"
    link = f"\n[On](more.md#part-{number}), [back](index.md) and [off](nowhere-{number}.md).\n"
    return {
        "words": lambda: added(content / "evidence.md", f"\nMore words {number}.\n"),
        "a heading": lambda: added(content / "index.md", f"\n## Part {number}\n"),
        "a new page": lambda: more.write_text(f"# More\n\n## Part {number}\n\nWords.\n", encoding="utf-8"),
        "a page gone": lambda: more.unlink(missing_ok=True),
        "links": lambda: added(content / "evidence.md", link),
        "a claim": lambda: changed(content / "claims.yml", "fair: ", f"fair: Again{'n' * number}, "),
        "a result": lambda: changed(figure.with_suffix(".json"), '"lay": "', f'"lay": "{"Now" * number} '),
        "a drawing": lambda: changed(figure.with_suffix(".svg"), "<title", f"<desc>{number}</desc><title"),
        "a script": lambda: files.replace(content / "assets" / "coin_mean.js", f"// {number}\n".encode()),
        "settings": lambda: changed(folder / "mkdocs.yml", "  - attr_list\n", "  - attr_list\n  - sane_lists\n"),
    }


def test_an_edited_page_alone_is_rendered(article, monkeypatch):
    """A second build renders nothing; words on one page render that page; another verdict's words render all."""
    seen: list[str] = []
    render = Page.render
    monkeypatch.setattr(Page, "render", lambda page, *given: (seen.append(page.file.src_uri), render(page, *given))[1])
    served = Served(article)
    served.site("again", served.memory)
    pages = sorted(seen)
    seen.clear()
    served.site("again", served.memory)
    assert seen == []
    edits(article, 1)["words"]()
    served.site("again", served.memory)
    assert seen == ["evidence.md"]
    seen.clear()
    edits(article, 1)["a result"]()
    served.site("again", served.memory)
    assert sorted(seen) == pages


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edits_the_pages_are_those_of_a_whole_build(article, seed):
    """Pages come and go, evidence and settings change: what is remembered never shows."""
    drawn = random.Random(seed)  # noqa: S311 - which edit comes next
    served = Served(article)
    assert served.is_like_new()
    for number in range(1, STEPS):
        name = drawn.choice([*edits(article, number)])
        edits(article, number)[name]()
        assert served.is_like_new(), name


def test_a_warning_is_said_each_time(article, caplog):
    """A link that leads nowhere is warned of at every build, whatever is remembered."""
    edits(article, 1)["links"]()
    served = Served(article)
    for _ in range(2):
        caplog.clear()
        served.site("again", served.memory)
        assert any("nowhere-1.md" in record.getMessage() for record in caplog.records)
