"""Simulations of models that learn from their own output, beside the exact values where they are known.

The loop is `recursion.recursion`: it fits a model, lets it sample, and trains the next model on what a regime makes of
it. Models are in `models` and `networks`, regimes in `regimes`, verifiers and other choices among samples in
`curation`; what is lost is read off by `metrics`, closed forms are in `theory`, and `study` runs many settings and
gives a table. Here a normal distribution is fitted to 20 points of the last fit, ten times over; alone, it loses its
variance as the closed form says, and a verifier that keeps what is within two deviations of the truth loses more:

>>> import numpy as np
>>> from collapse import regimes
>>> from collapse.curation import verifiers
>>> from collapse.models import gaussian
>>> from collapse.numerics.estimate import estimate
>>> from collapse.recursion import recursion
>>> from collapse.theory.gaussian import replace_variance
>>> def variance(regime):
...     truth, rng = gaussian.standard(replicates=5000), np.random.default_rng(1)
...     fits = recursion(gaussian.Raw(), regime, truth, size=20, generations=10, rng=rng)
...     return estimate([np.exp(fit.log_variance) for fit in fits])  # means over replicates, and standard errors
>>> alone = variance(regimes.replace)
>>> exact = replace_variance(size=20, generations=10, ddof=0)
>>> bool((abs(alone.mean - exact) < 4 * alone.error).all())
True
>>> checked = variance(regimes.verified(verifiers.within(0.0, 2.0)))
>>> for kept in (alone, checked):
...     print(f"{kept.mean[10]:.2f} +- {kept.error[10]:.2f}")
0.56 +- 0.01
0.21 +- 0.00
"""

from importlib import metadata


def __getattr__(name: str) -> str:
    """Give the version that is installed, which a checkout without an installation has none of."""
    if name == "__version__":
        return metadata.version("modelcollapse")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
