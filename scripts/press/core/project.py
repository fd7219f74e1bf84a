"""A project is a folder whose `pyproject.toml` has a `[tool.press]` table; everything else has a fixed place in it."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from press.core.errors import PressError
from press.core.signature import Signature, signed

SETTINGS = {"experiments": str, "article": str, "words": list}  # `words`, spellings that are meant, may be left out
TABLES = ("contact", "publish", "replies")  # read by the module of the same name


class Project(NamedTuple):
    """Where things are; `experiments` is the dotted name of the package whose modules are the experiments."""

    root: Path
    experiments: str
    article: str
    words: tuple[str, ...] = ()

    @property
    def content(self) -> Path:
        """What people write."""
        return self.root / "content"

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

    def table(self, name: str) -> Any:
        """What `[tool.press.NAME]` says, for the module of that name; an empty table where it says nothing."""
        file = self.root / "pyproject.toml"
        return (_settings(file, signed(file)) or {}).get(name, {})

    def place(self, path: Path) -> str:
        """The path as a message shows it: relative to the project where it lies inside."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def find(start: Path | None = None) -> Project:
    """The project that `start` (the current folder) lies in; a PressError says what is missing."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        file = folder / "pyproject.toml"
        if file.is_file() and (settings := _settings(file, signed(file))) is not None:
            words = tuple(map(str, settings.get("words", ())))
            return Project(folder, settings["experiments"], settings["article"], words)
    raise PressError(f"{here}: no pyproject.toml with a [tool.press] table here or above; run press inside a project")


@lru_cache(maxsize=8)
def _settings(file: Path, _signature: Signature) -> dict[str, Any] | None:
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {}).get("press")
    except tomllib.TOMLDecodeError as error:
        raise PressError(f"{file}: not TOML: {error}") from error
    if settings is None:
        return None
    for key in settings:
        if key not in (*SETTINGS, *TABLES):
            known = ", ".join((*SETTINGS, *TABLES))
            raise PressError(f"{file}: [tool.press] has no setting {key!r}; there are {known}")
    for key, kind in SETTINGS.items():
        if not isinstance(settings.get(key, [] if kind is list else None), kind):
            raise PressError(f"{file}: [tool.press] needs the {'list' if kind is list else 'text'} {key}")
    return dict(settings)
