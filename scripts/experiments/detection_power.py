"""A handful of questions about rare words shows a loss that an average score needs almost a million to show.

Ten trillion tokens are copied by replacement, from the law of the vocabulary's figure. Tests compare a later model
with the first, two-sided at a level of 5 %; how many items does each need to see the difference with a power of 80 %?
The average score asks about running words of real text, and a model answers with a fixed ability if it knows the word
and never if it does not. Asked different questions, two models need most. Asked the same ones they need fewer, the
more alike their answers to one question are; fewest where nothing but the question decides whether a known word is
answered rightly, so that only lost words differ. Both ends are given, and all between. The second test takes the same
items and counts only the words that a model does not know at all: it drops the noise of ability, and with perfect
ability it is the first test. The third picks its items with equal chance from a dictionary, the words of the first
corpus, and uses Fisher's exact test, since few items are enough. So the tests differ in what they ask or count, and in
nothing else. A fourth, of the chance that two words of a model's own text differ, has next to nothing to see: it falls
by one part in the number of tokens a generation. All lines follow from exact shares, those on running text by the
normal approximation; the dots are from a simulated sample of words.

Sources:
- suresh2024: how words survive from corpus to corpus
- ferrer2001: the two exponents of the law
- joshi2017: how many questions a large collection has
- dohmatob2024tails: a power law as the model of tails that synthetic data cut off
"""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from collapse.metrics import detection
from collapse.models import vocabulary
from collapse.numerics.estimate import Estimate, FloatArray, Number, Series, estimate
from collapse.numerics.generations import select, spaced
from collapse.theory import zipf as theory
from experiments.shared import drawing, word_laws
from experiments.shared.alternatives import Alternative, table
from experiments.shared.palette import FOREGROUND, GRID, OTHERS
from experiments.shared.word_laws import Law

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes

NAME = "How many questions show the damage"
LAY = (
    "Ask a model about ordinary text and you may hardly notice what copying has cost it; "
    "ask about rare words and a few questions are enough."
)
READ = (
    "Each line is how many questions a test needs before it shows, four times in five, that a model is worse than the "
    "first one, and the broken line the same score where both get the same questions; "
    "lines are from exact shares, dots from simulated words."
)
LIMITS = (
    "Only lost words count as damage, and only pure replacement is shown; a real test of rare things must first find "
    "out what is rare, and noise in its answers makes it need more questions."
)
ALT = (
    "Line chart, both axes logarithmic: test items needed against generation. After {quoted} generations the average "
    "score needs {items_average} different questions, or {items_paired} where both answer the same, the count of "
    "unknown words in the same text {items_tail}, and words picked with equal chance from a dictionary {items_words}."
)
PARAMS = {
    "tokens": 1e13,
    "types": 1e14,
    "exponents": (1.0, 2.0),
    "turn": 10_000,
    "generations": 100,
    "quoted": 10,
    "ability": 0.7,
    "words": 2000,
    "width": 0.2,
    "tests": 20_000,
    "benchmark": 95_000,
}
CORRELATIONS = (0.0, 0.5, 0.75, 0.9, 0.99, 1.0)
REPLAY = "numerical"
TOLERANCE = 1e-4

LABELS = {
    "average": "average score on running text",
    "tail": "unknown words in running text",
    "words": "words picked from a dictionary",
}
STYLES = {"average": (FOREGROUND, "o"), "tail": (OTHERS[2], "s"), "words": (OTHERS[0], "^")}
PLACES = {"average": (1.3, 2e9), "tail": (3, 3e7), "words": (3, 60)}
# Two-sided at 5 %.
CRITICAL = 1.959964


def simulate(
    rng: np.random.Generator,
    *,
    tokens: float,
    types: float,
    exponents: tuple[float, float],
    turn: float,
    generations: int,
    quoted: int,
    ability: float,
    words: int,
    width: float,
    tests: int,
    benchmark: int,
) -> Series:
    """Give the items that each test needs, from exact and from simulated shares, and run two of the tests."""
    del benchmark  # what the claims compare with
    law = theory.two_regimes(types, exponents, turn)
    missing = theory.missing_mass(law, tokens, generations)
    alive = theory.types_alive(law, tokens, generations)
    kept = alive / alive[0]
    exact = {test: needed(test, missing[0], missing[1:], ability) for test in ("average", "tail")}
    exact["paired"] = paired(missing[0], missing[1:], ability, 1.0)
    exact["words"] = np.array([detection.items_for_losses(float(share)) for share in kept[1:]])
    items = {test: float(exact[test][quoted - 1]) for test in ("average", "tail", "words")}
    power = {
        test: rejections(outcomes(test, missing[[0, quoted]], ability), round(items[test]), tests, rng)
        for test in ("average", "tail")
    }
    sure = detection.power_for_losses(float(kept[quoted]), round(items["words"]))
    shown = spaced(generations, 14)
    strata = theory.two_regimes(types, exponents, turn, single_ranks=10, width=width)
    first = vocabulary.first_corpus(law, strata, tokens, words, rng)
    corpora = select(islice(vocabulary.replaced(first, rng), generations + 1), shown)
    gone = [vocabulary.missing_mass(corpus, strata) for corpus in corpora]
    differ = 1 - float(np.square(law.probability) @ law.number)
    pairs = detection.items_for_means(differ * quoted / tokens, math.sqrt(differ * (1 - differ)))
    return {
        "exact": {"generation": np.arange(1, generations + 1), **exact},
        **{
            test: {
                "generation": shown,
                "exact": exact[test][shown - 1],
                **dots(test, float(missing[0]), gone, ability),
            }
            for test in ("average", "tail")
        },
        "quoted": {
            "test": list(items),
            "generation": [quoted] * len(items),
            "items": list(items.values()),
            "power": [*(float(power[test].mean) for test in power), sure],
            "power_error": [*(float(power[test].error) for test in power), 0.0],
        },
        "diversity": {"pairs": [pairs]},
        "same": {"pairs": [float(exact["paired"][quoted - 1])]},
        "alternatives": table(others(Law(types, exponents, turn), tokens, quoted, ability)),
    }


def paired(before: float, after: FloatArray, ability: float, correlation: float) -> FloatArray:
    """Give the items that both models answer, so that the average score shows what is missing from the later ones."""
    first = ability * (1 - before)
    return np.array([detection.items_for_pairs(first, ability * (1 - float(share)), correlation) for share in after])


def others(words: Law, tokens: float, quoted: int, ability: float) -> Iterator[Alternative]:
    """Give the items of each test under other laws, corpora, generations and likenesses of the answers."""
    for parameter, setting, other, size, last in word_laws.others(words, tokens, quoted):
        missing, alive = theory.missing_mass(other, size, last), theory.types_alive(other, size, last)
        first, later = missing[0], missing[-1:]
        if ability * (1 - later[0]) == ability * (1 - first):
            continue  # nothing is lost that could be seen
        for name, value in (
            ("items_average", needed("average", first, later, ability)[0]),
            ("items_paired", paired(first, later, ability, 1.0)[0]),
            ("items_tail", needed("tail", first, later, ability)[0]),
            ("items_words", detection.items_for_losses(float(alive[-1] / alive[0]))),
        ):
            yield Alternative(parameter, setting, "", name, float(value), 0.0)
    missing = theory.missing_mass(theory.two_regimes(*words), tokens, quoted)
    for correlation in CORRELATIONS if missing[-1] > missing[0] else ():
        value = paired(missing[0], missing[-1:], ability, correlation)[0]
        yield Alternative("correlation of the answers", str(correlation), "", "items_paired", float(value), 0.0)


def outcomes(test: str, missing: FloatArray, ability: float) -> FloatArray:
    """Give the share of running words that a test counts, where so much is missing from a model."""
    return ability * (1 - missing) if test == "average" else missing


def needed(test: str, before: float, after: FloatArray, ability: float) -> FloatArray:
    """Give the items that a test on running words needs, from what is missing from the first and the later models."""
    first, later = outcomes(test, np.array(before), ability), outcomes(test, after, ability)
    return np.array([detection.items_for_proportions(float(first), float(share)) for share in later])


def dots(test: str, before: float, gone: list[Estimate], ability: float) -> dict[str, FloatArray]:
    """Give the same from simulated corpora, with its standard error from that of what is missing."""
    mean, error = (np.array([getattr(one, field) for one in gone]) for field in ("mean", "error"))
    low, high = (needed(test, before, mean + sign * error, ability) for sign in (-1, 1))
    return {"items": needed(test, before, mean, ability), "standard_error": np.abs(high - low) / 2}


def rejections(shares: FloatArray, items: int, tests: int, rng: np.random.Generator) -> Estimate:
    """Run the two-sided test of equal shares many times, and estimate how often it sees the difference."""
    counts = rng.binomial(items, shares, (tests, 2)) / items
    variance = (counts * (1 - counts)).sum(axis=1) / items
    return estimate(np.abs(counts[:, 1] - counts[:, 0]) > CRITICAL * np.sqrt(variance))


def numbers(series: Series) -> dict[str, Number]:
    """Quote each test at one generation: the items it needs, how they compare, and the power it has with them."""
    table = series["quoted"]
    generation = int(table["generation"][0])
    exact, quoted = {}, {}
    for row, name in enumerate(table["test"]):
        exact[name] = float(table["items"][row])
        meaning = f"items needed to see the loss after {generation} generations, {LABELS[name]}, from exact shares"
        quoted[f"items_{name}"] = Number(exact[name], 0.0, "test items", meaning)
        power, error = float(table["power"][row]), float(table["power_error"][row])
        meaning = f"power of the test with so many items, {LABELS[name]}" + ("" if error else ", exact")
        quoted[f"power_{name}"] = Number(power, error, "probability", meaning)
    meaning = "items of the average score for each of the"
    for name, label in {"tail": "count of unknown words", "words": "dictionary"}.items():
        ratio = exact["average"] / exact[name]
        quoted[f"average_over_{name}"] = Number(ratio, 0.0, "ratio", f"{meaning} {label}, from exact shares")
    meaning = f"pairs of words needed to see the loss of diversity after {generation} generations, from exact shares"
    meaning_same = f"items that both models answer, to see the loss after {generation} generations, from exact shares"
    quoted["items_paired"] = Number(float(series["same"]["pairs"][0]), 0.0, "test items", meaning_same)
    quoted["items_diversity"] = Number(float(series["diversity"]["pairs"][0]), 0.0, "test items", meaning)
    return quoted


def plot(axes: Axes, series: Series) -> None:
    """Draw exact lines, and dots with error bars over two of them."""
    exact = series["exact"]
    axes.plot(exact["generation"], exact["paired"], color=FOREGROUND, linewidth=1.5, linestyle="--")
    axes.text(4, 5e4, "both models asked the same", color=FOREGROUND)
    for name, (color, marker) in STYLES.items():
        axes.plot(exact["generation"], exact[name], color=color, linewidth=1.5)
        if name in series:
            table = series[name]
            drawing.dots(axes, table["generation"], table["items"], color, marker, yerr=table["standard_error"])
        axes.text(*PLACES[name], LABELS[name], color=color)
    axes.set(xscale="log", yscale="log", xlabel="generation", ylim=(1, 5e13))
    axes.text(100, 5e12, "questions until the loss shows", color=FOREGROUND, horizontalalignment="right")
    axes.set_xticks([1, 10, 100], ["1", "10", "100"])
    axes.set_yticks([1, 1e3, 1e6, 1e9], ["1", "1,000", "1 million", "1 billion"])
    axes.minorticks_off()
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
