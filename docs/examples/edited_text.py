"""Text whose likely words are drawn anew keeps its rare ones, after Zhu et al. (2025), arXiv:2412.14689."""

import numpy as np

from collapse import blends, regimes
from collapse.models import ngram
from collapse.recursion import recursion
from collapse.text import novels

library = ngram.Library(novels().tokens[:60_000], replicates=1)
words = {}
for name, regime in (("replace", regimes.replace), ("edited", blends.edited(blends.likely_tokens(0.5)))):
    rng = np.random.default_rng(1)
    fits = list(recursion(ngram.Raw(3), regime, library, size=20_000, generations=5, rng=rng))
    words[name] = [len(np.unique(fit.tokens)) for fit in fits]
    print(f"{name:8} different words by generation: {words[name]}")
assert words["replace"][-1] < 0.8 * words["replace"][0] < words["edited"][-1]
