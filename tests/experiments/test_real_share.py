"""Each published share on the curve is one that a stored passage of its source states, or says it was read beside."""

from pathlib import Path

import pytest

from experiments import real_share
from press.article import references

PASSAGES = references.passages(Path(__file__).parents[2] / "content/passages.yml")
STATED = {
    "10 % real (Shumailov et al.)": ("shumailov2024", "a random 10% of the original data in every generation", 0.1),
    "70 % synthetic (Niklaus et al.)": ("niklaus2026", "tables peak at 70% synthetic", 1 - 0.7),
    "half real at least (Garg et al.)": ("garg2025", "the optimal mixing ratio should be at least one-half", 1 / 2),
    "1/3 synthetic (Kang et al.)": ("kang2025", "1/3 rephrased synthetic data mixed with 2/3 natural web texts", 2 / 3),
    "0.1 % synthetic (Dohmatob et al.)": ("dohmatob2025strong", "as little as 1 per 1000", 1 - 1 / 1000),
}


@pytest.mark.parametrize("label", real_share.PUBLISHED)
def test_a_published_share_is_stated_by_its_source(label):
    """The share is drawn where the source's words put it, and the source is among those that the figure names."""
    key, words, share = STATED[label]
    assert real_share.PUBLISHED[label] == pytest.approx(share)
    assert any(words in passage.text or words in passage.place for passage in PASSAGES[key])
    assert f"- {key}: " in (real_share.__doc__ or "")


def test_labels_leave_room_for_each_other():
    """The labels stand below one another in the order of their shares, one height each."""
    shares = list(real_share.PUBLISHED.values())
    assert shares == sorted(shares)
    assert len(real_share.LABEL_HEIGHTS) == len(shares)
    assert list(real_share.LABEL_HEIGHTS) == sorted(real_share.LABEL_HEIGHTS, reverse=True)
