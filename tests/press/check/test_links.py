"""Links to other sites are asked for on request only, and only a memory of several days condemns one."""

from __future__ import annotations

import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from press import check
from press.check import links
from press.check.rules import external
from press.cli import cli
from press.core.errors import PressError
from press.html import hosts

ANSWERS = {"/well": 200, "/gone": 404, "/busy": 503, "/robots": 403, "/only-get": 405}


class Host(BaseHTTPRequestHandler):
    """Answers with the code that the path stands for."""

    def do_HEAD(self) -> None:
        """Answer without a body."""
        self.send_response(ANSWERS.get(self.path, 200))
        self.end_headers()

    def do_GET(self) -> None:
        """Answer, also where the other method is not allowed."""
        code = 200 if self.path == "/only-get" else ANSWERS.get(self.path, 200)
        self.send_response(code)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(monkeypatch):
    """The address of a host on this machine, for once not taken for a private one."""
    monkeypatch.setattr(hosts, "private", lambda _: False)
    server = HTTPServer(("127.0.0.1", 0), Host)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/well", ""),
        ("/only-get", ""),
        ("/gone", "answered 404 Not Found"),
        ("/busy", "refused: answered 503"),
        ("/robots", "refused: answered 403"),
    ],
)
def test_what_a_host_answers(host, path, says):
    """A page that is not there has failed; a host that is busy or wants no programs has only refused."""
    assert links.answer(host + path).startswith(says)
    assert bool(links.answer(host + path)) == bool(says)


def test_a_host_that_is_not_there_has_failed():
    """Nobody listens."""
    assert links.answer("http://127.0.0.1:9/").startswith("no answer: ")


def test_an_address_is_condemned_on_the_third_day(orchard, host):
    """Not on the first, not by asking three times on one day, and not when it answered in between."""
    page = orchard.content / "evidence.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n[Gone]({host}/gone).\n", encoding="utf-8")
    line = page.read_text(encoding="utf-8").count("\n")
    for day, condemned in ((1, False), (1, False), (2, False), (3, True)):
        links.ask(orchard, [f"{host}/gone", f"{host}/well"], date(2026, 11, day), print)
        found = list(external.check(check.Reading(orchard)))
        assert bool(found) == condemned
    assert (found[0].path, found[0].line) == ("content/evidence.md", line)
    memory = links.read(orchard)[f"{host}/gone"]
    assert links.remembered(memory, "", "2026-11-04").failed == ()
    assert links.remembered(memory, "refused: answered 503", "2026-11-04").failed == memory.failed


def test_the_command_asks_and_a_check_does_not(orchard, host, monkeypatch):
    """`--links` writes the memory; without it nothing is asked and nothing written."""
    index = orchard.content / "evidence.md"
    index.write_text(index.read_text(encoding="utf-8") + f"\n{host}/gone\n", encoding="utf-8")
    article = orchard.root / orchard.article
    article.write_text(article.read_text(encoding="utf-8").replace("https://example.org", host), encoding="utf-8")
    monkeypatch.chdir(orchard.root)
    CliRunner().invoke(cli, ["check", "--sources"], catch_exceptions=False)
    assert not links.place(orchard).exists()
    outcome = CliRunner().invoke(cli, ["check", "--sources", "--links"], catch_exceptions=False)
    assert f"{host}/gone: answered 404 Not Found (1 day)" in outcome.output
    assert set(links.read(orchard)) == {f"{host}/gone", f"{host}/trees"}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://a.org/b.", "https://a.org/b"),
        ("(https://a.org/b_(c))", "https://a.org/b_(c)"),
        ("[x](https://a.org/b#c) d", "https://a.org/b"),
        ("<https://a.org/?q=1&r=2>", "https://a.org/?q=1&r=2"),
        ("**https://a.org**", "https://a.org"),
        ("`https://a.org`", None),
    ],
)
def test_addresses_are_found_as_they_are_meant(text, address):
    """Without the full stop or the bracket behind them; not in code."""
    assert [found for _, found in links.found(Path("a.md"), text)] == [address] * (address is not None)


def test_nobody_asks_a_private_host():
    """A page about routers sends no request into the network of whoever checks it."""
    text = "http://192.168.1.1/ http://localhost:8000/x http://nas.lan http://0x7f.1/ http://10web.io/"
    assert [address for _, address in links.found(Path("a.md"), text)] == ["http://10web.io/"]


def test_a_memory_that_cannot_be_read_is_an_error(orchard):
    """It is never taken for an empty one."""
    links.place(orchard).write_text('{"https://a.org": 5}', encoding="utf-8")
    with pytest.raises(PressError, match=r"links\.json: cannot be read"):
        list(external.check(check.Reading(orchard)))
