"""The command line: verbs like those of MkDocs and git; exit 0 clean, 1 findings, 2 could not."""

from press.cli import blogs, checks, comments, results, sites
from press.cli.group import cli, echo

__all__ = ["blogs", "checks", "cli", "comments", "echo", "results", "sites"]
