"""What `mkdocs.yml` says of the site, for those who are no site engine: its name, description and address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from press.core.errors import PressError

if TYPE_CHECKING:
    from press.core.project import Project

ASKED = ("site_name", "site_description")


def settings(project: Project) -> dict[str, str]:
    """The name and the description; empty where there is none."""
    try:
        text = (project.root / "mkdocs.yml").read_text(encoding="utf-8")
        read: Any = yaml.load(text, Loader=yaml.BaseLoader)
    except (OSError, yaml.YAMLError) as error:
        raise PressError(f"mkdocs.yml: cannot be read: {error}") from None
    return {key: str(read.get(key) or "") for key in ASKED}
