"""A whole blog comes over once, completely, and nothing that was never public comes with it."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest
import yaml

import mirrored
from press.core.errors import PressError
from press.wordpress.mirror import blog as mirror
from press.wordpress.mirror import store
from press.wordpress.source import wxr

MARKERS = ["SECRET-", "open sesame", "Waiting for moderation", "Trashed Tom", "Cheap Pills", "unapproved parent",
           "@example.net", "203.0.113.", "admin@example.com", "gravatar", "192.168.", "127.0.0.1"]  # fmt: skip
ADDRESS = re.compile(rb"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])")
HASH = re.compile(rb"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
MAIL = re.compile(rb"[\w.+-]+@[\w-]+\.[\w.]+")
PUBLIC_MAIL = b"zoe@example.com"  # a link in a post: its author put it there for readers
EVERY = [(flavour, source) for flavour in ("npm", "debian") for source in ("export", "answers", "both")]
ITEM = """<item><title>{n}</title><link>http://h/2026/{n}/</link><content:encoded><![CDATA[{text}]]></content:encoded>
<wp:post_id>{n}</wp:post_id><wp:post_name>{n}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<wp:post_date>2026-01-01 10:00:00</wp:post_date>{comments}</item>"""
COMMENT = """<wp:comment><wp:comment_id>{n}</wp:comment_id><wp:comment_author>Reader</wp:comment_author>
<wp:comment_content>Comment {n}.</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>"""
KILLED = """
import os, shutil, sys
from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[4])
import mirrored
from press.core import files
from press.wordpress.mirror import blog as mirror
from press.wordpress.mirror import store
calls = 0
def dying(real):
    def call(*arguments, **options):
        global calls
        calls += 1
        if calls == int(sys.argv[2]):
            os._exit(9)
        return real(*arguments, **options)
    return call
os.replace, os.link, Path.rename = dying(os.replace), dying(os.link), dying(Path.rename)
shutil.rmtree, shutil.copy2, files.exchange = dying(shutil.rmtree), dying(shutil.copy2), dying(files.exchange)
blog = mirrored.blog("npm", sys.argv[3])
with store.alone(Path(sys.argv[1]), "press import"):
    mirror.import_blog(blog, Path(sys.argv[1]), media=mirrored.UPLOADS, today=date(2027, 1, 1))
"""


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def bring(tmp_path):
    """Import into one folder."""

    def call(source="export", flavour="npm", **options):
        blog = mirrored.blog(flavour, source) if isinstance(source, str) else source
        folder = tmp_path / "site" / "content"
        options = {"media": mirrored.UPLOADS, "today": mirrored.TODAY} | options
        with store.alone(folder, "press import"):
            return folder, mirror.import_blog(blog, folder, **options)

    return call


@pytest.fixture
def export_of(tmp_path):
    """An export of many equal posts."""

    def write(count: int) -> Path:
        text = "".join(f"<!-- wp:paragraph --><p>{'word ' * 60}<a href='/?p=1'>x</a></p>" for _ in range(12))
        items = (ITEM.format(n=n, text=text, comments=COMMENT.format(n=n) * (n % 4)) for n in range(1, count + 1))
        path = tmp_path / f"{count}.xml"
        path.write_text(
            '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">'
            f"<channel><wp:wxr_version>1.2</wp:wxr_version>{''.join(items)}</channel></rss>",
            encoding="utf-8",
        )
        return path

    return write


@pytest.mark.parametrize(("flavour", "source"), EVERY)
def test_nothing_private_is_anywhere(bring, flavour, source):
    """No file that the import wrote, nor its name, holds a secret, a mail or IP address, or the hash of an avatar."""
    folder, _ = bring(source, flavour)
    files = _files(folder)
    written = {name: data for name, data in files.items() if not name.startswith("wp-content/")}
    assert len(written) > 23
    texts = [(name, name.encode() + data) for name, data in written.items()]
    assert [(name, marker) for name, data in texts for marker in MARKERS if marker.encode() in data] == []
    assert [(name, found) for name, data in texts for found in [*ADDRESS.findall(data), *HASH.findall(data)]] == []
    assert {found for _, data in texts for found in MAIL.findall(data)} == {PUBLIC_MAIL}
    assert all(marker.encode() not in data for data in files.values() for marker in ("SECRET-", "203.0.113."))


@pytest.mark.parametrize(("flavour", "source"), EVERY)
def test_everything_public_is_there(bring, flavour, source):
    """Every public post and page has its page at the address it had, with title, author, date and terms."""
    folder, report = bring(source, flavour)
    pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("index.md"))
    assert pages == sorted(report.written)
    assert len(pages) == {"export": 23, "answers": 24, "both": 24}[source]
    text = (folder / "2026/01/10/code-and-tables/index.md").read_text(encoding="utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["title"] == "Code, tables: “everything” & more #1 [draft?]"
    assert front["authors"] == ["Marek “Mars” Nowak"]
    assert front["date"].isoformat() == "2026-01-10T23:45:00+00:00"
    assert (set(front["categories"]), set(front["tags"])) == ({"Model Training", "Technology"}, {"C++", "R&D"})
    assert "\n# Code, tables: “everything” & *more* #1" in text


def test_an_entry_of_another_type_is_asked_for_or_proven(bring):
    """An export cannot say whether visitors saw a book; its name lets it in, and so do the server's public answers."""
    _, report = bring("export")
    assert any(
        "1 of the type book: an export does not say whether visitors could see it" in entry for entry in report.withheld
    )
    folder, report = bring("export", kinds=["book"])
    assert report.written == ("books/a-custom-post-type-the-book/index.md",)
    assert (folder / "books/a-custom-post-type-the-book/index.md").is_file()


@pytest.mark.parametrize("source", ["export", "answers", "both"])
def test_second_run_changes_nothing(bring, source):
    """The same blog again, on a later day, leaves every byte and every folder as it is."""
    folder, first = bring(source)
    before, inode = _files(folder), folder.stat().st_ino
    _, report = bring(source, today=mirrored.TODAY.replace(year=2030))
    assert (report.written, report.changed, report.files) == ((), (), 0)
    assert report.unchanged == len(first.written)
    assert (_files(folder), folder.stat().st_ino) == (before, inode)
    assert list(folder.parent.iterdir()) == [folder]


def _changed(blog, slug="sixty-comments", **fields):
    posts = tuple(post._replace(**fields) if post.slug == slug else post for post in blog.posts)
    return blog._replace(posts=posts)


@pytest.mark.slow
def test_changed_original_is_shown_and_written(bring):
    """What changed on the blog is shown as a difference and written; nothing else is touched."""
    folder, _ = bring("export")
    before = _files(folder)
    _, report = bring(_changed(mirrored.blog("npm", "export"), content="<!-- wp:paragraph --><p>Discussed.</p>"))
    assert report.changed == ("2025/07/07/sixty-comments/index.md",)
    assert "-Discuss.\n+Discussed." in report.diffs[0]
    different = {name for name, data in _files(folder).items() if before.get(name) != data}
    assert different == {*report.changed, ".wordpress/blog.json"}


@pytest.mark.slow
def test_only_looking_writes_nothing(bring):
    """With `only_look` the same is said, and no byte changes."""
    folder, _ = bring("export")
    before = _files(folder)
    _, report = bring(_changed(mirrored.blog("npm", "export"), content="<p>Discussed.</p>"), only_look=True)
    assert report.changed == ("2025/07/07/sixty-comments/index.md",)
    assert _files(folder) == before


@pytest.mark.slow
def test_an_edited_page_is_kept(bring):
    """An edited page stays while the original does; once that changes too, it stays, is said, and can be forced."""
    folder, _ = bring("export")
    page = folder / "2025/07/07/sixty-comments/index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Discuss.", "Mine."), encoding="utf-8")
    _, report = bring("export")
    assert (report.changed, report.kept) == ((), ())
    changed = _changed(mirrored.blog("npm", "export"), content="<p>Discussed.</p>")
    for _ in range(2):  # a second run must not take the first one's word for it
        _, report = bring(changed)
        assert report.kept == ("2025/07/07/sixty-comments/index.md",)
        assert "-Mine.\n+Discussed." in report.diffs[0]
        assert "Mine." in page.read_text(encoding="utf-8")
    _, report = bring(changed, force=True)
    assert report.changed == ("2025/07/07/sixty-comments/index.md",)
    assert "Discussed." in page.read_text(encoding="utf-8")


def test_files_of_the_author_are_left_alone(bring):
    """What else lies in the folder stays: pages, their modes, and a page at the place of one of the blog's."""
    folder, _ = bring("export")
    (folder / "mine.md").write_text("# Mine\n", encoding="utf-8")
    (folder / "about" / "index.md").unlink()
    (folder / "about" / "index.md").write_text("# My own\n", encoding="utf-8")
    _, report = bring(_changed(mirrored.blog("npm", "export"), slug="about", content="<p>Changed.</p>"))
    assert report.kept == ("about/index.md",)
    assert (folder / "mine.md").read_text(encoding="utf-8") == "# Mine\n"
    assert (folder / "about" / "index.md").read_text(encoding="utf-8") == "# My own\n"


def test_what_left_the_blog_is_said_and_kept(bring):
    """A post that the source no longer has is named and stays: an export can be a part of a blog."""
    folder, _ = bring("export")
    blog = mirrored.blog("npm", "export")
    _, report = bring(blog._replace(posts=tuple(post for post in blog.posts if post.slug != "a-long-read")))
    assert report.gone == ("2023/03/03/a-long-read/index.md",)
    assert (folder / report.gone[0]).is_file()
    assert any("No longer in the source, kept here: 2023/03/03" in sentence for sentence in report.sentences)


def test_links_and_pictures_lead_into_the_folder(bring):
    """Under any of the blog's hosts a link leads to the page here; none leads to the blog."""
    folder, _ = bring("export")
    text = (folder / "2025/08/08/links-of-every-kind/index.md").read_text(encoding="utf-8")
    article = "(../../../../2026/01/14/what-synthetic-data-actually-solves/index.md)"
    for name in ("LAN absolute", "LAN ?p=", "LAN https", "protocol-relative", "absolute", "root-relative"):
        assert f"- [{name}]{article}\n" in text
    assert "- [LAN PDF](../../../../wp-content/uploads/2026/01/handout-v1.pdf)\n" in text
    assert "- [page two](../../../../2012/05/06/classic-editor/index.md#page-2)\n" in text
    for name in ("login", "admin", "dead page\\_id", "odd tag"):
        assert f"- {name}\n" in text
    for page in folder.rglob("*.md"):
        for target in re.findall(
            r'(?:src|href|poster)="(?!https?:|mailto:|tel:|#|data:)([^"?#]*)', page.read_text("utf-8")
        ):
            if "wp-content" in target:
                assert (page.parent / re.sub("%[0-9A-F]{2}", "*", target)).parent.is_dir()


def test_without_media_pictures_are_missed_by_name(bring):
    """No media folder: every picture that is missing is in the ledger, its caption stays."""
    folder, report = bring("export", media=None)
    assert any("picture river-1024x683.jpg: not in the media folder" in loss for loss, _ in report.losses)
    assert "River *at dusk*, 2026" in (folder / "2026/01/12/pictures-galleries-sound-and-a-pdf/index.md").read_text(
        "utf-8"
    )
    assert not (folder / "wp-content").exists()


def test_uploads_of_what_is_not_shown_stay_behind(bring, tmp_path):
    """A file that belongs to a post which was never public is not copied, whatever names it."""
    blog = mirrored.blog("npm", "export")
    draft = next(post.number for post in blog.posts if post.status == "draft")
    media = tuple(item._replace(parent=draft) if item.file.endswith("figures.csv") else item for item in blog.media)
    folder, _ = bring(blog._replace(media=media))
    assert not (folder / "wp-content/uploads/2026/01/figures.csv").exists()
    assert (folder / "wp-content/uploads/2026/01/anim.gif").exists()


@pytest.mark.slow
@pytest.mark.parametrize("call", [1, 5, 20, 40, 55, 60, 62, 64, 66, 70, 90, 110, 120, 130])
def test_kill_leaves_the_folder_as_it_was_or_complete(bring, tmp_path, call):
    """Killed at any step, a second import leaves the old folder or the new one, byte for byte; the next run ends it."""
    folder, _ = bring("export")
    old = _files(folder)
    script = [sys.executable, "-c", KILLED, str(folder), str(call), "both", str(Path(mirrored.__file__).parent)]
    done = subprocess.run(script, check=False, env={"PYTHONPATH": str(mirrored.ROOT / "scripts")})
    assert done.returncode in {0, 9}
    left = _files(folder)
    bring("both", today=mirrored.TODAY.replace(year=2027, month=1, day=1))
    assert left in (old, _files(folder))
    assert list(folder.parent.iterdir()) == [folder]


def test_a_broken_account_is_named(bring):
    """An account that is no longer one stops the import with what to do."""
    folder, _ = bring("export")
    (folder / ".wordpress" / "blog.json").write_text("{", encoding="utf-8")
    with pytest.raises(PressError, match=r"blog\.json: not an account of an import; restore it"):
        bring("export")


@pytest.mark.slow
def test_time_grows_with_the_blog_and_not_faster(export_of, tmp_path):
    """Four times the posts take about four times as long, side by side."""

    def seconds(count: int) -> float:
        path = export_of(count)
        start = time.process_time()
        mirror.import_blog(wxr.read(path), tmp_path / f"content{count}", today=mirrored.TODAY)
        return time.process_time() - start

    small, large = min(seconds(60) for _ in range(2)), seconds(240)
    assert large < 8 * small


@pytest.mark.slow
def test_memory_stays_small(export_of, tmp_path):
    """Two hundred posts need less than a hundredth of a gigabyte beyond the export's own size, so thousands fit."""
    path = export_of(200)
    tracemalloc.start()
    mirror.import_blog(wxr.read(path), tmp_path / "content", today=mirrored.TODAY)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12 * path.stat().st_size
