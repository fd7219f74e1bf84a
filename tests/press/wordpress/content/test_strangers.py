"""Text of strangers is read as nothing but text, wherever it stands and whatever extensions are enabled."""

from __future__ import annotations

import base64
from html import escape as escaped

import pytest
from lxml import etree
from markdown import Markdown

import mirrored
from press.html import safe, tree
from press.wordpress.content import convert, escape, prepare, surroundings

PLAIN = ["attr_list", "footnotes", "md_in_html", "tables", "toc", "fenced_code"]
MATERIAL = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "wikilinks",
    "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.critic", "pymdownx.details",
    "pymdownx.emoji", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark",
    "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde",
]  # fmt: skip
PIXEL = "data:image/png;base64," + base64.b64encode(b"pixel").decode()
VECTORS = [
    "[a](x autofocus tabindex=0 onfocus=window.pwned=1 y)",
    "[a](x class=md-overlay id=__config href=javascript:window.pwned=2 y)",
    "![a](x onerror=y)", "<http://x.example/>", "<a@b.example>", "`a` b", "**b** __c__ ~~d~~ ==e== ^^f^^",
    "see [RFC 1](https://e.example/rfc1)", "[@john]", "[^1]", "[x][y]", "[x]: y", "{: onclick=x }", "{: #__config .x }",
    "0.34<!-- a.b -->", "overstated<!-- C1 -->", '"><script>x</script>', "a\n\n    b", "a\n# b\n```\nc\n```",
    "~~~\nx\n~~~", "\\[a\\](b)", "&lt;b&gt; &amp;amp; &#60;", "*[HTML]: x", '--8<-- "x"', "{{ x }}", "{% x %}",
    "a | b\n---|---\n1|2", "- [ ] task", "++ctrl+alt+del++", ":smile: :material-alert:", "(c) (tm) +/- 1/2 -->",
    '!!! note "x"\n    y', "/// note\nx\n///", '=== "Tab"\n    x', "1. a\n2. b", "Term\n: def", "$x_1$ $$y$$ \\(z\\)",
    "{++a++} {--b--} {~~a~>b~~}", "[[wiki]]", "///Footnotes Go Here///", "[TOC]", "#!python x", ":::python x",
    "@user #12 www.a.example", "<b onclick=x>y</b>", "<!-- x -->", "<?php x ?>", '<div markdown="1">*x*</div>',
]  # fmt: skip
VALUES = {
    "abbr": '<p>t <abbr title="{value}">x</abbr> t</p>',
    "alt": f'<p>z <img src="{PIXEL}" alt="{{value}}"> z</p>',
    "title": f'<p>z <img src="{PIXEL}" alt="" title="{{value}}"> z</p>',
    "link": '<p><a href="https://ok.example/" title="{value}">x</a></p>',
    "time": '<p><time datetime="{value}">x</time></p>',
    "data": '<p><data value="{value}">x</data></p>',
    "lang": '<p>a <span lang="{value}">x</span></p>',
    "header": '<table><tr><th abbr="{value}">x</th></tr></table>',
    "in an item": '<ul><li>a <abbr title="{value}">x</abbr><table><tr><th abbr="{value}">x</th></tr></table></li></ul>',
}
TEXTS = {
    "p": "<p>{text}</p>",
    "h3": "<h3>{text}</h3>",
    "li": "<ul><li>{text}</li><li>b</li></ul>",
    "quotation": "<blockquote><p>{text}</p></blockquote>",
    "em": "<p>a<em>{text}</em>b</p>",
    "link": '<p><a href="https://ok.example/">{text}</a></p>',
    "cell": "<table><tr><th>{text}</th><td>{text}</td></tr></table>",
    "cell in an item": "<ul><li>x<table><tr><td>{text}</td></tr></table></li></ul>",
    "cell in a quotation": "<blockquote><table><tr><td>{text}</td></tr></table></blockquote>",
    "pre": "<pre>{text}</pre>",
    "pre with a tab": "<pre>\t{text}</pre>",
    "pre in an item": "<ol><li><p>x</p><pre>\t{text}</pre></li></ol>",
    "pre in a quotation": "<blockquote><pre>{text}</pre></blockquote>",
    "verse": '<pre class="wp-block-verse">{text} <em>x</em></pre>',
    "code": "<p>a <code>{text}</code> b</p>",
    "code with more": "<p>a <code>{text}<b>x</b></code> b</p>",
    "caption": f'<figure><img src="{PIXEL}" alt=""><figcaption>{{text}}</figcaption></figure>',
    "details": "<details><summary>{text}</summary>{text}</details>",
    "terms": "<dl><dt>{text}</dt><dd>{text}</dd></dl>",
    "pullquote": '<figure class="wp-block-pullquote"><blockquote><p>{text}</p></blockquote></figure>',
    "ordered from 3": '<ol start="3"><li>{text}</li></ol>',
}
SET_BY_ENGINES = {"class", "id"}


def _facts(html):
    """Every attribute that says something, and the letters."""
    root = etree.fromstring(f"<div>{html}</div>", etree.HTMLParser())
    said = [(each.tag, key, value) for each in root.iter() if isinstance(each.tag, str) for key, value in each.items()]
    return [one for one in said if one[1] not in SET_BY_ENGINES], "".join("".join(root.itertext()).split())


def _both(html, extensions, engine):
    root = safe.read(html)
    notes = surroundings.Notes([], [])
    footnotes = prepare.ordered(root, mirrored.nowhere(), notes)
    meant = _facts("".join(tree.serialise(node, exact=True) for node in root.children))
    written = convert.Writer(escape.signs(extensions), footnotes, {}, {}).markdown(root)
    return meant, _facts(engine.reset().convert(written)), written


@pytest.fixture(scope="module", params=[PLAIN, MATERIAL], ids=["plain", "material"])
def engine(request):
    """A renderer with its extensions."""
    return request.param, Markdown(extensions=request.param)


@pytest.mark.parametrize("place", VALUES)
def test_values_are_what_they_were(engine, place):
    """The value of an attribute comes back as it was, and none is there that was not."""
    for vector in VECTORS:
        (meant, _), (came, _), written = _both(VALUES[place].format(value=escaped(vector)), *engine)
        assert came == meant, written


@pytest.mark.slow
@pytest.mark.parametrize("place", TEXTS)
def test_texts_are_what_they_were(engine, place):
    """The letters come back as they were, and no element of them has an attribute."""
    for vector in VECTORS:
        (meant, words), (came, shown), written = _both(TEXTS[place].format(text=escaped(vector, quote=False)), *engine)
        assert (came, shown) == (meant, words), written
