"""The number of test items that a loss needs to be seen is the number at which it is seen four times in five."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, fisher_exact

from collapse.metrics import detection


def seen(before, after, items, rng, trials=20_000):
    """The share of trials in which the two-sided test at 5 % rejects equality."""
    first, second = rng.binomial(items, before, trials) / items, rng.binomial(items, after, trials) / items
    error = np.sqrt((first * (1 - first) + second * (1 - second)) / items)
    return (np.abs(second - first) > 1.959964 * error).mean()


@pytest.mark.parametrize(("before", "after"), [(0.7, 0.65), (0.02, 0.03), (4.37e-5, 7.85e-5)])
def test_power_for_proportions(before, after):
    """With so many items the drop is seen in 80 % of the tests, with half as many in clearly fewer."""
    rng = np.random.Generator(np.random.SFC64(1))
    items = detection.items_for_proportions(before, after)
    assert seen(before, after, round(items), rng) == pytest.approx(0.8, abs=0.02)
    assert seen(before, after, round(items / 2), rng) < 0.6


def seen_in_pairs(before, after, correlation, items, rng):
    """How often McNemar's test sees the change, where the answers to one item go together so much."""
    both = min(before * after + correlation * np.sqrt(before * (1 - before) * after * (1 - after)), before, after)
    cells = [both, before - both, after - both, 1 + both - before - after]
    _, lost, won, _ = rng.multinomial(items, cells, 20_000).T
    differ = np.maximum(lost + won, 1)
    return (np.abs(lost - won) > 1.959964 * np.sqrt(differ)).mean()


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.75])
@pytest.mark.parametrize(("before", "after"), [(0.7, 0.65), (0.2, 0.25)])
def test_power_for_pairs(before, after, correlation):
    """With so many items that both answer, McNemar's test sees the change in 80 of 100 cases."""
    rng = np.random.Generator(np.random.SFC64(3))
    items = detection.items_for_pairs(before, after, correlation)
    # Some tens of answers differ, and the count of them is whole: the approximation is good to a twentieth.
    assert seen_in_pairs(before, after, correlation, round(items), rng) == pytest.approx(0.8, abs=0.05)


def test_pairs_need_fewer_the_more_the_answers_go_together():
    """Independent answers need as many as two tests do, up to the pooling of the variance; alike ones far fewer."""
    shares = (0.7 * (1 - 8.5e-6), 0.7 * (1 - 2.1e-5))
    needed = [detection.items_for_pairs(*shares, correlation) for correlation in (0.0, 0.5, 0.75, 0.9, 1.0)]
    assert needed == sorted(needed, reverse=True)
    assert needed[0] == pytest.approx(detection.items_for_proportions(*shares), rel=1e-4)
    assert needed[1] == pytest.approx(needed[0] / 2, rel=1e-3)
    assert needed[-1] < needed[0] / 10_000


def test_power_for_means():
    """The same holds for means of any items with a known deviation."""
    rng = np.random.Generator(np.random.SFC64(2))
    items = detection.items_for_means(0.3, 2.0)
    difference = 0.3 + rng.standard_normal(20_000) * 2.0 * np.sqrt(2 / items)
    assert (np.abs(difference) > 1.959964 * 2.0 * np.sqrt(2 / items)).mean() == pytest.approx(0.8, abs=0.015)


def test_a_rare_tail_needs_many_tokens():
    """What ten generations do to a corpus of ten trillion tokens shows in about 790,000 tokens of real text."""
    assert detection.items_for_proportions(4.37e-5, 7.85e-5) == pytest.approx(7.9e5, rel=0.005)


@pytest.mark.parametrize(("items", "level"), [(5, 0.05), (8, 0.05), (12, 0.01)])
def test_loss_is_seen_where_the_exact_test_sees_it(items, level):
    """The chance to see a loss is that of all outcomes that Fisher's exact test rejects."""
    for kept in (0.0, 0.3, 0.8):
        seen = sum(
            binom.pmf(lost, items, 1 - kept)
            for lost in range(items + 1)
            if fisher_exact([[items, 0], [items - lost, lost]]).pvalue <= level
        )
        assert detection.power_for_losses(kept, items, level) == pytest.approx(seen, rel=1e-9)


@given(st.floats(0, 0.9))
def test_fewest_items_that_show_a_loss(kept):
    """With so many items the power is enough, with one fewer it is not."""
    number = detection.items_for_losses(kept)
    assert detection.power_for_losses(kept, number) >= detection.POWER
    assert detection.power_for_losses(kept, number - 1) < detection.POWER


def test_more_power_needs_more_items():
    """The number grows with the power asked for and with the strictness of the level."""
    assert detection.items_for_means(1, 1, power=0.9) > detection.items_for_means(1, 1)
    assert detection.items_for_means(1, 1, level=0.01) > detection.items_for_means(1, 1)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: detection.items_for_proportions(1.2, 0.5), "before is 1.2; a share from 0 to 1"),
        (lambda: detection.items_for_proportions(0.5, -0.5), "after is -0.5; a share from 0 to 1"),
        (lambda: detection.items_for_pairs(0.5, 0.4, 1.1), "correlation is 1.1; a share from 0 to 1"),
        (lambda: detection.items_for_pairs(0.5, 0.5, 0.1), "before and after are the same"),
        (lambda: detection.items_for_losses(1.0), "kept is 1.0; a share from 0 to 0.9999"),
        (lambda: detection.items_for_losses(0.5, level=0.9), "level is 0.9 and power is 0.8"),
        (lambda: detection.items_for_means(0, 1), "before and after are the same"),
        (lambda: detection.items_for_means(1, 1, power=0.01), "level is 0.05 and power is 0.01"),
        (lambda: detection.pass_at(5, [1], 4), "tries is 5; a whole number from 1 to 4"),
        (lambda: detection.pass_at(2, [5], 4), "right is from 5 to 5; from 0 to 4"),
    ],
)
def test_bad_input_is_refused(make, message):
    """Each error says what was given and what is accepted."""
    with pytest.raises(ValueError, match=message):
        make()


def test_pass_at_counts_all_subsets():
    """The estimate is the share of subsets of the attempts that hold a right one."""
    attempts = [True, False, False, True, False, False]
    for tries in range(1, 7):
        subsets = list(combinations(attempts, tries))
        share = sum(any(subset) for subset in subsets) / len(subsets)
        assert detection.pass_at(tries, 2, 6) == pytest.approx(share, rel=1e-12)
