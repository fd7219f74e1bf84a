"""The files that may hold a project's settings; apart from all else, for the quick answer loads nothing more."""

SETTINGS = ("press.toml", "pyproject.toml")
