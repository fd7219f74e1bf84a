"""Blends: unequal numbers that weigh, and edits that leave the rest as it was."""

import numpy as np
import pytest

from collapse import blends, regimes
from collapse.models import gaussian, ngram, regression
from collapse.recursion import recursion


def seeded():
    return np.random.default_rng(1)


def test_equal_numbers_are_the_other_regime():
    """With a ratio of 1 it is `regimes.weighted`, bit by bit."""
    truth = gaussian.standard(5)
    for ours, theirs in zip(
        *(
            recursion(gaussian.Raw(), regime, truth, size=10, generations=3, rng=seeded())
            for regime in (blends.weighted(0.618, 1.0), regimes.weighted(0.618))
        ),
        strict=True,
    ):
        assert np.array_equal(ours.mean, theirs.mean)


@pytest.mark.parametrize(("ratio", "written"), [(0.5, 20), (2.0, 5), (4.0, 2)])
def test_weights_are_shared_out_among_each_kind(ratio, written):
    """Real points weigh together what is asked, synthetic ones the rest, and no point more than 1."""
    seen = []

    class Spy(gaussian.Raw):
        def fit(self, data):
            seen.append(data.weights)
            return super().fit(data)

    list(recursion(Spy(), blends.weighted(0.3, ratio), gaussian.standard(2), size=10, generations=1, rng=seeded()))
    weights = seen[-1]
    assert len(weights) == 10 + written
    assert weights.max() <= 1
    assert weights[:10].sum() / weights.sum() == pytest.approx(0.3)


def test_a_ratio_that_leaves_no_synthetic_point_is_refused():
    """Of 10 real points no synthetic one is left at a ratio of 30."""
    with pytest.raises(ValueError, match="ratio is 30 of size 10"):
        list(
            recursion(
                gaussian.Raw(), blends.weighted(0.3, 30), gaussian.standard(2), size=10, generations=1, rng=seeded()
            )
        )


def test_an_edit_changes_likely_words_alone():
    """Words below the threshold stay where they are, and a threshold of 1 draws certain words anew as they were."""
    tokens = np.random.default_rng(2).integers(6, size=400)
    model, library = ngram.Raw(2), ngram.Library(tokens, 2)
    kept = list(
        recursion(model, blends.edited(blends.likely_tokens(1.0)), library, size=300, generations=2, rng=seeded())
    )
    assert np.array_equal(kept[0].tokens, kept[2].tokens)
    all_new = list(
        recursion(model, blends.edited(blends.likely_tokens(0.0)), library, size=300, generations=1, rng=seeded())
    )
    changed = all_new[0].tokens != all_new[1].tokens
    assert 0.5 < changed.mean() < 0.95
    some = list(
        recursion(model, blends.edited(blends.likely_tokens(0.2)), library, size=300, generations=1, rng=seeded())
    )
    assert 0 < (some[0].tokens != some[1].tokens).mean() < changed.mean()


def test_rows_are_relabelled_by_their_share():
    """A share of 0 leaves the fit where it is, and the last share given stays."""
    model = regression.Raw(regression.Fresh(2), 0.5)
    truth = regression.constant(np.ones(2), 200)
    still = list(recursion(model, blends.edited(blends.relabelled([0.0])), truth, size=20, generations=3, rng=seeded()))
    assert np.allclose(still[0].values, still[3].values)
    moved = list(
        recursion(model, blends.edited(blends.relabelled([0.5, 0.0])), truth, size=20, generations=3, rng=seeded())
    )
    assert not np.allclose(moved[0].values, moved[1].values)
    assert np.allclose(moved[1].values, moved[3].values)


@pytest.mark.parametrize("edit", [blends.likely_tokens(0.5), blends.relabelled([0.5])])
def test_other_data_are_refused_with_a_remedy(edit):
    """A normal sample holds neither texts nor rows."""
    with pytest.raises(ValueError, match=r"(use models.ngram|models.regression.Raw is accepted)"):
        list(recursion(gaussian.Raw(), blends.edited(edit), gaussian.standard(2), size=10, generations=1, rng=seeded()))


def test_no_share_is_none():
    """An empty list and a share above 1 are refused."""
    with pytest.raises(ValueError, match="shares is empty"):
        blends.relabelled([])
    with pytest.raises(ValueError, match=r"shares is 1.5"):
        blends.relabelled([0.5, 1.5])
