"""Closed forms, one module a model family: the values that simulations are held to."""
