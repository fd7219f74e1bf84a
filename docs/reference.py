"""The pages of the reference are made of what they describe, so that none can go stale: the verbs, the library.

A page of a verb says what `press VERB --help` says. A page of the library is what mkdocstrings reads in a module of
`collapse`, or in a folder of them.
"""

from __future__ import annotations

import inspect
import textwrap
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from mkdocs.structure.files import File

from press.cli import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown import Markdown
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

LIBRARY = Path(__file__).parents[1] / "scripts" / "collapse"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the pages to what is shown beside each page."""
    folders: dict[str, list[str | dict[str, str]]] = {}
    for path in modules():
        folder, name = Path(path).parent.name, Path(path).stem
        folders.setdefault(folder, []).append(path if name == "index" else {name: path})
    top, *rooms = folders.items()
    library = ["contract.md", *top[1], *({folder: pages} for folder, pages in rooms)]
    config.nav = [*(config.nav or []), {"Command line": list(verbs())}, {"Library": library}]
    cast("list[object]", config.markdown_extensions).append(Docstrings())
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages, in memory."""
    for path, text in (verbs() | {path: f"::: {module}\n" for path, module in modules().items()}).items():
        files.append(File.generated(config, path, content=text))
    return files


def verbs() -> dict[str, str]:
    """The page of each verb by its path."""
    return {f"commands/{name}.md": "\n".join(_verb(f"press {name}", verb, "#")) for name, verb in cli.commands.items()}


def modules() -> dict[str, str]:
    """The module of the library that each page describes, by the page's path; a folder's own page is its first."""
    found = {}
    for path in sorted(LIBRARY.rglob("*.py"), key=lambda path: (path.parent, path.name != "__init__.py", path)):
        *folders, name = path.relative_to(LIBRARY.parent).with_suffix("").parts
        if name == "__init__":
            found["/".join(["library", *folders, "index.md"])] = ".".join(folders)
        elif not name.startswith("_"):
            found["/".join(["library", *folders, f"{name}.md"])] = ".".join([*folders, name])
    return found


class Docstrings(Extension):
    """What a docstring writes and Markdown would not take: a list right behind a line, a session of the interpreter."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Called by Python-Markdown."""
        md.preprocessors.register(Gaps(md), "gaps", 1)  # after blocks of code are gone


class Gaps(Preprocessor):
    """Sets an empty line before such a list, and moves such a session in."""

    def run(self, lines: list[str]) -> list[str]:
        """Called for each text."""
        found, typed = [], False
        for before, line in pairwise(["", *lines]):
            typed = line.startswith(">>> ") or (typed and bool(line.strip()))
            found += [""] if line.startswith("- ") and before.endswith(":") else []
            found.append(f"    {line}" if typed else line)
        return found


def _verb(name: str, verb: click.Command, mark: str) -> Iterator[str]:
    """Its help as Markdown: sentences as prose, and what click leaves as it was typed as a block of code."""
    context = click.Context(verb, info_name=name)
    yield f"{mark} {name}\n"
    for paragraph in inspect.cleandoc(verb.help or "").split("\n\n"):
        head, *typed = paragraph.removeprefix("\b\n").splitlines()
        yield _block(head, textwrap.dedent("\n".join(typed))) if paragraph.startswith("\b") else f"{paragraph}\n"
    yield _block("Usage:", " ".join([name, *verb.collect_usage_pieces(context)]))
    yield "**Options:**\n"
    options = (each for each in verb.get_params(context) if isinstance(each, click.Option))
    for option, meaning in filter(None, (each.get_help_record(context) for each in options)):
        yield f"`{option}`\n:   {meaning}\n"
    for inner, part in getattr(verb, "commands", {}).items():
        yield from _verb(f"{name} {inner}", part, f"{mark}#")


def _block(head: str, typed: str) -> str:
    return f"**{head}**\n\n```text\n{typed}\n```\n"
