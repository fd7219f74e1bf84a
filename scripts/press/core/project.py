"""A project is a folder with a `press.toml`, or a `pyproject.toml` that has a `[tool.press]` table.

One that `press new article` laid out has an article and its pages in `content/`, runs or experiments (in `scripts/`)
that it rests on, and a site that `press build` makes. Any other is laid out as its author likes: `pages` says which
texts are held; where nothing is said, these are README.md and the pages of its site.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from press.core import account, places, settings, shallow
from press.core.errors import PressError
from press.core.signature import Signature, signed

FILE, OTHER = places.SETTINGS
TEXTS, LISTS = ("experiments", "article"), ("pages", "strict", "words")
TABLES = ("publish", "replies", "runs", "colours")  # read, as the contact is, by the module of the same name
KNOWN = (*TEXTS, *LISTS, *TABLES, "contact")


class Project(NamedTuple):
    """Where things are; `experiments` is the dotted name of the package whose modules are the experiments.

    `pages` are patterns of the texts that are held, `strict` of those in which every digit has to be bound, `words`
    spellings that are meant, `docs` the folder of the site's pages, `settings` the file that says all this.
    """

    root: Path
    experiments: str = ""
    article: str = ""
    words: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    strict: tuple[str, ...] = ()
    docs: str = "content"
    settings: str = OTHER

    @property
    def has_evidence(self) -> bool:
        """Whether there are experiments or an article; a mirrored blog alone makes no claim."""
        return bool(self.experiments or self.article)

    @property
    def laid_out(self) -> bool:
        """Whether it is one of ours: with experiments, an article or a mirrored blog, and a site that we build."""
        return self.has_evidence or (self.content / account.PLACE).is_file()

    @property
    def content(self) -> Path:
        """What people write for the site."""
        return self.root / self.docs

    @property
    def figures(self) -> Path:
        """What the machine writes: `NAME.json`, `NAME.svg`, `NAME.narrow.svg`."""
        return self.root / "figures"

    @property
    def site(self) -> Path:
        """The built site."""
        return self.root / "site"

    @property
    def cache(self) -> Path:
        """Memos and staging: deleting it changes the speed of an answer, never the answer."""
        return self.root / ".cache" / "press"

    @property
    def scripts(self) -> Path:
        """The source root."""
        return self.root / "scripts"

    @property
    def claims(self) -> Path:
        """The ledger of claims."""
        return self.content / "claims.yml"

    @property
    def settings_file(self) -> Path:
        """The file with the settings."""
        return self.root / self.settings

    def setting(self, name: str) -> str:
        """A table of the settings as a message names it."""
        return f"{self.settings}: [{'' if self.settings == FILE else 'tool.press.'}{name}]"

    def table(self, name: str) -> Any:
        """What the settings say under a name, for the module of that name; an empty table where they say nothing."""
        file = self.settings_file
        return (_settings(file, signed(file)) or {}).get(name, {})

    def place(self, path: Path) -> str:
        """The path as a message shows it: relative to the project where it lies inside."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def find(start: Path | None = None) -> Project:
    """The project that `start` (the current folder) lies in; a PressError says what is missing."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        said = there(folder)
        if len(said) == 2:
            raise PressError(f"{folder}: {FILE} and [tool.press] of {OTHER} both have settings; keep them in one")
        for name, found in said.items():
            return _project(folder, name, found)
    missing = f"no {FILE} and no {OTHER} with a [tool.press] table here or above"
    raise PressError(f"{here}: {missing}; run press inside a project, or press init to begin one")


def there(folder: Path) -> dict[str, dict[str, Any]]:
    """The settings in a folder, by the files that have them."""
    files = (folder / name for name in places.SETTINGS)
    read = {file.name: _settings(file, signed(file)) for file in files if file.is_file()}
    return {name: found for name, found in read.items() if found is not None}


def _project(folder: Path, name: str, said: dict[str, Any]) -> Project:
    experiments, article = (str(said.get(key, "")) for key in TEXTS)
    pages, strict, words = (tuple(map(str, said.get(key, ()))) for key in LISTS)
    docs = "content" if experiments or article else settings.docs(folder)
    return Project(folder, experiments, article, words, pages, strict, docs, name)


@lru_cache(maxsize=8)
def _settings(file: Path, _signature: Signature) -> dict[str, Any] | None:
    try:
        said = shallow.read_toml(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PressError(f"{file}: not TOML: {error}") from error
    place, found = (file.name, said) if file.name == FILE else ("[tool.press]", said.get("tool", {}).get("press"))
    if found is None:
        return None
    for key in found:
        if key not in KNOWN:
            raise PressError(f"{file}: {place} has no setting {key!r}; there are {', '.join(KNOWN)}")
    for kind, keys, called in ((str, TEXTS, "text"), (list, LISTS, "list"), (dict, TABLES, "table")):
        for key in keys:
            if not isinstance(found.get(key, kind()), kind):
                raise PressError(f"{file}: {place} needs the {called} {key}")
    if "experiments" in found and "article" not in found:
        raise PressError(f"{file}: {place} needs the text article")
    return dict(found)
