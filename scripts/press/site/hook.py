"""A convenience for MkDocs: plain `mkdocs build` and `mkdocs serve` get the pages that `press build` makes.

No meaning lives here: it hands MkDocs the generated pages, and the built folder to the pass that both engines get.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from press.article import store
from press.core import account, project, sources
from press.core.errors import PressError
from press.site import blog, commit, guarded, pages, rendered, stamp
from press.site import finish as completion
from press.site.finish import policy
from press.site.markdown import unread

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Link, Navigation

SERVING = {"serve": False}
FOUND: dict[str, project.Project] = {}  # as this build began
UNREAD: dict[str, list[str]] = {}  # of each page, what is out of the engine's way
MADE: list[tuple[str, bytes]] = []  # of the evidence in this build, which its end asks for again
MOVED: dict[str, str] = {}  # the address of each page, which a plugin may have chosen
MEMORY = rendered.Memory()
FIRST = {"boost": 3}  # in what is found: the article, whose front matter an importer writes


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG001
    """Remember whether pages are served, which are rendered only where an edit changed them."""
    SERVING["serve"] = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Tell the extension where the project is, wherever MkDocs was started; date the site by its commit."""
    FOUND[config.config_file_path] = found = project.find(_root(config))
    sources.hold(found)
    commit.fix_time(found, os.environ)
    config.theme["font"] = False  # a theme would ask another host for its own, which our policy blocks
    config.mdx_configs.setdefault("press.markdown", {})["root"] = str(_root(config))
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Under `press serve`, bring stale figures up to date first, in a process of their own: code may have changed."""
    if os.environ.get("PRESS_SERVE") and project.find(_root(config)).experiments:
        command = [sys.executable, "-B", "-m", "press", "figures"]  # -B: bytecode beside the sources would be an edit
        subprocess.run(command, cwd=_root(config), check=False)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, in memory.

    Where the navigation is that of the files, the pages of a blog are not in it: it stands on every page, so that a
    blog would grow with the square of its posts. They are in its lists.
    """
    found = FOUND[config.config_file_path]
    MADE[:] = pages.evidence(found)
    for path, content in MADE:
        _add(files, File.generated(config, path, content=content))
    UNREAD.clear()
    parts: list[str] = []
    for path, content in blog.pages(found, partial(unread.apart, parts)):
        UNREAD[path] = parts[:]
        parts.clear()
        is_alone = config.nav is None and path not in blog.LISTED
        level = InclusionLevel.NOT_IN_NAV if is_alone else InclusionLevel.UNDEFINED
        _add(files, File.generated(config, path, content=content, inclusion=level))
    return files


def _add(files: Files, file: File) -> None:
    if written := files.get_file_from_path(file.src_uri):
        files.remove(written)  # a page of the blog comes again, with what stands around it
    files.append(file)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """All files are known now, and none is rendered yet: what pages bind is read once for all of them."""
    found = FOUND[config.config_file_path]
    config.mdx_configs["press.markdown"]["store"] = store.of(found)
    if config.nav is None and (found.content / account.PLACE).is_file():
        nav.items = [_alone(item) for item in nav.items]
    if SERVING["serve"]:
        MEMORY.begin(found, config, files)
    return nav


def _alone(item: Link | Page | Section) -> Link | Page | Section:
    """The one page of a folder for the folder, whose name is English: a blog's archive has a title in its language."""
    if not (isinstance(item, Section) and len(item.children) == 1 and isinstance(item.children[0], Page)):
        return item
    item.children[0].parent = None
    return item.children[0]


def on_pre_page(page: Page, **_: object) -> Page:
    """Render a served page only if what it is made of has changed."""
    if SERVING["serve"]:
        MEMORY.watch(page)
    return page


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Take out what search leaves out, for as long as the engine reads and sets the page."""
    if FOUND[config.config_file_path].article == f"content/{page.file.src_uri}":
        page.meta.setdefault("search", FIRST)
    search: Any = page.meta.get("search")
    if words := search.get("words") if isinstance(search, dict) else None:
        page.meta.setdefault("tags", words)  # which the engine's search knows, and no page shows
    return unread.parted(html, UNREAD.setdefault(page.file.src_uri, []))


def on_env(env: Environment, files: Files, **_: object) -> Environment:
    """Let links lead to what is out of the engine's way, too: which places are there is asked when all are set."""
    for page in filter(None, (file.page for file in files.documentation_pages())):
        for file, places in (page.links_to_anchors or {}).items():
            html = "".join(UNREAD.get(file.src_uri, ()))
            if file.page and (there := {place for place in places if f' id="{place}"' in html}):
                file.page.present_anchor_ids = there | (file.page.present_anchor_ids or set())
    return env


def on_post_page(output: str, page: Page, **_: object) -> str:
    """Put it in again, and note where the page goes."""
    MOVED[page.file.src_uri] = page.file.dest_uri.removesuffix("index.html")
    return unread.whole(output, UNREAD.pop(page.file.src_uri, []))


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the built pages as `press build` does."""
    found = FOUND[config.config_file_path]
    if SERVING["serve"]:
        try:
            policy.finish(Path(config.site_dir))
        except PressError as error:
            raise PluginError(str(error)) from None  # MkDocs says it, and serves on once it is mended
        completion.lead(found, Path(config.site_dir), policy.said())
    else:
        completion.complete(found, Path(config.site_dir), MADE, MOVED)
        stamp.write(found, Path(config.site_dir))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG001
    """Under `press serve` a build writes `figures/` itself, so watching them would build twice."""
    guarded.guard(server)
    if os.environ.get("PRESS_SERVE"):
        config.watch = [path for path in config.watch if Path(path) != _root(config) / "figures"]
    return server


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
