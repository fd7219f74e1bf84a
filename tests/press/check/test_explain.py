"""Of every number in a line one can ask what holds or excuses it."""

from __future__ import annotations

import pytest

from press import check
from press.article import digit_classes, reading, shown, traced
from press.article.dialect import NOTATION
from press.article.digit_classes import MEANING
from press.check.explain import explain
from press.core.errors import PressError

PAGE = """---
title: The evidence
description: What the simulations say.
---
# The evidence

In 2024 GPT-2 has 0.366<!-- decay.kept --> of it, a third<!-- decay.kept -->, most<!-- decay.kept < 0.5 --> go; 7 trees.
No number.
"""


def test_each_number_is_explained_at_its_place(orchard):
    """In order, with file, line and column: excused by a class, bound to a result, or neither."""
    (orchard.content / "evidence.md").write_text(PAGE, encoding="utf-8")
    said = list(explain(check.Reading(orchard), "content/evidence.md:7"))
    assert said == [
        "content/evidence.md:7:4: 2024 is excused as date: a date",
        "content/evidence.md:7:13: 2 is excused as name: part of a name, or written as in a program",
        "content/evidence.md:7:19: 0.366 is bound: decay.kept, share that is left, 0.366 ± 0.004",
        "content/evidence.md:7:51: a third is bound: decay.kept, share that is left, 0.366 ± 0.004",
        "content/evidence.md:7:83: <!-- decay.kept < 0.5 --> is a word with a comparison behind it, which has to hold",
        "content/evidence.md:7:113: 7 is neither bound nor excused",
    ]
    assert list(explain(check.Reading(orchard), "content/evidence.md:7:100")) == said[-1:]
    assert list(explain(check.Reading(orchard), "content/evidence.md:8")) == [
        "content/evidence.md:8: no number stands here"
    ]


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("content/evidence.md", "is no place; write FILE:LINE"),
        ("content/evidence.md:x", "is no place"),
        ("content/none.md:3", "no prose is checked there; it is in content/evidence.md, README.md"),
        ("content/index.md:3", "no prose is checked there"),
        ("content/evidence.md:300", "has 16 lines; line 300 is none of them"),
    ],
)
def test_a_place_that_is_none_is_an_error(orchard, where, says):
    """A mistyped place is never answered with nothing."""
    with pytest.raises(PressError, match=says):
        list(explain(check.Reading(orchard), where))


def test_every_class_is_explained():
    """A class without words could not be told from a mistake."""
    read = {*shown.TAGS.values(), *shown.CLASSES.values(), *traced.CALLED, *reading.AROUND, *NOTATION}
    assert set(MEANING) >= read - {"bound", "bound word", "made"}
    assert set(MEANING) >= {
        *digit_classes.SAID,
        *digit_classes.WORDS,
        *digit_classes.LITERAL,
        "list number",
        "front matter",
    }
