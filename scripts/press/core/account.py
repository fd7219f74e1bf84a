"""What an import writes of a blog beside its pages; only here is it read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from press.core import shallow
from press.core.errors import PressError

PLACE = ".wordpress/blog.json"  # below the folder of the site's pages
UPLOADS = "wp-content/uploads"  # there too: what the blog had for its pages to show


def read(content: Path) -> dict[str, Any]:
    """The account of the last import; empty where there was none."""
    file = content / PLACE
    try:
        account = shallow.read_json(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except ValueError as error:
        raise _broken(file, str(error)) from error
    if not isinstance(account, dict):
        raise _broken(file, "a list or a value")
    return account


def blog(content: Path) -> dict[str, Any]:
    """What it says of the blog; empty where none was imported."""
    account = read(content) or {"blog": {}}
    about = account.get("blog")
    if not isinstance(about, dict):
        raise _broken(content / PLACE, "no blog in it")
    return about


def _broken(file: Path, why: str) -> PressError:
    advice = "restore it, or delete it and import with --force"
    return PressError(f"{file}: not an account of an import; {advice}: {why}")
