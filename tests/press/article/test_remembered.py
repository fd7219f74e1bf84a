"""What was read is read again only when something changed; without the memory the answer is the same."""

from __future__ import annotations

from press.article import prose, reading, remembered
from press.article.dialect import STANDARD

TEXT = "It is 5 of `6`, &#52;.\n\n> Quoted 7.\n"


def kept(tmp_path, text=TEXT):
    return reading.read.__wrapped__(text, STANDARD._replace(cache=str(tmp_path / "kept")))


def test_a_kept_reading_is_the_reading(tmp_path, monkeypatch):
    """The second time nothing is rendered, and nothing is other than it was."""
    plain = reading.read(TEXT, STANDARD)
    first = kept(tmp_path)
    monkeypatch.setattr(reading.marks, "marked", None)
    assert kept(tmp_path) == first == plain


def test_kept_stretches_are_the_stretches(tmp_path, monkeypatch):
    """What is excused on a page, in the ledger and in an experiment is kept as well, each apart."""
    texts = {".md": TEXT, ".yml": "- id: C1\n  because: 5 of `6`\n", ".py": '"""It is 5 of `6`."""\n'}
    dialect, spans = STANDARD._replace(cache=str(tmp_path / "kept")), prose.spans.__wrapped__
    plain = {suffix: spans(suffix, text) for suffix, text in texts.items()}
    assert len(set(plain.values())) == 3
    assert {suffix: spans(suffix, text, dialect) for suffix, text in texts.items()} == plain
    monkeypatch.setattr(prose, "_spans", None)
    assert {suffix: spans(suffix, text, dialect) for suffix, text in texts.items()} == plain


def test_another_text_or_a_broken_file_is_read(tmp_path):
    """Memory that does not fit is none."""
    kept(tmp_path)
    assert kept(tmp_path, f"{TEXT}`8`\n") == reading.read(f"{TEXT}`8`\n", STANDARD)
    for file in (tmp_path / "kept").iterdir():
        file.write_text("[", encoding="utf-8")
    assert kept(tmp_path) == reading.read(TEXT, STANDARD)


def test_other_code_reads_anew(tmp_path, monkeypatch):
    """A better reader is not answered by a worse one."""
    kept(tmp_path)
    monkeypatch.setattr(remembered, "toolkit", lambda: b"another")
    kept(tmp_path)
    assert len(list((tmp_path / "kept").iterdir())) == 2


def test_memory_is_bounded(tmp_path, monkeypatch):
    """Of too many readings the younger half stays."""
    monkeypatch.setattr(remembered, "MOST", 4)
    for number in range(7):
        kept(tmp_path, f"{number}")
    assert len(list((tmp_path / "kept").iterdir())) <= 4
