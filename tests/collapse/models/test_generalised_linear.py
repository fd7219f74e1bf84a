"""Logistic and Poisson fits are the greatest likelihood's, each row by its weight."""

import numpy as np
import pytest
from scipy import optimize, special

from collapse.models import generalised_linear as glm
from collapse.models import regression
from collapse.models.regression import Responses
from collapse.theory.generalised_linear import logistic_fit_error, poisson_fit_error

TRUTH = regression.constant(np.array([1.0, -0.5]), 2)
LOSSES = {
    "logistic": lambda score, value: np.logaddexp(0, score) - value * score,
    "poisson": lambda score, value: np.exp(score) - value * score,
}


@pytest.mark.parametrize("family", [glm.LOGISTIC, glm.POISSON], ids=lambda family: family.name)
def test_a_fit_is_the_minimum_that_another_optimiser_finds(family):
    """Scipy's minimiser of the weighted loss ends at the same coefficients."""
    rng = np.random.default_rng(1)
    data = glm.Raw(family, 2).sample(TRUTH, 80, rng)._replace(weights=rng.random(80))
    found = glm.Raw(family, 2).fit(data)
    for rows, values, ours in zip(data.rows, data.values, found.values, strict=True):

        def loss(coefficients, rows=rows, values=values):
            return data.weights @ LOSSES[family.name](rows @ coefficients, values)

        assert optimize.minimize(loss, np.zeros(2), tol=1e-10).x == pytest.approx(ours, abs=1e-4)


def test_responses_that_can_be_separated_are_refused():
    """Where a plane parts the ones from the zeros the likelihood grows for ever."""
    rows = np.array([[[-1.0], [-2.0], [1.0], [2.0]]])
    data = Responses(rows, np.array([[0.0, 0.0, 1.0, 1.0]]), np.ones(4))
    with pytest.raises(ValueError, match=r"no logistic fit was found .*; use more rows"):
        glm.Raw(glm.LOGISTIC, 1).fit(data)


def test_the_error_of_one_fit_is_the_inverse_information():
    """With coefficients of 0 the information is a quarter, and 1, of the rows; Poisson's grows with the length."""
    assert logistic_fit_error(0.0, 3, 100) == pytest.approx(4 * 3 / 100)
    assert poisson_fit_error(0.0, 3, 100) == pytest.approx(3 / 100)
    nodes = np.linspace(-12, 12, 20_001)
    density = np.exp(-(nodes**2) / 2) / np.sqrt(2 * np.pi)
    slope = special.expit(1.5 * nodes) * special.expit(-1.5 * nodes) * density * (nodes[1] - nodes[0])
    assert logistic_fit_error(1.5, 2, 1) == pytest.approx(1 / slope.sum() + 1 / (slope @ nodes**2), rel=1e-8)


@pytest.mark.parametrize(
    ("family", "error"),
    [(glm.LOGISTIC, logistic_fit_error), (glm.POISSON, poisson_fit_error)],
    ids=["logistic", "poisson"],
)
def test_many_rows_have_that_error(family, error):
    """Of 600 rows the error is within an eighth of the leading order, whose next term is of the order of d / n."""
    truth = regression.constant(np.array([1.0, 0.0]), 1500)
    model = glm.Raw(family, 2)
    found = model.fit(model.sample(truth, 600, np.random.default_rng(1)))
    measured = regression.squared_error(found, truth).mean()
    assert measured == pytest.approx(error(1.0, 2, 600), rel=0.125)
