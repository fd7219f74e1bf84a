"""A vocabulary counted again and again in its own samples: brute force on tokens, and closed forms derived here anew.

Row t of a chain, counted from 1, is the word distribution of fit number t; fit 1 is made on real tokens only.
"""

import math

import numpy as np

# Brute force: a corpus is an array of word numbers.


def zipf(types, exponent):
    masses = np.array([1 / rank**exponent for rank in range(1, types + 1)])
    return masses / masses.sum()


def fit(tokens, types):
    return np.bincount(tokens, minlength=types) / len(tokens)


def draw(rng, distribution, count):
    """Words by inversion of the distribution function, one uniform number a word."""
    return np.searchsorted(np.cumsum(distribution) / np.sum(distribution), rng.random(count), side="right")


def replace_chain(rng, truth, *, size, generations):
    """Each fit sees only tokens of the fit before it."""
    fits = [fit(draw(rng, truth, size), len(truth))]
    while len(fits) < generations:
        fits.append(fit(draw(rng, fits[-1], size), len(truth)))
    return np.array(fits)


def accumulate_chain(rng, truth, *, size, generations):
    """Each fit sees all tokens so far, real and synthetic."""
    pool = draw(rng, truth, size)
    fits = [fit(pool, len(truth))]
    while len(fits) < generations:
        pool = np.concatenate([pool, draw(rng, fits[-1], size)])
        fits.append(fit(pool, len(truth)))
    return np.array(fits)


def accumulate_subsample_chain(rng, truth, *, size, generations):
    """The pool grows by `size` tokens a generation; each fit sees `size` of them, drawn without replacement."""
    pool = draw(rng, truth, size)
    fits = [fit(rng.choice(pool, size, replace=False), len(truth))]
    while len(fits) < generations:
        pool = np.concatenate([pool, draw(rng, fits[-1], size)])
        fits.append(fit(rng.choice(pool, size, replace=False), len(truth)))
    return np.array(fits)


def mix_fresh_chain(rng, truth, *, size, real, generations):
    """Each later fit sees `real` new real tokens and `size - real` tokens of the fit before."""
    fits = [fit(draw(rng, truth, size), len(truth))]
    while len(fits) < generations:
        training = np.concatenate([draw(rng, truth, real), draw(rng, fits[-1], size - real)])
        fits.append(fit(training, len(truth)))
    return np.array(fits)


def weighted_chain(rng, truth, *, real, synthetic, weight, generations):
    """Each later fit gives `weight` in total to `real` new real tokens, the rest to `synthetic` synthetic ones."""
    fits = [fit(draw(rng, truth, real), len(truth))]
    while len(fits) < generations:
        fresh, repeated = draw(rng, truth, real), draw(rng, fits[-1], synthetic)
        fits.append(weight * fit(fresh, len(truth)) + (1 - weight) * fit(repeated, len(truth)))
    return np.array(fits)


def chains(rng, count, chain, truth, **parameters):
    """Independent chains: an array of shape (count, generations, types)."""
    return np.array([chain(rng, truth, **parameters) for _ in range(count)])


# Metrics of word distributions (last axis).


def heterozygosity(fits):
    """The chance that two words drawn from the fit differ."""
    return 1 - np.sum(np.asarray(fits) ** 2, axis=-1)


def types_alive(fits):
    return np.sum(np.asarray(fits) > 0, axis=-1)


def missing_mass(fits, truth):
    """The true probability of the words the fit can no longer say."""
    return np.sum(np.where(np.asarray(fits) > 0, 0.0, truth), axis=-1)


# Closed forms: heterozygosity. S = Σp², H = 1 - S; a sample of n tokens of p has E‖p̂ - p‖² = (1 - S)/n.


def replace_heterozygosity(truth, size, generations):
    """E H_t = (1 - 1/n)^t H_0: p̂ is unbiased, so E Σp̂² = S + (1 - S)/n and H loses the share 1/n at every fit."""
    return heterozygosity(truth) * (1 - 1 / size) ** np.arange(1, generations + 1)


def accumulate_heterozygosity(truth, size, generations):
    """E H_t = H_0 Π_{i≤t}(1 - 1/(n i²)): the pool moves by 1/i of the new sample's deviation, p' = p + (p̂ - p)/i."""
    return heterozygosity(truth) * np.cumprod([1 - 1 / (size * fits**2) for fits in range(1, generations + 1)])


def accumulate_subsample_heterozygosity(truth, size, generations):
    """E H_t when each fit sees n tokens of a pool of N = nt.

    Let S be E Σ(pool share)². Drawing n without replacement adds the hypergeometric variance (1 - S)(N-n)/(n(N-1)), so
    the fit has E Σp² = S + that =: s. The next corpus of n tokens lies about the pool's shares with mean square
    (s - S) + (1 - s)/n, and moves them by n/(N + n) of that deviation, which is uncorrelated with the pool.
    """
    square = 1 - heterozygosity(truth) * (1 - 1 / size)
    pool, rows = size, []
    for _ in range(generations):
        fitted = square + (1 - square) * (pool - size) / (size * (pool - 1))
        rows.append(1 - fitted)
        square += (size / (pool + size)) ** 2 * (fitted - square + (1 - fitted) / size)
        pool += size
    return np.array(rows)


def mix_fresh_squared_error(truth, size, real, generations):
    """E‖p_t - p_0‖² with f = real/n: V' = H_0/n + V[(1-f)² - (1-f)/n], V_1 = H_0/n.

    p' = f r̂ + (1-f) ŝ: the real part varies by f²H_0/(fn), the synthetic one by (1-f)²[(1 - E Σp²)/((1-f)n) + V], and
    E Σp² = Σp_0² + V because every fit is unbiased. E H_t = H_0 - V_t for the same reason.
    """
    kept = 1 - real / size
    error = float(heterozygosity(truth)) / size
    rows = [error]
    for _ in range(generations - 1):
        error = float(heterozygosity(truth)) / size + error * (kept**2 - kept / size)
        rows.append(error)
    return np.array(rows)


def mix_fresh_squared_error_limit(truth, size, real):
    """The fixed point of that line, (H_0/n)/(1 - (1-f)² + (1-f)/n)."""
    kept = 1 - real / size
    return heterozygosity(truth) / size / (1 - kept**2 + kept / size)


def weighted_squared_error(truth, *, real, synthetic, weight, generations):
    """E‖p_t - p_0‖² under weights: V' = w²H_0/n + (1-w)²[(H_0 - V)/m + V], by the same argument."""
    diversity = float(heterozygosity(truth))
    error = diversity / real
    rows = [error]
    for _ in range(generations - 1):
        error = weight**2 * diversity / real + (1 - weight) ** 2 * ((diversity - error) / synthetic + error)
        rows.append(error)
    return np.array(rows)


# Closed forms: which words are left.


def binomial_law(count, chance):
    """P(X = 0 ... count), in logarithms so that nothing overflows."""
    if chance in (0.0, 1.0):
        return np.eye(count + 1)[round(count * chance)]
    ways = [math.lgamma(count + 1) - math.lgamma(hits + 1) - math.lgamma(count - hits + 1) for hits in range(count + 1)]
    hits = np.arange(count + 1)
    return np.exp(np.array(ways) + hits * math.log(chance) + (count - hits) * math.log1p(-chance))


def extinction(chance, size, real, generations):
    """P(word absent from fit t), exactly: its count alone is a Markov chain, X' = Bin(real, p_0) + Bin(n - real, X/n).

    Replace is real = 0. (Multinomial counts have binomial margins, and the next margin needs only this word's count.)
    """
    fresh = binomial_law(real, chance)
    moves = np.array([np.convolve(fresh, binomial_law(size - real, now / size)) for now in range(size + 1)])
    law = binomial_law(size, chance)
    absent = [law[0]]
    for _ in range(generations - 1):
        law = law @ moves
        absent.append(law[0])
    return np.array(absent)


def survivors(truth, size, real, generations):
    """Exact E(types alive) and E(missing mass) by fit, replace (real = 0) or fresh."""
    absent = np.array([extinction(chance, size, real, generations) for chance in truth])
    return np.sum(1 - absent, axis=0), truth @ absent


def accumulate_survivors(truth, size):
    """Exact E(types alive) and E(missing mass) under accumulate, the same at every fit.

    What the first corpus has stays in the pool, and what it lacks no fit can say: absent with chance (1 - p)^n.
    """
    absent = (1 - truth) ** size
    return np.sum(1 - absent), np.sum(truth * absent)


def thinning(generations):
    """g_t: g_1 = 1, g_{t+1} = 1 - exp(-g_t).

    Let counts be Poisson, X_1 ~ Poisson(λ), X_{t+1} ~ Poisson(X_t). The generating function of Poisson(x) at s is
    exp(-x(1 - s)), so E s^{X_{t+1}} is E u^{X_t} at u = exp(-(1 - s)), that is 1 - u = 1 - exp(-(1 - s)). Start from
    s = 0, where 1 - s = 1, apply it t - 1 times: P(X_t = 0) = exp(-λ g_t).
    """
    values = [1.0]
    while len(values) < generations:
        values.append(1 - math.exp(-values[-1]))
    return np.array(values)


def word_survival(count, generations):
    """The chance that a word seen `count` times in corpus 1 is in corpus t: 1 - (1 - g_t)^count.

    Its tokens have independent Poisson offspring; the recursion above, started from s^count in place of a Poisson law.
    """
    return 1 - (1 - thinning(generations)) ** count


def poisson_survivors(truth, size, generations):
    """Types alive Σ(1 - exp(-n p g_t)) and missing mass Σ p exp(-n p g_t) when the corpus length is Poisson too."""
    absent = np.exp(-np.outer(thinning(generations), size * truth))
    return np.sum(1 - absent, axis=1), absent @ truth
