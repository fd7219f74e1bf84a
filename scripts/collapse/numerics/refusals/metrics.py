"""A metric is asked about parameters that a fit can have, and from the truth that it measures from."""

from collections.abc import Callable

from collapse.numerics.parameters import check_fields, check_rows, check_types
from collapse.numerics.refusals.arguments import Answer, Arguments, Given, refusing


def measurable(metric: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Refuse parameters that no fit has, of which a metric would give a number all the same.

    Args:
        metric: a function of fitted parameters, and perhaps of true ones.

    Returns:
        The metric.

    Raises:
        ValueError: by the metric, for NaN, for infinity other than the logarithm of 0, for probabilities that are below
            0, do not sum to 1, or are those of other types, and for fields or fits of unequal replicates.
        TypeError: by the metric, for fields that are no arrays of numbers.
    """

    def check(given: Arguments) -> None:
        for name, params in given.items():
            check_fields(params, name)
        check_rows(given)
        check_types(given)

    return refusing(check, metric)


def from_standard(*fields: str) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Mark a metric that measures from a truth in which these are 0, so that a study of another truth refuses it.

    Args:
        *fields: of the truth.

    Returns:
        A decorator.
    """

    def decorate(metric: Callable[Given, Answer]) -> Callable[Given, Answer]:
        vars(metric)["zero"] = fields
        return metric

    return decorate
