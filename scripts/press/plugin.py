"""The plugin of MkDocs for a site that another project builds: one line among its `plugins` switches it on.

It sets the Markdown extension, and reports what the rules find as warnings, so that `--strict` stops. It stops no build
by itself: `mkdocs serve` goes on, and shows a wrong number struck through.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin

from press import check
from press.core import project
from press.core.errors import PressError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

EXTENSION = "press.markdown"
LOG = logging.getLogger("mkdocs.plugins.press")


class Settings(Config):  # type: ignore[no-untyped-call]
    """It has none: what there is to say stands in press.toml."""


class PressPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Binds numbers on pages, and warns of what does not hold."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Switch the extension on, and tell it where the project is."""
        if EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION)
        settings = config.mdx_configs.setdefault(EXTENSION, {})
        settings |= {"root": str(_root(config)), "strike": True}
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Warn of each finding; nothing of the project is run."""
        try:
            for finding in check.run(project.find(_root(config)), "sources").findings:
                LOG.warning("%s", finding)
        except PressError as error:
            LOG.warning("%s", error)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
