"""A stranger's frames become links and what they hide from scripts is shown, however ill the HTML is formed."""

from __future__ import annotations

import pytest

from press.html import safe, tree

LINK = '<a href="https://e.org/v" title class="player">https://e.org/v</a>'
TITLED = '<a href="https://e.org/v" title="{}" class="player">'


def _shown(html: str) -> str:
    return "".join(map(tree.serialise, safe.read(html).children))


def _close(html: str) -> str:
    """Without the blanks that keep a link apart from the words beside it."""
    return html.replace(" <a", "<a").replace("</a> ", "</a>")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('a<iframe src="https://e.org/v">b</iframe>c', f"a{LINK}c"),
        ("<IFRAME SRC=https://e.org/v TITLE='A > B'></IFRAME >c", TITLED.format("A &gt; B") + "A &gt; B</a>c"),
        ("""<iframe title='"A"' data-x="</iframe>" src='https://e.org/v'>c""",
         TITLED.format("&quot;A&quot;") + '"A"</a>'),
        ("<iframe\nsrc = https://e.org/v\n/><p>in the frame</p><script>a()</script></iframe>c",
         f"{LINK}c"),
        ("<p>a<iframe src=https://e.org/v><b>in the frame, which nothing ends", f"<p>a{LINK}</p>"),
        ("a<iframe></iframe>b<iframe src=''>c</iframe>d", "abd"),
        ("a<iframe class='x wp-embedded-content' src=https://e.org/v></iframe>b", "ab"),
        ("a<iframe src='javascript:a()'></iframe><iframe srcdoc='<script>a()</script>'></iframe>b", "ab"),
    ],
)  # fmt: skip
def test_a_frame_is_a_link(html, shown):
    """A frame is where a parser sees one and as long; its link has the address and the title, and no script."""
    assert _close(_shown(html)) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<pre>&lt;iframe src=https://e.org/v></pre>", "<pre>&lt;iframe src=https://e.org/v&gt;</pre>"),
        ("a<!-- <iframe src=https://e.org/v></iframe> -->b", "ab"),
        ("a<script>'<iframe src=https://e.org/v>'</script>b", "ab"),
        ("<img alt='<iframe src=x>' src=a.png>", '<img alt="&lt;iframe src=x&gt;" src="a.png">'),
    ],
)
def test_what_only_looks_like_a_frame_is_none(html, shown):
    """In a code sample, a comment, a script or a value the letters of a frame are no frame."""
    assert _shown(html) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("a<noscript><img src=a.png></noscript>b", 'a<img src="a.png">b'),
        ("<NoScript class='>'><b>a</b><script>a()</script></NOSCRIPT>b", "<b>a</b>b"),
        ("<p>a<noscript><i>b", "<p>a<i>b</i></p>"),
        ("<noscript><iframe src=https://e.org/v></iframe></noscript>b", f"{LINK}b"),
        ("<noscript><noscript>a</noscript></noscript>b", "ab"),
        ("<noscript><a href='javascript:a()' onclick=b()>a</a><noscript x><svg onload=a()>", "<a>a</a>"),
        ("<!--<noscript>-->a<img alt='</noscript>' src=a.png>", 'a<img alt="&lt;/noscript&gt;" src="a.png">'),
    ],
)
def test_what_is_for_readers_without_scripts_is_shown(html, shown):
    """Nothing runs here, so that a reader sees what stands in `noscript`, made as harmless as all else."""
    assert _close(_shown(html).replace("<span></span>", "")) == shown
