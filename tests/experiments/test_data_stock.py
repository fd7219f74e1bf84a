"""The projection of supply and demand, held to its inputs, to exact integrals, and to what was published."""

import re

import numpy as np
import pytest
from numpy.random import SFC64, Generator
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.stats import norm

from experiments import data_stock
from outside import ROOT

PARAMS = data_stock.PARAMS
YEARS = {0.1: "run_out_early", 0.5: "run_out", 0.9: "run_out_late"}
INPUTS = {
    "pages", "quality", "repetition", "projection", "largest_set", "set_growth", "compute", "compute_growth",
    "page_count_growth", "bytes_per_token", "bytes_per_page", "page_growth",
}  # fmt: skip


@pytest.fixture(scope="module")
def series():
    return data_stock.simulate(Generator(SFC64(20260101)), **PARAMS)


@pytest.fixture(scope="module")
def numbers(series):
    return data_stock.numbers(series)


def bell(interval, credibility=0.95):
    """Mean and variance of the decimal logarithm of a log-normal variable with a central interval."""
    low, high = np.log10(interval)
    return (low + high) / 2, ((high - low) / 2 / norm.ppf(0.5 + credibility / 2)) ** 2


def supply(year, *, repeated=True):
    """Mean and variance of log10 of the stock, without the bytes of a token."""
    age = year - 2024
    factors = [(name, 1) for name in ("pages", "bytes_per_page", "quality")]
    factors += [("repetition", 1)] if repeated else []
    factors += [("page_growth", age), ("page_count_growth", age)]
    moments = [
        (power * mean, power**2 * variance) for name, power in factors for mean, variance in [bell(PARAMS[name])]
    ]
    return np.sum(moments, axis=0)


def demand(year):
    """Mean and variance of log10 of the training set, in either half of the draws."""
    age = year - 2024
    mean, variance = bell(PARAMS["largest_set"], 0.9)
    rate, spread = PARAMS["set_growth"]
    yield mean + age * rate, variance + (age * spread) ** 2
    mean, variance = bell(PARAMS["compute"], 0.9)
    rate, spread = PARAMS["compute_growth"]
    # D = 20 N and C = 6 N D give D = sqrt(20 C / 6).
    yield (np.log10(20 / 6) + mean + age * rate) / 2, (variance + (age * spread) ** 2) / 4


def averaged(function):
    """Average a function of bytes per token, 6 less a log-normal variable, over positive values."""
    mean, variance = bell(PARAMS["bytes_per_token_below_six"])
    density = norm(mean, np.sqrt(variance))
    limit = np.log10(6)
    total, _ = quad(lambda x: function(6 - 10**x) * density.pdf(x), mean - 8 * np.sqrt(variance), limit, limit=200)
    return total / density.cdf(limit)


def stock_cdf(tokens, *, repeated=True):
    """The exact probability that the stock of 2024 is below a size."""
    mean, variance = supply(2024, repeated=repeated)
    return averaged(lambda bytes_: norm.cdf((np.log10(tokens * bytes_) - mean) / np.sqrt(variance)))


def run_out_cdf(year, *, repeated=True):
    """The exact probability that the training set has overtaken the stock by a year."""
    stock, noise = supply(year, repeated=repeated)
    halves = [
        averaged(lambda b, size=size, spread=spread: norm.cdf((size + np.log10(b) - stock) / np.sqrt(spread + noise)))
        for size, spread in demand(year)
    ]
    return np.mean(halves)


def assert_close(number, exact, sigmas=4):
    assert number.error > 0
    assert abs(number.value - exact) <= sigmas * number.error


@pytest.mark.slow
@pytest.mark.parametrize("repeated", [True, False])
@pytest.mark.parametrize(("suffix", "level"), [("_low", 0.05), ("", 0.5), ("_high", 0.95)])
def test_stock_has_the_quantiles_of_its_inputs(numbers, suffix, level, repeated):
    """The quantiles of the stock agree with the exact integral over the stated inputs."""
    exact = brentq(lambda tokens: stock_cdf(tokens, repeated=repeated) - level, 1e12, 1e16)
    assert_close(numbers[("stock" if repeated else "unique_stock") + suffix], exact)


@pytest.mark.parametrize("year", [2026, 2028, 2030, 2032, 2034])
@pytest.mark.parametrize("repeated", [True, False])
def test_share_of_draws_that_have_run_out_is_exact(series, year, repeated):
    """Solving each draw for its year gives the same distribution as comparing demand with supply in each year."""
    table = series["run_out"]
    share = table["repeated" if repeated else "unrepeated"][list(table["year"]).index(year)]
    exact = run_out_cdf(year, repeated=repeated)
    assert abs(share - exact) <= 4 * np.sqrt(exact * (1 - exact) / PARAMS["draws"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "level", "repeated"),
    [
        ("run_out_early", 0.1, True),
        ("run_out", 0.5, True),
        ("run_out_late", 0.9, True),
        ("run_out_unrepeated", 0.5, False),
    ],
)
def test_run_out_years_are_quantiles(numbers, name, level, repeated):
    """The quoted years are those in which the exact share of draws reaches the level."""
    assert_close(numbers[name], brentq(lambda year: run_out_cdf(year, repeated=repeated) - level, 2024, 2040))


def test_shares_at_the_present_are_exact(numbers):
    """What has run out by now, and what one disclosed set amounts to, agree with the exact integrals."""
    now = PARAMS["now"]
    assert_close(numbers["exhausted"], run_out_cdf(now))
    assert_close(numbers["exhausted_unrepeated"], run_out_cdf(now, repeated=False))
    mean, variance = supply(now, repeated=False)
    held = np.log10(PARAMS["disclosed"])
    exceeds = averaged(lambda bytes_: norm.cdf((held + np.log10(bytes_) - mean) / np.sqrt(variance)))
    assert_close(numbers["disclosed_exceeds_unique"], exceeds)


def test_published_outputs_are_met(numbers):
    """The stock is the authors' within 10 %; of their years the last alone is met, and pages say so of the others."""
    assert numbers["stock"].value == pytest.approx(3e14, rel=0.1)
    late = {level: numbers[name].value - data_stock.PUBLISHED[level] for level, name in YEARS.items()}
    assert [level for level, years in late.items() if abs(years) > 0.5] == [0.1, 0.5]
    assert max(late.values()) < 1.6
    for page in ("literature.md", "evidence/c1-data-supply.md", "evidence/index.md"):
        assert re.search("not reproduce", (ROOT / "content" / page).read_text(encoding="utf-8"))


def test_disclosed_share_is_one_set_over_the_stock(series, numbers):
    """The median share is the disclosed set over the median stock, which the fan shows for the same year."""
    fan = series["fan"]
    stock = fan["stock_median"][list(fan["year"]).index(PARAMS["now"])]
    assert numbers["disclosed_share"].value == pytest.approx(numbers["disclosed"].value / stock, rel=1e-6)


def test_inputs_have_their_central_intervals():
    """A drawn input leaves half of what the credibility leaves on either side of its interval."""
    draws = data_stock.logarithm(Generator(SFC64(1)), (75e9, 1e12), 0.95, 200_000)
    for share in (np.mean(draws < np.log10(75e9)), np.mean(draws > np.log10(1e12))):
        assert abs(share - 0.025) <= 4 * np.sqrt(0.025 * 0.975 / draws.size)


def test_draws_beyond_the_limit_are_drawn_again():
    """A bounded input keeps below its limit, and below the median of the free input just as often as that one."""
    interval, limit = (1.0, 4.0), np.log10(2.5)
    draws = data_stock.below(Generator(SFC64(2)), interval, limit, 100_000)
    mean, variance = bell(interval)
    share = 0.5 / norm.cdf(limit, mean, np.sqrt(variance))
    assert draws.max() < limit
    assert abs(np.mean(draws < mean) - share) <= 4 * np.sqrt(share * (1 - share) / draws.size)


def test_a_trend_overtakes_in_the_year_in_which_both_are_equal():
    """In the year found both are of one size; what never catches up has no such year."""
    slow = data_stock.Trend(np.array([14.0, 14.0]), np.array([0.05, 0.05]))
    fast = data_stock.Trend(np.array([12.5, 12.5]), np.array([0.35, 0.05]))
    year = fast.overtakes(slow)
    assert year[0] == pytest.approx(2029)
    assert fast.at(year[0])[0] == pytest.approx(slow.at(year[0])[0])
    assert year[1] == np.inf


def test_optimal_set_spends_the_compute():
    """Six operations for each token and parameter, at twenty tokens a parameter, are the compute that was there."""
    compute = data_stock.Trend(np.array([25.5]), np.array([0.6]))
    tokens = data_stock.optimal_set(compute).at(2027.0)
    assert 6 * tokens * (tokens / 20) == pytest.approx(compute.at(2027.0))


@pytest.mark.slow
def test_standard_errors_are_those_of_repetition():
    """The stated error of the median year is the spread of that year over repeated simulations, within a factor 1.6."""
    small = PARAMS | {"draws": 4000}
    runs = [data_stock.numbers(data_stock.simulate(Generator(SFC64(seed)), **small))["run_out"] for seed in range(40)]
    stated = np.mean([run.error for run in runs])
    spread = np.std([run.value for run in runs], ddof=1)
    assert 1 / 1.6 < stated / spread < 1.6


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pages", "quality", "page_count_growth"])
def test_an_input_moves_the_median_as_the_exact_integral_says(series, numbers, monkeypatch, name):
    """With an input held at either end of its range, the median year is that of the integral over the others."""
    table = series["tornado"]
    row = table["input"].index(name)
    for end, year in (("low_end", "year_low"), ("high_end", "year_high")):
        monkeypatch.setitem(PARAMS, name, 10 ** (table[end][row] + np.array([-1e-9, 1e-9])))
        exact = brentq(lambda when: run_out_cdf(when) - 0.5, 2025, 2035, xtol=1e-3)
        assert abs(table[year][row] - exact) <= 4 * numbers["run_out"].error


def test_ends_are_the_tenth_and_the_ninetieth_percentile(series):
    """An input is held where a tenth of its draws lie beyond, on either side."""
    table = series["tornado"]
    mean, variance = bell(PARAMS["quality"])
    row = table["input"].index("quality")
    for end, level in (("low_end", 0.1), ("high_end", 0.9)):
        assert table[end][row] == pytest.approx(norm.ppf(level, mean, np.sqrt(variance)), abs=0.02)


def test_supply_delays_and_demand_hastens(series):
    """More text moves the median year out, a larger or faster growing set moves it in; bars are sorted by length."""
    table = series["tornado"]
    moved = dict(zip(table["input"], np.subtract(table["year_high"], table["year_low"]), strict=True))
    assert all(moved[name] > 0 for name in ("pages", "bytes_per_page", "quality", "repetition", "page_growth"))
    assert all(moved[name] < 0 for name in ("largest_set", "set_growth", "compute", "compute_growth"))
    assert list(np.abs(list(moved.values()))) == sorted(np.abs(list(moved.values())), reverse=True)
    assert set(moved) == INPUTS
    assert table["input"][0] == "pages"


def test_an_input_that_is_no_input_moves_nothing():
    """Held where all its draws already are, an input leaves the median year as it was."""
    inputs = {name: np.zeros(50) for name in INPUTS} | {"pages": np.full(50, 2.0)}
    inputs["set_growth"] = np.linspace(0.3, 0.5, 50)
    table = data_stock.tornado(inputs, 5)
    moved = dict(zip(table["input"], np.subtract(table["year_high"], table["year_low"]), strict=True))
    assert moved.pop("set_growth") != 0
    assert set(moved.values()) == {0.0}
