"""What a project keeps as JSON in its root: read whole or refused with a remedy, and written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from press.core import files, shallow
from press.core.errors import PressError

Made = TypeVar("Made")


def read(path: Path, made: Callable[[Any], Made], remedy: str) -> Made | None:
    """What is made of what a file says; None where there is none."""
    if not path.is_file():
        return None
    try:
        return made(shallow.read_json(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PressError(unreadable(path, error, remedy)) from None


def unreadable(path: Path, error: Exception, remedy: str) -> str:
    """That a file is not what was written, at the line where its reader gave up, and what to do: no words of Python."""
    place = f"{path.name}:{error.lineno}" if isinstance(error, json.JSONDecodeError) else path.name
    return f"{place}: cannot be read, since it is not as press wrote it; {remedy}"


def write(path: Path, body: Any) -> None:
    """Write it with a line for each value, so that a diff shows what changed."""
    files.replace(path, (json.dumps(body, indent=1, ensure_ascii=False) + "\n").encode())
