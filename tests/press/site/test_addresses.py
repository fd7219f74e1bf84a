"""An address leads to the page and the place where something stands."""

from __future__ import annotations

from press.site import addresses


def test_an_item_of_a_list_stands_with_its_list():
    """The page of a figure has a line for the whole parameter, and none for each of its items."""
    assert addresses.number("stock", "page_growth[1]", is_parameter=True) == "figures/stock.md#param-page-growth"
    assert addresses.number("stock", "share_used") == "figures/stock.md#number-share-used"
