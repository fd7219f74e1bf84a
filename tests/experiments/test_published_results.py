"""What is measured and stands in no figure is said beside it, with its number."""

from __future__ import annotations

import pytest

from collapse import conformance
from experiments import published_results
from outside import ROOT

pytestmark = pytest.mark.slow  # the rows are simulated

SAID = {16: "Sixteen", 1: "One"}


def test_the_rows_that_the_figure_leaves_out_are_counted_on_the_page():
    """So many that all come out, and of so many of them a source was read."""
    families = [name for name in conformance.families() if name not in published_results.FAMILIES]
    left = [row for family in families for row in conformance.measure(family)]
    page = (ROOT / "content" / "literature.md").read_text(encoding="utf-8")
    read = sum(row.reading == "primary" for row in left)
    assert all(row.passes for row in left)
    assert f"{SAID[len(left)]} further results are not in that count nor in the figure" in page
    assert f"{SAID[read]} of the sixteen has a source that was read; the others were derived here" in page
    assert {row.reading for row in left} == {"primary", "derived"}
