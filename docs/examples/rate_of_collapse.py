"""How long rare types survive: Bernoulli and unigram models as in Suresh et al. (2025), arXiv:2412.17646."""

from collapse import regimes, study
from collapse.metrics import missing_mass, surviving_types
from collapse.models import exponential_families, zipf
from collapse.theory.exponential_families import bernoulli_survival

SIZE, MEAN, GENERATIONS = 100, 0.05, 50
alive = study.sweep(
    exponential_families.Exact(exponential_families.BERNOULLI),
    regimes.replace,
    exponential_families.constant(exponential_families.BERNOULLI, MEAN, replicates=4000),
    size=SIZE,
    generations=GENERATIONS,
    metrics={"alive": lambda fit: fit.mean > 0},
    seed=1,
)
row = alive.select(generation=GENERATIONS)
exact = bernoulli_survival(SIZE, MEAN, GENERATIONS)[-1]
print(f"a type of 5 % is alive after {GENERATIONS} generations: {row.column('mean')[0]:.3f}, exactly {exact:.3f}")
assert abs(row.column("mean")[0] - exact) < 4 * row.column("error")[0]
words = study.sweep(
    zipf.Exact(),
    {"replace": regimes.replace, "a tenth real": regimes.mix_fresh(0.1)},
    zipf.zipf(types=1000, exponent=1.0, replicates=50),
    size=1000,
    generations=20,
    metrics={"types": surviving_types, "missing mass": missing_mass},
    seed=1,
)
print(words.select(generation=20).rounded(2))
assert words.select(generation=20, regime="replace", metric="types").column("mean")[0] < 200
