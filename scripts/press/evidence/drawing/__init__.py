"""Drawings of results: one SVG for both palettes, small enough to read in a diff."""
