"""What stands beside the words of an article: a line for each verdict, and the note that it opens."""

from __future__ import annotations

from bs4 import BeautifulSoup

from press.article.ledger import Claim
from press.site.markdown import notes

FIRST = Claim(
    "C1", "It falls.", "finding", "supported in part", "So.", "No.", *[()] * 6, "evidence/fall.md", {}, "at <night>"
)
SECOND = FIRST._replace(id="C2a", kind="opinion", verdict="opinion", page="", short="")


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_each_verdict_says_its_number_word_and_reason_and_opens_its_note():
    """The text of the button is its name: nothing has to be added for those who do not see it."""
    buttons = soup(notes.verdicts([(3, FIRST), (4, SECOND)])).select("ul[data-search-exclude] button")
    assert [button.get_text() for button in buttons] == ["3 in part: at <night>", "4 opinion"]
    assert [button["popovertarget"] for button in buttons] == ["note-c1", "note-c2a"]


def test_a_note_begins_with_the_reason_and_ends_with_the_picture():
    """Text first: a picture of three storeys would push it out of sight."""
    note = soup(
        notes.note(FIRST, 3, "<b>So.</b>", notes.links("index.md", FIRST, "Does it fall?"), "<figure></figure>")
    )
    order = [each.name if not each.get("class") else each["class"][0] for each in note.aside.find_all(recursive=False)]
    assert order == ["note-head", "claim-quote", "short", "p", "note-more", "figure"]
    assert note.select_one(".short").get_text() == "At <night>."
    assert [(link.get_text(), link["href"]) for link in note.select(".note-more a")] == [
        ("Does it fall? The evidence", "evidence/fall/"), ("How the verdict follows", "claims/c1/"),
    ]  # fmt: skip
    assert note.select_one(".copy-link")["data-link"] == "#claim-c1"


def test_an_opinion_has_neither_reason_nor_evidence_where_none_is_given():
    """Nothing empty stands in its note."""
    note = soup(notes.note(SECOND, 4, "So.", notes.links("index.md", SECOND, ""), ""))
    assert not note.select(".short, figure")
    assert len(note.select(".note-more a")) == 1


def test_the_tally_counts_each_verdict():
    """Every verdict that there is, in one order, and opinions in the plural."""
    shown = soup(notes.tally([SECOND, FIRST, SECOND])).select("li")
    assert [each.get_text() for each in shown] == ["1 in part", "2 opinions"]
