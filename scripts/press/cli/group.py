"""The command line: verbs like those of MkDocs and git; exit 0 clean, 1 findings, 2 could not."""

from __future__ import annotations

import errno
import traceback
from typing import Any

import click

from press import __version__
from press.core import distribution
from press.core.characters import visible
from press.core.errors import PressError

CLEAN, FINDINGS, COULD_NOT, STOPPED = 0, 1, 2, 130
REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC}  # by a folder or a disk, and no fault of ours


def echo(text: object, *, err: bool = False) -> None:
    """Print lines in which no stranger's text can do anything to a terminal; JSON has ways of its own."""
    click.echo(visible(str(text)), err=err)


class Verbs(click.Group):
    """Shows a PressError as one message on standard error, and exits 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb."""
        try:
            return super().invoke(ctx)
        except PressError as error:
            echo(f"press: {error}", err=True)
            return ctx.exit(COULD_NOT)
        except KeyboardInterrupt:
            echo("press: stopped", err=True)
            return ctx.exit(STOPPED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except OSError as error:
            if error.errno not in REFUSED:
                traceback.print_exc()
            echo(f"press: {error.filename or 'a file'}: {error.strerror}", err=True)
            return ctx.exit(COULD_NOT)
        except ModuleNotFoundError as error:
            echo(f"press: {distribution.missing(error.name or str(error))}", err=True)
            return ctx.exit(COULD_NOT)
        except Exception:  # noqa: BLE001 - a fault of our own is no finding, whose exit code it would have
            traceback.print_exc()
            return ctx.exit(COULD_NOT)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="press", message="%(prog)s %(version)s")
def cli() -> None:
    """Hold an article to its evidence: simulate, draw, check, build.

    \b
    Example:
      press figures && press check && press build
    """
