"""Simulations of models that learn from their own output, beside the exact values where they are known.

The loop is `recursion.recursion`: it fits a model, lets it sample, and trains the next model on what a regime makes of
it. Models are in `models` and `networks`, regimes in `regimes`, verifiers and other choices among samples in
`curation`; what is lost is read off by `metrics`, and closed forms are in `theory`. Here a normal distribution is
fitted to 20 points of the last fit, ten times over:

>>> import numpy as np
>>> from collapse import regimes
>>> from collapse.models import gaussian
>>> from collapse.numerics.estimate import estimate
>>> from collapse.recursion import recursion
>>> from collapse.theory.gaussian import replace_variance
>>> truth, rng = gaussian.standard(replicates=10_000), np.random.default_rng(1)
>>> fits = recursion(gaussian.Exact(), regimes.replace, truth, size=20, generations=10, rng=rng)
>>> variance = np.exp([fit.log_variance for fit in fits])  # of shape (generations + 1, replicates)
>>> found = estimate(variance)  # the mean over replicates, and its standard error
>>> exact = replace_variance(20, 10, ddof=0)
>>> exact[[0, 10]].round(3).tolist()
[0.95, 0.569]
>>> bool((abs(found.mean - exact) < 4 * found.error).all())
True
"""
