"""A hostile blog is imported as far as it is harmless: nothing runs, calls out, leaves its folder or stops the rest."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.sax.saxutils import escape

import markdown
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mirrored
from press.core import project
from press.core.errors import PressError
from press.html import safe
from press.site import engine
from press.wordpress.mirror import blog as mirror
from press.wordpress.source import php, rest, wxr

HEAD = """<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"><channel>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>http://blog.example</wp:base_site_url>"""
USUAL = {
    "title": "A title",
    "link": "http://blog.example/2026/01/01/hostile/",
    "content": "<p>text</p>",
    "slug": "hostile",
    "excerpt": "",
    "author": "a",
    "file": "2026/01/a.png",
    "url": "http://blog.example/wp-content/uploads/2026/01/a.png",
    "name": "Reader",
    "site": "",
    "comment": "Fine.",
    "tag": "tag",
    "metadata": "",
    "parent": "0",
}
ITEM = """<item><title>{title}</title><link>{link}</link><dc:creator>{author}</dc:creator>
<content:encoded>{content}</content:encoded><excerpt:encoded>{excerpt}</excerpt:encoded><wp:post_id>1</wp:post_id>
<wp:post_name>{slug}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<wp:post_date>2026-01-01 10:00:00</wp:post_date><category domain="post_tag" nicename="{tag}">{tag}</category>
<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>{name}</wp:comment_author>
<wp:comment_author_url>{site}</wp:comment_author_url><wp:comment_content>{comment}</wp:comment_content>
<wp:comment_parent>{parent}</wp:comment_parent><wp:comment_approved>1</wp:comment_approved></wp:comment></item>
<item><title>m</title><link>{link}m/</link><wp:post_id>2</wp:post_id><wp:post_type>attachment</wp:post_type>
<wp:attachment_url>{url}</wp:attachment_url><wp:postmeta><wp:meta_key>_wp_attached_file</wp:meta_key>
<wp:meta_value>{file}</wp:meta_value></wp:postmeta><wp:postmeta><wp:meta_key>_wp_attachment_metadata</wp:meta_key>
<wp:meta_value>{metadata}</wp:meta_value></wp:postmeta></item>
<item><title>Harmless</title><link>http://blog.example/harmless/</link><content:encoded>&lt;p&gt;Harmless.</content:encoded>
<wp:post_id>3</wp:post_id><wp:post_name>harmless</wp:post_name><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type><wp:post_date>2025-01-01 10:00:00</wp:post_date></item>"""
EVIL = "javascript:alert(1)"
CONTENTS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'/>",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe><img src=x onerror=alert(1)></iframe>",
    "<iframe src='https://evil.example/' onload=alert(1)></iframe>",
    '<iframe src="data:text/html,<script>alert(1)</script>">',
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<noscript><img src=x onerror=alert(1)></noscript>",
    f"<a href='{EVIL}'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
    "<img src='file:///etc/passwd'>",
    "<img src='//10.0.0.1/a.png'>",
    "<img src='https://evil.example/pixel.gif'>",
    "<img srcset='https://evil.example/p.gif 1x' src='https://evil.example/p.gif'>",
    "<p style='background:url(//evil.example/x)'>x</p>",
    "<style>@import '//evil.example/x.css';</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//e'>",
    "<object data=x.swf><embed src=x.swf></object>",
    "<embed src=//evil.example/x.swf>",
    "<applet code=x></applet>",
    "<form action=//evil.example><input onfocus=alert(1)><button formaction=javascript:alert(1)>Go</button></form>",
    "<video src=x onerror=alert(1) poster=javascript:alert(1)></video>",
    "<audio src=//evil.example/a.mp3 autoplay></audio>",
    "<video><source onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<?php system('id'); ?><p>x</p>",
    "<div id=__search class=md-header>x</div>",
    "<p id='x\" onclick=alert(1)'>x</p>",
    '<p markdown=1>--8&lt;-- "/etc/passwd"</p>',
    '--8<-- "/etc/passwd"',
    "<p>{{ config }} {% include '/etc/passwd' %}</p>",
    '<pre>{{ 7*7 }}\n--8<-- "/etc/passwd"</pre>',
    "[caption]<img src=x onerror=alert(1)> <script>alert(1)</script>[/caption]",
    "[gallery ids='999999999999999999999999']",
    "[video mp4='javascript:alert(1)'][/video]",
    "[embed]javascript:alert(1)[/embed]",
    '<!-- wp:block {"ref":1} /-->',
    "<!-- wp:block {broken /-->",
    '<!-- wp:image {"a":{"b":{} -->',
    "0<!-- a.b --> 1",
    "<div>" * 5000 + "x",
    "<b>" * 3000 + "x",
    "<ul><li>" * 1000 + "x",
    "[gallery" * 5000,
    "[caption " * 3000,
    "<" * 50_000,
    "&" * 50_000,
    "<p>" + "a " * 200_000,
    "`" * 20_000,
    "*_" * 20_000,
    "\u202eevil\u202c \ufeff \u0000 \ud7ff",
]
FIELDS = [
    {"slug": "../../../../x", "link": "http://blog.example/../../../../x/"},
    {"link": "http://blog.example/..%2f..%2f..%2fx/"},
    {"link": "http://blog.example/%2e%2e/%2e%2e/x"},
    {"link": "/etc/cron.d/x"},
    {"link": "file:///etc/passwd"},
    {"link": "http://["},
    {"link": "http://blog.example/" + "a" * 5000 + "/"},
    {"link": "http://blog.example/" + "a/" * 500},
    {"link": "http://blog.example/CON/nul/"},
    {"link": "http://blog.example/.git/config/"},
    {"link": "http://blog.example/.wordpress/blog.json/"},
    {"link": "http://blog.example/a\nb/"},
    {"title": "x\n---\nlayout: pwned\n---\n"},
    {"title": "<script>alert(1)</script>"},
    {"title": '{{ 7*7 }} --8<-- "x"'},
    {"title": "!!python/object/apply:os.system ['id']"},
    {"title": "x" * 100_000},
    {"title": "\x07\x1b[31m"},
    {"excerpt": "---\n<script>alert(1)</script>"},
    {"author": "../../x"},
    {"author": "<img src=x onerror=alert(1)>"},
    {"tag": "../../x"},
    {"tag": "<script>alert(1)</script>"},
    {"tag": "x" * 5000},
    {"name": "<img src=x onerror=alert(1)>"},
    {"name": "a@example.net"},
    {"site": EVIL},
    {"site": 'http://x" onclick=alert(1)'},
    {"site": "http://192.168.1.22/"},
    {"comment": "<script>alert(1)</script><iframe src=javascript:alert(1)></iframe>"},
    {"comment": "<a href='javascript:alert(1)'>x</a><img src=x onerror=alert(1)>"},
    {"comment": "{{ 7*7 }} {% x %}"},
    {"parent": "1"},
    {"parent": "9" * 5000},
    {"file": "../../../../etc/passwd", "url": "http://blog.example/wp-content/uploads/../../../../etc/passwd"},
    {"file": "/etc/passwd"},
    {"file": "..%2f..%2fsecret.txt"},
    {"url": "file:///etc/passwd"},
    {"file": "x.svg"},
    {"file": "x.html"},
    {"file": "x.php"},
    {"metadata": 'O:8:"stdClass":0:{}'},
    {"metadata": "a:999999:{" * 1000},
    {"metadata": 'a:1:{s:5:"sizes";a:1:{i:0;a:1:{s:4:"file";s:9:"../../x.y";}}}'},
]
ALLOWED = {"html", "body", *safe.CARRIED, "section", "header", "main", "footer"}
SAFE_SCHEME = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


class _Watch(HTMLParser):
    """Notes whatever would run, draw or call out; it shares nothing with the importer."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED:
            self.bad.append(f"<{tag}>")
        for key, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "")
            if key.startswith("on") or key in {"style", "srcdoc", "formaction", "background", "xlink:href", "ping"}:
                self.bad.append(f"{tag} {key}={value}")
            if key in {"src", "poster", "srcset"} and re.match(
                r"(?!data:image/(?:png|gif|jpeg|webp);)[a-z]+:|//", address, re.IGNORECASE
            ):
                self.bad.append(f"{tag} {key}={value}")
            if (
                key == "href"
                and re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE)
                and not SAFE_SCHEME.match(address)
            ):
                self.bad.append(f"{tag} {key}={value}")
            if key in {"id", "class"} and re.search(r"(?:^|\s)(?:__|md-)", value or ""):
                self.bad.append(f"{tag} {key}={value}")


def _dangers(html: str) -> list[str]:
    watch = _Watch()
    watch.feed(html)
    watch.close()
    return watch.bad


def _export(folder: Path, **fields: str) -> Path:
    path = folder / "export.xml"
    filled = {key: escape(wxr.FORBIDDEN.sub("", value), {'"': "&quot;"}) for key, value in (USUAL | fields).items()}
    path.write_text(f"{HEAD}{ITEM.format(**filled)}</channel></rss>", encoding="utf-8")
    return path


@pytest.fixture
def imported(tmp_path):
    """Import a hostile export beside a secret; returns the pages, and fails when anything is written elsewhere."""

    def call(**fields: str):
        media = tmp_path / "media" / "2026" / "01"
        media.mkdir(parents=True)
        for name in ("a.png", "x.svg", "x.html", "x.php"):
            (media / name).write_bytes(b"x")
        (tmp_path / "secret.txt").write_text("SECRET-FILE", encoding="utf-8")
        (media.parent.parent / "x.svg").write_bytes(b"<svg onload=alert(1)>")
        (media / "link.png").symlink_to(tmp_path / "secret.txt")
        path = _export(tmp_path, **fields)
        before = set(tmp_path.rglob("*"))
        folder = tmp_path / "deep" / "er" / "content"
        folder.parent.mkdir(parents=True)
        report = mirror.import_blog(wxr.read(path), folder, media=tmp_path / "media", today=mirrored.TODAY)
        new = set(tmp_path.rglob("*")) - before - {folder, folder.parent, folder.parent.parent}
        assert all(file.is_relative_to(folder) for file in new)
        assert all(len(file.name.encode()) <= 255 for file in new)
        assert not any(b"SECRET-FILE" in file.read_bytes() for file in new if file.is_file())
        assert not {file.suffix for file in new if file.is_file()} & {".svg", ".html", ".php"}
        assert "Harmless." in (folder / "harmless" / "index.md").read_text(encoding="utf-8")
        return folder, report

    return call


def _read(folder: Path):
    """Every page's front matter and HTML, and every comment."""
    for page in folder.rglob("index.md"):
        _, front, body = page.read_text(encoding="utf-8").split("---\n", 2)
        yield yaml.safe_load(front), body, markdown.markdown(body, extensions=["attr_list", "md_in_html", "footnotes"])
    for file in folder.rglob("comments.yml"):
        for comment in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield comment, "", comment["text"]


def test_there_are_enough_cases():
    """The list of attacks does not shrink unseen."""
    assert len(CONTENTS) >= 70
    assert len(FIELDS) >= 40


@pytest.mark.slow
@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content[:40])
def test_hostile_content_is_harmless(imported, content):
    """Whatever a post holds, its page neither runs, nor calls out, nor reads a file, and the next post is imported."""
    folder, _ = imported(content=content)
    for _, body, html in _read(folder):
        assert _dangers(html) == []
        assert not re.search(r"\{\{|\{%|^-*8<-", body, re.MULTILINE)


@pytest.mark.parametrize("fields", FIELDS, ids=lambda fields: str(fields)[:40])
def test_hostile_fields_are_harmless(imported, fields):
    """Names, addresses and comments of strangers stay inside the folder and inside their value."""
    folder, _ = imported(**fields)
    keys = {"title", "description", "date", "authors", "tags", "wordpress", "id", "name", "text", "site", "parent"}
    for front, _, html in _read(folder):
        assert set(front) <= keys
        assert _dangers(html) == []
        assert _dangers(str(front.get("site", ""))) == []
        assert "javascript:" not in str(front.get("site", ""))
    for file in folder.rglob("*"):
        hidden = [part for part in file.relative_to(folder).parts if part.startswith(".")]
        assert hidden in ([], [".wordpress"])


def test_what_is_lost_to_an_attack_is_in_the_ledger(imported):
    """A script that is not carried over has its line, so that the import does not end well."""
    _, report = imported(content="<p onclick='a()'>x</p><script>alert(1)</script>")
    assert {loss for loss, _ in report.losses} >= {"event handler: removed", "element script: removed with its content"}


PIECES = [
    "<script>",
    "</script>",
    "<img src=x onerror=a()>",
    "<svg/onload=a()>",
    "<iframe src=//e>",
    "</iframe>",
    "<noscript>",
    "</noscript>",
    "<style>",
    "</style>",
    "<a href=javascript:a()>",
    "<math>",
    "<table>",
    "<td>",
    "<p>",
    "<textarea>",
    "-->",
    "<!--",
    "<![CDATA[",
    "'",
    '"',
    ">",
    "<",
    "/",
    " onclick=a() ",
    "&lt;",
    "<xmp>",
    "<title>",
    "<template>",
    "<select>",
    "<option>",
    "<figure class='md-x'>",
    "<p id=__x>",
    "[caption]",
    "[/caption]",
    "<template><p>",
    "x",
    "\n\n",
]


@pytest.mark.slow
@settings(max_examples=600, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=14))
def test_no_mixture_of_attacks_gets_through(pieces):
    """Any row of hostile pieces comes out of the sanitiser, and of the writer, without anything that runs."""
    from press.html.tree import serialise
    from press.wordpress.content import convert, prepare, surroundings

    root = safe.read("".join(pieces))
    assert _dangers(serialise(root)) == []
    footnotes = prepare.ordered(root, mirrored.nowhere(), surroundings.Notes([], []))
    text = convert.Writer(None, footnotes, {}, {}).markdown(root)
    assert _dangers(markdown.markdown(text, extensions=["attr_list", "md_in_html", "footnotes", "tables"])) == []


@pytest.mark.parametrize(
    "data",
    [
        b"[",
        b"{}",
        b"null",
        b'[{"id": "x"}]',
        b'[{"id":1,"status":"publish","link":[],"title":"x","content":null}]',
        b"[" * 100_000,
        b'{"code":"rest_forbidden"}',
        b"\xff\xfe",
        b"[1,2,null,[]]",
    ],
)
def test_answers_that_are_none_are_refused_or_empty(tmp_path, data):
    """A folder whose answers are something else is named, or holds nothing; it is no traceback."""
    (tmp_path / "posts.json").write_bytes(data)
    try:
        blog = rest.folder(tmp_path)
    except PressError as error:
        assert "posts.json" in str(error)  # noqa: PT017 - both ends are right
    else:
        mirror.import_blog(blog, tmp_path / "content", today=mirrored.TODAY)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet='aisNbdO:{};"0123456789-.', max_size=60))
def test_serialised_values_are_read_or_refused(text):
    """No row of PHP's signs does anything but yield a plain value or None."""
    assert isinstance(php.read(text), (dict, str, int, float, type(None)))


def test_serialised_values_are_those_of_php():
    """Arrays, strings in bytes, numbers and truths are read; objects are not."""
    assert php.read('a:2:{s:1:"a";i:-1;s:2:"é";a:1:{i:0;b:1;}}') == {"a": -1, "é": {0: 1}}
    assert php.read('O:8:"stdClass":0:{}') is None
    assert php.read('s:9:"short";') is None


@pytest.mark.slow
@pytest.mark.parametrize("engine_name", engine.ENGINES)
def test_a_site_built_from_hostile_names_is_harmless(tmp_path, engine_name):
    """Titles, excerpts, authors, terms and commenters that are markup stay text wherever a theme prints them."""
    evil = '"></title></script><script>window.pwned = 1</script><img src=x onerror="window.pwned = 2">'
    spelled = escape(evil)
    content = mirrored.new(tmp_path, article="content/harmless/index.md")
    (content / "about").mkdir()
    (content / "about" / "index.md").write_text(
        "---\ntitle: About\ndescription: About.\n---\n# About\n", encoding="utf-8"
    )
    for fields in ({}, {"title": spelled, "excerpt": spelled}):
        hostile = dict.fromkeys(("title", "excerpt", "author", "tag", "name", "comment"), evil) | fields
        mirror.import_blog(wxr.read(_export(tmp_path, **hostile)), content, today=mirrored.TODAY, force=True)
        site = tmp_path / "site"
        engine.build(project.find(tmp_path), engine_name, site)
        pages = [page.read_text(encoding="utf-8") for page in site.rglob("*.html")]
        assert len(pages) > 10
        for page in pages:
            assert not re.search(r"<script[^>]*>\s*window\.pwned|<img[^>]*onerror", page)
