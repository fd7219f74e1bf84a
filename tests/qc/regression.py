"""Least squares fitted again and again to its own labels: brute force on rows, and closed forms derived here anew.

Inputs are T rows of N(0, I_d), labels x·β plus normal noise of deviation r. Generation t counts the fits from 1;
fit 1 is made on real labels and later labels come from the last fit, with new noise of the same deviation.
The error is ‖β̂_t - β‖², the excess risk at a new N(0, I) row.
The design is `fixed` (the same rows every generation, as in the accumulate paper) or `fresh` (new rows every time).
"""

import numpy as np

# Brute force.


def label(rng, inputs, coefficients, noise):
    return inputs @ coefficients + noise * rng.normal(size=len(inputs))


def fit(inputs, labels):
    return np.linalg.solve(inputs.T @ inputs, inputs.T @ labels)


def chain(rng, *, rows, dimension, noise, generations, regime, design, first_inputs=None):
    """The squared errors of one chain; `regime` is replace or accumulate, `design` is fixed or fresh."""
    truth = np.arange(1.0, dimension + 1)  # any coefficients: the errors must not depend on them
    inputs = rng.normal(size=(rows, dimension)) if first_inputs is None else first_inputs
    all_inputs, all_labels = inputs, label(rng, inputs, truth, noise)
    fits = [fit(all_inputs, all_labels)]
    while len(fits) < generations:
        if design == "fresh":
            inputs = rng.normal(size=(rows, dimension))
        labels = label(rng, inputs, fits[-1], noise)
        if regime == "replace":
            all_inputs, all_labels = inputs, labels
        else:
            all_inputs, all_labels = np.vstack([all_inputs, inputs]), np.concatenate([all_labels, labels])
        fits.append(fit(all_inputs, all_labels))
    return np.sum((np.array(fits) - truth) ** 2, axis=1)


def chains(rng, count, **parameters):
    """Independent chains: an array of shape (count, generations)."""
    return np.array([chain(rng, **parameters) for _ in range(count)])


# Closed forms. W = X'X is Wishart(T, I_d); E W⁻¹ = I/(T - d - 1).


def inverse_trace(rows, dimension):
    """E tr W⁻¹ = d/(T - d - 1): each diagonal entry of W⁻¹ is one over a χ² of T - d + 1 degrees (Schur)."""
    return dimension / (rows - dimension - 1)


def multiplier(generations, regime):
    """How many one-fit covariances a fixed design has at each fit.

    replace: δ_t = δ_{t-1} + ε_t, ε_t ~ N(0, r²W⁻¹) independent, so t of them.
    accumulate: least squares on t copies of X averages their labels, and each label is X(β + δ_{i-1}) + noise, so
    tδ_t = (t-1)δ_{t-1} + δ_{t-1} + ε_t, that is δ_t = δ_{t-1} + ε_t/t: Σ_{i≤t} 1/i² of them.
    """
    fits = np.arange(1, generations + 1)
    return fits.astype(float) if regime == "replace" else np.cumsum(1 / fits**2)


def given_design_error(inputs, noise, generations, regime):
    """Mean and variance of ‖β̂_t - β‖² given X: the error is N(0, C), C = m r²W⁻¹, so they are tr C and 2 tr C²."""
    covariance = noise**2 * np.linalg.inv(inputs.T @ inputs)
    times = multiplier(generations, regime)
    return times * np.trace(covariance), 2 * times**2 * np.trace(covariance @ covariance)


def expected_error(*, rows, dimension, noise, generations, regime, design):
    """E‖β̂_t - β‖².

    Fixed design, and replace under any design: r² E tr W⁻¹ times the multiplier. (Fresh replace: each fit adds an
    independent W_i⁻¹X_i'e_i of the same law.)
    Accumulate with fresh rows: with G_t = X_t'X_t and S_t = Σ_{i≤t} G_i, the normal equations
    S_tβ̂_t = S_{t-1}β̂_{t-1} + X_t'y_t with y_t = X_tβ̂_{t-1} + e_t give δ_t = δ_{t-1} + S_t⁻¹X_t'e_t.
    The last noise is independent of all rows and of the earlier noise, so squares add: E tr S_t⁻¹G_tS_t⁻¹.
    The G_i are exchangeable given S_t and sum to it, so this is
    E tr S_t⁻¹/t, and S_t is Wishart(tT): d/(t(tT - d - 1)), times r².
    """
    if regime == "accumulate" and design == "fresh":
        fits = np.arange(1, generations + 1)
        return noise**2 * np.cumsum(dimension / (fits * (fits * rows - dimension - 1)))
    return noise**2 * inverse_trace(rows, dimension) * multiplier(generations, regime)


def error_variance(*, rows, dimension, noise, generations, regime, design):
    """Var ‖β̂_t - β‖² over chains, for every case but accumulate with fresh rows; needs T > d + 3.

    Given the rows the error is normal with some covariance C, so ‖δ‖² has mean tr C and variance 2 tr C²; over the
    rows the variance is Var(tr C) + 2 E tr C². Second moments of the inverse Wishart with c = (T-d)(T-d-1)(T-d-3):
    E tr W⁻² = d(T-1)/c and E (tr W⁻¹)² = d((T-d-2)d + 2)/c.
    Fixed design: C = m r²W⁻¹. Fresh replace: C = r²ΣW_i⁻¹, independent terms, whose cross terms are d/(T-d-1)² a pair.
    """
    spare = rows - dimension
    scale = spare * (spare - 1) * (spare - 3)
    square = dimension * (rows - 1) / scale
    trace_variance = dimension * ((spare - 2) * dimension + 2) / scale - inverse_trace(rows, dimension) ** 2
    if design == "fixed":
        return noise**4 * multiplier(generations, regime) ** 2 * (trace_variance + 2 * square)
    fits = np.arange(1, generations + 1)
    pairs = fits * (fits - 1) * dimension / (spare - 1) ** 2
    return noise**4 * (fits * trace_variance + 2 * (fits * square + pairs))
