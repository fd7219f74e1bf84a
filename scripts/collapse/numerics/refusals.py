"""Decorators that refuse a question which cannot be meant, and leave every answer as it is.

What is asked is held to what the names of the arguments mean (`collapse.numerics.meaning`) and to the models whose
parameters their annotations name. A call that is let through gets what the function itself gives, so no number rests on
these: freshness leaves decorators from a module of this name out of what a result depends on.
"""

import inspect
from collections import abc
from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import Any, ParamSpec, TypeAlias, TypeVar, cast, get_args, get_origin, get_type_hints
from weakref import ref

import numpy as np

from collapse.numerics.asked import METHODS, check_count, check_draw, check_generator, check_regime, check_run
from collapse.numerics.datasets import check_data
from collapse.numerics.meaning import MEANINGS, Meaning
from collapse.numerics.parameters import (
    FITTED,
    array_names,
    check_array,
    check_fields,
    check_kind,
    check_law,
    check_rows,
    check_types,
    masked,
    named,
)

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
Made = TypeVar("Made", bound=Callable[..., Any])
Arguments = dict[str, Any]
Family = TypeVar("Family", bound=type)
Drawing: TypeAlias = Callable[[Any, Any, int, np.random.Generator], Answer]
NUMBERS = frozenset({int, float})
AMOUNTS = {"tokens", "types"}  # a float may say how many words there are, as in 1e14 types; nothing else has so many
RUNNING = [False]  # whether a run is at work
MOST_ROWS = 2**24  # in any run; a float above it is an amount


def refusing(check: Callable[[Arguments], None], function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Let a check see the arguments of each call before the function does.

    Args:
        check: raises where they cannot be meant; it may not change them.
        function: what is called.

    Returns:
        A function of the same name, with the same answers.
    """
    parameters = inspect.signature(function).parameters
    needed = {name for name, each in parameters.items() if each.default is each.empty}

    @wraps(function)
    def checked(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        given = dict(zip(parameters, args, strict=False)) | kwargs
        if needed <= given.keys():  # what is missing Python says itself
            check(given)
        return function(*args, **kwargs)

    return checked


def meant(**other: Meaning) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Refuse numbers outside of what their names mean, parameters of another model, and a seed for a generator.

    Args:
        **other: what a name means here, where that is more or less than it means elsewhere.

    Returns:
        A decorator.

    Raises:
        ValueError: by the function, for a number that cannot be meant, and for an array that holds nothing.
        TypeError: by the function, for parameters of another model, for what is no generator, and for a list, a masked
            array or a table where its annotation says that an array is accepted.
    """

    def decorate(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
        meanings = {name: each for name, each in (MEANINGS | other).items() if name in function.__annotations__}
        draws = function.__annotations__.get("rng") is np.random.Generator
        defaults = {name: each.default for name, each in inspect.signature(function).parameters.items()}

        def check(given: Arguments) -> None:
            others = functions(function) | kinds(function).keys()
            for name, meaning in meanings.items():
                if name in given and name not in others and given[name] is not defaults[name]:
                    meaning.refuse(given[name], name, single=function.__annotations__[name] in NUMBERS)
            for name in array_names(function) & given.keys():
                check_array(given[name], name)
            check_kinds(function, given)
            if draws:
                check_generator(given["rng"])

        return refusing(check, function)

    return decorate


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
    careful = refusing(lambda given: check_run(**{name: given[name] for name in asked}), loop)

    @wraps(loop)
    def checked(*args: Given.args, **kwargs: Given.kwargs) -> Iterator[Answer]:
        return running(careful(*args, **kwargs))

    return checked


def running(fits: Iterator[Answer]) -> Iterator[Answer]:
    """Let it be known that a run is at work, whose data its own model has made: no generation looks at them again.

    Args:
        fits: of a run.

    Yields:
        The same.
    """
    while True:
        before, RUNNING[0] = RUNNING[0], True
        try:
            fit = next(fits)
        except StopIteration:
            return
        finally:
            RUNNING[0] = before
        yield fit


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
            check_law(given["params"].probabilities)

    plain, careful = cast("Drawing[Answer]", sample), cast("Drawing[Answer]", refusing(check, sample))

    @wraps(sample)
    def checked(self: Any, params: Any, size: int, rng: np.random.Generator) -> Answer:
        """Look no further where kinds tell enough: a loop asks in each generation."""
        has_law = laws.get(type(params))
        if has_law is None or type(size) is not int or size < 1 or type(rng) is not np.random.Generator:
            return careful(self, params, size, rng)
        if has_law:
            check_law(params.probabilities)
        return plain(self, params, size, rng)

    return cast("Callable[Given, Answer]", checked)


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
        if RUNNING[0]:
            try:
                return method(*args, **kwargs)
            except (AttributeError, IndexError, TypeError, ValueError):
                pass  # it is said below, in our words where it is the data
        return careful(*args, **kwargs)

    return checked


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


def number(check: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Refuse words, nothing, and true or false where a number is checked.

    Args:
        check: a function of a value and its name.

    Returns:
        The function.

    Raises:
        ValueError: by the function, for what is no number, and for an array unless it takes one.
    """
    many = next(iter(check.__annotations__.values()), None) is not float

    def refuse(given: Arguments) -> None:
        value, name, *_ = given.values()
        if type(value) in NUMBERS:
            return
        if masked(value) or (np.ndim(value) and not many) or np.asarray(value).dtype.kind not in "iuf":
            raise ValueError(f"{name} is {named(value)}; a number is accepted")

    careful = refusing(refuse, check)

    @wraps(check)
    def checked(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        return (check if args and type(args[0]) in NUMBERS else careful)(*args, **kwargs)

    return checked


def whole(check: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Refuse a count with a point, though its value be whole: numpy makes no array of 2.0 rows, and not in our words.

    Args:
        check: a function of a value, its name and the least that is accepted.

    Returns:
        The function.

    Raises:
        ValueError: by the function, for what is no integer of Python or numpy.
    """

    def refuse(given: Arguments) -> None:
        amount = given["name"] in AMOUNTS and isinstance(given["value"], float) and given["value"] > MOST_ROWS
        if not amount:
            check_count(given["value"], given["name"], given.get("least", 1))

    careful = refusing(refuse, check)

    @wraps(check)
    def checked(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        return (check if args and type(args[0]) is int else careful)(*args, **kwargs)

    return checked


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


def from_standard(*fields: str) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Mark a metric that measures from a truth in which these are 0, so that a study of another truth refuses it.

    Args:
        *fields: of the truth.

    Returns:
        A decorator.
    """

    def decorate(metric: Callable[Given, Answer]) -> Callable[Given, Answer]:
        vars(metric)["zero"] = fields
        return metric

    return decorate


def calling(make: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Refuse what cannot be called where a function is asked for, and a regime that was not called.

    Args:
        make: a function whose annotations say which arguments are functions.

    Returns:
        The function.

    Raises:
        TypeError: by the function, for a number, a word or nothing in the place of a function.
    """

    def check(given: Arguments) -> None:
        for name in given.keys() & functions(make):
            if name == "regime":
                check_regime(given[name])
            elif not callable(given[name]):
                raise TypeError(f"{name} is {named(given[name])}; a function is accepted, as its documentation says")

    return refusing(check, make)


def measurable(metric: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Refuse parameters that no fit has, of which a metric would give a number all the same.

    Args:
        metric: a function of fitted parameters, and perhaps of true ones.

    Returns:
        The metric.

    Raises:
        ValueError: by the metric, for NaN, for infinity other than the logarithm of 0, for probabilities that are below
            0, do not sum to 1, or are those of other types, and for fields or fits of unequal replicates.
        TypeError: by the metric, for fields that are no arrays of numbers.
    """

    def check(given: Arguments) -> None:
        for name, params in given.items():
            check_fields(params, name)
        check_rows(given)
        check_types(given)

    return refusing(check, metric)


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


def numeric(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Refuse words and mixed things where numbers are averaged, which numpy would turn into some.

    Args:
        function: one of an array.

    Returns:
        The function.

    Raises:
        TypeError: by the function, for what is no array of numbers or of true and false.
    """

    def check(given: Arguments) -> None:
        name, value = next(iter(given.items()))
        if masked(value) or np.asarray(value).dtype.kind not in "biuf":
            raise TypeError(f"{name} is {named(value)}; an array of numbers is accepted")

    return refusing(check, function)


@cache
def functions(make: Callable[..., Any]) -> frozenset[str]:
    """Find which arguments are functions.

    Args:
        make: a function with annotations.

    Returns:
        Their names.
    """
    return frozenset(name for name, hint in get_type_hints(make).items() if get_origin(hint) is abc.Callable) - {
        "return"
    }


def check_kinds(function: Callable[..., Any], given: Arguments) -> None:
    """Refuse parameters of another model than the annotations of a function name.

    Args:
        function: one with annotations.
        given: what it is called with.

    Raises:
        TypeError: if they are of none of these classes.
    """
    for name, accepted in kinds(function).items():
        if name in given and not isinstance(given[name], accepted):
            check_kind(given[name], accepted, function.__qualname__.partition(".<locals>")[0])


@cache
def kinds(function: Callable[..., Any]) -> dict[str, tuple[type, ...]]:
    """Find which arguments of a function are parameters of a model, which are named tuples.

    Args:
        function: one with annotations.

    Returns:
        By the name of the argument, the classes of which it may be.
    """
    found = {name: get_args(hint) or (hint,) for name, hint in get_type_hints(function).items() if name != "return"}
    return {name: each for name, each in found.items() if all(hasattr(kind, "_fields") for kind in each)}
