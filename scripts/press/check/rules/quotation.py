"""Quoted words are their source's: each quotation stands word for word in a stored passage, or in the article.

A quotation is what stands between curled quotation marks, in a block quotation, or between any other quotation marks
with a citation right behind them. The citation says whose words they are, and they are held to the passages stored of
that work, unless they are the article's. Up to three words without a digit may be quoted to name a word, and need no
source. `[…]` may stand for words that are left out, but never for a negation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from press.article import excused, prose, references, sentences, texts
from press.article.dialect import STANDARD, Dialect
from press.article.notation import CITATION
from press.article.reading import Span
from press.article.references import Passage
from press.check.finding import Finding, once
from press.check.reading import Reading
from press.check.rules import _article

STAGE = "sources"
BLOCK = re.compile(r"^(?:[^\S\n]*\S[^\n]*\n?)+", re.MULTILINE)
QUOTED = re.compile("\u201c([^\u201d]*)\u201d")
# What opens a quotation, by what closes it. These are also feet, apostrophes and code: they quote before a citation.
OPENED = {
    '"': '"\u201c', "'": "'", "\u2019": "\u2018", "\u201d": "\u201e", "\u201c": "\u201e\u201d", "\u00bb": "\u00ab",
    "\u00ab": "\u00bb", "\u203a": "\u2039", "\u300d": "\u300c",
}  # fmt: skip
# The same marks in pairs, as signs and by their names, for words in one sentence with a citation.
PAIRS = (
    ('"|&quot;|&#34;|\uff02', '"|&quot;|&#34;|\uff02'),
    ("\u275d|&#8220;", "\u275e|&#8221;"),
    ("``", "''"),
    ("'", "'"),
    ("\u00ab|&laquo;", "\u00bb|&raquo;"),
    ("\u00bb|&raquo;", "\u00ab|&laquo;"),
    ("\u2039", "\u203a"),
    ("\u203a", "\u2039"),
    ("\u201e|\u201a|\u201f|\u201b|&[bs]dquo;|&sbquo;", "[\u201c\u201d\u2018\u2019]|&[lr][sd]quo;"),
    ("\u201d", "\u201d"),
    ("&ldquo;", "&rdquo;|\u201d"),
    ("\u2018|&lsquo;", "\u2019|&rsquo;"),
    ("\u300c", "\u300d"),
    ("\u300e", "\u300f"),
    ("<q(?: [^>]*)?>", "</q>"),
)
PAIRED = [re.compile(rf"(?<![\w'])(?:{opens})(?P<words>(?=\S)[^\[]+?)(?:{closes})(?![\w'])") for opens, closes in PAIRS]
OPENS = re.compile(f"[{''.join({opening[0] for opens, _ in PAIRS for opening in opens.split('|')})}]")
BETWEEN = " \n.,;:!?)*_"  # what may stand between quoted words and their citation
MARKER = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
NAMED = 3
NO_PROSE = {"fence", "code", "comment", "attribute", "front matter", "bound"}


class Quotation(NamedTuple):
    """Quoted words, where they start, and the keys of the citation behind them."""

    words: str
    start: int
    keys: list[str]


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each quotation that no stored passage and no sentence of the article holds."""
    article = reading.project.root / reading.project.article
    blocks = _article.blocks(reading)
    own = references.Passage(" ".join(" ".join(blocks).split()), "primary", "the article")
    uncited = []
    for path, text in reading.pages.items():
        if path == article:
            continue
        for quotation in quotations(text, reading.dialect):
            if message := _problem(reading, quotation, own):
                finding = Finding(*reading.place(path, text, quotation.start), "quotation", message)
                if quotation.keys:
                    yield finding
                else:
                    uncited.append(finding)
    yield from once(uncited)


def quotations(text: str, dialect: Dialect = STANDARD) -> Iterator[Quotation]:
    """The quotations of a page, in order."""
    hidden = excused.hide(text, (each for each in prose.spans(".md", text, dialect) if each.kind in NO_PROSE), " ")
    for ends in prose.quotations(".md", text, dialect):
        for block in BLOCK.finditer(hidden, *ends):
            words = re.sub(CITATION, "", MARKER.sub("", block[0]))
            keys = [key for match in re.finditer(CITATION, block[0]) for key in prose.keys(match[0])]
            yield Quotation(words.strip().strip("\u201c\u201d"), block.start(), keys)
        hidden = excused.hide(hidden, [Span(*ends, "quotation")], " ")
    for block in BLOCK.finditer(hidden, texts.body(text)):
        cited = [(match.start(), prose.keys(match[0])) for match in re.finditer(CITATION, block[0])]
        for match in QUOTED.finditer(block[0]):
            behind = next((found for start, found in cited if start >= match.end()), [])
            yield Quotation(match[1], block.start() + match.start(), behind)
        for start, keys in cited:
            if found := _marked(text, block.start(), block.start() + start):
                yield Quotation(text[slice(*found)], found[0], keys)
                continue
            for words, place in _beside(hidden, block.start() + start):
                yield Quotation(words, place, keys)


def _marked(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """Where the words stand that are quoted right before a citation, between any marks but the curled ones."""
    end -= len(text[begin:end]) - len(text[begin:end].rstrip(BETWEEN))
    if text.endswith("</q>", begin, end):
        tag = text.rfind("<q", begin, end)
        return (text.index(">", tag) + 1, end - len("</q>")) if tag >= 0 else None
    if (start := _unclosed(text, begin, end)) >= 0:
        return start + 1, end - (text[end - 1] in OPENED)
    opening, end = OPENED.get(text[end - 1 : end], ""), end - 1
    if text[end : end + 1] == "\u201d" and "\u201c" not in text[begin:end]:
        opening += '"'
    start = max((text.rfind(each, begin, end) for each in opening), default=-1)
    while start > begin and text[start - 1].isalnum():  # an apostrophe
        start = text.rfind(text[start], begin, start)
    if start < 0 or "\u201c" in text[start + 1 : end] or "[@" in text[start:end]:
        return None
    return start + 1, end


def _unclosed(text: str, begin: int, end: int) -> int:
    """Where a curled mark opens words that another mark closes, or none; -1 where there is none that does."""
    start = text.rfind("\u201c", begin, end - 1)
    opens = text.count("\u201d", begin, start) > text.count("\u201c", begin, start)  # as in some languages it does
    is_closed = "\u201d" in text[start:end] or "[@" in text[start:end]
    return -1 if opens or is_closed or "\u201e" in text[begin:end] else start


def _beside(text: str, citation: int) -> Iterator[tuple[str, int]]:
    """The quotations in the sentence of a citation, in any marks but the curled ones; few words name something."""
    start, end = sentences.around(text, citation)
    for pair in PAIRED if OPENS.search(text, start, end) else ():
        for match in pair.finditer(text, start, end):
            if len(match["words"].split()) > NAMED and "\u201c" not in match["words"]:
                yield match["words"], match.start()


def _problem(reading: Reading, quotation: Quotation, own: Passage) -> str:
    words = " ".join(quotation.words.split())
    short = " ".join(words.split()[:8])
    if references.held(words, [own]):
        return ""
    if quotation.keys:
        if any(references.held(words, reading.passages.get(key, [])) for key in quotation.keys):
            return ""
        names = " or ".join(quotation.keys)
        return f"no passage of {names} in passages.yml holds \u201c{short} ...\u201d; quote one word for word"
    if len(words.split()) <= NAMED and not re.search(r"\d", words):
        return ""
    return f"\u201c{short} ...\u201d is not in the article; write the citation [@key] of its source behind it"
