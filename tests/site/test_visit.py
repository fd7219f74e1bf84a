"""A page of each kind, as a first visitor meets it: still, quiet, narrow, accessible and light."""

from __future__ import annotations

import pytest

import visit
from weight import limits, weights

pytestmark = pytest.mark.slow

LOOKS = {390: ("light", True), 768: ("dark", False), 1280: ("dark", True)}  # and whether it is looked at with axe
MOST = 0.01


@pytest.mark.parametrize("path", visit.KINDS)
def test_a_page_is_still_quiet_and_accessible(browser, site, address, path):
    """Nothing moves or is logged, nothing sticks out at 400 %, and no guideline is broken with all of it open."""
    assert set(LOOKS) == set(visit.WIDTHS)
    for width, (scheme, axe) in LOOKS.items():
        found = visit.visited(browser, site, address, path, width=width, scheme=scheme, axe=axe)
        assert found.shift <= MOST, width
        assert (found.said, found.sideways, found.broken) == ([], 0, []), width


def test_a_first_visit_is_light_on_every_page(browser, site, address):
    """What pictures a browser fetches before one scrolls is its own affair: pages that all of them burden are asked."""
    names = {name.removesuffix("index.html"): weight for name, weight in weights(site, waiting=True).items()}
    heavy = [name for name, weight in names.items() if weight.whole > limits(f"{name}index.html").whole]
    assert 0 < len(heavy) < len(names) / 2
    for name in heavy:
        found = visit.visited(browser, site, address, name, width=768, scheme="light", axe=False)
        assert found.fetched <= limits(f"{name}index.html").whole, name
