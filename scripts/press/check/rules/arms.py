"""A claim that rests on one arm of an experiment looks at every other arm too, or names the source that gives this one.

The arm that happens to pass proves nothing of the rest. The arms of an experiment are its tables: a number of which a
part is a table's name belongs to that arm, and the same number of the other arms has to stand somewhere in the claim,
for it or against it. Where a test names numbers by `each`, they have to be all that are so called and have their
unit. A setting that counts for a verdict has to come from a work that is cited.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from press.article import alternatives, predicate
from press.article.expression import name_of
from press.article.ledger import Claim, Test
from press.check.finding import Finding
from press.check.reading import Reading
from press.core.results import Results
from press.core.sourced import Known

STAGE = "sources"
REMEDY = "test these too, for it or against it, or name in `given` the work that gives this arm"
ANY = "ANY"
EXACT = "exact"  # the table of closed forms is no arm: every arm has a number with this ending


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each test that picks an arm, and for each given arm or setting whose source is not cited."""
    tested = {reference for claim in reading.claims for test in claim.tests for reference in _references(test)}
    names = {name_of(reference) for reference in tested}
    families = {name: _families(found) for name in names if isinstance(found := reading.known.get(name), Results)}
    for claim in reading.claims:
        for test, message in (*_picked(claim, families), *_left(claim, reading.known), *_given(reading, claim)):
            yield Finding(*reading.at(claim, test.written), "arms", f"{claim.id}: {message}")


def _picked(claim: Claim, families: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[Test, str]]:
    tested = {reference for test in claim.tests for reference in _references(test)}
    excused = {reference for test in claim.tests if test.given for reference in _references(test)}
    told = set()
    for test in claim.tests:
        for reference in _references(test):
            name, _, key = reference.partition(".")
            left = [arm for arm in families.get(name, {}).get(key, []) if f"{name}.{arm}" not in tested]
            if left and reference not in excused and (name, *left) not in told:
                told.add((name, *left))
                yield test, f"rests on {reference} and leaves out {', '.join(left)}; {REMEDY}"


def _left(claim: Claim, known: Known) -> Iterator[tuple[Test, str]]:
    """Tests that stand for several numbers of a result, named by one pattern, and the numbers that it leaves out."""
    tested = {reference for test in claim.tests for reference in _references(test)}
    told = set()
    for test in (each for each in claim.tests if each.written and not each.given):
        patterns = predicate.references(test.written.format_map(defaultdict(lambda: ANY)))
        for pattern in (each.replace(ANY, "?*") for each in patterns if not each.endswith(f".{ANY}")):
            for reference in (each for each in _references(test) if fnmatchcase(each, pattern)):
                name, _, key = reference.partition(".")
                results = known.get(name)
                numbers = results.numbers if isinstance(results, Results) and "*" in pattern.partition(".")[2] else {}
                alike = [each for each, number in numbers.items() if number.unit == numbers[key].unit]
                named = {each: f"{name}.{each}" for each in alike}
                left = [each for each in alike if fnmatchcase(named[each], pattern) and named[each] not in tested]
                if left and (name, pattern) not in told:
                    told.add((name, pattern))
                    yield test, f"rests on {reference} and leaves out {', '.join(left)}; {REMEDY}"


def _references(test: Test) -> tuple[str, ...]:
    return predicate.references(test.holds)


def _families(results: Results) -> dict[str, list[str]]:
    """From a number to what all arms have of its kind and unit; a contrast of two arms stands alone."""
    tables = (table.replace(" ", "_").replace(".", "") for table in results.series if table != EXACT)
    arms = sorted(tables, key=len, reverse=True)
    families: dict[str, list[str]] = defaultdict(list)
    for number in results.numbers:
        stem = f"_{number}_"
        for arm in arms:
            stem = stem.replace(f"_{arm}_", "_*_")
        if stem.count("*") == 1:
            families[f"{stem} {results.numbers[number].unit}"].append(number)
    return {number: family for family in families.values() for number in family}


def _given(reading: Reading, claim: Claim) -> Iterator[tuple[Test, str]]:
    for test in claim.tests:
        cited = {test.given} if test.given else set()
        names = dict.fromkeys(map(name_of, predicate.references(test.holds)))
        cited |= {each.source for each in alternatives.settings(reading.known, names) if each.source}
        for source in sorted(cited - reading.works.keys()):
            message = f"takes a setting from {source!r}, which is not in references.bib"
            yield test, f"{message}; cite the work, or leave it out"
