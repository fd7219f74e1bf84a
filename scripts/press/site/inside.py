"""MkDocs in this process: nothing is started twice, and nothing of the folder that it runs in is on the path."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from press.core.errors import PressError
from press.core.project import Project
from press.site import commit

SHOWN = 12


class Said(logging.Handler):
    """What an engine logs, as lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the words."""
        self.lines += f"{record.levelname:<7} -  {record.getMessage()}".splitlines()


def build(project: Project, site: Path) -> None:
    """Build strictly; a PressError is raised as it is, or carries what MkDocs said last."""
    before = dict(os.environ)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    commit.fix_time(project, os.environ)
    from mkdocs.commands import build as command  # noqa: PLC0415 - its theme reads that variable when it is loaded
    from mkdocs.config import load_config  # noqa: PLC0415 - as above

    said, logger = Said(), logging.getLogger("mkdocs")
    logger.addHandler(said)
    try:
        config = load_config(str(project.root / "mkdocs.yml"), strict=True, site_dir=str(site))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            command.build(config)
        finally:
            config.plugins.on_shutdown()
    except PressError:
        raise
    except (Exception, SystemExit) as error:  # an extension may raise anything, and MkDocs ends with SystemExit
        last = [*said.lines, *str(error).splitlines()][-SHOWN:]
        raise PressError("\n".join(["mkdocs could not build the site:", *last])) from error
    finally:
        logger.removeHandler(said)
        for name in (commit.EPOCH, "NO_MKDOCS_2_WARNING"):  # another project has another time
            if name not in before:
                os.environ.pop(name, None)
