"""Colours are names here: each value stands for a role, and the page gives the role its light and its dark colour."""

FOREGROUND = "#010203"
GRID = "#040506"
SERIES = ("#070809", "#0a0b0c", "#0d0e0f", "#101112", "#131415", "#161718")
