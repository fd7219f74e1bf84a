"""The menus that an export holds: those of classic themes, item by item, and those of block themes, as text of blocks.

An export does not say which one stood where: that of a block theme wins, for it is made from the other, and of several
the longest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from press.wordpress.source.block_comments import COMMENT, attributes
from press.wordpress.source.items import whole
from press.wordpress.source.model import MenuItem

LINKS = frozenset({"navigation-link", "navigation-submenu", "home-link"})


def item(number: int, title: str, meta: Mapping[str, str]) -> MenuItem:
    """An item of a classic theme's menu, from the fields of its post."""
    kind = meta.get("_menu_item_type")
    target, parent = (meta.get(f"_menu_item_{key}", "") for key in ("object_id", "menu_item_parent"))
    leads_to = whole(target)
    return MenuItem(
        number, whole(parent), title, meta.get("_menu_item_url", ""),
        entry=leads_to if kind == "post_type" else 0, term=leads_to if kind == "taxonomy" else 0,
    )  # fmt: skip


def items(content: str) -> Iterator[MenuItem]:
    """The items of a block theme's menu, from its text."""
    above = [0]
    for number, match in enumerate(COMMENT.finditer(content), 1):
        if match["end"]:
            above = above[:-1] or [0] if match["name"] == "navigation-submenu" else above
            continue
        if match["name"] in LINKS:
            yield _of_block(number, above[-1], match["name"], attributes(match))
        elif match["name"] == "page-list":
            yield MenuItem(number, above[-1], "", "", pages=True)
        if match["name"] == "navigation-submenu" and not match["alone"]:
            above.append(number)


def longest(menus: Mapping[str, Sequence[MenuItem]]) -> tuple[MenuItem, ...]:
    """The longest of several menus, the first of these where they are equally long."""
    return max(map(tuple, menus.values()), key=len, default=())


def _of_block(number: int, above: int, name: str, given: dict[str, Any]) -> MenuItem:
    leads_to = whole(str(given.get("id") or ""))
    url = "/" if name == "home-link" else str(given.get("url") or "")
    title = str(given.get("label") or ("Home" if name == "home-link" else ""))
    return MenuItem(
        number, above, title, url,
        entry=leads_to if given.get("kind") == "post-type" else 0,
        term=leads_to if given.get("kind") == "taxonomy" else 0,
    )  # fmt: skip
