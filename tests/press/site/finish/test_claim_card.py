"""The card of a claim says the words, the verdict and the reason, large enough to be read at a quarter of its size."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from press.article.ledger import Claim
from press.core.project import Project
from press.site.finish import claim_card

LONG = "the field has confidence that synthetic data simply solves the training data problem deserves more " * 3


def claim(verdict: str = "overstated") -> Claim:
    return Claim(
        "C1", "It falls.", "finding", verdict, "So.", "No.", *[()] * 6, "", {}, "much is used; it is not used up"
    )


def test_a_card_has_its_size_its_words_and_its_colour(tmp_path):
    """Its picture is what networks ask for, its alternative text says all that is on it, and twice it is the same."""
    project = Project(Path(tmp_path), "lab", "content/index.md")
    card = claim_card.of_claim(project, "claim-c1", "“It falls.”", claim(), "Site")
    assert card.alt == "“It falls.”: overstated. Much is used; it is not used up."
    assert card.name.startswith("assets/cards/claim-c1.")
    with Image.open(io.BytesIO(card.data)) as image:
        assert image.size == (1200, 630)
        assert image.convert("RGB").getpixel((4, 300)) == (0xB3, 0x26, 0x1E)
    for kept in (project.cache / "cards").iterdir():
        kept.unlink()
    assert claim_card.of_claim(project, "claim-c1", "“It falls.”", claim(), "Site") == card


@pytest.mark.parametrize("words", ["It falls.", LONG[:150], LONG])
def test_words_fill_their_room_and_no_more(words):
    """The largest size whose lines are no wider than the card and no higher than their room."""
    pen = ImageDraw.Draw(Image.new("RGB", (10, 10)))
    lines, size = claim_card._fitted(pen, words)
    assert size in claim_card.SIZES
    assert len(lines) * claim_card.LINE * size <= claim_card.ROOM
    assert all(claim_card._width(pen, line, claim_card.BOLD, size) <= 1200 - 2 * claim_card.EDGE for line in lines)
    assert words == " ".join(lines) or lines[-1].endswith("…") or words.strip() == " ".join(lines)
