"""The test blog as projects: imported from its export, from its REST answers or from both, and built."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from press.core import project
from press.wordpress.mirror import blog as mirror
from press.wordpress.mirror.page import Page
from press.wordpress.mirror.places import Places
from press.wordpress.mirror.uploads import Uploads
from press.wordpress.source import joined, rest, wxr
from press.wordpress.source.model import Blog, Post

ROOT = Path(__file__).parents[1]
BLOG = Path(__file__).parent / "fixtures" / "wordpress"
UPLOADS = BLOG / "uploads"
TODAY = date(2026, 11, 24)
SETTINGS = f"""
site_name: Signals & Noise
site_description: A mirrored blog.
site_url: https://mirror.example/
docs_dir: content
nav: [Home: index.md, Archive: archive/index.md, About: about/index.md]
not_in_nav: /*
exclude_docs: |
  comments.yml
  replies.yml
  claims.yml
  .wordpress/
theme: {{name: material, font: false}}
hooks: [{ROOT / "scripts" / "press" / "site" / "hook.py"}]
plugins: [search]
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - md_in_html
  - tables: {{use_align_attribute: true}}
  - toc: {{permalink: true}}
  - press.markdown
extra: {{generator: false, replies: true}}
validation:
  links: {{absolute_links: warn, anchors: warn, not_found: warn, unrecognized_links: warn}}
"""
ARTICLE = "content/2026/01/14/what-synthetic-data-actually-solves/index.md"


@cache
def blog(flavour: str, source: str) -> Blog:
    """The blog as `export`, `answers` or `both` hold it."""
    if source == "both":
        return joined.join(blog(flavour, "export"), blog(flavour, "answers"))
    return wxr.read(BLOG / flavour / "all.loopback.xml") if source == "export" else rest.folder(BLOG / flavour / "rest")


def small(*contents: str, host: str = "blog.example", **fields: Any) -> Blog:
    """A blog with the page `/about/` and a post for each content, `/1/`, `/2/` and so on; `fields` are those of all."""
    about = Post(99, "page", "about", "About", f"https://{host}/about/", "", "publish", protected=False, content="")
    posts = [
        Post(number, "post", str(number), f"Post {number}", f"https://{host}/{number}/", "", "publish",
             protected=False, content=content, **fields)
        for number, content in enumerate(contents, 1)
    ]  # fmt: skip
    return Blog("Small", "", "", "", frozenset({host}), (about, *posts), (), (), {}, {}, (), 0, "")


def nowhere() -> Page:
    """What a page sees of a blog that has nothing else."""
    return Page("index.md", Places(small()._replace(posts=()), [], ()), Uploads(None))


def new(folder: Path, article: str = ARTICLE) -> Path:
    """A project without a claim or an experiment; returns its content folder."""
    (folder / "scripts" / "none" / "experiments").mkdir(parents=True)
    for package in ("none", "none/experiments"):
        (folder / "scripts" / package / "__init__.py").touch()
    (folder / "figures").mkdir()
    (folder / "content").mkdir()
    (folder / "content" / "claims.yml").write_text("[]\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    settings = f'[tool.press]\nexperiments = "none.experiments"\narticle = "{article}"\n'
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")
    return folder / "content"


def imported(folder: Path, flavour: str, source: str):
    """A new project with the whole blog in it, the entry of a custom type too, and the report."""
    content = new(folder)
    report = mirror.import_blog(blog(flavour, source), content, media=UPLOADS, kinds=["book"], today=TODAY)
    return project.find(folder), report
