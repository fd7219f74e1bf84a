"""The figure of known results leaves out nothing that is measured."""

from __future__ import annotations

from collapse import conformance
from experiments import published_results


def test_every_family_of_rows_is_in_the_figure():
    """The families are named one by one, for freshness, and are all that the library has, and the forecast's."""
    assert set(published_results.FAMILIES) == {*conformance.families(), "data_stock"}
