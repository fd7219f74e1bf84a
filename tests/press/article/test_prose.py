"""What is excused is excused by a class, and by no more than it needs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.article import digit_classes, excused, page_names, prose, texts

CLASSES = {
    "verdict": "It is overstated<!-- C1 -->.",
    "citation": "So it was found [@smith2024; @jones1999].",
    "fence": "```\n5\n```",
    "code": "`5`",
    "bound": "5<!-- a.b -->",
    "bound word": "five<!-- a.b5 -->",
    "held word": "most<!-- a.b > 5 -->",
    "comment": "<!-- 5 -->",
    "quotation": "\u201c5\u201d",
    "attribute": "<b class='5'>words</b>",
    "link": "[words](5.md)",
    "address": "https://example.org/5",
    "footnote": "words[^5]\n\n[^5]: Words.",
    "entity": "&#215;",
    "program": "<script>5</script>",
    "section number": "# 5.1 X",
    "list number": "5. x",
    "mathematics": "<math>5</math>",
    "status": "It answers with HTTP 404, a 404 error, on port 8000.",
    "reference": "As the paper [1] says.",
    "issue number": "fixed in #1234",
    "telephone": "call 877-472-6716",
    "default": "The default is 5.",
    "demand": "It MUST be 5.",
    "ordinal": "the 5th run",
    "period": "the last 5 days",
    "icon": ":octicons-arrow-24:",
    "macro": "{{ version_2 }}",
    "identifier": "10.1000/5",
    "version": "v5.1",
    "date": "2025",
    "locator": "Table 5",
    "name": "GPT-5",
    "directive": "::: press.check\n    options:\n        level: 5",
}
PIECES = st.sampled_from(
    [
        *CLASSES.values(),
        "word",
        "5",
        "0.5",
        "5 %",
        "\u201c",
        "`",
        "```",
        "<!--",
        "-->",
        ">",
        "[",
        "](",
        "\n\n",
        "\n",
        "---\n",
    ]
)


def kinds(text):
    return {span.kind for span in prose.spans(".md", text)}


@pytest.mark.parametrize("kind", CLASSES)
def test_each_class_excuses_its_own(kind):
    """The digits of an example of a class are excused, and the class has a name."""
    text = f"\n{CLASSES[kind]}\n"
    assert kind in kinds(text)
    assert list(prose.digits(".md", text)) == []


def test_every_class_has_an_example_here():
    """A class that no test knows would excuse in silence."""
    of_other_files = {"front matter", "setting", "key or quotation", *digit_classes.LITERAL}
    assert set(digit_classes.MEANING) - of_other_files == set(CLASSES) - {"bound", "bound word"}


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_every_digit_is_excused_or_found(text):
    """Whatever the markup, however broken: a digit lies in an excused stretch, or in a numeral that was found."""
    covered = set()
    for start, end, kind in prose.spans(".md", text):
        assert 0 <= start < end <= len(text)
        assert kind
        covered |= set(range(start, end))
    for numeral in prose.digits(".md", text):
        assert not covered & set(range(*numeral.span()))
        covered |= set(range(*numeral.span()))
    assert all(index in covered for index, character in enumerate(text) if character.isdigit())


@given(st.lists(PIECES, max_size=6).map(" ".join), st.lists(PIECES, max_size=6).map(" ".join))
def test_a_paragraph_excuses_no_digit_of_the_next(before, after):
    """But for an open fence or comment, and what only a whole page tells, nothing reaches over a blank line."""
    page = f"{before}\n\n{after}"
    told = any(page_names.found(page, page))
    if not told and not any(mark in before for mark in ("```", "<!--", "<", "[", "---", "`")):
        alone = [numeral[0] for numeral in prose.digits(".md", f"\n\n{after}")]
        assert [numeral[0] for numeral in prose.digits(".md", f"{before}\n\n{after}")][
            -len(alone) :
        ] == alone or not alone


@pytest.mark.parametrize(
    "text",
    [
        "2000",
        "2048",
        "1900",
        "2,025",
        "2025.5",
        "20255",
        "2025 %",
        "x5",
        "\u00d75",
        "n=5",
        "5th",
        "10^13",
        "1/3",
        "v 5",
        "5.1",
        "top-5",
        "300 words a page, 5",
        "pages 300 million",
        "per page 5",
    ],
)
def test_what_looks_like_a_class_and_is_none_is_found(text):
    """A count is no year, a factor no name, a decimal no version."""
    assert list(prose.digits(".md", f"there are {text} of them"))


@pytest.mark.parametrize("text", ["# 40 million words", "# 5 ways", "## 300"])
def test_a_number_that_begins_a_heading_is_no_section_number(text):
    """Without a dot it counts something."""
    assert list(prose.digits(".md", f"{text}\n"))


def test_bound_numbers_are_read_where_they_are_bound():
    """Not in code, not in front matter, not in a comment of a ledger."""
    page = "---\ntitle: 1<!-- a.b -->\n---\n2<!-- a.b --> `3<!-- a.b -->`\n\n> 4 %<!-- a.b -->\n"
    assert [match["text"] for match in prose.bound(".md", page)] == ["2", "4 %"]
    ledger = "# 1<!-- a.b -->\n- fair: 2<!-- a.b -->\n  quote: 3<!-- a.b -->\n"
    assert [match["text"] for match in prose.bound(".yml", ledger)] == ["2"]
    assert list(prose.bound(".py", 'LAY = "1<!-- a.b -->"\n')) == []


def test_only_pages_ledgers_and_experiments_have_prose():
    """Another kind of file is an error, never a file without digits."""
    with pytest.raises(ValueError, match=r"no prose is read in '\.txt' files"):
        list(prose.digits(".txt", "5"))


def test_front_matter_stands_at_the_head_and_ends():
    """Without a second line of dashes there is none."""
    text = "---\na: b\n---\nwords\n"
    start, end = texts.front_matter(text)
    assert text[start:end] == "a: b\n"
    assert texts.front_matter("---\n---\n") == (0, 0)  # nor is there one between two that follow each other
    assert texts.front_matter("---\na: b\n") == (0, 0)
    assert texts.front_matter("\n---\na: b\n---\n") == (0, 0)


def test_an_experiments_texts_are_found_where_they_stand():
    """Strings joined over lines, and the first line of the docstring; nothing of a file that is no Python."""
    text = (
        '"""One.\n\nTwo."""\nLAY = (\n    "Three "  # four\n    "five"\n)\nlay = "six"\n\ndef f():\n    """Seven."""\n'
    )
    found = [text[start:end] for start, end in texts.strings(text, {"LAY"})]
    assert found == ['"""One.', '"Three "', '"five"']
    assert texts.strings("def (", {"LAY"}) == []


DATED = [
    "arXiv:", "\n", " ", "2301.00001", "10.1000/xyz", "ISO", "8601", "v2", "1.2.3", "version 3", "May", "12", "1999",
    "in 1859", " runs", "Table", "Fig.", "(3)", "GPT-2", "Qwen3", "2D", "\u201999", "of ", "\t", "%",
]  # fmt: skip


@given(st.lists(st.sampled_from(DATED), max_size=20).map("".join), st.sampled_from(sorted(digit_classes.WORDS)))
def test_where_no_digit_is_no_class_of_words_is(text, kind):
    """A class that is looked for only in lines with digits finds all that it would find in the whole text."""
    pattern = re.compile(digit_classes.WORDS[kind], re.MULTILINE)
    assert list(excused._numbered(pattern, text)) == [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("# 2.5 Words lost", []),  # the title of a chapter
        ("## 2.4 Words\n\n## 2.5 Words lost", []),
        ("## 3. Words\n\n### 3.1 Words lost", []),
        ("## 1. Words\n\nWords.", []),
        ("## 3. Fold words\n\n## 4. Words", []),
        ("## 2.5 Words lost", ["2.5"]),
        ("## 2.4 Words\n\n## 2.7 Words lost", ["2.4", "2.7"]),
        ("## 3. Words lost\n\n## 5. Words", ["3", "5"]),
    ],
)
def test_a_heading_has_a_number_where_others_have_those_beside_it(page, found):
    """Else it says how much of something there is."""
    assert [match[0] for match in prose.digits(".md", f"{page}\n")] == found
