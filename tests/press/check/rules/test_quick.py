"""What is passed over for speed hides nothing that a rule asks about."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from press.article.notation import NUMERAL, NUMERIC
from press.check.rules import citation, quotation

PARTS = [
    "@", "\\", "{", "}", "`", "cite", "{cite", "{cite:p}`", "\\citep{", "a", "b1", " ", ".", "_", "\n", '"', "'", "<q>",
    "</q>", "``", "''", "&quot;", "&laquo;", "\u2018", "\u201e", "\u2019", "\u00bd", "\u00b2", "7", "\u0664", "[", "]",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)
PLAIN_KEY = re.compile(r"(?:(?<![\w.@])@[ {]?|\\\w*cite\w*\{|\{cite[\w:]*\}`)(?P<key>(?i:[a-z0-9]+))\b")


@given(TEXTS)
def test_a_key_is_found_wherever_its_plain_pattern_finds_it(text):
    """The pattern that begins with its signs is the same as the one that says what each sign needs."""
    found = [(match.span(), match["key"]) for match in citation.KEY.finditer(text)]
    assert found == [(match.span(), match["key"]) for match in PLAIN_KEY.finditer(text)]


@given(TEXTS)
def test_where_nothing_opens_a_quotation_none_stands(text):
    """And where there is no digit of any kind there is no numeral."""
    assert quotation.OPENS.search(text) or not any(pair.search(text) for pair in quotation.PAIRED)
    assert NUMERIC.search(text) or not NUMERAL.search(text)
