"""Blogs as others have them: each export here is a kind that real blogs are full of, with what must come of it."""

from __future__ import annotations

import io
import re
import time
import zipfile

import pytest
import yaml

import exported
import mirrored
from exported import Entry
from press import new
from press.core.errors import PressError
from press.wordpress import command
from press.wordpress.mirror import blog as mirror
from press.wordpress.source import given

BLOGS = mirrored.BLOG / "blogs"
UPLOADS = BLOGS / "uploads"


@pytest.fixture
def bring(tmp_path):
    """Import exports by their names; gives the pages by their paths, all files, what was said, and the verdict."""

    def call(*names, **options):
        folder = tmp_path / "content"
        paths = [str(name if hasattr(name, "suffix") else BLOGS / f"{name}.xml") for name in names]
        said, made = command.mirror_blog(paths, folder, report=lambda _: None, **options)
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        pages = {name: data.decode().partition("\n---\n")[2] for name, data in files.items() if name.endswith(".md")}
        return pages, files, "\n".join(said), made.is_whole

    return call


def _front(files, name):
    return yaml.safe_load(files[name].decode().split("---\n")[1])


def _one(pages):
    (page,) = pages.values()
    return page


@pytest.fixture
def made(bring, tmp_path):
    """The same of an export that is made of entries; `change` is done to its text."""

    def call(*entries, change=str, **options):
        (tmp_path / "made.xml").write_text(change(exported.export(*entries)), "utf-8")
        return bring(tmp_path / "made.xml", **options)

    return call


def test_a_warning_before_an_export_is_passed_over(made):
    """What a plugin said while the export was written stands before it; the export is read all the same."""
    pages, _, said, whole = made(Entry("Text."), change=lambda text: f"<div><b>Notice</b>: odd</div>{text}")
    assert _one(pages).startswith("# First")
    assert whole, said


def test_fields_on_lines_of_their_own_say_what_they_said(made):
    """A tool that lays an export out anew adds blanks to every field; a password may be made of blanks all the same."""
    fields = re.compile(r"<(wp:\w+|title|link)>(<!\[CDATA\[.*?\]\]>|[^<\s]*)</\1>", re.DOTALL)
    none, *_ = made(Entry("Text."), change=lambda text: text.replace("<wp:post_password>", "<wp:post_password> "))
    pages, *_ = made(Entry("Text."))
    laid, *_ = made(Entry("Text."), change=lambda text: fields.sub(r"<\1>\n  \2\n  </\1>", text))
    assert none == {}
    assert laid == pages != {}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"),
        lambda text: text.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
        lambda text: text.replace("UTF-8", "windows-1251", 1).replace("\u00fc", "\u044f").encode("cp1251"),
        lambda text: text.replace("<rss ", '<rss xmlns="http://www.w3.org/2005/Atom" ').encode(),
    ],
)
def test_an_export_is_read_as_it_says_that_it_is_written(bring, tmp_path, change):
    """In the characters that an old server chose, and where a tool has given RSS itself a vocabulary."""
    (tmp_path / "made.xml").write_bytes(change(exported.export(Entry("<p>Gr\u00fcn</p>"))))
    pages, _, said, whole = bring(tmp_path / "made.xml")
    assert whole, said
    assert _one(pages).rstrip().endswith(("Gr\u00fcn", "Gr\u044fn"))


def test_an_export_of_nothing_says_so(made):
    """Nobody takes an empty site for a blog."""
    pages, _, said, whole = made()
    assert (pages, whole) == ({}, False)
    assert "Lost: no entry is in it" in said


def test_an_export_without_its_version_is_read(made):
    """What else it has says that it is one."""
    pages, _, _, whole = made(
        Entry("Text."), change=lambda text: re.sub("<wp:wxr_version>.*?</wp:wxr_version>", "", text)
    )
    assert whole
    assert _one(pages).startswith("# First")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("</title><link>https://blog.example/one/", "<link>https://blog.example/one/"),
        ("]]></content:encoded>", "]]>\n </content:encoded>"),
        ("]]></content:encoded>", "</content:encoded>"),
    ],
)
def test_a_field_without_its_end_costs_no_other_entry(made, before, after):
    """The next entry is read whole, and what is not whole of this one is named."""
    entries = [Entry("Words of one.", "one", "One"), Entry("Words of two.", "two", "Two")]
    pages, _, said, _ = made(
        *entries, change=lambda text: text.replace(before, after, 1).replace("Words of", "&Words of")
    )
    assert "Words of two." in pages["two/index.md"]
    assert "\n </" in after or "has no end: it is read as far as its entry goes" in said


def test_a_file_that_is_its_own_page_is_shown(made, tmp_path):
    """A library names files at their own addresses: there the file stands, and nothing that leads to it."""
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "a.jpg").write_bytes(next(UPLOADS.rglob("*.jpg")).read_bytes())
    address = "https://blog.example/wp-content/uploads/a.jpg"
    file = Entry("", "a", "A", link=address, kind="attachment", status="inherit",
                 extra=f"<wp:attachment_url>{address}</wp:attachment_url>")  # fmt: skip
    _, files, said, whole = made(Entry(f'<img src="{address}" alt="">'), file, media=str(tmp_path / "uploads"))
    assert whole, said
    assert "wp-content/uploads/a.jpg" in files
    assert b'"/wp-content/uploads/a.jpg/"' not in files[".wordpress/blog.json"]


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://blog.example/wp/wp-content/uploads/2020/a%20b.jpg", "/wp/wp-content/uploads/2020/a%20b.jpg"),
        ("https://blog.example/files/2020/03/a.jpg", "/files/2020/03/a.jpg"),
        ("https://x.files.example/2020/03/ä.jpg?w=300", "https://x.files.example/2020/03/%C3%A4.jpg"),
    ],
)
def test_a_file_is_asked_for_where_the_blog_has_it(tmp_path, address, asked):
    """The address that the blog gives a file is asked for, wherever its uploads lie."""
    file = Entry("", "a", "A", kind="attachment", status="inherit",
                 extra=f"<wp:attachment_url>{address}</wp:attachment_url>")  # fmt: skip
    (tmp_path / "made.xml").write_text(exported.export(Entry(f'<img src="{address}" alt="">'), file), "utf-8")
    seen = []
    mirror.import_blog(given.read([str(tmp_path / "made.xml")], None), tmp_path / "content", today=mirrored.TODAY,
                       fetch=lambda place, _: bool(seen.append(place)))  # fmt: skip
    assert set(seen) == {asked}


def test_text_in_a_list_without_items_is_kept(bring):
    """Text that stands directly in a list is read, in order, and the proof has nothing to say."""
    pages, _, said, whole = bring("text-in-list-without-items")
    words = _one(pages).replace("<br>", " ").replace("\\", "").split()
    expected = "We follow three rules: 1. Wash your hands. 2. Cut the bread. 3. Say thanks. That is all."
    assert " ".join(words).endswith(expected)
    assert whole, said


def test_what_only_editors_see_is_withheld(bring):
    """A note of the block editor is in no file and is counted."""
    _, files, said, _ = bring("editor-note-published")
    assert not [name for name, data in files.items() if b"EDITOR ONLY" in data or b"Chief Editor" in data]
    assert "1 comment of the kind note, which no visitor sees" in said
    assert [entry["id"] for entry in yaml.safe_load(files["2020/03/04/open-letter/comments.yml"])] == [11]


def test_no_address_is_made_of_a_login(bring):
    """A login that is a mail address is in no file; the author's list is named after the author."""
    _, files, _, _ = bring("login-is-a-mail-address")
    assert not [name for name, data in files.items() if b"mara@example.net" in data]
    assert b"author/mara-lind" in files[".wordpress/blog.json"]


def test_a_name_that_is_a_mail_address_is_not_printed(bring, tmp_path):
    """Where nothing else names an author, nobody is named, and that is said."""
    text = (BLOGS / "login-is-a-mail-address.xml").read_text("utf-8").replace("Mara Lind", "mara@example.net")
    (tmp_path / "export.xml").write_text(text, "utf-8")
    _, files, said, _ = bring(tmp_path / "export.xml")
    assert not [name for name, data in files.items() if b"mara@example.net" in data]
    assert "1 name of authors that are mail addresses" in said


def test_taxonomies_of_plugins_are_withheld(bring):
    """A byline names what readers saw; what plugins keep for themselves is counted, and taken when asked for."""
    _, files, said, _ = bring("taxonomies-of-plugins")
    assert _front(files, "2020/03/04/bread/index.md")["categories"] == ["Food"]
    assert b"yst_prominent_words" not in files[".wordpress/blog.json"]
    assert "1 of the taxonomy yst_prominent_words" in said
    _, files, _, _ = bring("taxonomies-of-plugins", kinds=["yst_prominent_words"])
    assert _front(files, "2020/03/04/bread/index.md")["yst_prominent_words"] == ["flour"]


def test_entries_that_share_a_number_are_all_written(bring):
    """Of exports that somebody put together no page is lost."""
    pages, _, said, whole = bring("two-entries-with-one-number")
    assert {page.split("\n")[0] for page in pages.values()} == {"# Apples", "# Pears"}
    assert said.startswith("2 pages written")
    assert whole


def test_terms_of_old_exports_stand_once(bring):
    """WordPress before 3.1 wrote each term twice, and called tags by another name."""
    pages, files, _, _ = bring("wxr-1-0-terms")
    front = _front(files, next(iter(pages)))
    assert (front["categories"], front["tags"]) == (["Travel"], ["rain"])


def test_an_undeclared_prefix_is_read(bring):
    """WordPress.com once wrote elements whose prefix nobody declared; they mean nothing, and all else is read."""
    pages, _, said, whole = bring("undeclared-prefix-atom")
    assert _one(pages).startswith("# First day")
    assert whole, said


def test_several_exports_are_one_blog(bring, tmp_path):
    """Files of one blog are read together, as files and in an archive, and link to each other."""
    parts = ["export-in-two-files-a", "export-in-two-files-b"]
    pages, files, _, whole = bring(*parts)
    assert whole
    assert "../pears/index.md" in pages["2020/03/04/apples/index.md"] + pages["2020/03/04/pears/index.md"]
    assert b'"Red"' in files[".wordpress/blog.json"]
    assert b'"Green"' in files[".wordpress/blog.json"]
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for number, part in enumerate(parts):
            archive.write(BLOGS / f"{part}.xml", f"../../{number}.xml")
        archive.writestr("__MACOSX/._0.xml", "none")
    assert bring(packed)[0] == pages


def test_exports_of_two_blogs_are_refused(bring, tmp_path):
    """Two blogs are not mixed into one."""
    text = (BLOGS / "export-in-two-files-b.xml").read_text("utf-8").replace("blog.example", "other.example")
    (tmp_path / "b.xml").write_text(text, "utf-8")
    with pytest.raises(PressError, match="exports of two blogs"):
        bring("export-in-two-files-a", tmp_path / "b.xml")


def test_an_archive_that_swells_is_refused(bring, tmp_path, monkeypatch):
    """What an archive would unpack to is known before it is unpacked."""
    monkeypatch.setattr("press.wordpress.source.wxr.MAXIMUM_BYTES", 1000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", " " * 2000)
    (tmp_path / "a.zip").write_bytes(packed.getvalue())
    with pytest.raises(PressError, match="larger than"):
        bring(tmp_path / "a.zip")


def test_an_export_that_is_cut_off_is_read_as_far_as_it_is_whole(bring, tmp_path):
    """Whole entries are taken, the half one is not, and the import says so and is not whole."""
    text = (BLOGS / "permalink-ends-in-html.xml").read_text("utf-8")
    (tmp_path / "cut.xml").write_text(text[: text.rindex("</content:encoded>")], "utf-8")
    pages, _, said, whole = bring(tmp_path / "cut.xml")
    assert len(pages) == 1
    assert "the export is cut off behind 1 whole entries" in said
    assert not whole


def test_the_end_of_a_field_in_a_text_is_text(bring, tmp_path):
    """Old servers did not mask `]]>`: the field ends with its tag, not there."""
    text = (BLOGS / "undeclared-prefix-atom.xml").read_text("utf-8")
    body = re.search(r"<content:encoded><!\[CDATA\[(.*?)\]\]></content:encoded>", text, re.DOTALL)[1]
    (tmp_path / "e.xml").write_text(text.replace(body, f"if (a[b[0]]> c) then & <b>so</b> {body}"), "utf-8")
    pages, _, said, _ = bring(tmp_path / "e.xml")
    assert "\\[b\\[0\\]\\]> c) then &amp; **so**" in _one(pages).replace("& **", "&amp; **"), said


@pytest.mark.parametrize(
    ("name", "file", "count"),
    [
        ("wordpress-com-media", "2012/05/lake.jpg", 3),
        ("photon-pictures", "2019/02/tree.png", 1),
        ("wordpress-in-its-own-directory", "2019/02/boat.png", 1),
    ],
)
def test_pictures_are_found_by_their_own_address(bring, tmp_path, name, file, count):
    """Wherever the blog keeps its files, and through whichever server it shows them, they are copied and shown."""
    uploads = tmp_path / "uploads"
    for path in (file, "2020/01/p7.png"):
        (uploads / path).parent.mkdir(parents=True, exist_ok=True)
        (uploads / path).write_bytes(b"picture")
    pages, files, said, whole = bring(name, media=str(uploads))
    assert files[f"wp-content/uploads/{file}"] == b"picture"
    assert _one(pages).count(f"wp-content/uploads/{file}") == count
    assert "https://" not in _one(pages)
    assert whole, said


def test_a_picture_that_is_missing_is_named(bring):
    """Without the files each picture is named by its file, and the import is not whole."""
    _, _, said, whole = bring("gallery-without-metadata")
    assert re.search(r"picture .*not in the media folder.*p7\.png, p8\.png", said)
    assert "next: again with --media FOLDER" in said
    assert not whole


def test_a_gallery_without_metadata_is_shown(bring):
    """Whether an upload is a picture, its name says where nothing else does."""
    pages, _, said, whole = bring("gallery-without-metadata", media=str(UPLOADS))
    assert _one(pages).count("<img") == 2
    assert whole, said


def test_a_file_that_never_lay_on_the_blog_is_not_lost(made):
    """What a plugin lists as an upload and another host makes has no file here; that its page is gone is said."""
    there = "<wp:attachment_url>https://pictures.example/id/10/800</wp:attachment_url>"
    *_, said, whole = made(Entry("Text."), Entry("", "far", kind="attachment", status="inherit", extra=there))
    assert whole, said
    assert "Changed: file 800: on another host, so its page leads nowhere" in said


def test_files_that_are_not_there_have_no_redirect(bring):
    """The page of an upload that was not taken leads nowhere, which is said once."""
    _, files, said, whole = bring("attachment-pages-without-files")
    assert b"path.png" not in files[".wordpress/blog.json"].partition(b'"ledger"')[0]
    assert re.search(r"path\.png: not in the media folder", said)
    assert not whole


def test_a_blog_answers_with_and_without_www(made, tmp_path):
    """WordPress leads from one to the other: what the blog has is found by both, the rest stays as it came."""
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "a.png").write_bytes(b"picture")
    here = "https://www.blog.example"
    places = f'<a href="{here}/second/">one</a> <a href="{here}/shop/">two</a>'
    pictures = "".join(
        f'<img src="https://{host}/wp-content/uploads/a.png">' for host in (here[8:], f"i0.wp.com/{here[8:]}")
    )
    pages, *_ = made(Entry(places + pictures), Entry("Text.", "second"), media=str(tmp_path / "uploads"))
    assert f"[one](../second/index.md) [two]({here}/shop/)" in pages["first/index.md"]
    assert pages["first/index.md"].count('"../wp-content/uploads/a.png"') == 2


def test_a_linked_picture_of_another_host_is_one_link(bring):
    """Its text stands in, apart from the next word, and no sign of Markdown is shown."""
    pages, _, _, whole = bring("linked-foreign-picture")
    assert "[a cat](https://photos.example/p/1) After that we went home." in _one(pages)
    assert whole


def test_code_in_a_shortcode_keeps_every_byte(bring):
    """Indentation, blank lines, tags and the sign of a comment stay, and its language is known."""
    pages, _, _, whole = bring("code-in-a-shortcode")
    code = "def area(r):\n    # a comment\n    if r < 0:\n        return None\n\n    return 3.14 * r\n"
    assert re.sub(r"\n\n", "\n", f"```python\n{code}```") in re.sub(r"\n\n", "\n", _one(pages))
    assert whole


def test_films_are_links_and_other_shortcodes_are_named(bring):
    """A film by its number or address is a link to it; each other shortcode has its line; plain brackets have none."""
    pages, _, said, _ = bring("shortcodes-without-attributes-or-end")
    assert 'href="https://www.youtube.com/watch?v=abc123DEF45"' in _one(pages)
    assert 'href="https://vimeo.com/123456"' in _one(pages)
    assert "shortcode contact-form-7: kept as the text it is" in said
    assert "toc" in said
    assert "shortcode 1" not in said


def test_wrappers_of_page_builders_are_not_shown(bring):
    """Readers never saw their brackets; the words stand, also those that a wrapper says itself."""
    pages, files, said, whole = bring("builder-shortcodes")
    assert "[" not in _one(pages)
    assert [line for line in _one(pages).splitlines() if line][1:] == [
        "We mend bicycles.",
        "Open on Mondays.",
        "Write to us",
    ]
    assert _front(files, "services/index.md")["description"] == "We mend bicycles."
    assert "shortcodes of a page builder" in said
    assert whole


def test_boxes_in_a_comment_end_a_word(bring):
    """Blocks that a comment may not hold give way to a blank."""
    _, files, _, _ = bring("comment-with-blocks")
    (comment,) = yaml.safe_load(next(data for name, data in files.items() if name.endswith("comments.yml")))
    words = re.sub(r"<[^>]*>", " ", comment["text"]).split()
    assert " ".join(words) == "One point Another point left right boxed words"


def test_numbers_that_an_author_writes_about_stay(bring):
    """Where the blog stood at a public address, a tutorial about networks is word for word what it was."""
    pages, files, said, whole = bring("tutorial-with-numbers-like-addresses")
    for number in ("255.255.255.0", "192.168.1.1", "0.7.6.1", "http://localhost:8080/", "`ping 10.0.0.2`"):
        assert number in _one(pages)
    assert whole, said
    assert b'"hosts": []' in re.sub(rb"\s+", b" ", files[".wordpress/blog.json"]).replace(b"[ ]", b"[]")


def test_headings_of_the_first_level_step_down(bring):
    """A page has one, its title."""
    pages, _, _, _ = bring("first-level-heading-in-a-post")
    assert len(re.findall(r"(?m)^# ", _one(pages))) == 1


def test_places_in_a_list_are_kept(bring):
    """An item of a list that a link leads to has its name."""
    pages, _, _, _ = bring("anchors-on-list-items")
    assert 'id="fn-1"' in _one(pages)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "<!-- " * 20_000,
        " " * 300_000 + "x",
        "<pre>" * 20_000,
        "[code x]" * 2_000,
        "<div>" * 100_000 + "x",
        '<!-- wp:x {"a":' * 5_000,
    ],
    ids=["comments", "blanks", "code", "shortcodes", "nested", "blocks"],
)
def test_text_that_is_made_to_be_slow_is_not(bring, tmp_path, text):
    """What has no end is looked for once."""
    export = (BLOGS / "undeclared-prefix-atom.xml").read_text("utf-8")
    body = re.search(r"<content:encoded><!\[CDATA\[(.*?)\]\]></content:encoded>", export, re.DOTALL)[1]
    (tmp_path / "slow.xml").write_text(export.replace(body, text), "utf-8")
    start = time.process_time()
    bring(tmp_path / "slow.xml")
    assert time.process_time() - start < 5


def test_blanks_that_end_a_part_of_code_are_kept(bring, tmp_path):
    """The proof sees every byte of code, and none is lost before an empty line."""
    export = (BLOGS / "undeclared-prefix-atom.xml").read_text("utf-8")
    body = re.search(r"<content:encoded><!\[CDATA\[(.*?)\]\]></content:encoded>", export, re.DOTALL)[1]
    (tmp_path / "code.xml").write_text(export.replace(body, "<pre>one  <br><br>two</pre>"), "utf-8")
    pages, _, said, whole = bring(tmp_path / "code.xml")
    assert whole, said
    assert "one  <br>" in _one(pages)


def test_files_that_no_export_holds_fail_no_new_blog(made, tmp_path):
    """They are named with what to do; to an import, and beside a folder of files, they are missing."""
    entry = Entry(
        f'<p>A <img src="{exported.HOST}/wp-content/uploads/2020/03/a.png"></p>', fields=(("_thumbnail_id", "9"),)
    )
    _, _, said, whole = made(entry)
    assert not whole
    assert "Missing: picture a.png: not in the media folder" in said
    assert "Missing: featured picture 9: not in the export" in said
    for folder, media, is_well in (("without", None, True), ("beside", str(UPLOADS), False)):
        said, well = new.blog(tmp_path / folder, [str(tmp_path / "made.xml")], media, lambda _: None)
        assert any("again with --media" in line for line in said) is is_well
        assert well is is_well, said


def test_what_a_plugin_alone_could_show_is_weighed_by_whose_words_it_was(made):
    """Lists and forms have changed, a block that holds somebody's sentences is lost."""
    _, _, said, whole = made(
        Entry('<!-- wp:latest-posts {"order":"asc"} /--><p>A [contact-form-7 id="1" title="Write to us"]</p>')
    )
    assert whole, said
    assert "Changed: block latest-posts" in said
    assert "Changed: shortcode contact-form-7: kept as the text it is" in said
    _, _, said, whole = made(
        Entry('<!-- wp:acf/said {"data":{"text":"Words of the author."}} /--><!-- wp:block {"ref":7} /-->')
    )
    assert not whole
    assert "Lost: block acf/said" in said
    assert "Missing: pattern 7: not in the export" in said


def test_a_block_that_is_a_link_is_one(made):
    """The server writes it out by its label, or by the name of the service that it leads to."""
    links = (
        '{"url":"https://social.example/@me","service":"mastodon"}',
        '{"url":"https://a.example/","label":"A & B"}',
    )
    text = "".join(f"<!-- wp:social-link {link} /-->" for link in (*links, '{"url":"#","service":"x"}'))
    pages, _, said, whole = made(Entry(f"<!-- wp:social-links --><ul>{text}</ul><!-- /wp:social-links -->"))
    assert whole, said
    assert "words" not in said
    assert "[Mastodon](https://social.example/@me)\n- [A & B](https://a.example/)" in _one(pages)


def test_what_stands_beside_the_folder_of_a_blog_is_not_the_blog(made):
    """Of a blog in a folder of its host, links to that host's other pages lead where they led."""
    links = ("/", "/other/", "/blog/", "/blog/first/", "/blog/gone/")
    text = " ".join(f'<a href="{exported.HOST}{link}">x{link}</a>' for link in links)
    entry = Entry(text, link=f"{exported.HOST}/blog/first/")
    pages, _, said, whole = made(entry, change=lambda text: re.sub("</wp:base_(?=site|blog)", "/blog\\g<0>", text))
    assert whole, said
    assert f"[x/]({exported.HOST}/) [x/other/]({exported.HOST}/other/)" in _one(pages)
    assert "[x/blog/](../index.md)" in _one(pages)
    assert "x/blog/gone/" in _one(pages)
    assert "(https://blog.example/blog" not in _one(pages)
