"""Models that read each other's writing stray less and become alike, after Vu et al. (2025), arXiv:2505.21677."""

import numpy as np

from collapse.models import gaussian
from collapse.numerics.estimate import estimate
from collapse.regimes import replace
from collapse.study.population import population, together
from collapse.theory import population as theory

truth, rng = gaussian.standard(replicates=4000), np.random.default_rng(1)
apart, astray = {}, {}
for name, own in (("each alone", 1.0), ("half their own", 0.5), ("one web", 0.0)):
    shares = together(models=4, own=own)
    *_, fits = population(gaussian.Raw(), replace, truth, shares, size=40, generations=10, rng=rng)
    astray[name] = estimate(fits[0].mean ** 2)
    apart[name] = estimate((fits[0].mean - fits[1].mean) ** 2)
    exact = theory.replace(shares, 40, 10).covariance[-1, 0, 0]
    print(
        f"{name:15} squared error {astray[name].mean:.3f} (exactly {exact:.3f}), of each other {apart[name].mean:.3f}"
    )
    assert abs(astray[name].mean - exact) < 4 * astray[name].error
assert astray["one web"].mean < astray["half their own"].mean < astray["each alone"].mean
assert apart["one web"].mean < 0.3 * apart["each alone"].mean
