"""Every test of a claim says why its threshold is where it is, and its number can come to lie on either side.

A threshold that is set after the result proves nothing. `why` names the principle that it follows from: unity, chance,
half, its own start, a derived limit, an effect that a source names. A share is never above one, so a test that asks for
that is decided before anything is measured; so is one in which the number falls away, and where the kind of a number
is not known, one whose threshold is a thousand times what came out.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.article import expression, predicate
from press.article.ledger import Test
from press.check.finding import Finding
from press.check.reading import Reading

STAGE = "sources"
FAR = 1000
REMEDY = "add the principle that it follows from, such as chance, half, its own start or a derived limit"


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each test without a reason, and for each that nothing measured could decide."""
    for claim in reading.claims:
        for test in claim.tests:
            for message in _problems(reading, test):
                yield Finding(*reading.at(claim, test.written), "reason", f"{claim.id}: `{test.holds}` {message}")


def _problems(reading: Reading, test: Test) -> Iterator[str]:
    if not any(map(str.isalpha, test.why)):
        yield f"has no `why` for its threshold; {REMEDY}"
    elif test.why.strip(" .") == test.because.strip(" ."):
        yield f"has for `why` what it has for `because`; {REMEDY}"
    try:
        predicate.evaluate(test.holds, reading.known)  # which meets every fault that the others could
        certain = predicate.certain(test.holds, reading.known)
    except ValueError:
        return  # the rule `claim` reports the predicate
    if certain and predicate.references(test.holds):  # the rule `evidence` reports a comparison of constants
        yield f"is {certain} whatever is measured, since its number can be nothing else; set a threshold within reach"
    elif fallen := predicate.idle(test.holds):
        yield f"does not rest on {', '.join(sorted(fallen))}, which falls away; compare what is meant"
    elif _is_far(reading, test.holds):
        yield f"has a threshold over {FAR} times as large as what came out; set one within reach"


def _is_far(reading: Reading, holds: str) -> bool:
    """Whether a threshold is out of proportion to a number of which nothing says what it can be."""
    if any(expression.number(each, reading.known).unit for each in predicate.references(holds)):
        return False
    margin = predicate.margin(holds, reading.known)
    return abs(margin.threshold) > max(1.0, FAR * abs(margin.value))
