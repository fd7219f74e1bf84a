"""What verified labels do to a classifier of two normal classes, each a given distance from the origin on one axis.

Labels are wrong at some rate, and a verifier keeps right and wrong ones at different rates. The sharp edge, where half
of the kept labels are wrong, is `verification.error_threshold`; here is how wide it is for a finite sample.

Sources:
- feng2025: the setting, and the edge
"""

import math


def best_accuracy(separation: float) -> float:
    """Give the accuracy of the true classifier."""
    return normal_cdf(separation)


def kept_error_rate(error_rate: float, keep_right: float, keep_wrong: float) -> float:
    """Give the share of wrong labels among those that the verifier keeps."""
    wrong, correct = error_rate * keep_wrong, (1 - error_rate) * keep_right
    if not wrong + correct > 0:
        raise ValueError(
            f"nothing is kept with error rate {error_rate} and keep rates {keep_right} for right and {keep_wrong} for "
            "wrong labels; a positive rate for labels that occur is accepted"
        )
    return wrong / (wrong + correct)


def accuracy_near_threshold(
    kept_error: float, *, size: int, dimension: int, separation: float = 1.0, ridge: float = 0.0
) -> float:
    """Give the accuracy of a logistic fit to `size` kept labels, nearly half of which are wrong (derived here).

    Then the coefficients are small and one Newton step from zero finds them. The gradient is half the mean of label
    times input: (1 - 2 kept_error) times half the centre, and noise of variance 1/(4 n) on each of the other axes. The
    curvature is a quarter of the mean square of the inputs, larger along the centre, plus the ridge.
    """
    signal = (1 - 2 * kept_error) * separation / 2 / ((1 + separation**2) / 4 + ridge)
    noise = math.sqrt((dimension - 1) / (4 * size)) / (1 / 4 + ridge)
    return normal_cdf(separation * signal / math.hypot(signal, noise))


def normal_cdf(value: float) -> float:
    """Give the chance that a standard normal draw is less."""
    return math.erfc(-value / math.sqrt(2)) / 2
