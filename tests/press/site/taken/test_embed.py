"""A figure may stand on another's page, with its name, its source and its licence."""

from __future__ import annotations

from bs4 import BeautifulSoup

from press.core import project as projects
from press.core import results
from press.site.taken import embed


def test_a_frame_has_the_drawing_and_the_way_to_its_page(article):
    """Both palettes and both widths, an alternative text, and links that leave the frame."""
    found = projects.find(article)
    path, html = embed.page(found, results.read(found.figures / "coin_mean.json"))
    assert path == "embed/coin_mean/index.html"
    page = BeautifulSoup(html, "html.parser")
    assert page.img["alt"]
    assert page.img["src"] == "../../figures/coin_mean.svg#day"
    assert {source["srcset"].partition("figures/")[2] for source in page.select("source")} == {
        "coin_mean.narrow.svg#night", "coin_mean.narrow.svg#day", "coin_mean.svg#night",
    }  # fmt: skip
    links = [(link["href"], link["target"]) for link in page.select("a")]
    assert links == [("../../figures/coin_mean/", "_blank"), ("../../", "_blank")]
    assert "all rights reserved" in page.select_one(".source").get_text()


def test_the_code_to_write_is_whole_or_not_there(project):
    """Without an address of the site nobody could write one."""
    found = projects.find(project)
    result = results.read(found.figures / "coin_mean.json")
    assert embed.code(found, result) == ""
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nsite_url: https://coin.example/x\n", encoding="utf-8")
    frame = BeautifulSoup(embed.code(found, result), "html.parser").iframe
    assert frame["src"] == "https://coin.example/x/embed/coin_mean/"
    assert frame["title"]
    assert int(frame["height"]) > 300
