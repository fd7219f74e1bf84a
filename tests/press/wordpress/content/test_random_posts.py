"""Whatever a post is made of, its page shows the same: words, headings, links, code and cells, in order."""

from __future__ import annotations

from html import escape
from urllib.parse import unquote

import markdown
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mirrored
from press.wordpress.mirror import blog as mirror
from press.wordpress.proof import agreement, contents
from press.wordpress.source.model import Post

EXTENSIONS = ["admonition", "attr_list", "footnotes", "md_in_html", "tables", "toc", "fenced_code"]
SIGNS = [
    "*",
    "_",
    "`",
    "#",
    "- ",
    "1. ",
    "> ",
    "|",
    "!",
    "[a](b)",
    "{{ x }}",
    "<b>",
    "&amp;",
    "$",
    "\\",
    "~",
    "=",
    ":",
    "+",
    "^",
    "{#a}",
]
WORDS = st.lists(
    st.one_of(st.sampled_from(SIGNS), st.text("abc é日", min_size=1, max_size=4)), min_size=1, max_size=6
).map(" ".join)  # fmt: skip
TEXT = WORDS.map(lambda text: escape(text, quote=False)).filter(lambda text: text.strip())


def _phrase(name: str, inside: str) -> str:
    return {
        "a": f'<a href="https://example.org/{len(inside)}">{inside}</a>',
        "br": f"{inside}<br>{inside}",
        "plain": inside,
    }.get(name, f"<{name}>{inside}</{name}>")


PHRASE = st.builds(
    _phrase, st.sampled_from(["plain", "em", "strong", "code", "a", "br", "sub", "mark", "kbd", "del"]), TEXT
)
OUTER = st.builds(_phrase, st.sampled_from(["em", "strong", "a"]), PHRASE.filter(lambda phrase: "<a" not in phrase))
PHRASES = st.lists(st.one_of(PHRASE, OUTER), min_size=1, max_size=4).map(" ".join)
CODE = st.text("ab {}<>&`*_\n\t#-=", min_size=1, max_size=30).filter(lambda text: text.strip())


def _list(name: str, items: list[str]) -> str:
    return f"<{name}>{''.join(f'<li>{item}</li>' for item in items)}</{name}>"


LIST = st.builds(_list, st.sampled_from(["ul", "ol"]), st.lists(PHRASES, min_size=1, max_size=3))
NESTED = st.builds(
    lambda outer, inner, text: f"<{outer}><li>{text}{inner}</li><li>{text}</li></{outer}>",
    st.sampled_from(["ul", "ol"]),
    LIST,
    PHRASES,
)
TABLE = st.lists(st.lists(PHRASES, min_size=2, max_size=2), min_size=1, max_size=3).map(
    lambda rows: (
        "<figure class='wp-block-table'><table><tbody>"
        + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        + "</tbody></table></figure>"
    )
)
BLOCK = st.one_of(
    PHRASES.map(lambda text: f"<p>{text}</p>"),
    st.builds(lambda level, text: f"<h{level}>{text}</h{level}>", st.integers(2, 6), TEXT),
    LIST, NESTED, TABLE,
    PHRASES.map(lambda text: f"<blockquote><p>{text}</p><cite>{text}</cite></blockquote>"),
    CODE.map(lambda text: f"<pre class='wp-block-code'><code>{escape(text)}</code></pre>"),
    PHRASES.map(lambda text: f"<details><summary>Open</summary><p>{text}</p></details>"),
    PHRASES.map(lambda text: f"<div class='wp-block-columns'><div><p>{text}</p></div><div><p>{text}</p></div></div>"),
    st.just("<hr>"),
)  # fmt: skip


def _facts(html: str) -> contents.Facts:
    found = contents.read(html, unquote)
    return found._replace(code=tuple(text.rstrip("\n") for text in found.code))


@pytest.mark.slow
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(blocks=st.lists(BLOCK, min_size=1, max_size=6))
def test_a_random_post_is_shown_as_it_was(blocks, tmp_path_factory):
    """Any row of blocks of any phrases, imported and rendered as the site does, has the facts of the original."""
    content = "".join(f"<!-- wp:html -->\n{block}\n<!-- /wp:html -->\n\n" for block in blocks)
    post = Post(1, "post", "random", "Random", "http://127.0.0.1:8865/random/", "", "publish", False, content)  # noqa: FBT003
    blog = mirrored.blog("npm", "export")._replace(media=(), patterns={}, menu=(), posts=(post,))
    folder = tmp_path_factory.mktemp("random") / "content"
    report = mirror.import_blog(blog, folder, today=mirrored.TODAY)
    body = (folder / "random" / "index.md").read_text(encoding="utf-8").split("\n# Random\n", 1)[1]
    assert report.losses == ()
    score = agreement.compare(_facts(content), _facts(markdown.markdown(body, extensions=EXTENSIONS)))
    assert score.differences == (), body
