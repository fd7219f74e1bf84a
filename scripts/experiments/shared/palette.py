"""Colours are names here: each value stands for a role, and the page gives the role its light and its dark colour."""

FOREGROUND = "#010203"
GRID = "#040506"
SERIES = ("#070809", "#0a0b0c", "#0d0e0f", "#101112", "#131415", "#161718")

STRONGEST_TINT = 0.6

KEPT, THROWN_AWAY, *OTHERS = SERIES  # something enters from outside; a loop on its own output alone; all else


def tint(value: float, ends: tuple[str, str] = (THROWN_AWAY, KEPT)) -> tuple[str, float]:
    """Give the colour and the opacity of a cell in a map of values from -1 to 1: none at 0, and text can lie on it.

    What is beyond is drawn as the nearer end; the opacity is at most 0.6.
    """
    return ends[int(value > 0)], STRONGEST_TINT * min(abs(value), 1.0)
