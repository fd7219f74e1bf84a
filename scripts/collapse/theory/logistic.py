"""What verified labels do to a classifier of two normal classes, each a given distance from the origin on one axis.

Labels are wrong at some rate, and a verifier keeps right and wrong ones at different rates. The sharp edge, where half
of the kept labels are wrong, is `verification.error_threshold`; here is how wide it is for a finite sample.

Sources:
- feng2025 (arXiv:2406.07515): the setting, and the edge
"""

import math

from collapse.numerics import refusals


@refusals.meant()
def best_accuracy(separation: float) -> float:
    """Give the accuracy of the true classifier, which no other exceeds (by definition).

    Args:
        separation: distance of each class's centre from the origin, in standard deviations of an input.

    Returns:
        The chance that a new input is classified rightly, from 1/2 for no separation.
    """
    return normal_cdf(separation)


@refusals.meant()
def kept_error_rate(error_rate: float, keep_right: float, keep_wrong: float) -> float:
    """Give the share of wrong labels among those that the verifier keeps (by definition: Bayes' rule).

    Args:
        error_rate: share of wrong labels before the verifier, from 0 to 1.
        keep_right: chance that a right label is kept.
        keep_wrong: chance that a wrong label is kept.

    Returns:
        A share from 0 to 1.

    Raises:
        ValueError: nothing is kept.
    """
    wrong, correct = error_rate * keep_wrong, (1 - error_rate) * keep_right
    if not wrong + correct > 0:
        raise ValueError(
            f"nothing is kept with error rate {error_rate} and keep rates {keep_right} for right and {keep_wrong} for "
            "wrong labels; a positive rate for labels that occur is accepted"
        )
    return wrong / (wrong + correct)


@refusals.meant()
def accuracy_near_threshold(
    kept_error: float, *, size: int, dimension: int, separation: float = 1.0, ridge: float = 0.0
) -> float:
    """Give the accuracy of a logistic fit to `size` kept labels, nearly half of which are wrong (derived here).

    Then the coefficients are small and one Newton step from zero finds them. The gradient is half the mean of label
    times input: (1 - 2 kept_error) times half the centre, and noise of variance 1/(4 n) on each of the other axes. The
    curvature is a quarter of the mean square of the inputs, larger along the centre, plus the ridge.

    Args:
        kept_error: share of wrong labels among those that are kept, near 1/2.
        size: labels that are kept.
        dimension: coordinates of an input, from 1.
        separation: distance of each class's centre from the origin, in standard deviations of an input.
        ridge: weight of half the squared length of the coefficients beside the average log loss, from 0.

    Returns:
        The chance that a new input is classified rightly, from 0 to 1.

    References:
        The setting is that of Feng et al. (2025), arXiv:2406.07515.
    """
    signal = (1 - 2 * kept_error) * separation / 2 / ((1 + separation**2) / 4 + ridge)
    noise = math.sqrt((dimension - 1) / (4 * size)) / (1 / 4 + ridge)
    return normal_cdf(separation * signal / math.hypot(signal, noise))


def normal_cdf(value: float) -> float:
    """Give the chance that a standard normal draw is less (by definition).

    Args:
        value: in standard deviations.

    Returns:
        A chance from 0 to 1.
    """
    return math.erfc(-value / math.sqrt(2)) / 2
