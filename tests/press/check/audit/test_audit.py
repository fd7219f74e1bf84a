"""An audit runs everything again from nothing, and exits 0 only where all of it was compared and is the same."""

from __future__ import annotations

import functools
import re
import shutil
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from press.cli import cli
from servers import started

pytestmark = pytest.mark.slow  # each runs the experiments again

PAGE = '<a href="more/">More</a> <a href="https://example.org/">Out</a> <data data-number="decay.kept">{}</data>'


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(orchard):
    """A published site: the results, and two pages that print a number."""
    place = orchard.root / "published"
    shutil.copytree(orchard.figures, place / "figures")
    (place / "more").mkdir()
    (place / "index.html").write_text(PAGE.format("0.366"), encoding="utf-8")
    (place / "more" / "index.html").write_text(PAGE.format("37 %"), encoding="utf-8")
    return place


@pytest.fixture
def host(site):
    """Its address on this machine."""
    with started(ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))) as address:
        yield f"{address}/"


def audit(project, monkeypatch, *words):
    monkeypatch.chdir(project.root)
    return CliRunner().invoke(cli, ["audit", *words], catch_exceptions=False)


def change(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_what_is_as_it_was_is_the_same(orchard, site, monkeypatch):
    """Exit 0, with the level reached, and a report that has machine, versions and the commands to do it again."""
    outcome = audit(orchard, monkeypatch, "--published", str(site), "--report", "report.md")
    assert outcome.exit_code == 0, outcome.output
    last = outcome.output.splitlines()[-1]
    assert last == "the same: 2 of 2 results replayed (2 bitwise); 2 published numbers read"
    report = (orchard.root / "report.md").read_text(encoding="utf-8")
    for said in (
        r"\| decay \| numerical \| bitwise \| 0 \|",
        r"\| numpy \| \d",
        r"\| Python \| \w+ 3\.",
        "press audit --published",
    ):
        assert re.search(said, report), said


def test_a_host_is_read_like_a_folder(orchard, host, monkeypatch):
    """Pages are found by following links, and nothing but the host is asked."""
    outcome = audit(orchard, monkeypatch, "--published", host)
    assert outcome.exit_code == 0, outcome.output
    assert outcome.output.endswith("2 published numbers read\n")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('"value": 0.366032', '"value": 0.366033', "was edited: its digest does not fit it"),
        ('"value": 0.366032', '"value": 0.466032', "number kept is 0.466032, and 0.366032 when run again"),
        ("0.9801", "0.8801", r"kept.share\[2\] is 0.8801, and 0.9801 when run again"),
    ],
)
def test_one_altered_value_is_found(orchard, monkeypatch, before, after, says):
    """Exit 1 after a single committed value is altered, be it by less than the tolerance."""
    change(orchard.figures / "decay.json", before, after)
    outcome = audit(orchard, monkeypatch)
    assert outcome.exit_code == 1, outcome.output
    assert re.search(rf"^figures/decay\.json: {says}$", outcome.output, re.MULTILINE), outcome.output
    assert outcome.output.splitlines()[-1].startswith("differs: 1 of 2 results replayed")


def test_an_altered_publication_is_found(orchard, site, host, monkeypatch):
    """In the published results, and in a number that a page prints."""
    change(site / "figures" / "growth.json", '"value": 25236.4', '"value": 35236.4')
    change(site / "more" / "index.html", "37 %", "47 %")
    outcome = audit(orchard, monkeypatch, "--published", host)
    assert outcome.exit_code == 1
    assert "published figures/growth.json: number trees is 35236.4, and 25236.4 when run again" in outcome.output
    assert "more/:1: prints 47 % for decay.kept, which is 0.366032 when run again" in outcome.output


def test_what_cannot_be_run_is_no_pass(orchard, monkeypatch):
    """Exit 2 where an experiment fails, although everything else is the same."""
    change(
        orchard.scripts / "orchard" / "experiments" / "growth.py",
        "count = series",
        "raise OSError('no disk')\n    count = series",
    )
    outcome = audit(orchard, monkeypatch)
    assert outcome.exit_code == 2
    assert "growth: was not run: OSError: no disk" in outcome.output
    assert outcome.output.splitlines()[-1].startswith("could not audit everything: 1 of 2")


@pytest.mark.parametrize(
    "place",
    [
        "http://[",
        "ftp://essays.example.org/",
        "http://",
        "http://h:port/",
        "http://h:0/",
        "essays.example.org",
        "nowhere",
    ],
)
def test_a_place_that_is_none_is_said_before_anything_runs(orchard, monkeypatch, place):
    """An odd address, or a folder without a site, costs nobody the hours of a run."""
    outcome = audit(orchard, monkeypatch, "--published", place)
    assert outcome.exit_code == 2
    assert "Running" not in outcome.output
    assert place in outcome.output


def test_what_is_not_committed_or_not_published_is_no_pass(orchard, site, monkeypatch):
    """Exit 2 where there is nothing to compare with, and where nobody answers."""
    (site / "figures" / "decay.json").unlink()
    outcome = audit(orchard, monkeypatch, "decay", "--published", str(site))
    assert (outcome.exit_code, "figures/decay.json is not published" in outcome.output) == (2, True)
    outcome = audit(orchard, monkeypatch, "decay", "--published", "http://127.0.0.1:9/")
    assert (outcome.exit_code, "no answer" in outcome.output) == (2, True)
    (orchard.figures / "growth.json").unlink()
    outcome = audit(orchard, monkeypatch, "growth")
    assert (outcome.exit_code, "growth: what is committed cannot be read" in outcome.output) == (2, True)


def test_nothing_stored_answers_for_a_run(orchard, monkeypatch):
    """A result that was replaced together with its digest is found, for it is run and not believed."""
    from press.core import results

    stored = results.read(orchard.figures / "decay.json")
    stored.numbers["kept"] = stored.numbers["kept"]._replace(value=0.5)
    results.write(orchard.figures, stored)
    outcome = audit(orchard, monkeypatch, "decay")
    assert outcome.exit_code == 1
    assert "digest" not in outcome.output
    assert "number kept is 0.5, and 0.366032 when run again" in outcome.output
