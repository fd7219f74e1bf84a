"""How two numbers are compared here: by the standard errors between them."""

import numpy as np

LIMIT = 4.0  # standard errors; one honest comparison in 16,000 exceeds it, and the seeds are fixed
MANY = 4.5  # for the thousands of comparisons of two simulations: one honest suite in 30 exceeds it


def scores(sample, expected, variance=None):
    """The z-scores of the mean over chains (first axis), with the analytic variance of one chain where it is known."""
    sample = np.asarray(sample, dtype=float)
    spread = np.var(sample, axis=0, ddof=1) if variance is None else np.asarray(variance, dtype=float)
    return (sample.mean(axis=0) - expected) / np.sqrt(spread / len(sample))


def two_sample_scores(left, right):
    """The z-scores between the means over chains (first axis) of two independent samples."""
    left, right = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    error = np.var(left, axis=0, ddof=1) / len(left) + np.var(right, axis=0, ddof=1) / len(right)
    return (left.mean(axis=0) - right.mean(axis=0)) / np.sqrt(error)


def variance_scores(left, right):
    """The z-scores between the variances over chains of two independent samples (means of squared residuals)."""
    residuals = [
        (np.asarray(part) - np.mean(part, axis=0)) ** 2 * len(part) / (len(part) - 1) for part in (left, right)
    ]
    return two_sample_scores(*residuals)


def worst(values):
    return float(np.max(np.abs(values)))


def gap(ours, theirs):
    """The largest relative difference between two arrays of the same shape."""
    ours, theirs = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    assert ours.shape == theirs.shape, f"shapes differ: ours {ours.shape}, theirs {theirs.shape}"
    return float(np.max(np.abs(ours - theirs) / np.maximum(np.abs(ours), 1e-300)))
