"""A model is asked for samples that can be drawn and handed data that are its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias, TypeVar, cast
from weakref import ref

import numpy as np

from collapse.numerics.asked import METHODS, check_draw
from collapse.numerics.datasets import check_data
from collapse.numerics.parameters import FITTED, check_columns, check_law
from collapse.numerics.refusals.arguments import Answer, Arguments, Given, check_kinds, kinds, refusing
from collapse.numerics.refusals.runs import RUNNING
from collapse.numerics.refusals.widths import widened

Made = TypeVar("Made", bound=Callable[..., Any])
Family = TypeVar("Family", bound=type)
Drawing: TypeAlias = Callable[[Any, Any, int, np.random.Generator], Answer]


def model(family: Family) -> Family:
    """Refuse what a model family cannot mean: a sample as `drawable` does, and data as `fed` does.

    Args:
        family: a class with the methods of `collapse.recursion.Model`.

    Returns:
        The class.
    """
    for name in METHODS:
        method = vars(family)[name]
        setattr(family, name, drawable(method) if name == "sample" else fed(method))
    return family


def drawable(sample: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Refuse a sample of no size, from no generator, from another model's parameters, or from a law that is none.

    Args:
        sample: the method of a model.

    Returns:
        The method.

    Raises:
        ValueError: by the method, for a size that is none, or a law that is none.
        TypeError: by the method, for a seed in the place of a generator, or parameters of another model.
    """
    laws: dict[type, bool] = {}  # of each kind of parameters that was accepted, whether they hold a law

    def check(given: Arguments) -> None:
        check_draw(given["size"], given["rng"])
        check_kinds(sample, given)
        laws[type(given["params"])] = has_law = hasattr(given["params"], "probabilities")
        if has_law:
            check_drawn(given["params"])

    plain, careful = cast("Drawing[Answer]", sample), cast("Drawing[Answer]", refusing(check, sample))

    @wraps(sample)
    def checked(self: Any, params: Any, size: int, rng: np.random.Generator) -> Answer:
        """Look no further where kinds tell enough: a loop asks in each generation."""
        has_law = laws.get(type(params))
        if has_law is None or type(size) is not int or size < 1 or type(rng) is not np.random.Generator:
            return careful(self, params, size, rng)
        if has_law:
            check_drawn(params)
        if RUNNING.get():  # whose model and truth have been widened
            return plain(self, params, size, rng)
        return plain(widened(self), widened(params), size, rng)

    return cast("Callable[Given, Answer]", checked)


def check_drawn(law: Any) -> None:
    """Refuse to draw from what is no law, or has no probability for each type; the law that was fitted last is one.

    Args:
        law: with probabilities, and perhaps types.

    Raises:
        ValueError: if it is none.
    """
    if law.probabilities is FITTED[0]():
        return
    check_law(law.probabilities)
    if hasattr(law, "types"):
        check_columns(law)


def fed(method: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Refuse data of another model, or that are no arrays of one shape; within a run, once they cannot be used.

    Args:
        method: of a model, that fits, pools, thins or weighs data.

    Returns:
        The method.

    Raises:
        ValueError: by the method, for data that hold nothing or whose fields are of unequal shapes.
        TypeError: by the method, for other data, for lists and masked arrays, and for a seed in the place of a
            generator.
    """

    def check(given: Arguments) -> None:
        check_kinds(method, given)
        check_data({name: given[name] for name in kinds(method).keys() & given.keys()})
        if "rng" in given:
            check_draw(given["size"], given["rng"])

    careful = refusing(check, method)

    @wraps(method)
    def checked(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        if RUNNING.get():
            try:
                return method(*args, **kwargs)
            except (AttributeError, IndexError, TypeError, ValueError):
                pass  # it is said below, in our words where it is the data
        return careful(*args, **kwargs)

    return checked


def lawful(fit: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Remember the law that was fitted last, which is one by the way it is made: no loop looks at it once more.

    Args:
        fit: a function whose answer has `probabilities`.

    Returns:
        The function.
    """

    @wraps(fit)
    def fitting(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        made: Any = fit(*args, **kwargs)
        FITTED[0] = ref(made.probabilities)
        return cast("Answer", made)

    return fitting


def explained(remedy: str) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Let what a regime refuses be said in the words of the call that made the regime.

    Args:
        remedy: what would do instead.

    Returns:
        A decorator of a function that makes regimes.

    Raises:
        ValueError: by the regime, where it refuses.
    """

    def decorate(make: Callable[Given, Made]) -> Callable[Given, Made]:
        @wraps(make)
        def making(*args: Given.args, **kwargs: Given.kwargs) -> Any:
            regime = make(*args, **kwargs)

            def saying(sources: Any) -> Any:
                try:
                    return regime(sources)
                except ValueError as error:
                    given = ", ".join(f"{value!r}" for value in (*args, *kwargs.values()) if not callable(value))
                    raise ValueError(
                        f"{make.__name__}({given}) in generation {sources.generation}: {error}; {remedy}"
                    ) from error

            return saying

        return making

    return decorate
