"""Links to other sites are asked for on request only, and only a memory of several days condemns one."""

from __future__ import annotations

import functools
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner

from press import check
from press.check import links, published, retractions
from press.check.rules import external, third_party
from press.cli import cli
from press.core.errors import PressError
from press.html import hosts, page
from servers import started

LEADS = {"/to-private": "http://127.0.0.2:{}/secret", "/to-metadata": "http://169.254.169.254/", "/odd": "http://["}
ANSWERS = {"/well": 200, "/gone": 404, "/busy": 503, "/robots": 403, "/only-get": 405}


class Host(BaseHTTPRequestHandler):
    """Answers with the code that the path stands for."""

    def do_HEAD(self) -> None:
        """Answer without a body."""
        self.server.asked.append(self.path)
        if self.path in LEADS:
            self.send_response(302)
            self.send_header("Location", LEADS[self.path].format(self.server.server_port))
            self.send_header("Content-Length", "0")
        elif self.path == "/escape":
            self.send_response(404, "Not \x1b[31mFound\x07")
        elif self.path == "/hurried" and self.server.asked.count("/hurried") == 1:
            self.send_response(429)
            self.send_header("Retry-After", "1")
        else:
            self.send_response(ANSWERS.get(self.path, 200))
        self.end_headers()

    def do_GET(self) -> None:
        """Answer, also where the other method is not allowed."""
        if self.path == "/only-get":
            self.send_response(200)
            self.end_headers()
        else:
            self.do_HEAD()

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def asked():
    """The paths that the host was asked for."""
    return []


@pytest.fixture
def host(monkeypatch, asked):
    """The address of a host on this machine, for once not taken for a private one."""
    private = hosts.private
    monkeypatch.setattr(hosts, "private", lambda name: name != "127.0.0.1" and private(name))
    server = HTTPServer(("127.0.0.1", 0), Host)
    server.asked = asked
    with started(server) as address:
        yield address


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
    said = links.answer(host + path).text
    assert said.startswith(says)
    assert bool(said) == bool(says)


def test_a_host_that_is_not_there_has_failed():
    """Nobody listens."""
    assert links.answer("http://127.0.0.1:9/").text.startswith("no answer: ")


def test_an_address_is_condemned_on_the_third_day(orchard, host):
    """Not on the first, not by asking three times on one day, and not when it answered in between."""
    evidence = orchard.content / "evidence.md"
    evidence.write_text(evidence.read_text(encoding="utf-8") + f"\n[Gone]({host}/gone).\n", encoding="utf-8")
    line = evidence.read_text(encoding="utf-8").count("\n")
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
    monkeypatch.setitem(links.REGISTRIES, "doi", f"{host}/gone/")
    monkeypatch.setitem(retractions.RECORDS, "doi", f"{host}/record/")
    monkeypatch.setitem(ANSWERS, "/gone/10.1000/2", 404)
    monkeypatch.chdir(orchard.root)
    CliRunner().invoke(cli, ["check", "--sources"], catch_exceptions=False)
    assert not links.place(orchard).exists()
    outcome = CliRunner().invoke(cli, ["check", "--sources", "--links"], catch_exceptions=False)
    assert f"{host}/gone: answered 404 Not Found (1 day)" in outcome.output
    works = {f"{host}/gone/10.1000/1", f"{host}/gone/10.1000/2"}
    memory = links.read(orchard)
    records = {f"{host}/record/10.1000/1", f"{host}/record/10.1000/2"}
    assert set(memory) == {f"{host}/gone", f"{host}/trees", *works, *records}
    assert [bool(memory[each].failed) for each in sorted(works)] == [False, True]


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


@pytest.mark.parametrize(("path", "where"), [("/to-private", "127.0.0.2"), ("/to-metadata", "169.254.169.254")])
def test_an_answer_that_leads_into_a_private_network_is_not_followed(host, path, where):
    """Nobody's page makes a checker ask the machine, the network or the cloud it runs in."""
    assert links.answer(host + path).text == f"no answer: {where} is a private address, which nobody is asked at"


def test_a_link_with_an_umlaut_is_asked_for_as_browsers_do(host, asked):
    """What a browser's address bar gives to copy is a good link."""
    assert links.answer(f"{host}/wiki/Übung?q=ä").text == ""
    assert asked == ["/wiki/%C3%9Cbung?q=%C3%A4"]


def test_what_a_host_says_does_nothing_to_the_terminal(host):
    """A reason phrase is a stranger's text."""
    assert links.answer(f"{host}/escape").text == r"answered 404 Not \x1b[31mFound\x07"


def test_one_odd_address_costs_one_answer(orchard, host):
    """Odd links and hosts each get an answer of their own, and what others said is kept."""
    odd = ["http://[", "http://a..b/", "http://a:b/", "http:///x", f"{host}/odd", f"http://{'a' * 300}.example/"]
    after = links.ask(orchard, [*odd, f"{host}/well"], date(2026, 11, 1), print)
    assert {address: bool(memory.failed) for address, memory in after.items()} == dict.fromkeys(odd, True) | {
        f"{host}/well": False
    }
    assert links.read(orchard) == after


def test_a_page_with_an_odd_link_is_checked(orchard):
    """An address without its bracket is a link like others to the rule that knows which are gone."""
    links.place(orchard).write_text('{"https://a.org": {"answered": "", "failed": ["1", "2", "3"], "said": "x"}}')
    evidence = orchard.content / "evidence.md"
    evidence.write_text(evidence.read_text(encoding="utf-8") + "\nhttp://[x https://a.org\n", encoding="utf-8")
    assert len(list(external.check(check.Reading(orchard)))) == 1


def test_a_host_that_is_busy_is_asked_later(orchard, host, asked, monkeypatch):
    """429 costs a pause and no answer: the host is asked again when it wanted, after its other pages."""
    monkeypatch.setattr(links, "LONGEST_PAUSE", 0.2)
    after = links.ask(orchard, [f"{host}/hurried", f"{host}/well"], date(2026, 11, 1), print)
    assert asked == ["/hurried", "/well", "/hurried"]
    assert [memory.answered for memory in after.values()] == ["2026-11-01"] * 2


def test_answers_are_kept_when_the_round_breaks_off(orchard, host, monkeypatch):
    """What was answered before an end by hand is in the file; what was not asked keeps what was known of it."""
    before = {f"{host}/b": links.Memory("2026-10-01", ("2026-10-05",), "answered 404")}
    links.write(orchard, before)
    answer = links.answer

    def broken(address: str) -> links.Said:
        if address.endswith("/b"):
            raise KeyboardInterrupt
        return answer(address)

    monkeypatch.setattr(links, "answer", broken)
    with pytest.raises(KeyboardInterrupt):
        links.ask(orchard, [f"{host}/a", f"{host}/b", f"{host}/c"], date(2026, 11, 1), print)
    assert links.read(orchard) == before | {f"{host}/a": links.Memory("2026-11-01", (), "")}


def test_there_is_a_time_for_all(orchard, host, monkeypatch):
    """When it is over nobody is asked any more, what is known stays, and it is said."""
    monkeypatch.setattr(links, "LONGEST", 0.0)
    known = {f"{host}/a": links.Memory("2026-10-01", (), "")}
    links.write(orchard, known)
    said = []
    assert links.ask(orchard, [f"{host}/a", f"{host}/b"], date(2026, 11, 1), said.append) == known
    assert said == ["2 of 2 addresses were not asked within 0 seconds; ask again"]


def test_a_published_page_with_an_odd_link_is_read(tmp_path):
    """A bracket without its partner ends neither the rules about addresses nor an audit's reading."""
    assert page.target("", "evidence/index.html", "http://[x") is None
    assert third_party._is_foreign("http://[x", "")
    (tmp_path / "index.html").write_text('<!doctype html><a href="http://[x">odd</a><a href="b/">b</a>')
    (tmp_path / "b").mkdir()
    (tmp_path / "b/index.html").write_text("<!doctype html>b")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=tmp_path)
    with started(HTTPServer(("127.0.0.1", 0), handler)) as address:
        assert len(list(published.open_site(f"{address}/").pages())) == 2


def test_works_are_looked_up_by_their_identifiers():
    """A DOI is asked of its registry and a preprint of arXiv, each where it stands; another number of nobody."""
    text = "@article{a,\n  doi = {10.1038/s41586-1},\n  eprint = {2305.17493v2},\n  number = {10.5},\n}\n"
    text += "@article{b, title = {x},\n  eprint = {abc}}\n"
    found = list(links.found(Path("references.bib"), text))
    assert [address for _, address in found] == [
        "https://doi.org/10.1038/s41586-1",
        "https://arxiv.org/abs/2305.17493v2",
    ]
    assert [text[offset:].split("}")[0] for offset, _ in found] == ["10.1038/s41586-1", "2305.17493v2"]
    assert list(links.found(Path("page.md"), text)) == []
