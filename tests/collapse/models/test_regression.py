"""Regression on drawn responses: least squares, ridge and the shortest exact fit, against direct solutions."""

import numpy as np
import pytest

from collapse.models import regression


def seeded(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def drawn(size, dimension, replicates=3):
    rng = seeded()
    rows = rng.standard_normal((replicates, size, dimension))
    return regression.Responses(rows, rng.standard_normal((replicates, size)), np.ones(size))


@pytest.mark.parametrize(("size", "dimension"), [(9, 3), (3, 3), (3, 7)])
def test_fit_is_least_squares_and_the_shortest_of_its_kind(size, dimension):
    """With enough rows the fit is the least-squares solution, with too few the one of least length."""
    data = drawn(size, dimension)
    fit = regression.Raw(regression.Fresh(dimension), 1.0).fit(data)
    for rows, values, found in zip(data.rows, data.values, fit.values, strict=True):
        assert found == pytest.approx(np.linalg.lstsq(rows, values)[0], rel=1e-6)


@pytest.mark.parametrize(("size", "dimension"), [(9, 3), (3, 7)])
def test_ridge_is_least_squares_with_more_rows(size, dimension):
    """A ridge acts as d further rows that ask for coefficients of 0, weighed by the root of size times ridge."""
    data = drawn(size, dimension)
    fit = regression.Raw(regression.Fresh(dimension), 1.0, 0.4).fit(data)
    extra = np.sqrt(size * 0.4) * np.eye(dimension)
    for rows, values, found in zip(data.rows, data.values, fit.values, strict=True):
        longer = np.concatenate([values, np.zeros(dimension)])
        assert found == pytest.approx(np.linalg.lstsq(np.concatenate([rows, extra]), longer)[0])


def test_weights_are_repetitions():
    """A row of weight 2 counts as two rows; a ridge does not notice."""
    model, data = regression.Raw(regression.Fresh(2), 1.0, 0.3), drawn(5, 2)
    weighted = model.fit(data._replace(weights=np.array([1.0, 2.0, 1.0, 1.0, 1.0])))
    repeated = np.array([0, 1, 1, 2, 3, 4])
    twice = regression.Responses(data.rows[:, repeated], data.values[:, repeated], np.ones(6))
    assert weighted.values == pytest.approx(model.fit(twice).values)


def test_noiseless_responses_are_fitted_exactly():
    """Without noise the fit gives back the coefficients, for both designs and for any number of generations."""
    truth = regression.constant(np.array([1.0, -2.0]), 4)
    design = regression.same(seeded().standard_normal((5, 2)))
    for where in (design, regression.Fresh(2)):
        model = regression.Raw(where, 0.0)
        assert model.fit(model.sample(truth, 10, seeded())).values == pytest.approx(truth.values)


def test_the_same_design_is_turned_to_its_axes():
    """Columns become orthogonal, with the spectrum as mean squares; predictions do not change."""
    rows = seeded().standard_normal((6, 3)) @ np.array([[1, 2, 0], [0, 1, 0.5], [0, 0, 1]])
    design = regression.same(rows)
    assert design.rows.T @ design.rows / 6 == pytest.approx(np.diag(design.spectrum))
    coefficients = np.array([1.0, 2.0, -1.0])
    assert design.rows @ (design.axes.T @ coefficients) == pytest.approx(rows @ coefficients)
    doubled = design.draw(1, 12, seeded())
    assert np.array_equal(doubled, np.concatenate([design.rows, design.rows])[np.newaxis])


def test_fewer_rows_than_coefficients_leave_axes_untouched():
    """A design of two rows in four dimensions has two axes of mean square exactly 0."""
    assert np.sum(regression.same(seeded().standard_normal((2, 4))).spectrum == 0) == 2


def test_squared_error_by_hand():
    """Distances (3, 4) and (0, 0) have the squares 25 and 0."""
    params = regression.Coefficients(np.array([[4.0, 4.0], [1.0, 0.0]]))
    assert regression.squared_error(params, regression.constant([1.0, 0.0], 2)).tolist() == [25.0, 0.0]


def test_subsampled_rows_keep_their_responses():
    """Without noise a part of the rows still determines the coefficients, for shared rows as well."""
    truth = regression.constant(np.array([1.0, -2.0]), 4)
    design = regression.same(seeded().standard_normal((8, 2)))
    model = regression.Raw(design, 0.0)
    part = model.subsample(model.sample(truth, 8, seeded()), 3, seeded(2))
    assert part.rows.shape == (4, 3, 2)
    assert model.fit(part).values == pytest.approx(truth.values)
    assert not np.array_equal(part.rows[0], part.rows[1])
    both = model.pool(part, model.sample(truth, 8, seeded()))
    assert both.rows.shape == (4, 11, 2)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: regression.same(np.ones(3)), r"rows have the shape \(3,\); a table of finite numbers"),
        (lambda: regression.same(np.full((2, 2), np.nan)), "a table of finite numbers"),
        (lambda: regression.repeats(7, 5), "size is 7; the same design of 5 rows fills multiples of 5 only"),
        (
            lambda: regression.Raw(regression.Fresh(2), 1.0, -1.0).fit(drawn(4, 2)),
            r"ridge is -1\.0; 0 or a positive number",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(make, message):
    """Each error says what was given and what is accepted."""
    with pytest.raises(ValueError, match=message):
        make()
