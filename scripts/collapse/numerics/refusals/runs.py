"""A run is asked for what it can do, and its regime decides what the next model trains on."""

import inspect
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import wraps
from typing import Any

from collapse.numerics.asked import check_run
from collapse.numerics.parameters import named
from collapse.numerics.refusals.arguments import Answer, Given, refusing

RUNNING = ContextVar("RUNNING", default=False)  # whether a run is at work, in this thread


def runnable(loop: Callable[Given, Iterator[Answer]]) -> Callable[Given, Iterator[Answer]]:
    """Refuse what cannot be run, before anything is drawn.

    Args:
        loop: a function with the arguments of `collapse.recursion.recursion`, and perhaps others.

    Returns:
        The function.

    Raises:
        ValueError: by the function, as `collapse.numerics.asked.check_run` does.
        TypeError: likewise.
    """
    asked = inspect.signature(check_run).parameters
    signature = inspect.signature(loop)

    @wraps(loop)
    def decided(*args: Given.args, **kwargs: Given.kwargs) -> Iterator[Answer]:
        given: Any = signature.bind(*args, **kwargs)
        given.arguments["regime"] = deciding(given.arguments["regime"])
        return loop(*given.args, **given.kwargs)

    careful = refusing(lambda given: check_run(**{name: given[name] for name in asked}), decided)

    @wraps(loop)
    def checked(*args: Given.args, **kwargs: Given.kwargs) -> Iterator[Answer]:
        return running(careful(*args, **kwargs))

    return checked


def deciding(regime: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Refuse what a regime returns where it is no corpus.

    Args:
        regime: of a run.

    Returns:
        A regime that decides the same.

    Raises:
        TypeError: by the regime, where it returns anything else.
    """

    def decided(sources: Any) -> Any:
        corpus = regime(sources)
        if not (hasattr(corpus, "training") and hasattr(corpus, "pool")):
            raise TypeError(f"the regime returns {named(corpus)}; recursion.Corpus(training, pool) is accepted")
        return corpus

    return decided


def running(fits: Iterator[Answer]) -> Iterator[Answer]:
    """Let it be known that a run is at work, whose data its own model has made: no generation looks at them again.

    Args:
        fits: of a run.

    Yields:
        The same.
    """
    while True:
        before = RUNNING.set(True)
        try:
            fit = next(fits)
        except StopIteration:
            return
        finally:
            RUNNING.reset(before)
        yield fit
