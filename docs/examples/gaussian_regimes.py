"""The normal model of Kazdan et al. (2025), arXiv:2410.16713: a sweep over regimes and sizes, printed and drawn."""

import numpy as np

from collapse import metrics, regimes, study
from collapse.models import gaussian
from collapse.study.frames import frame
from collapse.study.plots import curves

table = study.sweep(
    gaussian.Raw(),
    {
        "replace": regimes.replace,
        "accumulate": regimes.accumulate,
        "accumulate-subsample": regimes.accumulate_subsample,
    },
    gaussian.standard(replicates=100),
    size=[10, 100],
    generations=30,
    metrics={"squared error": metrics.squared_error, "variance": lambda fit: np.exp(fit.log_variance)},
    seed=1,
)
print(table.select(generation=30, metric="variance").rounded(2))
curves(table.select(size=10), "squared error").savefig("error.png")
last = frame(table).query("generation == 30 and metric == 'variance'").set_index(["regime", "size"])["mean"]
assert last["replace", 10] < 0.3 < last["accumulate-subsample", 10] < last["accumulate", 10]
