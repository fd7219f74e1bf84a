"""While pages are served, one whose Markdown and evidence are as they were is not rendered again.

What a page is rendered from are its own text, the results, claims, works and drawings that it may bind, the settings,
and the list of files that its links may lead to. All but the first are the surroundings: a change there renders every
page anew. A page that the engine warned of is not remembered, so that it is warned of again.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs.utils import CountHandler

from press.article import store, texts
from press.core import settings as mkdocs
from press.core.project import Project
from press.core.signature import signed
from press.site import naming

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


FIELDS = ("content", "toc", "_title_from_render", "present_anchor_ids", "links_to_anchors")
READERS = {"pymdownx.b64", "pymdownx.snippets"}  # they read further files


class Memory:
    """The pages of the last build, by what they were rendered from."""

    def __init__(self) -> None:
        self._before: dict[str, dict[str, Any]] = {}
        self._now: dict[str, dict[str, Any]] = {}
        self._surroundings = ""

    def begin(self, project: Project, config: MkDocsConfig, files: Files) -> None:
        """Begin a build: what the last one did not ask for is forgotten."""
        self._before, self._now = self._now, {}
        self._surroundings = repr(_surroundings(project, config, files)) if _is_known(config) else ""

    def watch(self, page: Page) -> None:
        """Let a page be rendered only if it has to be."""
        if self._surroundings:
            page.render = partial(self._render, page, page.render)  # type: ignore[method-assign]

    def _render(self, page: Page, render: Callable[..., None], config: MkDocsConfig, files: Files) -> None:
        text = "\0".join((page.file.src_uri, page.markdown or "", self._surroundings))
        key = hashlib.sha256(text.encode()).hexdigest()
        if known := self._before.get(key):
            vars(page).update(known | {"links_to_anchors": _here(known["links_to_anchors"], files)})
        elif _warned(partial(render, config, files)):
            return
        self._now[key] = {name: getattr(page, name) for name in FIELDS}


def _is_known(config: MkDocsConfig) -> bool:
    """Whether all extensions read no more than the page and what `press.markdown` binds."""
    others = [name for name in config.markdown_extensions if "." in name and name != "press.markdown"]
    return all(name.startswith("pymdownx.") and name not in READERS for name in others)


def _surroundings(project: Project, config: MkDocsConfig, files: Files) -> tuple[object, ...]:
    beside = sorted([*project.figures.glob("*.svg"), *(project.content / "assets").glob("*.js")])
    listed = sorted((file.src_uri, file.url, str(file.inclusion)) for file in files)
    settings = (config.markdown_extensions, config.mdx_configs, config.validation, config.use_directory_urls)
    evidence = (*store.of(project).signature(), *map(signed, beside))
    names = [naming.called(project, name) for name in store.of(project).results]
    return (project, settings, evidence, names, _titles(project), hashlib.sha256(repr(listed).encode()).hexdigest())


def _titles(project: Project) -> list[str]:
    """The front matter of the pages whose titles and descriptions other pages show."""
    shown = {claim.page for claim in store.of(project).claims} | {page for page, _ in mkdocs.navigation(project.root)}
    pages = (project.content / page for page in sorted(filter(None, shown)))
    found = (path.read_text(encoding="utf-8") for path in pages if path.is_file())
    return [text[slice(*texts.front_matter(text))] for text in found]


def _warned(work: Callable[[], None]) -> bool:
    """Do something, and tell whether the engine said a word meanwhile."""
    counter, logger = CountHandler(), logging.getLogger("mkdocs")
    logger.addHandler(counter)
    try:
        work()
    finally:
        logger.removeHandler(counter)
    return any(level >= logging.INFO for level in counter.counts)


def _here(links: dict[Any, Any] | None, files: Files) -> dict[Any, Any]:
    """The links to places on other pages, by the files of this build."""
    found = ((files.get_file_from_path(file.src_uri), anchors) for file, anchors in (links or {}).items())
    return {file: anchors for file, anchors in found if file}
