"""Errors that the command line shows as one message, without a traceback."""


class PressError(Exception):
    """Something could not be done; the message names the place and the remedy (exit code 2)."""
