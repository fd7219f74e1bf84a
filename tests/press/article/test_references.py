"""Works are read from BibTeX, and a quotation is held only by a passage that has its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.article import bibliography, references
from press.article.references import Passage
from press.core.errors import PressError

BIB = """
@article{smith2024,
  author = {Smith, Jane and Mei Chen},
  title = {{Fruit} of
    copies},
  journal = {Journal of Orchards},
  year = {2024},
  doi = {10.1000/xyz},
}
@misc{jones2023, author = {Jones, A. and Doe, B. and Roe, C.}, title = {Trees}, year = {2023}, eprint = {2301.00001}}
@misc{bare, title = {Nothing else}}
"""
PASSAGE = Passage("We find that copies of copies bear less fruit, even where trees are young.", "primary", "abstract")
WORDS = PASSAGE.text.split()


def test_works_are_read_as_a_page_prints_them(tmp_path):
    """Authors in full, the title as written, linked identifiers; and a label for prose."""
    (tmp_path / "references.bib").write_text(BIB, encoding="utf-8")
    works = references.read(tmp_path / "references.bib")
    assert works["smith2024"].text == (
        "Jane Smith and Mei Chen. Fruit of copies. "
        '<em>Journal of Orchards</em>, 2024. <a href="https://doi.org/10.1000/xyz">doi:10.1000/xyz</a>.'
    )
    assert "A.&nbsp;Jones, B.&nbsp;Doe, and C.&nbsp;Roe. Trees. 2023." in works["jones2023"].text
    assert "https://arxiv.org/abs/2301.00001" in works["jones2023"].text
    assert [works[key].label for key in works] == ["Smith and Chen 2024", "Jones et al. 2023", "bare"]
    assert [works[key].located for key in works] == [True, True, False]


def test_markup_in_a_bibliography_stays_text(tmp_path):
    """What a file of works says is never taken for HTML."""
    entry = "@misc{a1, title = {An <img src=x onerror=alert(1)> & more}, author = {<b>X</b>, Y.}}"
    (tmp_path / "references.bib").write_text(entry, encoding="utf-8")
    text = references.read(tmp_path / "references.bib")["a1"].text
    assert "&lt;img" in text
    assert "<img" not in text
    assert "<b>" not in text


def test_works_are_kept_for_as_long_as_all_that_they_follow_from_stays(tmp_path, monkeypatch):
    """A second reading asks no library; another file, code, library or a spoilt memory is read anew."""
    path, cache = tmp_path / "references.bib", tmp_path / "cache"
    path.write_text(BIB, encoding="utf-8")
    first = references.kept(path, cache)
    assert first == references.read(path)
    reads = []
    monkeypatch.setattr(references, "read", lambda path: reads.append(path) or {})
    assert references.kept(path, cache) == first
    assert not reads
    (cache / "works.json").write_bytes((cache / "works.json").read_bytes()[1:])
    assert references.kept(path, cache) == {}
    path.write_text(BIB.replace("10.1000/xyz", "10.1000/abc"), encoding="utf-8")
    references.kept(path, cache)
    monkeypatch.setattr(references, "version", lambda name: f"another {name}")
    references.kept(path, cache)
    monkeypatch.setattr(Path, "read_bytes", lambda self: self.name.encode())
    references.kept(path, cache)
    assert len(reads) == 4


def test_works_are_read_anew_when_the_file_changes(tmp_path):
    """A work that is gone from the file is gone from what is kept, and so is all when the file is."""
    path = tmp_path / "references.bib"
    path.write_text(BIB, encoding="utf-8")
    references.kept(path, tmp_path / "cache")
    path.write_text(BIB.replace("@misc{bare, title = {Nothing else}}", ""), encoding="utf-8")
    assert list(references.kept(path, tmp_path / "cache")) == ["smith2024", "jones2023"]
    path.unlink()
    assert references.kept(path, tmp_path / "cache") == {}


def test_no_file_is_no_works(tmp_path):
    """A project that cites nothing needs no file."""
    assert references.read(tmp_path / "references.bib") == {}
    assert references.passages(tmp_path / "passages.yml") == {}


@pytest.mark.parametrize(
    "text", ["@article{a, title = {x}}\n@article{a, title = {y}}", "@article{a, title = {never closed"]
)
def test_what_is_no_bibtex_names_file_and_line(tmp_path, text):
    """A key that stands twice and an entry that does not end are errors, not missing works."""
    path = tmp_path / "references.bib"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PressError, match=r"references\.bib:\d+: not BibTeX"):
        references.read(path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: [", "not YAML"),
        ("- a", "not a mapping"),
        ("a: words", "a: is not a list of passages"),
        ("a:", "a: is not a list of passages"),
        ("a: [{text: x, read: primary}]", "a: a passage has the texts text, read and from"),
        ("a: [{text: x, read: primary, from: 5}]", "a: a passage has the texts text, read and from"),
        ("a: [{text: x, read: hearsay, from: y}]", "a: read: 'hearsay' is none of primary, second-hand"),
    ],
)
def test_malformed_passages_name_file_and_key(tmp_path, text, problem):
    """Whatever is wrong, the error says where."""
    path = tmp_path / "passages.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PressError, match=problem) as error:
        references.passages(path)
    assert str(error.value).startswith(str(path))


@given(st.integers(0, len(WORDS) - 1), st.integers(1, len(WORDS)), st.sampled_from([" ", "\n", "  \t"]))
def test_any_run_of_a_passages_words_is_held(start, length, gap):
    """White space may differ, nothing else."""
    quote = gap.join(WORDS[start : start + length])
    assert references.held(quote, [Passage("Other words.", "primary", "x"), PASSAGE]) == PASSAGE


@given(st.integers(0, len(WORDS) - 1), st.sampled_from(["first", "last", "added", "changed"]))
def test_a_changed_word_is_not_held(index, change):
    """Half a word, a letter too many or another word is another quotation."""
    word = WORDS[index].strip(",.")
    words = list(WORDS)
    words[index] = {"first": word[1:] or "x", "last": f"{word}s", "added": f"{word} not", "changed": "moreover"}[change]
    for start, end in ((0, len(words)), (index, len(words)), (0, index + 1)):
        assert references.held(" ".join(words[start:end]), [PASSAGE]) is None


def test_half_a_word_at_either_end_is_not_held():
    """A quotation does not begin or end inside a word."""
    assert references.occurrences("opies of copies", PASSAGE.text) == 0
    assert references.occurrences("bear less fru", PASSAGE.text) == 0
    assert references.occurrences("copies", PASSAGE.text) == 2
    assert references.occurrences(" ", PASSAGE.text) == 0


def test_an_ellipsis_stands_for_words_left_out_and_never_turns_them_round():
    """The parts of a shortened quotation stand in one passage, in their order."""
    assert references.held("We find that copies […] bear less fruit", [PASSAGE]) == PASSAGE
    assert references.held("copies ... young.", [PASSAGE]) == PASSAGE
    assert references.held("young … copies", [PASSAGE]) is None
    assert references.held("…", [PASSAGE]) is None


def test_curled_and_straight_marks_are_the_same_marks():
    """A page curls apostrophes that a source types straight."""
    stored = [Passage('It\'s "true".', "primary", "x")]
    assert references.held("It\u2019s \u201ctrue\u201d", stored) == stored[0]
    assert references.held("Its true", stored) is None


@pytest.mark.parametrize(
    ("quote", "held"),
    [
        ("We […] find evidence for a loss", False),
        ("We do not, […] find evidence for a loss", True),
        ("find evidence for a loss […] The trees grew", True),  # what was seen besides stands in a sentence of its own
        ("evidence for a loss […] else was seen", False),
        ("trees … fruit", False),
    ],
)
def test_what_is_left_out_never_turns_a_sentence_round(quote, held):
    """A negation of the source stands in the quotation, too, or nothing holds it."""
    text = "We do not, however, find evidence for a loss. Nothing else was seen. The trees grew without fruit."
    assert (references.held(quote, [references.Passage(text, "primary", "abstract")]) is not None) is held


def test_names_are_set_as_their_authors_write_them(tmp_path):
    """An accent that BibTeX writes as a command is a letter in the text, and braces are none."""
    path = tmp_path / "references.bib"
    path.write_text(
        r"@misc{a, author = {Ferrer i Cancho, Ramon and Sol{\'e}, Ricard and {Team A}}, title = {A}, year = 2001}"
    )
    path.write_text(
        path.read_text() + "\n" + r"@misc{b, author = {Sol{\'e}, R. and {Team A}}, title = {B}, year = 2002}"
    )
    labels = [work[1] for work in bibliography.works(path)]
    assert labels == ["Ferrer i Cancho et al. 2001", "Solé and Team A 2002"]
