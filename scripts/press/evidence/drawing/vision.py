"""How far apart two colours are: for the eye in full light (contrast), and for eyes that lack a kind of cone.

Contrast is WCAG's ratio of luminances. How colours look without a cone is the matrix of Machado, Oliveira and Fernandes
(2009) at severity 1, on linear RGB; distances are Euclidean in Oklab (Ottosson 2020).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations

Vector = tuple[float, float, float]

LUMINANCE = (0.2126, 0.7152, 0.0722)
SIGHT: dict[str, tuple[Vector, Vector, Vector]] = {
    "every cone": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red cones": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green cones": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "no blue cones": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
CONES = ((0.41222, 0.53633, 0.05145), (0.2119, 0.6807, 0.1074), (0.0883, 0.28172, 0.62998))
OKLAB = ((0.21045, 0.79362, -0.00407), (1.978, -2.42859, 0.45059), (0.0259, 0.78277, -0.80868))
OKABE_ITO = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")


def contrast(first: str, second: str) -> float:
    """The ratio of the luminances of two colours such as `#1446a0`: 1 where they are the same, 21 at most."""
    dark, light = sorted(_dot(LUMINANCE, linear(colour)) + 0.05 for colour in (first, second))
    return light / dark


def distance(first: str, second: str, sight: str) -> float:
    """How different two colours look to a reader with one kind of sight."""
    return math.dist(*(_seen(colour, sight) for colour in (first, second)))


def closest(colours: Iterable[str], sight: str) -> tuple[float, tuple[str, str]]:
    """The two colours that look most alike, and how far apart they are."""
    return min((distance(*pair, sight), pair) for pair in combinations(sorted(set(colours)), 2))


@cache
def limit() -> float:
    """How alike the closest two of Okabe and Ito's palette look to any reader: nearer than that is too near."""
    return min(closest(OKABE_ITO, sight)[0] for sight in SIGHT)


def linear(colour: str) -> Vector:
    """Red, green and blue as amounts of light."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return red, green, blue


@cache
def _seen(colour: str, sight: str) -> tuple[float, ...]:
    light = [min(1.0, max(0.0, _dot(row, linear(colour)))) for row in SIGHT[sight]]
    cones = [math.cbrt(_dot(row, light)) for row in CONES]
    return tuple(_dot(row, cones) for row in OKLAB)


def _dot(first: Sequence[float], second: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(first, second, strict=True))
