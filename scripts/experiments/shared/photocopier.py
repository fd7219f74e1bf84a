"""A photocopier: it lays a page on the glass a little askew, sees it blurred, and puts ink where enough is seen.

A page is a matrix of ink from 0 to 1. One copy is, in this order: the page shifted, turned and stretched; blurred by
the lens; and developed, where ink sticks to what is darker than a threshold, with grain and a few specks of dirt.
Blur and threshold, again and again, move every edge by its curvature, and straight ones not at all: a dot whose area
is less than pi times the blur's variance is gone with the next copy, and of a larger one so much is lost each time.

Sources:
- barneysmith2001 (doi:10.1109/ICDAR.2001.953968): that blur and a threshold are what a copier does to print, and does
  again to a copy
- canongp160: how far from its place a service manual lets the page lie
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from collapse.numerics.estimate import FloatArray

REACH = 4  # standard deviations of the blur, behind which it is not computed


class Copier(NamedTuple):
    """What a copier does to a page: lengths in dots, shares of full ink; those that vary are standard deviations.

    `shift` and `stretch` (a share) follow from a service manual, the others are plausible and not calibrated.
    """

    shift: float  # how far a page lies from its place, in dots, in either direction
    stretch: float  # by what share a copy is longer or shorter, in either direction
    turn: float  # by what angle a page lies askew, in radians
    blur: float  # the width of the lens's normal law, in dots, above 0
    contrast: float  # ink on the copy for each share of ink that is seen above the threshold
    exposure: float  # of the threshold, around one half of full ink
    grain: float  # noise on what is seen, in shares of full ink
    specks: float  # dirt, in specks a dot on average


class Sheet(NamedTuple):
    """A page, and the matrix that leads from places on it to those on the original: rows, columns, one."""

    ink: FloatArray  # of shape (rows, columns), from 0 to 1
    place: FloatArray  # of shape (3, 3)


def copied(sheet: Sheet, copier: Copier, rng: np.random.Generator) -> Sheet:
    """Make one copy, of as many dots.

    The model is that of Barney Smith (2001), doi:10.1109/ICDAR.2001.953968.
    """
    laid = askew(sheet.ink.shape, copier, rng)
    seen = blurred(moved(sheet.ink, laid), copier.blur)
    seen += copier.grain * rng.standard_normal(seen.shape, dtype=np.float32)
    threshold = 0.5 + copier.exposure * rng.standard_normal()
    ink = np.clip(0.5 + copier.contrast * (seen - threshold), 0, 1).astype(np.float32)
    return Sheet(dirtied(ink, copier.specks, rng), sheet.place @ laid)


def askew(shape: tuple[int, ...], copier: Copier, rng: np.random.Generator) -> FloatArray:
    """Lay a page down: give the matrix, of shape (3, 3), from places on the copy to those on the page."""
    middle = np.array([*shape, 2]) / 2
    turn, stretch = copier.turn * rng.standard_normal(), copier.stretch * rng.standard_normal(2)
    laid = np.array([[1 + stretch[0], turn, 0], [-turn, 1 + stretch[1], 0], [0, 0, 1]])
    laid[:2, 2] = (middle - laid @ middle)[:2] + copier.shift * rng.standard_normal(2)
    return laid


def moved(ink: FloatArray, place: FloatArray) -> FloatArray:
    """Take ink from other places of a page, between four dots in proportion; outside there is none.

    `place` is the matrix, of shape (3, 3), from places on the result to those on the page.
    """
    rows, columns = np.indices(ink.shape, dtype=np.float32)
    framed = np.pad(ink, 1)
    found = []
    for axis, size in enumerate(ink.shape):
        at = np.float32(place[axis, 0]) * rows + np.float32(place[axis, 1]) * columns + np.float32(place[axis, 2] + 1)
        found.append(np.clip(at, 0, size + 0.999))
    (row, column), (down, right) = zip(*((at.astype(np.int32), at % 1) for at in found), strict=True)
    width = framed.shape[1]
    flat, corner = framed.ravel(), row * width + column
    above = flat[corner] * (1 - right) + flat[corner + 1] * right
    below = flat[corner + width] * (1 - right) + flat[corner + width + 1] * right
    return np.asarray(above * (1 - down) + below * down)


def blurred(ink: FloatArray, width: float) -> FloatArray:
    """Spread ink by a normal law of this standard deviation in dots, down and then across."""
    reach = int(np.ceil(REACH * width))
    weights = np.exp(-0.5 * np.square(np.arange(-reach, reach + 1) / width))
    for _ in range(2):
        framed = np.pad(ink, ((reach, reach), (0, 0)))
        parts = (
            np.float32(weight) * framed[row : row + len(ink)] for row, weight in enumerate(weights / weights.sum())
        )
        ink = np.asarray(sum(parts)).T
    return ink


def dirtied(ink: FloatArray, specks: float, rng: np.random.Generator) -> FloatArray:
    """Drop specks of three dots by three on the ink itself, so many to a dot on average."""
    for row, column in rng.integers(0, np.array(ink.shape) - 3, size=(rng.poisson(specks * ink.size), 2)):
        ink[row : row + 3, column : column + 3] = 1
    return ink
