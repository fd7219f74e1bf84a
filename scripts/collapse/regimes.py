"""A regime decides what the next model trains on; everything this project shows turns on that choice.

Names as in the literature: `replace` is also called discard or the fully synthetic loop, `accumulate` augment,
`mix_fresh` the fresh data loop.

Sources:
- gerstgrasser2024: replace against accumulate
- kazdan2024: accumulate_subsample, a growing pool under a fixed training budget
- alemohammad2024: mix_fresh, new real data in each generation
- he2026: weighted, real and synthetic data that count differently
"""

from collapse.recursion import Corpus, Regime, Sources


def replace(sources: Sources) -> Corpus:
    """Train on the last model's samples alone."""
    training = sources.synthetic(sources.size)
    return Corpus(training, training)


def accumulate(sources: Sources) -> Corpus:
    """Add the last model's samples to the pool and train on all of it."""
    pool = sources.model.pool(sources.pool, sources.synthetic(sources.size))
    return Corpus(pool, pool)


def accumulate_subsample(sources: Sources) -> Corpus:
    """Add the last model's samples to the pool and train on a part of it, as large as the first training set."""
    pool = sources.model.pool(sources.pool, sources.synthetic(sources.size))
    return Corpus(sources.model.subsample(pool, sources.size, sources.rng), pool)


def mix_fresh(real_fraction: float) -> Regime:
    """Train on new real data, this fraction of the training set, and on the last model's samples."""
    check_share(real_fraction, "real_fraction")

    def regime(sources: Sources) -> Corpus:
        fresh = round(real_fraction * sources.size)
        if fresh == 0:
            return replace(sources)
        training = sources.real(fresh)
        if fresh < sources.size:
            training = sources.model.pool(training, sources.synthetic(sources.size - fresh))
        return Corpus(training, training)

    return regime


def weighted(real_weight: float) -> Regime:
    """Train on new real data of this total weight and on as many of the last model's samples, which share the rest."""
    check_share(real_weight, "real_weight")

    def regime(sources: Sources) -> Corpus:
        real = sources.model.weigh(sources.real(sources.size), real_weight)
        synthetic = sources.model.weigh(sources.synthetic(sources.size), 1 - real_weight)
        training = sources.model.pool(real, synthetic)
        return Corpus(training, training)

    return regime


def check_share(share: float, name: str) -> None:
    """Refuse a share outside [0, 1]."""
    if not 0 <= share <= 1:
        raise ValueError(f"{name} is {share}; a share from 0 to 1 is accepted")
