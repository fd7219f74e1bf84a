"""A closed form answers no question that cannot be meant."""

import inspect

import numpy as np
import pytest

from collapse.numerics.meaning import MEANINGS, from_number
from collapse.numerics.refusals import meant
from collapse.theory import blends, editing, empirical, generalised_linear, population, rationalisation

CALLS = {
    blends.weighted_error: {"size": 10, "real_weight": 0.5, "ratio": 2.0, "generations": 3},
    editing.edited_error: {"rows": np.eye(3), "noise": 1.0, "shares": np.array([0.5])},
    generalised_linear.logistic_fit_error: {"length": 1.0, "dimension": 2, "size": 100},
    generalised_linear.poisson_fit_error: {"length": 1.0, "dimension": 2, "size": 100},
    population.replace: {"shares": np.eye(2), "size": 10, "generations": 3},
    rationalisation.unaided: {"start": -3.0, "hint": 2.0, "rollouts": 4, "step": 1.0, "rounds": 2, "penalty": 1.0},
}
CASES = [(call, name) for call, good in CALLS.items() for name in good if name != "rows"]


@pytest.mark.parametrize(("call", "name"), CASES, ids=lambda item: getattr(item, "__name__", item))
def test_each_argument_is_held_to_its_name(call, name):
    """NaN, a word, and what is out of range are refused by name; the good call is not."""
    good = CALLS[call]
    call(**good)
    bad = [float("nan"), "3", None]
    bad += [] if name in {"start", "hint"} else [-1]
    bad += [2.5] if isinstance(good[name], int) else []
    for value in bad:
        with pytest.raises(ValueError, match=rf"{name} is .*; .* is accepted"):
            call(**good | {name: value})


def test_arrays_are_held_to_their_names_too():
    """One share above 1 among many is refused."""
    with pytest.raises(ValueError, match="shares is"):
        editing.edited_error(np.eye(3), 1.0, np.array([0.5, 1.5]))
    assert empirical.cramer_von_mises(np.array([0.6])) == pytest.approx(0.1)


def test_a_formula_may_need_more():
    """What a name means can be narrowed, and the function keeps its name and signature."""

    @meant(size=from_number(2))
    def answer(size: int) -> int:
        """Give the size."""
        return size

    assert answer(2) == 2
    assert answer.__name__ == "answer"
    assert list(inspect.signature(answer).parameters) == ["size"]
    with pytest.raises(ValueError, match="size is 1; a whole number from 2 is accepted"):
        answer(1)
    with pytest.raises(ValueError, match="size is inf"):
        answer(float("inf"))


def test_divisors_and_tokens_have_a_meaning():
    """A divisor of n - 9 and minus five tokens mean nothing, whatever formula asks."""
    for name, value in (
        ("ddof", 9),
        ("ddof", 2),
        ("tokens", -5),
        ("generations", -1),
        ("size", -3),
        ("exponent", -1.0),
    ):
        with pytest.raises(ValueError, match=rf"{name} is {value}; .* is accepted"):
            MEANINGS[name].refuse(value, name)
    MEANINGS["tokens"].refuse(1e13, "tokens")
    with pytest.raises(ValueError, match="sum 1 is accepted"):
        MEANINGS["probabilities"].refuse(np.array([0.2, 0.2]), "probabilities")
