"""Regimes that grow the data or keep the first real ones: sizes, shares, and what they refuse."""

import numpy as np
import pytest

from collapse import regimes
from collapse.models import gaussian
from collapse.recursion import recursion


class Recorded(gaussian.Raw):
    """A model that remembers what it was trained on."""

    def fit(self, data):
        """Fit as ever, and keep the data."""
        self.__class__.seen.append(data)
        return super().fit(data)


def trained(regime, *, size=12, generations=3):
    Recorded.seen = []
    rng = np.random.Generator(np.random.SFC64(1))
    for _ in recursion(Recorded(), regime, gaussian.standard(2), size=size, generations=generations, rng=rng):
        pass
    return [data.values for data in Recorded.seen]


def test_growing_holds_one_first_sample_more_in_each_generation():
    """Generation g trains on g + 1 times as many points, and on none of the generation before."""
    data = trained(regimes.growing)
    assert [values.shape[1] for values in data] == [12, 24, 36, 48]
    assert not np.isin(data[0], data[1]).any()


def test_mix_fixed_keeps_the_first_data_whole():
    """All first points stay, and the rest makes up the synthetic share."""
    data = trained(regimes.mix_fixed(0.25))
    for values in data[1:]:
        assert values.shape[1] == 48
        assert np.array_equal(values[:, :12], data[0])
    assert not np.isin(data[2][:, 12:], data[1]).any()


def test_mix_fixed_without_synthetic_data():
    """With a real share of 1 every generation trains on the first data alone."""
    assert all(np.array_equal(values, trained(regimes.mix_fixed(1.0))[0]) for values in trained(regimes.mix_fixed(1.0)))


def test_mix_resampled_draws_another_part_of_the_first_data():
    """A third of the points are first data, without repeats, and another third in the next generation."""
    data = trained(regimes.mix_resampled(1 / 3))
    parts = [values[:, :4] for values in data[1:]]
    assert all(values.shape == (2, 12) for values in data)
    assert all(np.isin(part[row], data[0][row]).all() for part in parts for row in range(2))
    assert all(len(np.unique(part[row])) == 4 for part in parts for row in range(2))
    assert not np.array_equal(parts[0], parts[1])
    assert not np.isin(data[1][:, 4:], data[0]).any()


def test_mix_resampled_at_the_ends():
    """Without real data it is replace; with nothing else it is the first data."""
    assert not np.isin(trained(regimes.mix_resampled(0.0))[1], trained(regimes.mix_resampled(0.0))[0]).any()
    data = trained(regimes.mix_resampled(1.0))
    assert np.array_equal(np.sort(data[2]), np.sort(data[0]))


@pytest.mark.parametrize("share", [0.97, 0.999])
def test_mix_fixed_that_adds_no_point_is_refused(share):
    """A share below 1 that adds no whole synthetic point would be no loop at all; the error says what adds one."""
    accepted = r"1 is accepted, or at most size/\(size \+ 1\) \(0\.923077\)"
    with pytest.raises(ValueError, match=rf"real_fraction is {share} beside size 12, .* {accepted}"):
        trained(regimes.mix_fixed(share))
    assert trained(regimes.mix_fixed(12 / 13))[1].shape == (2, 13)


@pytest.mark.parametrize("share", [0, -0.1, 1.2])
def test_shares_outside_are_refused(share):
    """The error says what was given and what is accepted."""
    with pytest.raises(ValueError, match=f"real_fraction is {share}; a share above 0 and up to 1 .* or use replace"):
        regimes.mix_fixed(share)
    if share:
        with pytest.raises(ValueError, match=f"real_fraction is {share}; a share from 0 to 1 is accepted"):
            regimes.mix_resampled(share)
