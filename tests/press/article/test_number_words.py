"""Number words are read whole, in every form, and rewritten only into what is so."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.article import number_words, words

FORMS = [
    "half",
    "two thirds",
    "twice",
    "ten",
    "twelve",
    "one in ten",
    "three times",
    "doubled",
    "forty percent",
    "a dozen",
]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("zero", 0), ("twelve", 12), ("twenty-one", 21), ("a dozen", 12), ("two hundred", 200), ("a million", 1e6),
        ("half", 0.5), ("one half", 0.5), ("a third", 1 / 3), ("two-thirds", 2 / 3), ("nine tenths", 0.9),
        ("a hundredth", 0.01), ("one in ten", 0.1), ("three out of four", 0.75), ("four of five", 0.8),
        ("one part in a thousand", 0.001),
        ("twice", 2), ("thrice", 3), ("five times", 5), ("tenfold", 10), ("doubled", 2), ("halves", 0.5),
        ("forty-three percent", 0.43), ("ninety per cent", 0.9),
    ],
)  # fmt: skip
def test_words_name_what_they_say(words, value):
    """As any reader would take them."""
    assert number_words.read(words).value == pytest.approx(value)
    assert number_words.agrees(words, value)


@pytest.mark.parametrize(("words", "value"), [("zero", 0.4), ("twelve", 13), ("one in ten", 0.13), ("twice", 2.5)])
def test_words_do_not_agree_with_what_they_do_not_say(words, value):
    """A count has to be what a value rounds to, a part or a multiple within a tenth, and nothing is nothing."""
    assert not number_words.agrees(words, value)


@given(st.sampled_from(FORMS), st.floats(1e-3, 1e4))
def test_what_is_rewritten_is_so(words, value):
    """Whatever the value, the words that are written for it agree with it."""
    anew = number_words.rewrite(words, value)
    assert anew is None or number_words.agrees(anew, value)


PIECES = [*"aT <-.,\n\u00a0", "one", "in", "ten", "twenty-one", "half", "an", "million", "<!--", "<!-- a.b -->"]
PIECES += ["<!--a.b-->", "doubled", "\u212aseven", "Twice", "x" * 40]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=24))
def test_a_comment_is_sought_first_and_nothing_else_changes(parts):
    """What is found where a word may be is what is found without looking ahead."""
    text = "".join(parts)
    plain = re.compile(words.WORD.replace(words.NEAR, ""))
    assert [m.span() for m in re.finditer(words.WORD, text)] == [m.span() for m in plain.finditer(text)]
