"""Whether a work was retracted is asked of its record, remembered, and told where the work stands."""

from __future__ import annotations

import json
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from press import check
from press.check import links, retractions
from press.check.rules import external
from press.html import hosts
from servers import started

NOTICE = {"DOI": "10.1000/notice", "type": "retraction", "updated": {"date-time": "2025-01-02T00:00:00Z"}}
FEED = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry>{}</entry></feed>'
RECORDS = {
    "10.1000/1": json.dumps({"message": {"DOI": "10.1000/1", "updated-by": [NOTICE]}}),
    "10.1000/2": json.dumps({"message": {"DOI": "10.1000/2", "updated-by": [{"type": "correction", "DOI": "10.1/c"}]}}),
    "10.1000/notice": json.dumps({"message": {"update-to": [{"type": "retraction", "DOI": "10.1000/1"}]}}),
    "2301.00001": FEED.format("<arxiv:comment>This paper has been withdrawn by the author</arxiv:comment>"),
    "2301.00002": FEED.format("<summary>Troops are withdrawn slowly.</summary><arxiv:comment>9 pages</arxiv:comment>"),
    "2301.00003": FEED.format("<summary>  This paper has been withdrawn: a proof fails.</summary>"),
}
HOSTILE = {
    "nothing": "",
    "words": "<html>Who are you?</html>",
    "list": "[]",
    "deep": "[" * 100_000,
    "other": json.dumps({"message": ["x"]}),
    "odd": json.dumps({"message": {"updated-by": {"type": "retraction"}}}),
    "odder": json.dumps({"message": {"updated-by": [7, {"type": ["retraction"]}, None]}}),
    "endless": "x" * (retractions.LARGEST + 1),
    "bomb": '<!DOCTYPE f [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><feed><entry>&b;</entry></feed>',
    "signs": json.dumps({"message": {"updated-by": [{"type": "retraction", "DOI": "\x1b[31m" + "x" * 1_000_000}]}}),
}


class Registry(BaseHTTPRequestHandler):
    """Answers with the record that the path ends with."""

    def do_GET(self) -> None:
        """Answer."""
        name = self.path.removeprefix("/works/").removeprefix("/api/query?id_list=")
        body = (RECORDS | HOSTILE).get(name, "").encode()
        self.send_response(200 if body or name in HOSTILE else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def registry(monkeypatch):
    """Both registries, on this machine, for once not taken for a private one."""
    private = hosts.private
    monkeypatch.setattr(hosts, "private", lambda name: name != "127.0.0.1" and private(name))
    with started(HTTPServer(("127.0.0.1", 0), Registry)) as address:
        monkeypatch.setitem(retractions.RECORDS, "doi", f"{address}/works/")
        monkeypatch.setitem(retractions.RECORDS, "eprint", f"{address}/api/query?id_list=")
        yield


@pytest.mark.parametrize(
    ("field", "name", "says"),
    [
        ("doi", "10.1000/1", "retracted: retraction 10.1000/notice"),
        ("doi", "10.1000/2", ""),
        ("doi", "10.1000/notice", ""),
        ("doi", "10.1000/unknown", "refused: answered 404"),
        ("eprint", "2301.00001", "retracted: withdrawal: This paper has been withdrawn by the author"),
        ("eprint", "2301.00002", ""),
        ("eprint", "2301.00003", "retracted: withdrawal: This paper has been withdrawn: a proof fails."),
    ],
)
def test_a_record_says_whether_a_work_was_retracted(registry, field, name, says):
    """A correction is none, a notice is not what it is about, and no record says nothing."""
    said = links.answer(retractions.record(field, name)).text
    assert said.startswith(says)
    assert bool(said) == bool(says)


@pytest.mark.parametrize("field", ["doi", "eprint"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_record_costs_no_more_than_its_answer(registry, field, name):
    """Whatever it is, it ends in a few words that show no control character, and condemns nothing by itself."""
    said = links.answer(retractions.record(field, name)).text
    assert len(said) < 300
    assert said.isprintable()
    assert said == "" or said.startswith("refused: ") or name == "signs"


def test_a_retracted_work_is_found_where_it_stands(orchard, registry):
    """The answer is remembered, and told by every check; a busy host changes nothing."""
    path = orchard.content / "references.bib"
    works = [address for _, address in links.works(path, path.read_text(encoding="utf-8"))]
    lines = []
    links.ask(orchard, works, date(2026, 11, 1), lines.append)
    assert lines == [f"{works[0]}: retracted: retraction 10.1000/notice"]
    found = list(external.check(check.Reading(orchard)))
    assert [(each.path, each.line) for each in found] == [("content/references.bib", 6)]
    assert "the work was retracted: retraction 10.1000/notice; say so where it is cited" in found[0].message
    memory = links.read(orchard)[works[0]]
    assert links.remembered(memory, "", "2026-11-02").said == ""
    assert links.remembered(memory, "refused: answered 503", "2026-11-02").said == memory.said
