"""How this article's figures draw what was measured: as dots with error bars, or as a line with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np


def dots(axes: Any, x: Any, y: Any, color: str, marker: str, **errors: Any) -> None:
    """Draw measured values as dots with error bars: `yerr` or `xerr`, the standard errors, one a dot."""
    axes.errorbar(x, y, color=color, marker=marker, markersize=4, linestyle="none", **errors)


def line(
    axes: Any,
    table: Mapping[str, Any],
    measure: str,
    color: str,
    marker: str,
    *,
    x: str = "generation",
    scale: float = 1,
    hollow: bool = False,
    dotted: bool = False,
) -> None:
    """Draw a column of a table against another as a line with markers, and error bars from its `_error`."""
    axes.errorbar(
        table[x],
        np.multiply(scale, table[measure]),
        yerr=np.multiply(scale, table[f"{measure}_error"]),
        color=color,
        marker=marker,
        markersize=4,
        markerfacecolor="none" if hollow else color,
        linestyle=":" if dotted else "-",
        linewidth=1.2,
    )


def label(axes: Any, text: str, place: tuple[Any, Any], shift: tuple[float, float], color: str) -> None:
    """Write a label that ends at a place in the units of the axes, moved by so many points to the right, and up."""
    axes.annotate(text, place, xytext=shift, textcoords="offset points", horizontalalignment="right", color=color)
