"""A page is written whole, once, and never over somebody's own edits."""

from __future__ import annotations

from datetime import date

import pytest

from press.core.errors import PressError

FIRST, SECOND = "<p>The first text.</p>", "<p>The second text.</p>"
LATER = date(2027, 5, 1)


def _files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_second_import_changes_nothing(run, export, content):
    """The same export on a later day leaves every byte, the day of the mirroring too, and says so."""
    path = export({"content": FIRST})
    assert run(path).state == "written"
    before = _files(content)
    outcome = run(path, today=LATER)
    assert outcome.state == "unchanged"
    assert outcome.sentences[-1].startswith("0 pages written, 0 changed, 1 unchanged")
    assert _files(content) == before


def test_changed_original_is_shown_and_written(run, export):
    """When the post has changed, the page follows, with the new day, and the difference is shown."""
    run(export({"content": FIRST}))
    outcome = run(export({"content": SECOND}), today=LATER)
    assert outcome.state == "changed"
    assert "-The first text.\n+The second text." in outcome.sentences[0]
    assert "The second text." in outcome.page.read_text(encoding="utf-8")
    assert "mirrored: 2027-05-01" in outcome.page.read_text(encoding="utf-8")


@pytest.mark.parametrize("now", [FIRST, SECOND])
def test_hand_edit_is_kept(run, export, now):
    """A page edited since its import stays as it is; the message names it, shows the edit and the way out."""
    page = run(export({"content": FIRST})).page
    edited = page.read_text(encoding="utf-8").replace("The first text.", "My own text.")
    page.write_text(edited, encoding="utf-8")
    with pytest.raises(PressError, match=r"a-post\.md: was edited by hand.*--force.*(?s:.*)-My own text\."):
        run(export({"content": now}), today=LATER)
    assert page.read_text(encoding="utf-8") == edited
    assert run(export({"content": now}), today=LATER, force=True).state == "changed"
    assert "My own text." not in page.read_text(encoding="utf-8")


def test_page_of_another_origin_is_kept(run, export, content):
    """A file that stands at the target and was not imported is not touched."""
    (content / "index.md").write_text("# Mine\n", encoding="utf-8")
    with pytest.raises(PressError, match=r"index\.md: stands there and is no import of this post.*--force"):
        run(export({"content": FIRST}), to="index.md")
    assert _files(content) == {"index.md": b"# Mine\n"}


@pytest.mark.parametrize("target", ["../index.md", "/index.md", "a/../../index.md", "index.html"])
def test_target_stays_below_content(run, export, content, target):
    """A target outside the content folder, or one that is no page, is refused and nothing is written."""
    with pytest.raises(PressError, match="not a page below"):
        run(export({"content": FIRST}), to=target)
    assert _files(content.parent) == {}


def test_target_that_is_a_link_is_refused(run, export, content, tmp_path):
    """A symbolic link at the target is not followed out of the content folder."""
    (tmp_path / "outside").mkdir()
    (content / "out").symlink_to(tmp_path / "outside")
    with pytest.raises(PressError, match=r"out/index\.md: leads out of the folder"):
        run(export({"content": FIRST}), to="out/index.md")
    assert _files(tmp_path / "outside") == {}


def test_broken_record_is_named(run, export):
    """A record that is no longer one is named, with what to do."""
    record = run(export({"content": FIRST})).record
    record.write_text("written: [", encoding="utf-8")
    with pytest.raises(PressError, match=r"a-post\.yml: not YAML; delete it, then import with --force"):
        run(export({"content": SECOND}))
