"""What `mkdocs.yml` says of the site, read as MkDocs reads it, but without MkDocs, and nothing that it names is run.

`!ENV` takes its value from the environment, `INHERIT` lays the settings over those of another file. What names a thing
of Python, as `!!python/name:material.extensions.emoji.twemoji` does, stays a name, for the engine that will run it.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from press.core import bounded, shallow
from press.core.errors import PressError

FILE, ZENSICAL = "mkdocs.yml", "zensical.toml"
ASKED = ("site_name", "site_description")


class Tagged(NamedTuple):
    """A value with a tag that is not ours to understand."""

    tag: str
    value: Any


def read(folder: Path) -> dict[str, Any]:
    """The settings in a folder; none where it has no file of them. A PressError says where they are not YAML."""
    return _read(folder / FILE, ())


def docs(folder: Path) -> str:
    """The folder of the pages of a site, by the settings of MkDocs or Zensical; `docs` where they say nothing."""
    if (folder / ZENSICAL).is_file():
        try:
            said = shallow.read_toml((folder / ZENSICAL).read_text(encoding="utf-8")).get("project", {})
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise PressError(f"{ZENSICAL}: not TOML: {error}") from None
    else:
        said = read(folder)
    return str(said.get("docs_dir") or "docs")


def write(settings: dict[str, Any]) -> str:
    """Settings as text, for an engine."""
    return yaml.dump(settings, Dumper=Dumper, sort_keys=False, allow_unicode=True)


def texts(folder: Path) -> dict[str, str]:
    """The name and the description; empty where there is none."""
    said = read(folder)
    return {key: str(said.get(key) or "") for key in ASKED}


def language(folder: Path) -> str:
    """The language that the theme is told to speak; empty where it is told none."""
    theme = read(folder).get("theme")
    return str(theme.get("language") or "") if isinstance(theme, dict) else ""


def site_url(folder: Path) -> str:
    """Where the site will stand, if its settings say so; always with a slash at its end, or empty."""
    url = str(read(folder).get("site_url") or "")
    return f"{url.rstrip('/')}/" if url else ""


def navigation(folder: Path) -> list[tuple[str, str]]:
    """The pages that the navigation names, in order, each with what it is called there, if it is.

    The first of a group has the group's name. Empty where the settings leave the navigation to the files.
    """
    return list(_entries(read(folder).get("nav") or [], ""))


def _entries(entries: Any, above: str) -> Iterator[tuple[str, str]]:
    for entry in entries if isinstance(entries, list) else []:
        for name, target in entry.items() if isinstance(entry, dict) else [("", entry)]:
            if isinstance(target, list):
                yield from _entries(target, str(name))
            elif str(target).endswith(".md"):
                yield str(target), str(name) or above
            above = ""


def extensions(settings: dict[str, Any], key: str = "markdown_extensions") -> list[dict[str, Any]]:
    """Extensions or plugins, each a mapping from its name to its settings, whichever way they are listed."""
    listed = settings.get(key) or []
    entries = [{name: options} for name, options in listed.items()] if isinstance(listed, dict) else listed
    return [entry if isinstance(entry, dict) else {str(entry): None} for entry in entries]


def _read(file: Path, below: tuple[Path, ...]) -> dict[str, Any]:
    if not file.is_file() and not below:
        return {}
    try:
        found = deepcopy(_said(file.read_text(encoding="utf-8-sig"), tuple(os.environ.items()))) or {}
    except yaml.YAMLError as error:
        line, problem = bounded.told(error)
        raise PressError(f"{file.name}:{line + 1}: {problem}") from None
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise PressError(f"{file.name}: cannot be read: {error}") from None
    if not isinstance(found, dict):
        raise PressError(f"{file.name}: is no mapping from settings to values")
    if "INHERIT" not in found:
        return found
    parent, below = (file.parent / str(found.pop("INHERIT"))).resolve(), (*below, file.resolve())
    if parent in below:
        raise PressError(f"{file.name}: inherits from itself")
    return _merged(_read(parent, below), found)


@lru_cache(maxsize=8)  # a build asks for them with each page
def _said(text: str, _variables: tuple[tuple[str, str], ...]) -> Any:
    """What a file says under these variables of the environment, which `!ENV` reads."""
    return bounded.read(text, Loader)


def _merged(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    both = under.keys() & over.keys()
    inner = {key for key in both if isinstance(under[key], dict) and isinstance(over[key], dict)}
    return under | over | {key: _merged(under[key], over[key]) for key in inner}


def _kept(loader: Any, _: str, node: yaml.Node) -> Tagged:
    if isinstance(node, yaml.MappingNode):
        return Tagged(node.tag, loader.construct_mapping(node, deep=True))
    if isinstance(node, yaml.SequenceNode):
        return Tagged(node.tag, loader.construct_sequence(node, deep=True))
    return Tagged(node.tag, loader.construct_scalar(node))


def _again(dumper: yaml.SafeDumper, kept: Tagged) -> yaml.Node:
    node = dumper.represent_data(kept.value)
    node.tag = kept.tag
    return node


Loader: Any = type("Loader", (bounded.QUICK,), {})
with suppress(ModuleNotFoundError):  # MkDocs brings it, and to check sources without a site nobody asks
    from yaml_env_tag import construct_env_tag

    Loader.add_constructor("!ENV", construct_env_tag)
Loader.add_multi_constructor("tag:yaml.org,2002:python/", _kept)
Loader.add_multi_constructor("!", _kept)
Dumper: Any = type("Dumper", (yaml.SafeDumper,), {})
Dumper.add_representer(Tagged, _again)
