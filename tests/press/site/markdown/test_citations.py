"""A citation names its work on the spot, lists it at the end of the page, and says when it was read at second hand."""

from __future__ import annotations

import markdown
import pytest

from press.article.references import Passage, Reference
from press.site.markdown import citations

WORKS = {
    "smith2024": (Reference("smith2024", "Smith 2024", "J. Smith. <em>Fruit</em>.", located=True), "primary"),
    "jones2023": (Reference("jones2023", "Jones et al. 2023", "A. Jones. Trees.", located=True), "second-hand"),
}


def find(key):
    if key not in WORKS:
        raise LookupError(key)
    work, read = WORKS[key]
    return citations.Citation(work, [Passage("Words.", read, "a review")], f"../sources/#work-{key}")


def rendered(text):
    md = markdown.Markdown(extensions=["footnotes", "fenced_code"])
    citations.register(md, find, lambda: "page.md")
    return md.convert(text), md


def test_a_citation_is_a_labelled_footnote():
    """Authors and year in the text lead to the work, which leads back."""
    html, _ = rendered("Smaller [@smith2024].")
    assert (
        '(<span class="citation" id="fnref:smith2024"><a class="footnote-ref" href="#fn:smith2024">Smith 2024</a>'
        in html
    )
    assert '<li id="fn:smith2024">\n<p>J. Smith. <em>Fruit</em>.' in html
    assert 'href="#fnref:smith2024"' in html


def test_several_works_stand_in_one_citation():
    """They are parted by semicolons, in the order given."""
    html, _ = rendered("Smaller [@smith2024; @jones2023].")
    assert html.index("Smith 2024</a></span>; <span") < html.index("Jones et al. 2023</a></span>)")


def test_second_hand_is_said():
    """Where only a text about the work was read, the list says so; either way it leads to the words that were read."""
    html, _ = rendered("So [@jones2023], and so [@smith2024].")
    assert 'A. Jones. Trees. <a class="read" href="../sources/#work-jones2023">read at second hand</a>' in html
    assert '<em>Fruit</em>. <a class="read" href="../sources/#work-smith2024">what was read</a>' in html


def test_code_and_ordinary_footnotes_are_left_alone():
    """What only shows the notation cites nothing; a footnote of the author's keeps its number."""
    html, _ = rendered("`[@nobody]` and a note[^1].\n\n```\n[@nobody]\n```\n\n[^1]: Own.")
    assert "<code>[@nobody]</code>" in html
    assert '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>' in html


def test_nothing_is_kept_between_pages():
    """The next page lists its own works alone."""
    _, md = rendered("So [@jones2023].")
    md.reset()
    assert "Jones" not in md.convert("So [@smith2024].")


def test_an_unknown_work_stops_the_page():
    """An engine cannot wave through what raises."""
    with pytest.raises(LookupError, match="nobody"):
        rendered("So [@nobody].")
