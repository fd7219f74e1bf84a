"""Weights for real and synthetic data of unequal number, on the four models of He et al. (2026), arXiv:2502.18049."""

import numpy as np

from collapse import blends, study
from collapse.models import empirical, gaussian, generalised_linear, regression
from collapse.theory.gaussian import golden_weight, weighted_cap

SIZE, RATIO = 100, 0.5  # half as many real points as synthetic ones
naive, best = RATIO / (1 + RATIO), golden_weight(RATIO)
line = regression.constant(np.ones(2), replicates=100)
found = {}
for name, model, truth, metric in (
    ("mean", gaussian.Exact(), gaussian.standard(100), lambda fit: fit.mean**2),
    ("logistic", generalised_linear.Raw(generalised_linear.LOGISTIC, 2), line, regression.squared_error),
    ("poisson", generalised_linear.Raw(generalised_linear.POISSON, 2), line, regression.squared_error),
    ("distribution", empirical.Raw(), empirical.Uniform(100), empirical.cramer_von_mises),
):
    weights = {weight: blends.weighted(weight, RATIO) for weight in (naive, best)}
    table = study.sweep(model, weights, truth, size=SIZE, generations=12, metrics={name: metric}, seed=1)
    late = [row for row in table.rows if row[1] >= 6]  # the mean over generations, as the authors take it
    found[name] = [np.mean([row[3] for row in late if row[0] == weight]) for weight in weights]
    print(f"{name:12} naive / best: {found[name][0] / found[name][1]:.2f}")
print(f"in theory    naive / best: {weighted_cap(naive, RATIO) / weighted_cap(best, RATIO):.2f}")
assert all(worse > better for worse, better in found.values())
