"""What strangers wrote does nothing to a terminal, and forges no line."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from press import cli
from press.core import characters
from press.core.errors import PressError
from press.wordpress.content.surroundings import lost
from press.wordpress.mirror.report import Report
from press.wordpress.source.fetch import Client


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Ann", "Ann"),
        ("Bob\n99  Alice", r"Bob\n99  Alice"),
        ("\x1b[2J\x07", r"\x1b[2J\x07"),
        ("a\x9bb\x7f", r"a\x9bb\x7f"),
        ("\u202eshown\u2066", r"\u202eshown\u2066"),
        ("a\u2028b\u2029c\x85d", r"a\u2028b\u2029c\x85d"),
        ("\udce9", r"\udce9"),
        ("می\u200cم 👩\u200d🌾 ÄÖ 日本", "می\u200cم 👩\u200d🌾 ÄÖ 日本"),
        ("\ufeffa\u200bb", r"\ufeffa\u200bb"),
    ],
)
def test_what_would_do_something_is_shown(text, seen):
    """Control characters, breaks of lines and signs of direction are written out; what is read stays as it is."""
    assert characters.shown(text) == seen
    assert characters.visible("one\n" + text) == "one\n" + seen.replace(r"\n", "\n")


def test_the_command_line_shows_them_whatever_they_come_from(monkeypatch):
    """Also where an error holds a stranger's text."""

    @cli.cli.command("say")
    def say() -> None:
        """Say something."""
        cli.echo("\x1b[2Jfine")
        raise PressError("bad \x1b]0;title\x07host")

    try:
        outcome = CliRunner().invoke(cli.cli, ["say"])
    finally:
        del cli.cli.commands["say"]
    assert outcome.exit_code == 2
    assert r"\x1b[2Jfine" in outcome.output
    assert r"press: bad \x1b]0;title\x07host" in outcome.output


def test_an_import_forges_no_line():
    """Names of types and pages that a blog gives are each on one line, in the account and while it is read."""
    loss = lost("type {}", "x\nNot published: y")
    told = Report((), (), 0, ("a\nb",), ("c\x1b[2J",), 0, (), ((loss, "p\nq"),), ("z\nKept",))
    assert len(list(told.sentences)) == 5
    assert not [line for line in told.sentences if "\n" in line or "\x1b" in line]
    said = []
    client = Client("http://127.0.0.1:9", report=said.append)
    with pytest.raises(PressError):
        client.collection("evil\nReading pages ...\x1b[2J")
    assert said == [r"Reading evil\nReading pages ...\x1b[2J ..."]
