"""Experiments, one module a figure: the finding, PARAMS, simulate, numbers and plot."""
