"""Isso's settings for a site, which are the same for every site but for a few, and are made once."""

from __future__ import annotations

import ipaddress
import secrets
from configparser import ConfigParser
from pathlib import Path
from typing import Any

from press.core import distribution
from press.core.errors import PressError
from press.core.files import replace
from press.core.project import Project

FOLDER = ".comments"
SETTINGS = {
    "general": {"notify": "stdout"},
    "moderation": {"enabled": "true", "approve-if-email-previously-approved": "false", "purge-after": "30d"},
    "guard": {"enabled": "true", "require-author": "true", "require-email": "true", "reply-to-self": "false"},
    "admin": {"enabled": "false"},
    "markup": {"renderer": "mistune"},
    "hash": {"algorithm": "pbkdf2:100000:6:sha256"},
}


def write(project: Project, url: str) -> Path:
    """Write the file of Isso's settings for a site at `url`, with a salt of its own that is made once."""
    folder = project.root / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    salt = folder / "salt"
    if not salt.is_file():
        replace(salt, secrets.token_hex(16).encode())
    parser = ConfigParser(interpolation=None)
    parser.read_dict(SETTINGS)
    parser["general"]["dbpath"], parser["general"]["host"] = str(folder / "comments.db"), url
    parser["server"] = {"trusted-proxies": "".join(f"\n{address}" for address in _proxies(project))}
    parser["hash"]["salt"] = salt.read_text(encoding="utf-8")
    path = folder / "isso.cfg"
    with path.open("w", encoding="utf-8") as stream:
        parser.write(stream)
    return path


def _proxies(project: Project) -> list[str]:
    """The proxies whose word is taken for who asks: `proxies` of the table `replies`."""
    table = project.table("replies")
    known = isinstance(table, dict) and table.keys() <= {"proxies"}
    try:
        return [str(ipaddress.ip_address(address)) for address in (table.get("proxies", []) if known else table)]
    except (ValueError, TypeError) as error:
        place = f"{project.setting('replies')} has one setting, proxies, a list of addresses in numbers"
        raise PressError(f"{place} ({error})") from None


def read(project: Project, url: str) -> Any:
    """Isso's settings, read; a PressError says how to get Isso where it is not installed."""
    distribution.need("comments")
    from isso import config  # noqa: PLC0415 - heavy, and only for whoever serves replies

    return config.load(config.default_file(), str(write(project, url)))
