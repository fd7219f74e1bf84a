"""What repeated text is worth, by the published formula."""

import math

import pytest

from collapse.theory import repetition


def test_worth_of_epochs():
    """Few epochs are worth nearly as many on new text, many no more than the limit; values as others work them out."""
    assert repetition.worth(1) == 1
    worth = {epochs: repetition.worth(epochs) for epochs in (2, 4, 8, 16, 40)}
    assert worth == pytest.approx({2: 1.97, 4: 3.73, 8: 6.62, 16: 10.6, 40: 15.2}, rel=5e-3)
    assert repetition.worth(1e6) == pytest.approx(1 + repetition.PASSES)


def test_repetitions_equal_to_the_constant():
    """After as many repetitions as the constant they are worth 1 - 1/e of new text on average, as the authors say."""
    passes = repetition.PASSES
    assert (repetition.worth(1 + passes) - 1) / passes == pytest.approx(1 - 1 / math.e)


def test_less_than_one_epoch_is_refused():
    """Part of an epoch repeats nothing."""
    with pytest.raises(ValueError, match=r"epochs is 0\.5; 1 or more is accepted"):
        repetition.worth(0.5)
