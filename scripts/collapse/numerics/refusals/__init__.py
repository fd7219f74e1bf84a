"""Decorators that refuse a question which cannot be meant, and leave every answer as it is.

What is asked is held to what the names of the arguments mean (`collapse.numerics.meaning`) and to the models whose
parameters their annotations name. A call that is let through gets what the function itself gives, for whole numbers in
64 bits where narrower ones would wrap around; our experiments have no others, so no number rests on these: freshness
leaves decorators from a module of this name out of what a result depends on.
"""

from collapse.numerics.refusals.answers import answering, provided, scores, true_or_false
from collapse.numerics.refusals.arguments import calling, meant
from collapse.numerics.refusals.metrics import from_standard, measurable
from collapse.numerics.refusals.models import drawable, explained, fed, lawful, model
from collapse.numerics.refusals.numbers import AMOUNTS, number, numeric, whole
from collapse.numerics.refusals.runs import runnable
from collapse.numerics.refusals.widths import widely

__all__ = [
    "AMOUNTS",
    "answering",
    "calling",
    "drawable",
    "explained",
    "fed",
    "from_standard",
    "lawful",
    "meant",
    "measurable",
    "model",
    "number",
    "numeric",
    "provided",
    "runnable",
    "scores",
    "true_or_false",
    "whole",
    "widely",
]
