"""A Gaussian fitted again and again to its own samples: brute force on points, and closed forms derived here anew.

The truth is N(0, 1). Row t of a chain, counted from 1, is the fit number t; fit 1 is always made on real points only.
The fitted variance divides the sum of squares by (points - ddof). Means and variances of one chain are its two columns.
"""

import math
from typing import NamedTuple

import numpy as np

# Brute force: points are drawn, pooled, sub-sampled and fitted, one chain at a time.


def fit(points, ddof):
    return points.mean(), points.var(ddof=ddof)


def draw(rng, fitted, count):
    mean, variance = fitted
    return rng.normal(mean, math.sqrt(variance), count)


def replace_chain(rng, *, size, generations, ddof):
    """Each fit sees only points of the fit before it."""
    fits = [fit(rng.normal(size=size), ddof)]
    while len(fits) < generations:
        fits.append(fit(draw(rng, fits[-1], size), ddof))
    return np.array(fits)


def accumulate_chain(rng, *, size, generations, ddof):
    """Each fit sees all points so far, real and synthetic."""
    pool = rng.normal(size=size)
    fits = [fit(pool, ddof)]
    while len(fits) < generations:
        pool = np.concatenate([pool, draw(rng, fits[-1], size)])
        fits.append(fit(pool, ddof))
    return np.array(fits)


def accumulate_subsample_chain(rng, *, size, generations, ddof):
    """The pool grows by `size` points a generation; each fit sees `size` of them, drawn without replacement."""
    pool = rng.normal(size=size)
    fits = [fit(rng.choice(pool, size, replace=False), ddof)]
    while len(fits) < generations:
        pool = np.concatenate([pool, draw(rng, fits[-1], size)])
        fits.append(fit(rng.choice(pool, size, replace=False), ddof))
    return np.array(fits)


def mix_fresh_chain(rng, *, size, real, generations, ddof):
    """Each later fit sees `real` new real points and `size - real` points of the fit before, as one sample."""
    fits = [fit(rng.normal(size=size), ddof)]
    while len(fits) < generations:
        training = np.concatenate([rng.normal(size=real), draw(rng, fits[-1], size - real)])
        fits.append(fit(training, ddof))
    return np.array(fits)


def weighted_fit(points, weights, lost):
    """Mean and variance about that mean under weights of sum 1, divided by the 1 - lost that the fitted mean leaves."""
    mean = np.sum(weights * points)
    return mean, np.sum(weights * (points - mean) ** 2) / (1 - lost)


def lost_share(real, synthetic, weight, ddof, as_counts):
    """What ddof takes off the divisor: ddof Σw² is right for weights (ddof 1 is unbiased).

    Read `as_counts` of points that add up to `real`, the weights lose ddof/real instead, whatever they are.
    """
    return ddof / real if as_counts else ddof * (weight**2 / real + (1 - weight) ** 2 / synthetic)


def weighted_chain(rng, *, real, synthetic, weight, generations, ddof, as_counts=False):
    """Each later fit gives `weight` in total to `real` new real points, the rest to `synthetic` synthetic ones."""
    weights = np.concatenate([np.full(real, weight / real), np.full(synthetic, (1 - weight) / synthetic)])
    lost = lost_share(real, synthetic, weight, ddof, as_counts)
    fits = [fit(rng.normal(size=real), ddof)]
    while len(fits) < generations:
        training = np.concatenate([rng.normal(size=real), draw(rng, fits[-1], synthetic)])
        fits.append(weighted_fit(training, weights, lost))
    return np.array(fits)


def chains(rng, count, chain, **parameters):
    """Independent chains: an array of shape (count, generations, 2)."""
    return np.array([chain(rng, **parameters) for _ in range(count)])


# Special functions at the half-integers that chi-square laws need, by their recurrences from 1/2 and 1.


def digamma_half(degrees):
    """ψ(degrees/2): ψ(1/2) = ψ(1) - 2 log 2, -ψ(1) is Euler's constant, ψ(x + 1) = ψ(x) + 1/x."""
    start, value = (0.5, -np.euler_gamma - 2 * math.log(2)) if degrees % 2 else (1.0, -np.euler_gamma)
    return value + sum(1 / (start + step) for step in range(round(degrees / 2 - start)))


def trigamma_half(degrees):
    """ψ₁(degrees/2): ψ₁(1/2) = π²/2, ψ₁(1) = π²/6, and ψ₁(x + 1) = ψ₁(x) - 1/x²."""
    start, value = (0.5, math.pi**2 / 2) if degrees % 2 else (1.0, math.pi**2 / 6)
    return value - sum(1 / (start + step) ** 2 for step in range(round(degrees / 2 - start)))


# Closed forms: replace.


def replace_log_variance(size, generations, ddof):
    """Mean and variance of log σ²_t.

    σ²_t = σ²_{t-1} χ²_{n-1}/(n - ddof) with independent factors, so log σ²_t is a sum of t independent terms
    log χ²_{n-1} - log(n - ddof), and log χ²_k has mean ψ(k/2) + log 2 and variance ψ₁(k/2) (differentiate the
    log-moment generating function log E (χ²)^s = s log 2 + log Γ(k/2 + s) - log Γ(k/2) at s = 0).
    """
    fits = np.arange(1, generations + 1)
    drift = digamma_half(size - 1) + math.log(2) - math.log(size - ddof)
    return fits * drift, fits * trigamma_half(size - 1)


def replace_deviation(size, generations, ddof):
    """E √v_t of the variance v_t: the same product with E (χ²_k)^{1/2} = √2 Γ((k + 1)/2)/Γ(k/2), k = n - 1."""
    factor = math.exp(math.lgamma(size / 2) - math.lgamma((size - 1) / 2)) * math.sqrt(2 / (size - ddof))
    return factor ** np.arange(1, generations + 1)


class Moments(NamedTuple):
    """Exact moments by fit: E σ², E μ², and the variances over chains of σ² and of μ²."""

    variance: np.ndarray
    squared_error: np.ndarray
    variance_spread: np.ndarray
    squared_error_spread: np.ndarray


def random_walk_moments(size, steps):
    """Moments of μ' = μ + c √v Z, v' = v F, F = (a + χ²_{n-1} + b Z²)/d, with Z standard normal and χ² independent.

    Then E F = (a + n - 1 + b)/d, E Z²F = (a + n - 1 + 3b)/d and, with Var χ²_{n-1} = 2(n - 1), Var Z² = 2,
    E F² = (E F)² + (2(n - 1) + 2b²)/d². Odd moments of Z vanish, so, v being the variance,
    E v' = E v E F,  E v'² = E v² E F²,  E μ'² = E μ² + c² E v,
    E μ'²v' = E μ²v E F + c² E v² E Z²F,  E μ'⁴ = E μ⁴ + 6c² E μ²v + 3c⁴ E v².
    Start at the truth, μ = 0 and v = 1. `steps` lists (a, b, c, d), one tuple a fit.
    """
    mean2, mean4, mean2v, v, v2 = 0.0, 0.0, 0.0, 1.0, 1.0
    rows = []
    for a, b, c, d in steps:
        growth = (a + size - 1 + b) / d
        mean4 = mean4 + 6 * c**2 * mean2v + 3 * c**4 * v2
        mean2v = mean2v * growth + c**2 * v2 * (a + size - 1 + 3 * b) / d
        mean2 = mean2 + c**2 * v
        v2 = v2 * (growth**2 + (2 * (size - 1) + 2 * b**2) / d**2)
        v = v * growth
        rows.append((v, mean2, v2 - v**2, mean4 - mean2**2))
    return Moments(*np.array(rows).T)


def replace_moments(size, generations, ddof):
    """Replace: a fresh sample of n points has mean μ + √v Z/√n and sum of squares v χ²_{n-1}: a = b = 0, c² = 1/n.

    E σ²_t = ((n-1)/(n-ddof))^t and E μ²_t = Σ_{i<t} E σ²_i / n.
    """
    return random_walk_moments(size, [(0.0, 0.0, 1 / math.sqrt(size), size - ddof)] * generations)


def replace_wasserstein(size, generations, ddof):
    """E W₂² to the truth: between normals W₂² = (μ - 0)² + (√v - 1)², so E μ² + E v - 2 E √v + 1."""
    moments = replace_moments(size, generations, ddof)
    return moments.squared_error + moments.variance - 2 * replace_deviation(size, generations, ddof) + 1


# Closed forms: accumulate.


def accumulate_moments(size, generations, ddof):
    """Accumulate, exactly, as a random walk with the steps below.

    Before fit t the pool has N = n(t-1) points, mean μ and sum of squares (N - ddof)v. The n new points have mean
    μ + √v Z/√n and own sum of squares v χ²_{n-1}; joining two groups adds N n/(N+n) times the squared gap of the means.
    With N' = nt: μ' = μ + (n/N')√v Z/√n, v' = v[(N - ddof) + χ²_{n-1} + (N/N')Z²]/(N' - ddof).
    Fit 1 has an empty pool and is one step of replace. The mean of the factor is 1 - 1/(t(nt - ddof)) for t > 1:
    (nt - ddof - 1 + (t-1)/t)/(nt - ddof).
    """
    steps = [(0.0, 0.0, 1 / math.sqrt(size), size - ddof)]
    for fits in range(2, generations + 1):
        old, new = size * (fits - 1), size * fits
        steps.append((old - ddof, old / new, math.sqrt(size) / new, new - ddof))
    return random_walk_moments(size, steps)


def accumulate_variance_limit(size, ddof):
    """The limit of E σ²_t.

    ddof 0: Π_{t≥1}(1 - 1/(nt²)) is Euler's product for sin(πx)/(πx) at x = 1/√n.
    ddof 1: Π_{t≥2}(1 - 1/(t(nt - 1))) = Π (t² - t/n - 1/n)/(t(t - 1/n)) = Π (t - r)(t - s)/(t(t - 1/n)), with r, s
    the roots of x² - x/n - 1/n, r + s = 1/n; the product telescopes in Γ: Γ(2)Γ(2 - 1/n)/(Γ(2 - r)Γ(2 - s)).
    """
    if ddof == 0:
        return math.sin(math.pi / math.sqrt(size)) / (math.pi / math.sqrt(size))
    half = 1 / (2 * size)
    root = math.sqrt(half**2 + 1 / size)
    return math.gamma(2 - 1 / size) / (math.gamma(2 - half - root) * math.gamma(2 - half + root))


# Closed forms: accumulate and sub-sample.


def accumulate_subsample_moments(size, generations, ddof):
    """E σ²_t and E μ²_t when each fit sees n points of a pool of N = nt.

    Let Q be the expected sum of squares of the pool about its mean M, and e = E M². Draw n without replacement
    from this finite population with S² = Q/(N-1): the sample's sum of squares has mean (n-1)S²,
    its mean varies about M by A = (S²/n)(1 - n/N). So the fit has E σ² = (n-1)S²/(n-ddof) =: s and E μ² = e + A.
    The mean of the n new points lies about M with mean square A + s/n =: g, uncorrelated with M, and their own sum of
    squares has mean (n-1)s. Joining with N' = N + n: Q' = Q + (n-1)s + (Nn/N')g and e' = e + (n/N')²g.
    """
    pool, squares, pool_error = size, size - 1.0, 1 / size
    rows = []
    for _ in range(generations):
        scatter = squares / (pool - 1)
        variance = scatter * (size - 1) / (size - ddof)
        noise = scatter / size * (1 - size / pool)
        rows.append((variance, pool_error + noise))
        reach = noise + variance / size
        grown = pool + size
        squares += (size - 1) * variance + pool * size / grown * reach
        pool_error += (size / grown) ** 2 * reach
        pool = grown
    variance, error = np.array(rows).T
    return variance, error


# Closed forms: fresh real points each generation.


def mix_fresh_moments(size, real, generations, ddof):
    """E σ²_t and E μ²_t when `real` of the n points of every later fit are new and real.

    Write f = real/n, p = 1 - f, v = E σ², e = E μ² of the fit before. The pooled mean is f x̄ + p ȳ:
    E μ'² = p²e + (f + pv)/n.
    The pooled second moment about 0 has mean f + p(v + e), and about the pooled mean E μ'² less, so
    E v' = n/(n - ddof) [f + p(v + e) - E μ'²].
    """
    fresh, kept = real / size, 1 - real / size
    variance, error = (size - 1) / (size - ddof), 1 / size
    rows = [(variance, error)]
    for _ in range(generations - 1):
        new_error = kept**2 * error + (fresh + kept * variance) / size
        variance = size / (size - ddof) * (fresh + kept * (variance + error) - new_error)
        error = new_error
        rows.append((variance, error))
    variances, errors = np.array(rows).T
    return variances, errors


def mix_fresh_limit(size, real, ddof):
    """The fixed point (E σ², E μ²) of the two lines above, solved by hand.

    ddof 0 conserves the second moment, v + e = 1, so e(1 - p²) = (1 - pe)/n and e = (1/n)/(1 - p² + p/n).
    ddof 1: subtracting gives v = 1 + (n/(n-1))pe; then e(1 - p²) = (1 + np²e/(n-1))/n and
    e = (1/n)/(1 - p²n/(n-1)), which exists while p² < 1 - 1/n.
    """
    kept = 1 - real / size
    if ddof == 0:
        error = 1 / size / (1 - kept**2 + kept / size)
        return 1 - error, error
    error = 1 / size / (1 - kept**2 * size / (size - 1))
    return 1 + size / (size - 1) * kept * error, error


# Closed forms: weights on real and synthetic points.


def weighted_moments(*, real, synthetic, weight, generations, ddof, as_counts=False):
    """E σ²_t and E μ²_t under weights: w on `real` = n new points, 1 - w on `synthetic` = m points of the last fit.

    The weighted mean has E μ'² = w²/n + (1-w)²(v/m + e); the weighted second moment about 0 has mean w + (1-w)(v + e);
    the variance about the weighted mean is their difference, over the divisor of `lost_share`.
    """
    rest = 1 - weight
    lost = lost_share(real, synthetic, weight, ddof, as_counts)
    variance, error = (real - 1) / (real - ddof), 1 / real
    rows = [(variance, error)]
    for _ in range(generations - 1):
        new_error = weight**2 / real + rest**2 * (variance / synthetic + error)
        variance = (weight + rest * (variance + error) - new_error) / (1 - lost)
        error = new_error
        rows.append((variance, error))
    variances, errors = np.array(rows).T
    return variances, errors


def weighted_error_limit(ratio, weight):
    """The limit of n E μ² to first order in 1/n, for k = n/m: solve e = w²/n + (1-w)²(1/m + e)."""
    rest = 1 - weight
    return (weight**2 + ratio * rest**2) / (1 - rest**2)


def best_weight(ratio):
    """The weight that makes it least, the positive root of w² + kw - k; at k = 1 the golden ratio less 1.

    With g(w) = [w² + k(1-w)²]/[w(2-w)], g' = 0 reads [w - k(1-w)]w(2-w) = [w² + k(1-w)²](1-w); the left side is
    w²(2-w) - k w(1-w)(2-w), the right w²(1-w) + k(1-w)³;
    their difference is w² - k(1-w)[w(2-w) + (1-w)²] = w² - k(1-w).
    """
    return float(np.roots([1, ratio, -ratio]).max())
