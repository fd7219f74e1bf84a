"""A regime decides what the next model trains on; everything this project shows turns on that choice.

Names as in the literature: `replace` is also called discard or the fully synthetic loop, `accumulate` augment,
`mix_fresh` the fresh data loop, `mix_fixed` the synthetic augmentation loop or partially synthetic, `growing` halfway.

Regimes that take another regime change what it is given, real data among the samples, a larger size, or other samples,
and leave to it what is done with that. They nest: `grown(mix_fresh(0.1))` trains on ever more data, a tenth of them
real, and `biased(temperature(0.8), verified(exact(right), accumulate))` cools the model, then passes what is right.

Sources:
- gerstgrasser2024 (arXiv:2404.01413): replace against accumulate
- kazdan2025 (arXiv:2410.16713): accumulate_subsample, a growing pool under a fixed training budget
- alemohammad2024 (arXiv:2307.01850): mix_fresh, new real data in each generation; mix_fixed, the same in each; biased,
  sampling bias
- seddik2024 (arXiv:2404.05090): mix_fixed
- shumailov2024 (doi:10.1038/s41586-024-07566-y): mix_resampled, a tenth of the original data in each generation
- bakshi2026 (arXiv:2602.10531): mix_decaying, a share of real data that falls while the samples grow
- feng2025 (arXiv:2406.07515): verified, samples that pass a verifier before they are learned from
- he2025 (doi:10.1093/jrsssb/qkag099): weighted, real and synthetic data that count differently
"""

from functools import partial
from typing import Any

from collapse.curation import Bias, Curation, Verifier, passing
from collapse.numerics import refusals
from collapse.numerics.accepted import check_not_negative, check_share
from collapse.numerics.meaning import FINITE
from collapse.recursion import Corpus, Regime, Sources


@refusals.meant()
def replace(sources: Sources) -> Corpus:
    """Train on the last model's samples alone.

    Args:
        sources: where data come from.

    Returns:
        `sources.size` synthetic points, which are the pool as well.

    References:
        Gerstgrasser et al. (2024), arXiv:2404.01413.
    """
    training = sources.synthetic(sources.size)
    return Corpus(training, training)


@refusals.meant()
def accumulate(sources: Sources) -> Corpus:
    """Add the last model's samples to the pool and train on all of it.

    Args:
        sources: where data come from.

    Returns:
        The pool with `sources.size` synthetic points more.

    References:
        Gerstgrasser et al. (2024), arXiv:2404.01413.
    """
    pool = sources.model.pool(sources.pool, sources.synthetic(sources.size))
    return Corpus(pool, pool)


@refusals.meant()
def accumulate_subsample(sources: Sources) -> Corpus:
    """Add the last model's samples to the pool and train on a part of it, as large as the first training set.

    Args:
        sources: where data come from.

    Returns:
        `sources.size` points of the pool, drawn without replacement, and the pool with as many synthetic points more.

    Raises:
        ValueError: by the model, if its data hold no points or points of unequal weight.

    References:
        Kazdan et al. (2025), arXiv:2410.16713.
    """
    pool = sources.model.pool(sources.pool, sources.synthetic(sources.size))
    return Corpus(sources.model.subsample(pool, sources.size, sources.rng), pool)


@refusals.meant()
def growing(sources: Sources) -> Corpus:
    """Train on the last model's samples alone, on as many in each generation as accumulate would hold.

    Args:
        sources: where data come from.

    Returns:
        `(generation + 1) * size` synthetic points, which are the pool as well.
    """
    return replace(enlarged(sources))


@refusals.calling
def grown(regime: Regime) -> Regime:
    """Let another regime train on as much in each generation as accumulate would hold; `growing` is grown replace.

    Args:
        regime: what is asked for `(generation + 1) * size` points.

    Returns:
        The regime.
    """
    return lambda sources: regime(enlarged(sources))


def enlarged(sources: Sources) -> Sources:
    """Ask for one first sample more in each generation.

    Args:
        sources: where data come from.

    Returns:
        The same with a size of `(generation + 1) * size`.
    """
    return sources._replace(size=(sources.generation + 1) * sources.size)


@refusals.calling
def mix_fresh(real_fraction: float, regime: Regime = replace) -> Regime:
    """Put new real data in the place of this fraction of the last model's samples.

    Under replace no real point is kept; what they could have done is the error of one fit to all that came by.

    Args:
        real_fraction: from 0 to 1; of it whole points are made by `real_points`.
        regime: what is done with the mixture.

    Returns:
        The regime. It raises `ValueError` for a size that the fraction gives no whole point of either kind.

    Raises:
        ValueError: if the fraction is outside [0, 1].

    References:
        Alemohammad et al. (2024), arXiv:2307.01850: the fresh data loop.
    """
    check_share(real_fraction, "real_fraction")

    def mixing(sources: Sources) -> Corpus:
        def mixture(size: int) -> Any:
            fresh = real_points(size, real_fraction)
            if fresh == 0:
                return sources.synthetic(size)
            real = sources.real(fresh)
            return real if fresh == size else sources.model.pool(real, sources.synthetic(size - fresh))

        return regime(sources._replace(synthetic=mixture))

    return mixing


@refusals.calling
@refusals.explained("use a smaller exponent or a larger size")
def mix_decaying(exponent: float, regime: Regime = replace) -> Regime:
    """Mix in new real data whose fraction falls as a power of the fits so far: 1, 2^-exponent, 3^-exponent.

    Args:
        exponent: from 0, at which all data are real.
        regime: what is done with the mixture.

    Returns:
        The regime. It raises `ValueError` for a size that the fraction gives no whole point of either kind.

    Raises:
        ValueError: if the exponent is below 0, infinite or NaN.

    References:
        Bakshi and Chakraborty (2026), arXiv:2602.10531.
    """
    check_not_negative(exponent, "exponent")
    return lambda sources: mix_fresh((sources.generation + 1) ** -exponent, regime)(sources)


@refusals.meant(real_fraction=FINITE)
def mix_fixed(real_fraction: float) -> Regime:
    """Keep all first real data, and add so many of the last model's samples that the real share is this fraction.

    Args:
        real_fraction: above 0 and up to 1; of it whole points are made by `added_points`.

    Returns:
        The regime, whose pool is its training set. It raises `ValueError` for a size to which a fraction below 1 adds
        no whole point.

    Raises:
        ValueError: if the fraction is outside (0, 1].

    References:
        Alemohammad et al. (2024), arXiv:2307.01850: the synthetic augmentation loop.
        Seddik et al. (2024), arXiv:2404.05090: partially synthetic.
    """
    if not 0 < real_fraction <= 1:
        raise ValueError(f"real_fraction is {real_fraction}; a share above 0 and up to 1 is accepted, or use replace")

    def regime(sources: Sources) -> Corpus:
        added = added_points(sources.size, real_fraction)
        training = sources.model.pool(sources.first, sources.synthetic(added)) if added else sources.first
        return Corpus(training, training)

    return regime


def mix_resampled(real_fraction: float) -> Regime:
    """Train on a part of the first real data, drawn anew in each generation, and on the last model's samples.

    Args:
        real_fraction: from 0 to 1, of `sources.size`; of it whole points are made by `real_points`.

    Returns:
        The regime, whose pool is its training set. It raises `ValueError` for a size that the fraction gives no whole
        point of either kind, and by the model for data without points.

    Raises:
        ValueError: if the fraction is outside [0, 1].

    References:
        Shumailov et al. (2024), doi:10.1038/s41586-024-07566-y, arXiv:2305.17493.
    """
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
    """Train on new real data of this total weight and on as many of the last model's samples, which share the rest.

    It does better than one fit to `size` real points, and not better than what could be made of the real points that it
    was given: keeping them all is `mix_fresh(1.0, accumulate)`, whose error falls as 1 over the generations.

    Args:
        real_weight: from 0 to 1; a synthetic point counts for 1 less this.

    Returns:
        The regime: `size` points of each kind. It raises `ValueError` for a model that cannot weigh its data.

    Raises:
        ValueError: if the weight is outside [0, 1].

    References:
        He, Xu and Cheng (2026), doi:10.1093/jrsssb/qkag099, arXiv:2502.18049.
    """
    check_share(real_weight, "real_weight")

    def regime(sources: Sources) -> Corpus:
        real = sources.model.weigh(sources.real(sources.size), real_weight)
        synthetic = sources.model.weigh(sources.synthetic(sources.size), 1 - real_weight)
        training = sources.model.pool(real, synthetic)
        return Corpus(training, training)

    return regime


@refusals.calling
def curated(curation: Curation, regime: Regime = replace) -> Regime:
    """Put the last model's samples through a curation before the regime uses them.

    Args:
        curation: from sources and a size to data of that size.
        regime: what is done with them.

    Returns:
        The regime.
    """

    def curating(sources: Sources) -> Corpus:
        return regime(sources._replace(synthetic=lambda size: curation(sources, size)))

    return curating


@refusals.calling
def verified(verifier: Verifier, regime: Regime = replace) -> Regime:
    """Let the regime use only samples that pass the verifier; drawing goes on until there are as many as it asks.

    Args:
        verifier: from values, or types, to the chance that each passes.
        regime: what is done with those that pass.

    Returns:
        The regime. It raises `ValueError` where `collapse.curation.passing` does.

    References:
        Feng et al. (2025), arXiv:2406.07515.
    """
    return curated(passing(verifier), regime)


@refusals.calling
def biased(bias: Bias, regime: Regime = replace) -> Regime:
    """Let the last model sample with other parameters than it was fitted to.

    Args:
        bias: from the fitted parameters to those that are sampled with.
        regime: what is done with the samples.

    Returns:
        The regime.

    References:
        Alemohammad et al. (2024), arXiv:2307.01850.
    """

    def biasing(sources: Sources) -> Corpus:
        params = bias(sources.params)
        synthetic = partial(sources.model.sample, params, rng=sources.rng)
        return regime(sources._replace(params=params, synthetic=synthetic))

    return biasing


def real_points(size: int, real_fraction: float) -> int:
    """Count the real points under mix_fresh and mix_resampled; a share that leaves one kind without a point is refused.

    The closed forms count by it too: a simulation trains on whole points, not quite on the share that was asked for.

    Args:
        size: how many points there are in all.
        real_fraction: from 0 to 1.

    Returns:
        The fraction of the size, rounded.

    Raises:
        ValueError: if the fraction is outside [0, 1], or is neither 0 nor 1 and rounds to no point or to all.
    """
    check_share(real_fraction, "real_fraction")
    points = round(real_fraction * size)
    if real_fraction > 0 and points == 0:
        raise ValueError(
            f"real_fraction is {real_fraction} of size {size}, which gives no whole point; "
            f"0 is accepted, or at least 1/size ({1 / size:.6g})"
        )
    if real_fraction < 1 and points == size:
        raise ValueError(
            f"real_fraction is {real_fraction} of size {size}, which leaves no whole synthetic point; "
            f"1 is accepted, or at most 1 - 1/size ({1 - 1 / size:.6g})"
        )
    return points


def added_points(size: int, real_fraction: float) -> int:
    """Count the synthetic points under mix_fixed; a real share below 1 that adds no whole one is refused.

    Args:
        size: how many real points there are.
        real_fraction: their share of all, above 0 and up to 1.

    Returns:
        The synthetic points that make it so, rounded.

    Raises:
        ValueError: if the fraction is below 1 and adds none.
    """
    points = round(size * (1 - real_fraction) / real_fraction)
    if real_fraction < 1 and points == 0:
        raise ValueError(
            f"real_fraction is {real_fraction} beside size {size}, which adds no whole point; "
            f"1 is accepted, or at most size/(size + 1) ({size / (size + 1):.6g})"
        )
    return points
