"""Every predicate of a claim rests on something that was measured: a number that a simulation brought forth.

`2 > 1` is true and proves nothing, and so does a comparison of parameters that the author chose: either would count as
a test that was passed.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.article import expression, predicate
from press.check.finding import Finding
from press.check.reading import Reading

STAGE = "sources"
BINDINGS = True


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each predicate over constants and parameters alone, and for each that stands twice in a claim."""
    path = reading.project.claims
    text = reading.text(path) if path.is_file() else ""
    for claim in reading.claims:
        tests = [test.holds for test in claim.tests]
        start = text.find(f"id: {claim.id}\n")
        for index, (holds, written) in enumerate((test.holds, test.written) for test in claim.tests):
            place = reading.place(path, text, max(0, text.find(written, start)))
            if not any(_is_measured(reading, reference) for reference in predicate.references(holds)):
                message = f"{claim.id}: `{holds}` names nothing that was measured; compare a number of a result"
                yield Finding(*place, "evidence", message)
            if holds in tests[:index]:
                second = text.find(holds, text.find(holds, start) + 1)
                message = f"{claim.id}: `{holds}` stands twice, and is one test; remove it"
                yield Finding(*reading.place(path, text, max(0, second)), "evidence", message)


def _is_measured(reading: Reading, reference: str) -> bool:
    """Whether it is a number of a result; one that is unknown is reported by the rule `claim`."""
    result = reading.results.get(expression.name_of(reference))
    key = reference.partition(".")[2]
    return result is None or key not in result.params or key in result.numbers
