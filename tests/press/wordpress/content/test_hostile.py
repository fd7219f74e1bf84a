"""An export is untrusted: it can be refused or made harmless, and nothing else happens."""

from __future__ import annotations

import re

import pytest
import yaml

from press.core.characters import shown
from press.core.errors import PressError
from press.wordpress.mirror import names
from press.wordpress.source import wxr

HARMLESS = {"control-chars.real.xml", "longname.xml", "phpobject.xml", "script.xml", "traversal.xml"}
REFUSED = {"laughs.xml", "xxe.xml"}


@pytest.fixture
def hostile(fixtures, tmp_path):
    """A hostile export in a folder of its own, with the path to that folder in it."""

    def place(name: str):
        folder = tmp_path / "hostile"
        folder.mkdir(exist_ok=True)
        source = fixtures / "wordpress" / "hostile"
        (folder / "secret.txt").write_bytes((source / "secret.txt").read_bytes())
        text = (source / name).read_bytes().replace(b"@FOLDER@", str(folder).encode())
        (folder / name).write_bytes(text)
        return folder / name

    return place


def _snapshot(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_every_hostile_export_is_tried(fixtures):
    """A hostile export that is added is one that the tests below must name."""
    assert {path.name for path in (fixtures / "wordpress" / "hostile").glob("*.xml")} == HARMLESS | REFUSED


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_doctype_is_refused(name, hostile, run, tmp_path):
    """An export with a DOCTYPE is refused with the reason before any entity of it is looked at."""
    path = hostile(name)
    before = _snapshot(tmp_path)
    with pytest.raises(PressError, match="has a DOCTYPE, which no WordPress export has"):
        run(path)
    assert _snapshot(tmp_path) == before


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_hostile_export_writes_only_its_page_and_record(name, hostile, run, content, tmp_path):
    """Of every post in it, two files with plain names come out, and none holds a secret or anything that runs."""
    path = hostile(name)
    before = _snapshot(tmp_path)
    secret = (path.parent / "secret.txt").read_text(encoding="utf-8").strip()
    for post in wxr.read(path).posts:
        outcome = run(path, slug=post.slug)
        assert outcome.page.parent == content
        assert outcome.record.parent == content / ".wordpress"
        assert len(outcome.page.name.encode()) <= 255
        text = outcome.page.read_text(encoding="utf-8")
        assert secret not in text
        _, front, body = text.split("---\n", 2)
        assert set(yaml.safe_load(front)) <= {"title", "description", "wordpress"}
        assert not re.search(r"<script|<img|<iframe|<svg|<style|javascript:|\{\{|--8<--", body)
        assert run(path, slug=post.slug).state == "unchanged"
    new = _snapshot(tmp_path) - before
    assert new
    assert all(re.fullmatch(r"project/content/(\.wordpress(/[^/]+\.yml)?|[^/.][^/]*\.md)", entry) for entry in new)


def test_front_matter_is_not_broken_by_a_title(hostile, run):
    """A title with line breaks and `---` stays one value of the front matter."""
    text = run(hostile("traversal.xml"), slug="frontmatter").page.read_text(encoding="utf-8")
    assert yaml.safe_load(text.split("\n---\n")[0])["title"] == "Front --- layout: pwned --- {{ 7*7 }}"


def test_control_characters_are_counted(hostile, run):
    """An export that is not well-formed because of control characters is read, and their number is said."""
    outcome = run(hostile("control-chars.real.xml"))
    assert "characters that XML forbids, anywhere in the export: dropped (8)" in outcome.losses
    assert "cdata end, &amp;bogus; entity" in outcome.page.read_text(encoding="utf-8")


def test_control_characters_by_reference_are_dropped(run, export):
    """Control characters that only HTML spells out do not reach the page either."""
    text = run(export({"content": "<p>a&#2;b&#27;c</p>"})).page.read_text(encoding="utf-8")
    assert "\nabc\n" in text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not well-formed XML"),
        (b"<rss><channel/></rss>", "not a WordPress export"),
        (b"<rss><channel>", "not well-formed XML"),
        ("<rss>é</rss>".encode("latin-1"), "not UTF-8"),
        (b"PK\x03\x04 a zip file", "not well-formed XML"),
    ],
)
def test_what_is_no_export_is_refused(data, message, run, tmp_path):
    """A file that is something else is named, with what is wrong about it."""
    path = tmp_path / "export.xml"
    path.write_bytes(data)
    with pytest.raises(PressError, match=f"export.xml: .*{message}"):
        run(path)


def test_missing_export_is_named(run, tmp_path):
    """A file that is not there is a message, not a traceback."""
    with pytest.raises(PressError, match=r"nothing\.xml: cannot be read"):
        run(tmp_path / "nothing.xml")


def test_size_is_bounded(run, export, monkeypatch):
    """More than the bound is refused while reading, not after."""
    monkeypatch.setattr(wxr, "MAXIMUM_BYTES", 100)
    with pytest.raises(PressError, match="larger than"):
        run(export({}))


@pytest.mark.parametrize("version", ["http://wordpress.org/export/1.0/", "https://wordpress.org/export/1.1/"])
def test_older_exports_are_read(version, run, export):
    """The version of the format, and whether its name is spelled with https, do not matter."""
    assert run(export({"content": "<p>Text.</p>"}, namespace=version)).state == "written"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("../../../x", "x"), ("..%2f..%2fx", "x"), ("/etc/x", "etc-x"), ("C:\\x", "C-x"), ("CON", "CON-"),
        ("a\nb\x00c", "a-b-c"), ("..", ""), ("%e6%97%a5", "日"), (".hidden", "hidden"), ("nul.md", "nul.md-"),
    ],
)  # fmt: skip
def test_names_cannot_leave_their_folder(raw, name):
    """A slug becomes one plain name of a file, or nothing."""
    assert names.segment(raw) == name


def test_long_names_are_cut_and_stay_different():
    """Names that only differ behind the cut stay two names, each short enough for a file system."""
    one, two = names.segment("日" * 400 + "a"), names.segment("日" * 400 + "b")
    assert one != two
    assert max(len(one.encode()), len(two.encode())) <= 240


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("http://h/2026/01/14/a/", "/2026/01/14/a/"), ("http://h/a.html", "/a.html"), ("http://h/?p=15", None),
        ("http://h/", None), ("http://h/../..%2f../etc/passwd", "/etc/passwd"), ("http://h/%e6%97%a5/", "/日/"),
        ("http://[", None),
    ],
)  # fmt: skip
def test_permalinks_are_plain_paths(link, path):
    """The path of the original is kept where it is one, and cannot climb."""
    assert names.permalink(link) == path


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("hello-w%e2%80%aeorld%e2%80%ac", "hello-world"),
        ("soft%c2%adhyphen%ef%bb%bf", "softhyphen"),
        ("%d8%b1%d9%88%e2%80%8c%d8%af", "رو\u200cد"),  # a joiner is part of how a word is written
        ("a%00b%0ac%7fd", "a-b-c-d"),
    ],
)
def test_a_name_holds_no_sign_that_nobody_sees(slug, name):
    """What a build would refuse for its name is not written; browsers and hosts read such signs differently."""
    assert names.segment(slug) == name
    assert shown(name) == name
