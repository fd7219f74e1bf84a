"""Text that is made to be slow costs in proportion to its length: eight times the text, about eight times the time."""

from __future__ import annotations

import shutil
from pathlib import Path

import markdown
import pytest

from press import check
from press.article import marks, prose, texts
from press.core import project
from press.core.errors import PressError
from press.site.markdown import PressExtension
from timing import exponent

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[1] / "check" / "project"
SQUARE = 1.5  # a square has the power 2, and a busy machine blurs both
PIECES = {
    "words in one line": "word ",
    "numbers in one line": "57 apples ",
    "comments that nothing closes": "57<!-- ",
    "quotations that nothing closes": "\u201c57 ",
    "comparisons that nothing closes": "half<!-- ",
    "brackets": "[@",
    "elements": "<div>",
    "numbers, a paragraph each": "57 apples fell.\n\n",
    "spaces": " ",
    "numbers that are listed": "200, 1.2, ",
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_prose_is_read_in_proportion(piece):
    """What excuses digits is found in one pass, also where it begins again and again and never ends."""

    def read(count: int) -> None:
        prose.spans.cache_clear()
        prose.spans(".md", f"# Title\n\n{piece * count}\n")

    assert exponent(read, (2_000, 16_000), rounds=3) < SQUARE


@pytest.mark.parametrize("piece", ["_a", "a-", "\u2019a", "word "])
def test_words_are_marked_in_proportion(piece):
    """What could begin a held word at each of its letters is looked at so far and no further."""
    assert exponent(lambda count: list(marks._runs(piece * count, [])), (2_000, 16_000), rounds=3) < SQUARE


@pytest.mark.parametrize("piece", ["57 apples fell.\n\n", "57 apples ", "<div>", "[@", " "])
def test_a_check_of_the_sources_costs_in_proportion(tmp_path, piece):
    """Tens of thousands of findings, or of pieces that are none, are found and placed in one pass."""
    shutil.copytree(PROJECT, tmp_path / "orchard")
    found = project.find(tmp_path / "orchard")

    def read(count: int) -> None:
        (found.content / "long.md").write_text(f"# Long\n\n{piece * count}\n", encoding="utf-8")
        for rule in ("digits", "number", "quotation", "spelling"):
            list(check.findings(check.Reading(found), "sources", rule))

    assert exponent(read, (1_000, 8_000), rounds=3) < SQUARE


def test_what_yaml_repeats_is_looked_at_once():
    """A text that stands in a hundred places by an alias is one place in the file."""
    assert len(texts.values("a: &a {title: x}\nb: [" + "*a, " * 100 + "]", {"title"})) == 1


def test_brackets_that_nothing_closes_are_refused():
    """The engine would seek the end of each of them; the error names the page and where the paragraph begins."""
    bind = PressExtension(root=str(PROJECT), page="long.md", marks=False)
    with pytest.raises(PressError, match=r"long\.md: the paragraph '\[@\[@.* opens 20000 square brackets"):
        markdown.markdown("[@" * 20_000, extensions=[bind])
    assert markdown.markdown("[x] " * 2_000, extensions=[bind]).startswith("<p>[x] [x]")
