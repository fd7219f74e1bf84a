"""Second tries with the answer as a hint, where no try was right, as in Zelikman et al. (2022), arXiv:2203.14465."""

import numpy as np

from collapse import regimes, study
from collapse.curation.selection import rationalised
from collapse.models import solver

table = study.sweep(
    solver.Solver(step=1.0, penalty=0.0),  # learns from right answers alone, and unlearns nothing
    {
        "right answers": regimes.replace,
        "with second tries": regimes.curated(rationalised(lambda odds: odds + 4)),
    },
    solver.problems((0.4, 1.2), 200, 40, np.random.default_rng(1)),
    size=4,
    generations=10,
    metrics={
        "solved": lambda odds: (1 / (1 + np.exp(-odds))).mean(axis=1),
        "hopeless": lambda odds: (odds < -np.log(100)).mean(axis=1),  # a hundred tries hardly ever solve them
    },
    seed=1,
)
print(table.select(generation=10).rounded(3))
last = table.select(generation=10)
alone, helped = (
    dict(zip(last.select(regime=name).column("metric"), last.select(regime=name).column("mean"), strict=True))
    for name in ("right answers", "with second tries")
)
assert helped["solved"] > alone["solved"]
assert helped["hopeless"] < 0.5 * alone["hopeless"]  # without a hint what was never solved is never learned
