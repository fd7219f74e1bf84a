"""The blog's menu comes over as the tree it was, and what of it leads nowhere is said."""

from __future__ import annotations

import json

import pytest

import mirrored
from press.wordpress.mirror import menu, places
from press.wordpress.source import navigation
from press.wordpress.source.model import MenuItem

LINK = "<!-- wp:navigation-link {} /-->"
ABOUT, TEAM, TECHNOLOGY = (
    "about/index.md",
    "about/team/index.md",
    "category/technology/artificial-intelligence/index.md",
)


@pytest.fixture
def shown():
    """The tree of a menu in the test blog, and what of it is lost."""
    blog = mirrored.blog("npm", "export")
    where = places.Places(blog, [post for post in blog.posts if post.public], ())

    def call(*items):
        return menu.tree(blog._replace(menu=items), where)

    return call


def _item(number=1, parent=0, title="x", url="", **more):
    return MenuItem(number, parent, title, url, **more)


def _block(**attributes):
    return LINK.format(json.dumps(attributes))


@pytest.mark.parametrize("flavour", ["npm", "debian"])
def test_the_menu_of_the_test_blog(flavour):
    """From either kind of theme: the front page by its private address, a page below a page, and a category."""
    blog = mirrored.blog(flavour, "export")
    where = places.Places(blog, [post for post in blog.posts if post.public], ())
    below = {"below": [{"name": "Team", "source": TEAM}]}
    tree = [{"name": "Home", "source": "index.md"}, {"name": "About", "source": ABOUT} | below,
            {"name": "Artificial Intelligence", "source": TECHNOLOGY}]  # fmt: skip
    assert menu.tree(blog, where) == (tree, [])


def test_a_link_to_another_site_stays_one_and_a_bad_one_does_not(shown):
    """Other sites are linked to; what would run, a private address and a page that is not here are entries of loss."""
    tree, losses = shown(_item(url="https://example.org/x"))
    assert (tree, losses) == ([{"name": "x", "url": "https://example.org/x"}], [])
    for url in (
        "javascript:alert(1)",
        "http://192.168.1.9/nowhere/",
        "/wp-login.php",
        "http://[::1",
        "",
        "data:text/html,x",
    ):
        assert shown(_item(url=url)) == ([], ["menu entry x: leads to a page that the blog has not"])


def test_a_heading_of_a_menu_keeps_what_stands_below_it(shown):
    """An item that leads nowhere and has others below it stays as a name."""
    team = [{"name": "Team", "source": TEAM}]
    more = [{"name": "More", "below": team}]
    assert shown(_item(1, title="More", url="#"), _item(2, 1, "Team", url="/about/team/")) == (more, [])
    lost = "menu entry More: leads to a page that the blog has not"
    assert shown(_item(1, title="More", url="/no/"), _item(2, 1, "Team", url="/about/team/")) == (more, [lost])


def test_hostile_menus_end(shown):
    """Items in a ring, below themselves or a thousand deep do not hang the import, and names are text."""
    assert shown(_item(1, 2), _item(2, 1), _item(3, 3))[0] == []
    assert shown(*(_item(n, n - 1, url="/about/") for n in range(1, 1000)))[0] != []
    number = "9" * 5000
    endless = navigation.item(1, "x", {"_menu_item_object_id": number, "_menu_item_menu_item_parent": number})
    assert endless == _item()
    assert list(navigation.items(_block(label="x", id=number) + "[" * 10**5)) == [_item()]
    tree, _ = shown(_item(title="<script>a()</script><b>About</b>", url="/about/"))
    assert tree == [{"name": "About", "source": ABOUT}]


def test_menus_of_block_themes_are_read_from_their_blocks():
    """Links, submenus, the front page and the list of all pages; what is no JSON is passed over."""
    inner = _block(label="Team", url="/about/team/", kind="post-type", id="47")
    text = (
        f"<!-- wp:home-link /-->{_block(label='A', url='https://example.org/')}"
        f'<!-- wp:navigation-submenu {{"label":"About","url":"/about/"}} -->{inner}<!-- /wp:navigation-submenu -->'
        "<!-- wp:navigation-link {broken} /--><!-- wp:page-list /-->"
    )
    items = list(navigation.items(text))
    assert [item.title for item in items] == ["Home", "A", "About", "Team", "", ""]
    assert [item.parent for item in items] == [0, 0, 0, items[2].number, 0, 0]
    assert (items[3].entry, items[-1].pages) == (47, True)


def test_a_list_of_all_pages_is_their_tree(shown):
    """A menu that lists no page of its own shows all of them, each below the one it belongs to."""
    tree, losses = shown(_item(pages=True))
    about = next(entry for entry in tree if entry["name"] == "About")
    assert TEAM in [entry["source"] for entry in about["below"]]
    assert losses == []


def test_of_several_menus_the_longest_stands():
    """An export does not say which menu stood where."""
    one, two = [_item(1)], [_item(2), _item(3)]
    assert navigation.longest({"footer": one, "main": two}) == tuple(two)
    assert navigation.longest({}) == ()
