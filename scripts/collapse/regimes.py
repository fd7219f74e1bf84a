"""A regime decides what the next model trains on; everything this project shows turns on that choice.

Names as in the literature: `replace` is also called discard or the fully synthetic loop, `accumulate` augment,
`mix_fresh` the fresh data loop, `mix_fixed` the synthetic augmentation loop or partially synthetic, `growing` halfway.

The last three functions change what the last model's samples are, and leave to another regime what is done with them;
they nest: `biased(temperature(0.8), verified(exact(right), accumulate))` cools the model, then passes what is right.

Sources:
- gerstgrasser2024: replace against accumulate
- kazdan2025: accumulate_subsample, a growing pool under a fixed training budget
- alemohammad2024: mix_fresh, new real data in each generation; mix_fixed, the same in each; biased, sampling bias
- seddik2024: mix_fixed
- shumailov2024: mix_resampled, a tenth of the original data in each generation
- feng2025: verified, samples that pass a verifier before they are learned from
- he2025: weighted, real and synthetic data that count differently
"""

from functools import partial

from collapse.curation import Bias, Curation, Verifier, passing
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


def growing(sources: Sources) -> Corpus:
    """Train on the last model's samples alone, on as many in each generation as accumulate would hold."""
    training = sources.synthetic((sources.generation + 1) * sources.size)
    return Corpus(training, training)


def mix_fresh(real_fraction: float) -> Regime:
    """Train on new real data, this fraction of the training set, and on the last model's samples."""
    check_share(real_fraction, "real_fraction")

    def regime(sources: Sources) -> Corpus:
        fresh = real_points(sources.size, real_fraction)
        if fresh == 0:
            return replace(sources)
        training = sources.real(fresh)
        if fresh < sources.size:
            training = sources.model.pool(training, sources.synthetic(sources.size - fresh))
        return Corpus(training, training)

    return regime


def mix_fixed(real_fraction: float) -> Regime:
    """Keep all first real data, and add so many of the last model's samples that the real share is this fraction."""
    if not 0 < real_fraction <= 1:
        raise ValueError(f"real_fraction is {real_fraction}; a share above 0 and up to 1 is accepted, or use replace")

    def regime(sources: Sources) -> Corpus:
        added = added_points(sources.size, real_fraction)
        training = sources.model.pool(sources.first, sources.synthetic(added)) if added else sources.first
        return Corpus(training, training)

    return regime


def mix_resampled(real_fraction: float) -> Regime:
    """Train on a part of the first real data, drawn anew in each generation, and on the last model's samples."""
    check_share(real_fraction, "real_fraction")

    def regime(sources: Sources) -> Corpus:
        kept = real_points(sources.size, real_fraction)
        if kept == 0:
            return replace(sources)
        training = sources.model.subsample(sources.first, kept, sources.rng)
        if kept < sources.size:
            training = sources.model.pool(training, sources.synthetic(sources.size - kept))
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


def curated(curation: Curation, regime: Regime = replace) -> Regime:
    """Put the last model's samples through a curation before the regime uses them."""

    def curating(sources: Sources) -> Corpus:
        return regime(sources._replace(synthetic=lambda size: curation(sources, size)))

    return curating


def verified(verifier: Verifier, regime: Regime = replace) -> Regime:
    """Let the regime use only samples that pass the verifier; drawing goes on until there are as many as it asks."""
    return curated(passing(verifier), regime)


def biased(bias: Bias, regime: Regime = replace) -> Regime:
    """Let the last model sample with other parameters than it was fitted to."""

    def biasing(sources: Sources) -> Corpus:
        params = bias(sources.params)
        synthetic = partial(sources.model.sample, params, rng=sources.rng)
        return regime(sources._replace(params=params, synthetic=synthetic))

    return biasing


def real_points(size: int, real_fraction: float) -> int:
    """Count the real points under mix_fresh and mix_resampled; a share above 0 that gives no whole one is refused.

    The closed forms count by it too: a simulation trains on whole points, not quite on the share that was asked for.
    """
    check_share(real_fraction, "real_fraction")
    points = round(real_fraction * size)
    if real_fraction > 0 and points == 0:
        raise ValueError(
            f"real_fraction is {real_fraction} of size {size}, which gives no whole point; "
            f"0 is accepted, or at least 1/size ({1 / size:.6g})"
        )
    return points


def added_points(size: int, real_fraction: float) -> int:
    """Count the synthetic points under mix_fixed; a real share below 1 that adds no whole one is refused."""
    points = round(size * (1 - real_fraction) / real_fraction)
    if real_fraction < 1 and points == 0:
        raise ValueError(
            f"real_fraction is {real_fraction} beside size {size}, which adds no whole point; "
            f"1 is accepted, or at most size/(size + 1) ({size / (size + 1):.6g})"
        )
    return points


def check_share(share: float, name: str) -> None:
    """Refuse a share outside [0, 1]."""
    if not 0 <= share <= 1:
        raise ValueError(f"{name} is {share}; a share from 0 to 1 is accepted")
