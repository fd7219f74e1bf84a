"""A mixture fitted to its own samples forgets its clusters, as in Shumailov et al. (2024), arXiv:2305.17493."""

from collapse import regimes, study
from collapse.metrics.distances import mixture_distance
from collapse.models import mixture

table = study.sweep(
    mixture.Raw(2, "previous"),
    {"replace": regimes.replace, "a tenth of the first": regimes.mix_resampled(0.1)},
    mixture.two_clusters(replicates=10),
    size=100,
    generations=60,
    metrics={"distance": mixture_distance},
    seed=1,
)
for generation in (0, 20, 60):
    print(table.select(generation=generation).rounded(4))
early, late = (table.select(generation=generation, regime="replace").column("mean")[0] for generation in (0, 60))
assert late > 3 * early
