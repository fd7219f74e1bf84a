"""What a page shows is what was read of it, whatever the Markdown, and each word stands where it was written."""

from __future__ import annotations

import json
import re
import time
from collections import Counter

import pytest
from bs4 import BeautifulSoup, Comment
from hypothesis import given, settings
from hypothesis import strategies as st

from press.article import marks, reading
from press.article.dialect import PLAIN, STANDARD, Dialect, unmarked

EXTRA = (
    "abbr", "def_list", "md_in_html", "sane_lists", "smarty", "pymdownx.superfences", "pymdownx.details",
    "pymdownx.tasklist", "pymdownx.mark", "pymdownx.caret", "pymdownx.tilde", "pymdownx.keys", "pymdownx.critic",
    "pymdownx.emoji", "pymdownx.betterem", "pymdownx.inlinehilite", "pymdownx.magiclink",
)  # fmt: skip
RICH = Dialect((
    *((name, options) for name, options in STANDARD.extensions if name != "fenced_code"),
    *((name, "{}") for name in EXTRA),
    ("pymdownx.tabbed", json.dumps({"alternate_style": True})),
    ("pymdownx.arithmatex", json.dumps({"generic": True})),
))  # fmt: skip
DIALECTS = {"plain": PLAIN, "standard": STANDARD, "rich": RICH}
INLINE = [
    "word", "11", "0.12", "13 %", "1,400", "-15", "16th", "x17", "`18`", "``a ` 19``", "`", "**20**", "*21*", "_22_",
    "a_23_b", "**", "[24](a25.md)", '[26](a27.md "28")', "![29](a30.svg)", '![31](a32.svg "33")', "[34][ref 35]",
    "[36]", "[^37]", "<b>38</b>", '<b class="c39" title="40">41</b>', "<code>42</code>", "<!-- 43 -->", "<!--", "-->",
    "&#52;4", "&#x35;", "&eacute;45", "<https://a.example/46>", "https://a.example/47", "<a48@b49.example>", "50<br>51",
    "52<!-- a.b53 -->", "54 %<!--a.b55-->", "half<!-- a.b56 -->", "most<!-- a.b57 > 58 -->", "[@key59]", "[@a60; @b61]",
    "supported<!-- C62 -->", "$x_{63}$", "\\(64\\)", ":smile65:", "==66==", "^67^", "~68~", "++ctrl+69++", "{++70++}",
    "{--71--}", "*72*{: .c73 #i74 }", "\\75", "\\`76`", "77*", "(78)", "“79”", "<kbd>80</kbd>", "<span>81", "</span>",
    "a < 82 > b", "&lt;83&gt;", "84<!-- -->", "`#!py 85`", "HTML86", "½", "\u2463", "caf\u00e987", "<", "a=88",
]  # fmt: skip
STARTS = [
    "", "# ", "## ", "> ", "- ", "* ", "91. ", "92) ", "    ", "        ", "\t", "  ", "!!! note 93 ",
    '!!! tip "94"\n    ', '??? note "95"\n    ', '=== "96"\n\n    ', "```\n", "```py 97\n", "~~~\n", "    ```\n",
    "| a98 | b |\n|---|---|\n| ", "| ", "[^37]: ", "[ref 35]: https://a.example/99 ", "[36]: b.md ", "*[HTML86]: ",
    "<div>", "<div markdown>\n\n", "</div>", "<pre>", "</pre>", "<p title='100'>", "<script>", "</script>", "$$\n",
    ":   ", "- [ ] ", "101\n===\n", "102\n---\n", "<details><summary>103</summary>", "{: .c104 }", "> - ",
    "1. - 105. ", "[TOC]", "<!--\n", "\n-->", "***\n", "\\",
]  # fmt: skip
LINES = st.tuples(st.sampled_from(STARTS), st.lists(st.sampled_from(INLINE), max_size=4).map(" ".join)).map("".join)
PAGES = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n", "\n\n", "\n\n", "  \n"])).map("".join), max_size=8).map(
    "".join
)
UNSEEN = {"code", "samp", "kbd", "tt", "var", "pre", "script", "style", "math"}
MADE = {"footnote-ref", "footnote-backref", "headerlink"}


def numerals(text):
    """The words with digits of a text."""
    return [word for word in re.findall(r"[^\W_]+", text) if not word.isalpha()]


def shown(text, dialect):
    """What a page shows, read by another parser and from another end."""
    found = Counter()
    tree = BeautifulSoup(f"<html><body>{dialect.convert(text)}</body></html>", "html5lib")
    for node in tree.descendants:
        around = [node, *node.parents]
        classes = {name for each in around for name in (getattr(each, "attrs", None) or {}).get("class", [])}
        if MADE & classes:
            continue
        hidden = {each.name for each in around} & UNSEEN or {"highlight", "arithmatex"} & classes
        if isinstance(node, str):
            link = next((each for each in around if each.name == "a" and ":" in each.get("href", "")), None)
            whole = link is not None and link.get_text() and link["href"].endswith(str(link.get_text()))
            hidden = hidden and "press" not in {each.name for each in around}  # what is bound is bound in <pre>, too
            found.update([] if hidden or whole or isinstance(node, Comment) else numerals(node))
        elif not {each.name for each in node.parents} & UNSEEN:
            found.update(word for name in ("alt", "title") for word in numerals(node.get(name, "")))
    return found


def read(text, dialect):
    """What was read of a page: the words that stand in no stretch, those without source, and what is bound."""
    found = Counter(word for each in reading.read(text, dialect).found for word in numerals(each.text))
    position = 0
    for start, end, kind in (*reading.read(text, dialect).spans, (len(text), len(text), "")):
        assert start < end or end == len(text)
        found.update(numerals(text[position:start]))
        if kind in {"bound", "bound word", "verdict", "citation", "quotation"}:
            said = text[start:end] if kind == "quotation" else text[start:end].partition("<!--")[0]
            found.update(numerals(said))
        position = max(position, end)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", DIALECTS)
@settings(max_examples=200, deadline=None)
@given(text=PAGES)
def test_what_is_read_is_what_is_shown(name, text):
    """A digit that the page shows in words is read as one, and no other is: nested, broken, with any extension."""
    is_read, is_shown = read(text, DIALECTS[name]), shown(text, DIALECTS[name])
    if "[TOC]" in text or "*[" in text:  # which show words once more
        is_read, is_shown = Counter(set(is_read)), Counter(set(is_shown))
    assert is_read == is_shown, text


@pytest.mark.slow
@pytest.mark.parametrize("name", DIALECTS)
@settings(max_examples=100, deadline=None)
@given(text=PAGES)
def test_marks_change_nothing(name, text):
    """With its marks taken away the page is the one that Markdown makes of the text, in any colours of its code."""
    dialect = DIALECTS[name]
    made = unmarked(marks.marked(text, dialect.convert).html)
    assert marks.COLOUR.sub("", made) == marks.COLOUR.sub("", dialect.convert(text))


PAGE = """# The 3 ways

It is *43 %* of them, `x = 5`, and 0.5<!-- a.b --> [more](page7.md "not 8").[^9]

    code 10

> Quoted 11
and 12.

[^9]: A note of 13.
"""


def test_what_is_no_prose_is_called_by_its_name():
    """Code, addresses and labels have a stretch each; what is shown has none, in a title, too."""
    found = reading.read(PAGE, STANDARD)
    said = {(kind, PAGE[start:end]) for start, end, kind in found.spans}
    assert said == {
        ("code", "`x = 5`"),
        ("bound", "0.5<!-- a.b -->"),
        ("link", "](page7.md"),
        ("footnote", "[^9]"),
        ("footnote", "[^9]:"),
        ("fence", "    code 10"),
        ("quotation", "Quoted 11\nand 12"),
    }
    assert [PAGE[start:end] for start, end, _ in found.quotations] == ["> Quoted 11\nand 12."]
    assert found.found == ()


def test_the_same_text_is_other_things_in_other_dialects():
    """A list of attributes is one only where there are such lists."""
    text = "*words*{: .c5 }\n"
    assert {span.kind for span in reading.read(text, STANDARD).spans} == {"attribute"}
    assert reading.read(text, PLAIN).spans == ()


def test_what_an_included_file_shows_is_found(tmp_path):
    """It stands in no source that is checked, so it is told where it is included."""
    (tmp_path / "share.md").write_text("It is 43 % of them.", encoding="utf-8")
    snippets = ("pymdownx.snippets", json.dumps({"base_path": [str(tmp_path)]}))
    text = 'Words.\n\n--8<-- "share.md"\n\nMore.\n'
    (found,) = reading.read(text, Dialect((snippets,))).found
    assert (found.text, text[: found.offset]) == ("43", "Words")


@pytest.mark.parametrize("text", ["&#52;&#51; %", "&#x34;&#x33; %"])
def test_a_character_written_as_its_number_is_read(text):
    """The reader meets a digit, whatever its writer typed."""
    assert "".join(found.text for found in reading.read(f"It is {text} of them.").found) == "43"


def test_characters_for_private_use_are_characters_like_others():
    """What a page has of them is no mark."""
    text = "5 \U000f0000 words \U0010fffd `6` \x02"
    assert [text[start:end] for start, end, _ in reading.read(text).spans] == ["`6`"]


@pytest.mark.slow
def test_very_many_runs_have_marks_of_their_own():
    """Marks do not run out with the characters that make them."""
    runs = [marks.Run(index, index + 1, "") for index in range(140_000)]
    text = "a" * len(runs)
    assert [run for _, _, run in marks.found(marks.with_marks(text, runs))] == list(range(len(runs)))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "word 5, and ",
        "`5` x\n",
        "> 5\n\nb\n\n",
        "<!-- ",
        "&#52; ",
        "[a][b 5] ",
        "0.5<!-- a.b --> ",
        "<b>5",
        "*a _5 ",
        "[",
    ],
)
def test_time_grows_with_the_text(piece):
    """Ten times the text takes no more than twenty-five times as long, however it was made."""
    short, long = (time_of(piece * times) for times in (200, 2_000))
    assert long < 25 * max(short, 0.02), (short, long)


def time_of(text):
    times = []
    for _ in range(2):
        began = time.process_time()
        reading.read.__wrapped__(text, STANDARD)
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_settings_of_code_that_an_engine_does_not_know_make_no_prose_of_it(dialect):
    """Code is code behind whatever it opens with, and the words behind it are words."""
    text = 'One.\n\n```toml tab="Two"\n# 3\n\nfour = 5\n```\n\nSix is 7.\n'
    if dialect is not PLAIN:
        hidden = [text[span.start : span.end] for span in reading.read(text, dialect).spans if span.kind == "fence"]
        assert any("3" in each for each in hidden)
        assert not any("7" in each for each in hidden)


def test_a_title_that_repeats_its_address_is_no_words():
    """An anchor that is spelt out where the pointer rests says nothing of its own, another title does."""
    kinds = {
        text: reading.read(f'<a href="#a-5" title="{text}">words</a>\n', STANDARD).spans for text in ("#a-5", "6 of it")
    }
    assert all(span.kind in {"link", "attribute"} for span in kinds["#a-5"])
    assert len(kinds["#a-5"]) > len(kinds["6 of it"])
