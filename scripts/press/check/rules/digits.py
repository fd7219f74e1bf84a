"""No bound number is printed finer than its standard error earns.

An error earns the place of its own leading digit (`numbers.earned_place` says it exactly): 0.3612 with standard error
0.003 is 0.361. A finer digit would differ in the next run, and would claim a precision that the simulation has not.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.check import bindings
from press.check.finding import Finding
from press.check.reading import Reading
from press.core import numbers

STAGE = "sources"
ALONE = True
TYPED = True
BINDINGS = True


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each bound number with a digit that is not earned."""
    for path, text in bindings.texts(reading):
        for bound in bindings.found(reading, path, text):
            if numbers.too_fine(bound.printed, bound.error):
                message = f"{bound.text} is finer than the standard error of {bound.reference} earns, {bound.error:g}"
                yield bound.wrong(reading, "digits", message)
