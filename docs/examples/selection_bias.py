"""Selection of the 5 % nearest to a biased reference in ten dimensions, as in Qiao et al. (2026), arXiv:2606.13732."""

import numpy as np

from collapse import regimes, study
from collapse.curation.selection import closeness, top_share
from collapse.models import gaussian_vector

DIMENSION = 10
reference = np.zeros(DIMENSION)
reference[: DIMENSION // 2] = 3.0  # half of the coordinates are three deviations off
nearest = top_share(closeness(reference, 0.3 * np.eye(DIMENSION)), 0.05)
table = study.sweep(
    gaussian_vector.Raw(),
    {
        "replace": regimes.replace,
        "replace, selected": regimes.curated(nearest),
        "accumulate, selected": regimes.curated(nearest, regimes.accumulate),
    },
    gaussian_vector.standard(DIMENSION, replicates=10),
    size=200,
    generations=5,
    metrics={"trace": lambda fit: np.exp(fit.log_trace) / DIMENSION},
    seed=1,
)
print(table.select(generation=5).rounded(3))
kept = dict(zip(*(table.select(generation=5).column(name) for name in ("regime", "mean")), strict=True))
assert kept["replace, selected"] < 0.1 * kept["accumulate, selected"]  # whose mean moves, which widens the pool
