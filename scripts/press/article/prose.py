"""Every digit that a reader meets in checked prose is bound, or excused by a class of `press.article.digit_classes`.

`spans` returns the stretches of a file in which a digit needs no binding: what is not shown in words (code, keys,
markup), as `press.article.reading` finds it, and what is no measurement (dates, versions, identifiers, quotations). The
classes are few and narrow on purpose: a digit that fits none is worth a second look, and its writer can always bind it
or quote it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import starmap
from pathlib import Path

from press.article import excused, page_names, reading, source
from press.article.dialect import PLAIN, STANDARD, Dialect
from press.article.digit_classes import LITERAL, LITERAL_IN, SAID, WORDS
from press.article.leading import Leading
from press.article.notation import BOUND, CITATION, NUMERAL, NUMERIC, VERDICT
from press.article.reading import Span
from press.article.remembered import remembered
from press.article.texts import Range
from press.article.traced import Found
from press.article.words import HELD, WORD

NO_PROSE = {
    ".md": "front matter", ".yml": "key or quotation", "mkdocs.yml": "setting", ".py": "program", ".js": "program",
    ".css": "program",
}  # fmt: skip
CLASSES = (SAID | WORDS).items()
KEPT = 4096  # texts that rules read in turn; a served site is edited for ever


@lru_cache(maxsize=KEPT)
def spans(suffix: str, text: str, dialect: Dialect = STANDARD) -> tuple[Span, ...]:
    """The excused stretches of a page (`.md`), the ledger (`.yml`) or an experiment (`.py`)."""
    if not dialect.cache:
        return _spans(suffix, text, dialect)
    key = json.dumps([suffix, dialect.extensions, text])
    return tuple(starmap(Span, remembered(Path(dialect.cache), key, lambda: _spans(suffix, text, dialect))))


def _spans(suffix: str, text: str, dialect: Dialect) -> tuple[Span, ...]:
    part, read = _read(suffix, text, dialect)
    found = [Span(*stretch, NO_PROSE[suffix]) for stretch in _outside(part.whole, len(text))]
    if suffix in LITERAL_IN:
        found = excused.classed(text, found, [(kind, LITERAL[kind]) for kind in LITERAL_IN[suffix]])
    found += [Span(part.place(start), part.place(end - 1) + 1, kind) for start, end, kind in read.spans]
    found += excused.sections(text, _headings(part, read))
    if suffix == ".py":  # the toolkit binds what `{name}` stands for
        found = [
            each if each.kind != "bound" else Span(text.index("<!--", each.start), each.end, "comment")
            for each in found
        ]
    found = excused.classed(text, found, CLASSES)
    return (*found, *page_names.found(text, excused.hide(text, found)))


def forget() -> None:
    """Let go of all texts that were read, as whoever reads a text at every key that is pressed does now and then."""
    for kept in (spans, words, _read, reading.read):
        kept.cache_clear()


def found(suffix: str, text: str, dialect: Dialect = STANDARD) -> list[Found]:
    """The words with digits that a file shows and its source has not, as an included file brings them."""
    if suffix in {".js", ".css"}:  # which show no more than is written in them
        return []
    part, read = _read(suffix, text, dialect)
    return [Found(part.place(offset), word) for offset, word in read.found]


def bound(suffix: str, text: str, dialect: Dialect = STANDARD) -> Iterator[re.Match[str]]:
    """The bound numbers of a file, with the groups `text` and `ref`."""
    return matches("bound", BOUND, suffix, text, dialect)


def bound_words(suffix: str, text: str, dialect: Dialect = STANDARD) -> Iterator[re.Match[str]]:
    """The bound number words of a file, with the groups `word` and `said`."""
    return matches("bound word", WORD, suffix, text, dialect)


def held_words(suffix: str, text: str, dialect: Dialect = STANDARD) -> Iterator[re.Match[str]]:
    """The comparisons that hold a word of a file, with the group `holds`."""
    return matches("held word", HELD, suffix, text, dialect)


def matches(kind: str, pattern: str, suffix: str, text: str, dialect: Dialect = STANDARD) -> Iterator[re.Match[str]]:
    """Where a pattern stands as what it is: in prose, and not in code or a comment."""
    expression = re.compile(pattern)
    found = (expression.match(text, span.start) for span in spans(suffix, text, dialect) if span.kind == kind)
    return (match for match in found if match)


def quotations(suffix: str, text: str, dialect: Dialect = STANDARD) -> list[Range]:
    """The block quotations of a file, in whole lines."""
    part, read = _read(suffix, text, dialect)
    return _lines(part, read.quotations)


def tables(suffix: str, text: str, dialect: Dialect = STANDARD) -> list[Range]:
    """The tables of a file, in whole lines; none of a style sheet or a script."""
    part, read = _read(suffix, text, dialect)
    return _lines(part, read.tables)


def headings(text: str, dialect: Dialect = STANDARD) -> list[tuple[int, int]]:
    """The headings of a page: where the words of each begin, and its level."""
    return _headings(*_read(".md", text, dialect))


def leading(text: str, dialect: Dialect = STANDARD) -> list[Leading]:
    """The links and images of a page, with where each and its address stand."""
    part, read = _read(".md", text, dialect)
    return [each._replace(offset=part.place(each.offset), at=part.place(each.at)) for each in read.leading]


def quoted(suffix: str, text: str, dialect: Dialect = STANDARD) -> list[Range]:
    """The quotations of a file: blocks, and what stands between quotation marks."""
    return [*quotations(suffix, text, dialect), *excused.closed("quotation", re.compile(SAID["quotation"]), text)]


@lru_cache(maxsize=KEPT)
def words(suffix: str, text: str, dialect: Dialect = STANDARD) -> str:
    """A file with nothing left but the words that its reader meets as the author's own."""
    return excused.hide(text, spans(suffix, text, dialect))


def citations(text: str, dialect: Dialect = STANDARD) -> Iterator[re.Match[str]]:
    """The citations on a page: `[@key]`, or several parted by semicolons; not those in code."""
    return matches("citation", CITATION, ".md", text, dialect) if "[@" in text else iter(())


def verdicts(text: str, dialect: Dialect = STANDARD) -> Iterator[re.Match[str]]:
    """The bound verdicts on a page, with the groups `verdict` and `claim`."""
    return matches("verdict", VERDICT, ".md", text, dialect)


def keys(citation: str) -> list[str]:
    """The keys in a citation."""
    return re.findall("@([a-z0-9]+)", citation)


def digits(suffix: str, text: str, dialect: Dialect = STANDARD) -> Iterator[re.Match[str]]:
    """The numerals of a file that nothing excuses."""
    shown = words(suffix, text, dialect)
    return NUMERAL.finditer(shown) if NUMERIC.search(shown) else iter(())


@lru_cache(maxsize=KEPT)
def _read(suffix: str, text: str, dialect: Dialect) -> tuple[source.Source, reading.Reading]:
    if suffix not in source.READERS:
        raise ValueError(f"no prose is read in {suffix!r} files")
    part = source.READERS[suffix](text)
    return part, reading.read(part.text, dialect if suffix == ".md" else PLAIN._replace(cache=dialect.cache))


def _lines(part: source.Source, spans: Iterable[Span]) -> list[Range]:
    return [(part.place(start), part.place(end - 1) + 1) for start, end, _ in spans]


def _headings(part: source.Source, read: reading.Reading) -> list[tuple[int, int]]:
    return [(part.place(offset), level) for offset, level in read.headings]


def _outside(ranges: Iterable[Range], length: int) -> list[Range]:
    edges = [0, *(edge for stretch in sorted(ranges) for edge in stretch), length]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
