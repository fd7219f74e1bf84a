"""What stands around a bound number names the unit of its result, and a comparison compares like with like.

Only what stands before the comment is compared with the result, so a `%` or a `million` behind it would multiply the
number unseen. A number of tokens is no number of words, and no share; a predicate between two numbers of different
units is true or false of nothing.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from press.article import expression, predicate
from press.check import bindings
from press.check.reading import Finding, Reading
from press.core import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.check.bindings import Bound
    from press.check.reading import Stretch, Written

STAGE = "sources"
TYPED = True
BINDINGS = True
LARGE = r"hundred|thousand|million|billion|trillion|dozen|lakh|crore|mn|bn|tn"
SCALE = re.compile(
    r"(?:(?:[ \u00a0\u2009\u202f\n]|&\w+;|&#\w+;)?[*_]{0,3}(?P<scale>%|\u2030|(?:per ?cent(?:age(?: points?)?)?"
    rf"|(?:{LARGE})s?)\b|[\u00d7x] ?10(?!\d))|(?P<glued>(?:[kKMG]|[mb]n?|e\d+|[\u00b2\u00b3\u2070-\u2079]+)(?!\w)))"
)
CURRENCY = re.compile(r"[$\u20ac\u00a3\u00a5] ?$")
SHARES = {"", "share", "probability", "fraction", "ratio", "chance"}
# What is counted or measured most, each with how else it is written; whatever a result is in is known besides.
MEASURES = {
    "second": "s", "minute": "min", "hour": "h", "day": "", "week": "", "month": "", "year": "", "decade": "",
    "byte": "B", "kilobyte": "kB", "megabyte": "MB", "gigabyte": "GB", "terabyte": "TB", "metre": "m meter",
    "kilometre": "km kilometer", "centimetre": "cm centimeter", "millimetre": "mm millimeter", "mile": "mi",
    "litre": "l liter", "gram": "g", "kilogram": "kg", "tonne": "t", "degree": "\u00b0", "hertz": "Hz", "watt": "W",
    "dollar": "USD", "euro": "EUR", "token": "", "word": "", "letter": "", "sentence": "", "document": "", "page": "",
    "parameter": "", "person": "people", "item": "",
}  # fmt: skip
OTHERWISE = {each: name for name, others in MEASURES.items() for each in others.split()}
STOPS = set(
    "of in at by to the a an is are was were and or per than times for with from on as that which"  # noqa: SIM905
    " more less fewer each".split()
)
WORD = re.compile(r"(?:[ \u00a0\u2009\u202f\n-]|&\w+;|[*_])+(?P<noun>[^\W\d_]+)")
ADJECTIVES = 2


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each scale or unit that the result has not, and for each comparison of different units."""
    units = (each.unit for result in reading.results.values() for each in result.numbers.values())
    declared = (unit for run in reading.runs.values() for unit in run.unit.values())
    known = set(MEASURES) | {head(unit) for unit in (*units, *declared) if unit}
    for path, text in bindings.texts(reading):
        for bound in bindings.found(reading, path, text):
            for stretch, message, *remedy in _around(reading, bound, known):
                yield reading.found(path, text, stretch, "unit", message, *remedy)
    yield from _compared(reading)


def head(unit: str) -> str:
    """The noun of a unit, in the singular: `tokens` is `token`, `share of draws` is `share`."""
    words = unit.split()
    return singular(words[0]) if words else ""


def singular(noun: str) -> str:
    """A noun without the ending of its plural, by the name that it has in full: `km` is `kilometre`."""
    if noun in OTHERWISE:
        return OTHERWISE[noun]
    small = noun.lower()
    small = small[:-1] if small.endswith("s") and not small.endswith(("ss", "us")) else small
    return OTHERWISE.get(small, small)


def noun(text: str, end: int, known: set[str]) -> re.Match[str] | None:
    """The noun behind a number, through adjectives, emphasis and ends of lines; None where none is known."""
    for _ in range(ADJECTIVES + 1):
        match = WORD.match(text, end)
        if not match or match["noun"].lower() in STOPS:
            return None
        if singular(match["noun"]) in known:
            return match
        end = match.end()
    return None


def _around(
    reading: Reading, bound: Bound, known: set[str]
) -> Iterator[tuple[Stretch, str] | tuple[Stretch, str, Written]]:
    unit, end = _unit(reading, bound.reference), bound.file.index("-->", bound.offset) + 3
    scale = SCALE.match(bound.file, end)
    if scale:
        said = scale["scale"] or scale["glued"]
        digits = numbers.NUMBER.fullmatch(bound.text)["digits"]  # type: ignore[index]
        text = f"{digits} {said}" if said in numbers.SCALES else bound.text
        whole = numbers.rewrite(text, bound.value, bound.error)
        anew = f"{whole}<!-- {bound.reference} -->"
        message = f"{said} behind a binding is not read; write {anew}, and nothing of it behind"
        yield (end, scale.end()), message, (f"write {anew}", (bound.offset, scale.end()), anew)
        return
    if CURRENCY.search(bound.file, max(0, bound.offset - 2), bound.offset) and not CURRENCY.match(unit):
        message = f"{bound.reference} is no sum of money but in {unit or 'no unit'}; leave the sign out"
        yield (bound.offset - 1, bound.end), message
    if numbers.parse(bound.text).scale == numbers.SCALES["%"]:
        if head(unit) not in SHARES:
            message = f"{bound.text} is a share, but {bound.reference} is in {unit}; print it in {unit}"
            yield (bound.offset, bound.end), message
        return
    match = noun(bound.file, end, known) if unit else None
    if match and singular(match["noun"]) not in {head(unit), *map(singular, unit.split())}:
        message = f"{bound.reference} is in {unit}, not in {match['noun']}; say {unit}, or bind another number"
        yield match.span("noun"), message


def _unit(reading: Reading, reference: str) -> str:
    try:
        return expression.number(reference, reading.known).unit
    except ValueError:
        return ""


def _compared(reading: Reading) -> Iterator[Finding]:
    for path, text in reading.ledger.items():
        for claim, test in ((each, test) for each in reading.claims for test in each.tests):
            found = {unit for unit in _units(reading, test.holds) if unit}
            if len(found) > 1:
                offset = max(0, text.find(test.written))
                message = f"{claim.id}: `{test.holds}` compares {' with '.join(sorted(found))}; compare like with like"
                yield Finding(*reading.place(path, text, offset), "unit", message)


def _units(reading: Reading, holds: str) -> Iterator[str]:
    """The units that a sum or a comparison brings together; a product of numbers has a unit of its own."""
    try:
        tree, references = ast.parse(holds, mode="eval"), predicate.references(holds)
    except SyntaxError:
        return
    products = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)]
    if any(len(predicate.references(ast.unparse(node))) > 1 for node in products):
        return
    yield from (head(_unit(reading, reference)) for reference in references)
