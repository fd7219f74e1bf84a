"""What stands around a bound number names the unit of its result, and a comparison compares like with like.

Only what stands before the comment is compared with the result, so a `%` or a `million` behind it would multiply the
number unseen. A number of tokens is no number of words, and no share; a predicate between two numbers of different
units is true or false of nothing. `350<!-- 1000 * run.seconds --> ms` says by its factor which unit it is in.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import suppress

from press.article import digit_classes, expression, polynomial, predicate, prose
from press.check import bindings
from press.check.bindings import Bound
from press.check.finding import Finding, Stretch, Written
from press.check.reading import Reading
from press.core import numbers, sourced

STAGE = "sources"
ALONE = True
TYPED = True
BINDINGS = True
LARGE = (
    "hundred|thousand|[a-z]{1,6}illion|milliard|myriad|dozen|score|gross|grand|lakh|crore|tenth|hundredth"
    "|thousandth|millionth|billionth|[Mm](?:il(?:l|lion)?|io|rd)|mn|bn|tn"
)
BETWEEN = r"(?:[ \u00a0\u2009\u202f\n*_(\[`\"'\u2018\u201c-]|&#?\w+;|</?\w+>|<!--(?!\s*\w+\.)[^>]*-->)*"
# What multiplies the number before it, wherever it stands behind.
SCALE = re.compile(
    rf"{BETWEEN}(?P<scale>[%\u2030\u2031]|&(?:#37|#x25|percnt|permil|sup[123]|frac\d\d);"
    rf"|(?:per ?cent(?:age(?: points?)?)?|pp[mbt]?|pct|bps|basis points?|orders? of magnitude|(?:{LARGE})s?)(?![^\W_])"
    r"|[\u00d7x\u00b7*] ?10(?!\d)|(?:times (?:ten|a hundred|a thousand|a million)|squared|cubed|to the (?:\w+ )?power)"
    r"\b|p\. ?[cp]\."
    r"|[\u00bc-\u00be\u2150-\u215e])"
    r"|[*_]{0,3}(?P<glued>(?:[kKMGT]{1,2}|[mb]n?|[eE]\d+|[\u00b2\u00b3\u2070-\u2079]+)(?!\w))"
    r"|[ \u00a0*_]+(?P<letter>[kKMG](?![\w'\u2019]))",
)
SIGNS = (
    "(?:[$\u00a2\u20ac\u00a3\u00a5\u20b9\u20a9\u20bd\u20ba\u20bf\u20b1\u20ab\u20aa\u20a6]"
    "|&(?:dollar|cent|euro|pound|yen);)"
)
CODES = (
    rf"(?:[A-Z][\w.]* )?(?:{digit_classes.CURRENCIES}|cents?|pence|dollars?|bucks?|euros?|pounds sterling|quid|francs?"
    "|yen|yuan|rupees?|roubles?|pesos?|kron(?:a|or|er?)|zlotys?|forints?|liras?|shekels?)"
)
CURRENCY = re.compile(rf"(?:{SIGNS}|\b{digit_classes.CURRENCIES}) ?$")
PLAIN = re.compile(rf"^{BETWEEN}|\s+$")
PAID = re.compile(rf"{BETWEEN}(?:{SIGNS}|(?:{CODES})\b)")
NUMBERS = {"", "ratio", *sourced.SHARES}  # what may be printed in percent
# What is counted or measured most, each with how else it is written; whatever a result is in is known besides.
COUNTED = {
    "minute": "min", "hour": "h hr", "day": "", "week": "wk", "month": "", "year": "yr", "decade": "", "mile": "mi",
    "foot": "feet ft", "inch": "inches", "yard": "yd", "pound": "lb lbs", "ounce": "oz", "gallon": "", "acre": "",
    "hectare": "ha", "tonne": "t", "degree": "\u00b0", "kelvin": "K", "mole": "mol", "dollar": "USD", "euro": "EUR",
    "token": "", "word": "", "letter": "", "character": "", "sentence": "", "document": "", "page": "", "parameter": "",
    "person": "people", "item": "", "second": "sec", "kilogram": "kilo",
}  # fmt: skip
# What is measured in thousands and thousandths too, each by its sign and how else it is spelt.
MEASURED = {
    "metre": "m meter", "gram": "g gramme", "second": "s", "litre": "l liter", "watt": "W", "joule": "J", "volt": "V",
    "hertz": "Hz", "pascal": "Pa", "newton": "N", "ampere": "A", "byte": "B", "bit": "b", "watthour": "Wh",
}  # fmt: skip
# Such a prefix by its signs, and what it stands for.
PREFIXES = {
    "": ([""], 1.0), "nano": (["n"], 1e-9), "micro": (["\u00b5", "\u03bc", "u"], 1e-6), "milli": (["m"], 1e-3),
    "centi": (["c"], 1e-2), "kilo": (["k", "K"], 1e3), "mega": (["M"], 1e6), "giga": (["G"], 1e9),
    "tera": (["T"], 1e12),
}  # fmt: skip
SIGNED = [(sign, full, name, *said.split())
          for full, (signs, _) in PREFIXES.items() for sign in signs for name, said in MEASURED.items()]  # fmt: skip
MEASURES = {*COUNTED, *(full + name for _, full, name, *_ in SIGNED)}
OTHERWISE = {each: name for name, others in COUNTED.items() for each in others.split()}
OTHERWISE |= {sign + first: full + name for sign, full, name, first, *_ in SIGNED if sign + first != "A"}
OTHERWISE |= {full + each: full + name for _, full, name, _, *spelt in SIGNED for each in spelt}
YEAR = 31_557_600.0  # seconds
# What of what each measure is so many times; of bytes 1,024 pass for a thousand.
SIZES = {full + name: (name, times) for full, (_, times) in PREFIXES.items() for name in MEASURED} | {
    "minute": ("second", 60.0), "hour": ("second", 3600.0), "day": ("second", 86_400.0), "week": ("second", 604_800.0),
    "month": ("second", YEAR / 12), "year": ("second", YEAR), "decade": ("second", 10 * YEAR),
    "mile": ("metre", 1609.344), "yard": ("metre", 0.9144), "foot": ("metre", 0.3048), "inch": ("metre", 0.0254),
    "tonne": ("gram", 1e6), "pound": ("gram", 453.59237), "ounce": ("gram", 28.349523125),
    **{f"{full}byte": ("bit", 8 * times) for full, (_, times) in PREFIXES.items()},
}  # fmt: skip
NEARLY = 1.2
STOPS = set(
    "of in at by to the a an is are was were and or per than times for with from on as that which"  # noqa: SIM905
    " each".split()
)
MINUS = re.compile(  # no arithmetic, as in `one minus`
    r"(?:(?:^|[.,;:(])\s?|\b(?:is|are|was|were|to|at|of|by|from|about|only|an?|the|gives?"
    r"|yields?|reads?|reach(?:es)?|equals?|than|nearly|almost|roughly|around|exactly|least|most)\s+)"
    r"(?P<sign>(?i:minus|negative))[ \u00a0\n]+[*_]*$"
)
SIGN = re.compile(r"(?<!\w)[-+\u2212\u2013]$|\u00b1[ \u00a0]?$")
NEAR = 20
POINTS = re.compile(rf"{BETWEEN}points?\b")
WORD = re.compile(r"(?:[ \u00a0\u2009\u202f\n-]|&\w+;|[*_\[`\"'\u2018\u201c])*(?P<noun>[^\W\d_]+|\u00b0)")
ADJECTIVES = 2


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each scale or unit that the result has not, and for each comparison of different units."""
    units = (each.unit for result in reading.results.values() for each in result.numbers.values())
    declared = (unit for run in reading.runs.values() for unit in run.unit.values())
    known = MEASURES | {head(unit) for unit in (*units, *declared) if unit}
    for path, text in bindings.texts(reading):
        for bound in bindings.found(reading, path, text):
            for stretch, message, *remedy in [*_around(bound)] or _misnamed(reading, bound, known):
                yield reading.found(path, text, stretch, "unit", message, *remedy)
        for match in prose.bound_words(path.suffix, text, reading.dialect):
            for stretch, message in _beside(match):
                yield reading.found(path, text, stretch, "unit", message)
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


def _around(bound: Bound) -> Iterator[tuple[Stretch, str] | tuple[Stretch, str, Written]]:
    unit, end = bound.number.unit, bound.behind
    scale = SCALE.match(bound.file, end)
    said = "".join(filter(None, scale.groups())) if scale else ""
    if scale and said not in unit and singular(said) not in set(map(singular, unit.split())):
        digits = numbers.NUMBER.fullmatch(bound.text)["digits"]  # type: ignore[index]
        text = f"{digits} {said}" if said in numbers.SCALES else bound.text
        whole = numbers.rewrite(text, bound.value, bound.error)
        anew = f"{whole}<!-- {bound.reference} -->"
        message = f"{said} behind a binding is not read; write {anew}, and nothing of it behind"
        yield (end, scale.end()), message, (f"write {anew}", (bound.offset, scale.end()), anew)
        return
    if minus := MINUS.search(bound.file, max(0, bound.offset - NEAR), bound.offset):
        anew = f"\u2212{bound.text}<!-- {bound.reference} -->"
        yield minus.span("sign"), f"{minus['sign']} before a binding is not read; write {anew}, if that is so"
        return
    if bound.is_signed and min(bound.printed.value, bound.value) < 0:
        sign = bound.file[bound.offset - 1]
        yield (bound.offset - 1, bound.end), f"{sign} before {bound.text} is a second sign; leave it out"
        return
    paid = CURRENCY.search(bound.file, max(0, bound.offset - 6), bound.offset) or PAID.match(bound.file, end)
    if paid and not PAID.match(unit):
        message = f"{bound.reference} is in {unit or 'no unit'}, not in {PLAIN.sub('', paid[0])}, and no sum of money"
        yield (min(paid.start(), end), max(paid.end(), bound.end)), f"{message}; leave that out, or bind another number"
        return
    if bound.printed.scale == numbers.SCALES["%"]:
        if head(unit) not in NUMBERS:
            message = f"{bound.text} is a share, but {bound.reference} is in {unit}; print it in {unit}"
            yield (bound.offset, bound.end), message
        if points := POINTS.match(bound.file, end):
            message = "points behind a percentage are not read; write percentage points in front of the comment"
            yield points.span(), message
        return


def _beside(match: re.Match[str]) -> Iterator[tuple[Stretch, str]]:
    """What multiplies a number word that is bound, or turns its sign, or makes it a sum of money."""
    text, (start, end) = match.string, match.span()
    before = (each.search(text, max(0, start - NEAR), start) for each in (SIGN, MINUS, CURRENCY))
    for found in filter(None, (*before, SCALE.match(text, end))):
        message = f"{found[0].strip()} beside {match['word']} is not read; print the number in digits, with all of it"
        yield found.span(), message


def _misnamed(reading: Reading, bound: Bound, known: set[str]) -> Iterator[tuple[Stretch, str]]:
    """The noun behind a number where it is neither the unit of the result nor the one that its factor makes of it."""
    unit, factor = (bound.number.unit, 1.0) if bound.number.unit else _scaled(reading, bound.reference)
    match = noun(bound.file, bound.behind, known) if unit and bound.printed.scale != numbers.SCALES["%"] else None
    said = singular(match["noun"]) if match else ""
    if not match or not factor or said in {head(unit), *map(singular, unit.split())}:
        return
    (of, size), (measure, other) = (SIZES.get(each, (each, 1.0)) for each in (head(unit), said))
    fits = of == measure and 1 / NEARLY < factor * other / size < NEARLY
    if fits or (of != measure and factor != 1):  # what arithmetic comes to is in whatever its author says
        return
    remedy = f"bind {size / other:g} * {bound.reference}" if of == measure and factor == 1 else "bind another number"
    was = unit if factor == 1 else f"{1 / factor:g} {unit}"
    yield match.span("noun"), f"{bound.reference} is in {was}, not in {match['noun']}; say {unit}, or {remedy}"


def _scaled(reading: Reading, reference: str) -> tuple[str, float]:
    """The unit of numbers of one unit, whose sum is multiplied by a number, and that one; no unit where it is not."""
    with suppress(ValueError, ZeroDivisionError):  # no sum or product, or a long one
        told = polynomial.of(expression.parsed(reference))
        units = {_unit(reading, monomial[0][0]) if monomial else "" for monomial in told}
        factors = {float(factor) for factor in told.values()}
        if len(units) == len(factors) == 1 and all(len(monomial) == 1 == monomial[0][1] for monomial in told):
            return units.pop(), factors.pop()
    return "", 1.0


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
