"""A word that stands for a number, or says which of two is larger, is bound like digits and true like them.

`half<!-- name.number -->` must be what the number comes to, `most<!-- name.number > 0.5 -->` must hold without doubt,
and point the way the word does. In a sentence about results a word such as `twice` or `half` without any binding is a
finding: it is a number that no result holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from press.article import comparatives, expression, number_words, predicate, prose, sentences, words
from press.check import bindings
from press.check.finding import Finding
from press.check.reading import Reading

STAGE = "sources"
ALONE = True
TYPED = True
BINDINGS = True


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each word that its binding contradicts, and each that should have one."""
    for path, text in bindings.texts(reading):
        yield from _named(reading, path, text)
        for offset, message in (
            *_held(reading, path, text),
            *_stray(reading, path, text),
            *(_loose(reading, path, text) if path not in reading.documents else ()),
        ):
            yield Finding(*reading.place(path, text, offset), "word", message)


def _named(reading: Reading, path: Path, text: str) -> Iterator[Finding]:
    for match in prose.bound_words(path.suffix, text, reading.dialect):
        try:
            value = expression.number(match["said"], reading.known).value
        except ValueError as problem:
            yield reading.found(path, text, match.span("word"), "word", f"{match['word']}: {problem}")
            continue
        if not number_words.agrees(match["word"], value):
            fitting = number_words.rewrite(match["word"], value)
            remedy = f"write {fitting}, or run: press check --fix" if fitting else "print the number"
            message = f"{match['word']} is bound to {match['said'].strip()}, which is {value:g}; {remedy}"
            anew = [(f"write {fitting}", match.span("word"), fitting)] if fitting else []
            yield reading.found(path, text, match.span("word"), "word", message, *anew)


def _held(reading: Reading, path: Path, text: str) -> Iterator[tuple[int, str]]:
    for match in prose.held_words(path.suffix, text, reading.dialect):
        start = max(text.rfind(" ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
        try:
            truth = predicate.evaluate(match["holds"].strip(), reading.known)
        except ValueError as problem:
            yield start, f"{text[start : match.start()]}: {problem}"
            continue
        said = text[start : match.start()].strip("*_(\u201c")
        before, behind = comparatives.near(text, start, match.end())
        if truth == predicate.TRUE and _is_idle(reading, match["holds"]):
            message = f"`{match['holds'].strip()}` is true whatever is measured"
            yield start, f"{message}; compare what could come out otherwise"
        if truth == predicate.TRUE and comparatives.contradicts(said, before, match["holds"], behind):
            message = f"\u201c{said}\u201d and `{match['holds'].strip()}` point different ways"
            yield start, f"{message}; turn the comparison round, so that it reads as the word does"
        if truth != predicate.TRUE:
            message = f"\u201c{said}\u201d is said, but `{match['holds'].strip()}` is {truth}"
            yield start, f"{message}; say what the result shows"


def _is_idle(reading: Reading, holds: str) -> bool:
    """Whether a comparison of what was measured could not come out otherwise."""
    named = predicate.references(holds)
    measured = (expression.number(each, reading.known).span for each in named)
    certain = any(low < high for low, high in measured) and bool(predicate.certain(holds, reading.known))
    return certain or set(named) <= predicate.idle(holds)


def _stray(reading: Reading, path: Path, text: str) -> Iterator[tuple[int, str]]:
    for span in prose.spans(path.suffix, text, reading.dialect):
        compared = words.COMPARISON.fullmatch(text, span.start, span.end) if span.kind == "comment" else None
        if compared and predicate.is_one(compared["holds"]):
            yield span.start, f"`{compared['holds'].strip()}` holds no word; write it directly behind one"


def _loose(reading: Reading, path: Path, text: str) -> Iterator[tuple[int, str]]:
    bound = [match.start() for match in prose.bound(path.suffix, text, reading.dialect)]
    shown = {sentences.around(text, offset) for offset in bound}
    hidden = prose.words(path.suffix, text, reading.dialect)
    whole = words.line(text, hidden, 0, len(text))
    shares = words.shares(whole.words) if path in reading.pages else {}
    found = dict(_bare(text, whole, shares.items()))
    for start, end in sorted(shown):
        if text.startswith("because:", start + len(text[start:end]) - len(text[start:end].lstrip(" -\n"))):
            continue  # in the ledger these words explain a comparison, which is held beside them
        sentence = words.line(text, hidden, start, end)
        found |= _bare(text, sentence, ((match.start(), match[0]) for match in words.LOOSE.finditer(sentence.words)))
    for offset, said in sorted(found.items()):
        message = f"\u201c{said}\u201d says a number that nothing holds"
        yield offset, f"{message}; put a comparison behind it, as in {said}<!-- name.number < 0.5 -->"


def _bare(text: str, line: words.Line, said: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Where in a text words of a line stand that no comment holds."""
    for offset, each in said:
        if not words.HELD_BEHIND.match(text, line.place(offset + len(each) - 1) + 1):
            yield line.place(offset), each
