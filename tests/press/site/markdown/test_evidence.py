"""What is bound leads to the place on a figure's page where it can be looked up."""

from __future__ import annotations

import pytest

from outside import ROOT
from press.article.store import Store
from press.core import project
from press.site.markdown import Evidence


@pytest.fixture(scope="module")
def evidence():
    """The project as it lies here."""
    return Evidence(Store(project.find(ROOT)))


@pytest.mark.parametrize(
    ("reference", "place"),
    [
        ("detection_power.items_paired", "number-items-paired"),
        ("2 * detection_power.items_paired", "number-items-paired"),
        ("detection_power.generations", "param-generations"),
        ("data_stock.page_growth[1]", "param-page-growth"),
        ("min(detection_power.exact.paired)", "take-it-with-you"),
        ("len(detection_power.exact.paired) / detection_power.items_paired", "take-it-with-you"),
    ],
)
def test_a_binding_leads_to_its_number_its_parameter_or_the_tables(evidence, reference, place):
    """An item stands with its list, and a column with the data, of which the page of a figure has no line."""
    address = evidence.address("evidence/index.md", reference)
    assert address.startswith("../figures/")
    assert address.endswith(f"#{place}")


def test_a_run_has_no_page(evidence):
    """Its numbers lead nowhere."""
    assert evidence.address("index.md", "bench.pages") == ""
