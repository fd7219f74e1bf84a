"""What the pages say of sources and of our own networks keeps the words that limit it."""

from __future__ import annotations

import re

import pytest

from outside import ROOT

PAGES = ROOT / "content"
LIMITED = {
    "villalobos2024": ("between 2026 and 2032", ", or slightly earlier if models are overtrained"),
    "jasuja2021": ("third generation (G3) and higher generations", ", in samples produced by some low speed copiers"),
    "kang2025": ("can speed up 5-10x", " (to reach the same validation loss) at larger data budgets"),
}


def texts():
    """Every page of evidence, and the ledger."""
    paths = [*PAGES.glob("evidence/*.md"), PAGES / "literature.md", PAGES / "claims.yml"]
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


@pytest.mark.parametrize("source", LIMITED)
def test_a_quotation_goes_on_to_the_words_that_limit_it(source):
    """Wherever the striking part is quoted, so is what follows it in the source."""
    start, rest = LIMITED[source]
    found = [text[match.end() :] for text in texts().values() for match in re.finditer(re.escape(start), text)]
    assert found
    assert [text[:60] for text in found if not text.startswith(rest)] == []


def test_findings_that_part_stand_side_by_side():
    """Textbooks that a model wrote helped in one study and not in another, and one paragraph says both."""
    page = texts()["c2-checkable-answers.md"]
    (paragraph,) = [each for each in page.split("\n\n") if "[@gunasekar2023]" in each]
    assert "textbook-style pure-generated synthetic data" in paragraph
    assert paragraph.count("[@kang2025]") == 2


def test_no_page_says_that_keeping_real_data_saves_everything():
    """The networks here lose with real data too, and where they start stands beside where they end."""
    pages = texts()
    for gone in (
        "it hardly happens",
        "goes a long way",
        "tried at scale, once",
        "It is the throwing away that does it",
    ):
        assert [name for name, text in pages.items() if gone in text] == []
    page = pages["c3-photocopy.md"]
    for model in ("mixture", "autoencoder"):
        assert page.index(f"image_recursion.{model}_mix_fresh_recall") > page.index(
            f"image_recursion.{model}_start_recall"
        )


def test_exact_values_are_printed_where_they_are_known():
    """A simulated number is not printed where its exact twin is stored beside it, in prose of pages and claims."""
    prose = "\n".join(texts().values())
    for name in ("photocopy_strip.replace", "photocopy_strip.accumulate", "regimes_error.mix_fresh"):
        assert f"<!-- {name} -->" not in prose
        assert f"<!-- {name}_exact -->" in prose


def test_a_fixed_wrong_source_is_not_put_on_the_curve_of_real_shares():
    """Strong collapse has a floor that does not fall with the data, and the curve is left to the loop."""
    page = texts()["literature.md"]
    assert "stand on the same curve" not in page
    assert "a floor that does not fall however much data there is" in page
