"""What is counted is said as one says it."""

from __future__ import annotations

import pytest

from press.core.counted import counted


@pytest.mark.parametrize(("count", "said"), [(0, "0 replies wait"), (1, "1 reply waits"), (2, "2 replies wait")])
def test_one_is_one_and_all_else_are_many(count, said):
    """None are many."""
    assert counted(count, "reply waits", "replies wait") == said
    assert counted(count, "page") == f"{count} page{'' if count == 1 else 's'}"
