"""Kernel density estimates and mixtures of normals, measured through the loop."""

import math
from collections.abc import Iterator

import numpy as np

from collapse import biases, regimes
from collapse.conformance import Row
from collapse.conformance._compare import compare, last
from collapse.models import kernel_density, mixture, zipf
from collapse.recursion import recursion
from collapse.theory import kernel_density as theory
from collapse.theory import zipf as theory_of_words


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure all rows of this family."""
    yield from replaced(rng)
    yield from accumulated(rng)
    yield from mixed(rng)
    yield from tempered(rng)


def replaced(rng: np.random.Generator) -> Iterator[Row]:
    """A kernel density under replace, where the variance grows without end."""
    truth = kernel_density.standard(4500)
    *_, params = recursion(kernel_density.Raw(0.3), regimes.replace, truth, size=200, generations=30, rng=rng)
    exact = theory.replace(200, 0.3, 30)
    setting = "kernel density, bandwidth 0.3, replace, n=200, 31 fits: variance"
    yield compare("G21 replace", setting, exact.variance[-1], params.variance)
    truth = kernel_density.standard(40_000)
    *_, params = recursion(kernel_density.Raw(0.7), regimes.replace, truth, size=10, generations=59, rng=rng)
    setting = "kernel density, bandwidth 0.7, replace, n=10, 60 fits: variance, the limit n h^2"
    yield compare("G21 limit", setting, theory.limit_of_replace(10, 0.7), params.variance, tolerance=0.03)


def accumulated(rng: np.random.Generator) -> Iterator[Row]:
    """The same under accumulate, where it grows as a logarithm."""
    truth = kernel_density.standard(2000)
    fits = recursion(kernel_density.Raw(1.0), regimes.accumulate, truth, size=100, generations=39, rng=rng)
    variances = [params.variance for params in fits]
    exact = theory.accumulate(100, 1.0, 39).variance
    setting = "kernel density, bandwidth 1, accumulate, n=100, 40 fits: variance"
    yield compare("G21 accumulate", setting, exact[-1], variances[-1])
    gained = variances[-1] - variances[4]
    setting = "the same run, from 5 to 40 fits: variance gained, against h^2 log(40.5 / 5.5)"
    yield compare("R14", setting, math.log(40.5 / 5.5), gained, tolerance=0.02)


def mixed(rng: np.random.Generator) -> Iterator[Row]:
    """A mixture whose components never meet: its weights drift as the frequencies of two words do."""
    truth = mixture.two_clusters(4500, distance=30.0)
    model = mixture.Raw(2, "previous")
    *_, params = recursion(model, regimes.replace, truth, size=40, generations=11, rng=rng)
    diversity = 2 * params.weights[:, 0] * params.weights[:, 1]
    setting = "two components far apart, replace, n=40, 12 fits: chance that two points come from different ones"
    exact = 0.5 * float(theory_of_words.replace_diversity(40, 11)[-1])
    yield compare("R5 weights", setting, exact, diversity)


def tempered(rng: np.random.Generator) -> Iterator[Row]:
    """A kernel density that is sampled at a temperature, on a fine grid, with samples too large for chance."""
    places = np.arange(-150, 151) * 0.1
    shape = np.exp(-np.square(places) / 2)
    truth = zipf.law(shape / shape.sum(), 4)
    blurred, cooled = biases.smoothed(4.0, len(places)), biases.temperature(0.9)
    loop = regimes.biased(lambda params: cooled(blurred(params)), regimes.replace)
    params = cooled(blurred(last(zipf.Exact(), loop, truth, size=10**13, fits=5, rng=rng)))
    setting = "kernel density, bandwidth 0.4, temperature 0.9, replace, 5 fits: variance"
    exact = float(theory.tempered_variance(0.4, 0.9, 4)[-1])
    yield compare("R26 smoothed", setting, exact, params.probabilities @ np.square(places), tolerance=1e-3)
    params = blurred(last(zipf.Exact(), regimes.replace, truth, size=10**13, fits=1, rng=rng))
    setting = "kernel density, bandwidth 0.4, one fit: temperature that undoes the smoothing"
    balance = 1 / (params.probabilities @ np.square(places))
    yield compare("R26 balance", setting, theory.balancing_temperature(0.4), balance, tolerance=1e-3)
