"""Published systems gained tens of points from synthetic data whose answers were checked, and made it by the million.

Nothing is simulated here. Each value is quoted: it stands word for word in a passage that is stored of its source, and
a test holds it there. The upper panel has results without and with training on answers that a program had checked; the
measures are the sources' own and not comparable with each other. Geometry compares one engine without and with the
trained model; the two rows from rStar-Math compare one answer of the model before with a tree search that a trained
checker guides after. Errors are those of chance for as many questions as were asked: 30 in the two papers of AIME
2024, 500 of MATH, 30 in geometry; for a difference of two scores on MATH-500 the largest it can have. Two counts of
thirty are compared by the exact test, since a normal error is too small for so few. The lower panel has how many items
were made. Some numbers more are quoted and not drawn: what solves as much geometry without any trained model, and what
one family of models gained from true rewards, and from four others that check nothing.

Sources:
- trinh2024: a prover of geometry trained from scratch on synthetic proofs, and what solves how many without it
- sinha2024: what solved most of the same problems in the same year without any trained model
- duan2025: what solves as many of them, later
- wu2025: how much of MATH-500 one family of models knows by heart
- guo2025: reinforcement learning with rewards for correct answers alone, and the samples kept from it
- guan2025: four rounds of self-made solutions, kept where they lead to the right answer
- hubert2025: formal problems made from informal ones, and the proofs found for them
- liu2023: word problems with programs that solve them
- yang2025: tasks of mending software, checked by its tests
- shao2025: what rewards that check nothing gain beside true ones
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from collapse.numerics.estimate import Number, Series
from experiments.shared import counts
from experiments.shared.palette import FOREGROUND, GRID, KEPT, OTHERS

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes

NAME = "What the makers of models report"
LAY = (
    "Where a program can check the answers, models that learned from answers no person wrote became much better at it."
)
READ = (
    "Above, each line leads from the result before to the result after, on a test of its own; in the two of "
    "mathematics a tree search helps after and not before, in geometry the dot is the same engine without the trained "
    "model. Below, each dot is a number of training items that machines made."
)
LIMITS = (
    "The numbers are those of the systems' makers, chosen because they are well known, and prove no average; "
    "most of the problems behind them were written by people, and what else changed in training is not told apart."
)
ALT = (
    "Two charts of published numbers. Above, the share of a test that was solved without and with training on checked "
    "answers: competition mathematics from {competition_before} to {competition_after}, a mathematics benchmark from "
    "{mathematics_before} to {mathematics_after} and from {small_before} to {small_after}, olympiad geometry from "
    "{geometry_engine} to {geometry_after} of {geometry_problems} problems. Below, items made, on a logarithmic axis: "
    "{proofs} proofs, {formal_problems} formal problems, {word_problems} word problems, {reasoning_samples} reasoning "
    "samples and {software_tasks} software tasks."
)
PARAMS: dict[str, float] = {}
REPLAY = "bitwise"
PANELS = (2, 1)


class Quoted(NamedTuple):
    """A published value: how prose names it, its source, and the words of the source that hold it."""

    value: float
    unit: str
    meaning: str
    source: str
    words: str
    questions: int = 0

    @property
    def error(self) -> float:
        """The chance error for as many questions: of a share, of a count, or of a difference of shares in points."""
        if not self.questions:
            return 0.0
        if self.unit == "points":
            return 100 * math.sqrt(2 * 0.25 / self.questions)
        share = self.value if self.unit == "share" else self.value / self.questions
        return (1 if self.unit == "share" else self.questions) * math.sqrt(share * (1 - share) / self.questions)


QUOTED = {
    "competition_before": Quoted(
        0.156,
        "share",
        "AIME 2024, one try, before reinforcement learning",
        "guo2025",
        "initial value of 15.6% to 77.9%",
        30,
    ),
    "competition_after": Quoted(
        0.779,
        "share",
        "AIME 2024, one try, after reinforcement learning",
        "guo2025",
        "initial value of 15.6% to 77.9%",
        30,
    ),
    "mathematics_before": Quoted(
        0.588,
        "share",
        "MATH, a model of 7 billion parameters, before",
        "guan2025",
        "Qwen2.5-Math-7B from 58.8% to 90.0%",
        500,
    ),
    "mathematics_after": Quoted(
        0.9,
        "share",
        "MATH, the same model with tree search, after",
        "guan2025",
        "Qwen2.5-Math-7B from 58.8% to 90.0%",
        500,
    ),
    "small_before": Quoted(
        0.414,
        "share",
        "MATH, a model of 3.8 billion parameters, before",
        "guan2025",
        "Phi3-mini-3.8B from 41.4% to 86.4%",
        500,
    ),
    "small_after": Quoted(
        0.864,
        "share",
        "MATH, the same model with tree search, after",
        "guan2025",
        "Phi3-mini-3.8B from 41.4% to 86.4%",
        500,
    ),
    "geometry_previous": Quoted(
        10, "problems", "olympiad geometry, the previous best method", "trinh2024", "only solves ten problems", 30
    ),
    "geometry_engine": Quoted(
        14,
        "problems",
        "olympiad geometry, the same engine without the model",
        "trinh2024",
        "a total of 14 (DD + AR)",
        30,
    ),
    "geometry_matched": Quoted(
        18,
        "problems",
        "olympiad geometry, the engine with heuristics and as much computing",
        "trinh2024",
        "solved 18 problems, making use of the algebraic reasoning engine",
        30,
    ),
    "geometry_untrained": Quoted(
        21,
        "problems",
        "olympiad geometry, the model without the proofs of the engine",
        "trinh2024",
        "a language model without pretraining only solves 21 problems",
        30,
    ),
    "geometry_symbolic": Quoted(
        21,
        "problems",
        "olympiad geometry, the strongest method of its year without a trained model",
        "sinha2024",
        "solves 21 out of 30",
        30,
    ),
    "geometry_heuristic": Quoted(
        28,
        "problems",
        "olympiad geometry, a later system without a trained model",
        "duan2025",
        "solves 28 of 30 problems on the IMO-30 benchmark",
        30,
    ),
    "geometry_after": Quoted(
        25, "problems", "olympiad geometry, trained on synthetic proofs", "trinh2024", "solves 25", 30
    ),
    "geometry_problems": Quoted(30, "problems", "olympiad geometry, all of them", "trinh2024", "a test set of 30"),
    "proofs": Quoted(
        100e6, "proofs", "synthetic proofs of geometry", "trinh2024", "all 100 million synthetically generated proofs"
    ),
    "formal_problems": Quoted(
        80e6,
        "problems",
        "formal problems made from informal ones",
        "hubert2025",
        "around 80 million formal Lean problems",
    ),
    "word_problems": Quoted(
        12.3e6, "problems", "word problems with programs", "liu2023", "12.3M grade school math problems"
    ),
    "reasoning_samples": Quoted(
        600e3, "samples", "right answers kept", "guo2025", "about 600k reasoning related training samples"
    ),
    "software_tasks": Quoted(50e3, "tasks", "tasks of mending software", "yang2025", "a dataset of 50k instances"),
    "true_reward": Quoted(
        29.1,
        "points",
        "gain on MATH-500 from true rewards",
        "shao2025",
        "the 29.1% gained with ground truth rewards",
        500,
    ),
    "random_reward": Quoted(
        21.4,
        "points",
        "gain on MATH-500 from random rewards",
        "shao2025",
        "in absolute points by 21.4% (random reward)",
        500,
    ),
    "vote_reward": Quoted(
        27.1,
        "points",
        "gain on MATH-500 from rewards for what most answers say",
        "shao2025",
        "in absolute points by 21.4% (random reward), 13.8% (format reward), 24.1% (incorrect label), "
        "26.0% (1-shot RL), and 27.1% (majority voting)",
        500,
    ),
    "format_reward": Quoted(
        13.8,
        "points",
        "gain on MATH-500 from rewards for the form of an answer alone",
        "shao2025",
        "in absolute points by 21.4% (random reward), 13.8% (format reward)",
        500,
    ),
    "wrong_reward": Quoted(
        24.1,
        "points",
        "gain on MATH-500 from rewards for wrong answers",
        "shao2025",
        "in absolute points by 21.4% (random reward), 13.8% (format reward), 24.1% (incorrect label)",
        500,
    ),
    "memorised": Quoted(
        0.546,
        "share",
        "questions of MATH-500 that one model completes word for word from their first part",
        "wu2025",
        "regenerates the remaining 40% with a 54.60% exact-match rate",
        500,
    ),
}
COMPARED = {  # the more problems solved, the fewer, and what their difference says
    "geometry_gain": ("geometry_after", "geometry_engine", "with the trained model than the same engine without it"),
    "geometry_lead": ("geometry_after", "geometry_symbolic", "with the trained model than without any, in its year"),
    "geometry_later": ("geometry_heuristic", "geometry_after", "by a later system without any trained model"),
}
GAINS = {  # how the figure names it, before, after, and what stands for all
    "competition mathematics": ("competition_before", "competition_after", 1.0),
    "mathematics, larger model": ("mathematics_before", "mathematics_after", 1.0),
    "mathematics, smaller model": ("small_before", "small_after", 1.0),
    "olympiad geometry": ("geometry_engine", "geometry_after", 30.0),
}
AMOUNTS = {
    "proofs of geometry": "proofs",
    "formal problems": "formal_problems",
    "word problems": "word_problems",
    "reasoning samples": "reasoning_samples",
    "software tasks": "software_tasks",
}


def simulate(rng: np.random.Generator) -> Series:
    """Return the quoted values: nothing is drawn at random."""
    del rng
    values = {key: quoted.value for key, quoted in QUOTED.items()}
    return {
        "gains": {
            "test": list(GAINS),
            "source": [QUOTED[after].source for _, after, _ in GAINS.values()],
            "before": [values[before] / whole for before, _, whole in GAINS.values()],
            "after": [values[after] / whole for _, after, whole in GAINS.values()],
        },
        "amounts": {
            "made": list(AMOUNTS),
            "source": [QUOTED[key].source for key in AMOUNTS.values()],
            "items": [values[key] for key in AMOUNTS.values()],
        },
        "quoted": {
            "number": list(QUOTED),
            "value": list(values.values()),
            "unit": [quoted.unit for quoted in QUOTED.values()],
            "source": [quoted.source for quoted in QUOTED.values()],
            "words": [quoted.words for quoted in QUOTED.values()],
        },
    }


def numbers(series: Series) -> dict[str, Number]:
    """Quote every value as its source prints it, and compare what answers the same few questions by the exact test."""
    del series
    quoted = {key: Number(each.value, each.error, each.unit, f"{each.meaning}, quoted") for key, each in QUOTED.items()}
    return quoted | {key: compared(*each) for key, each in COMPARED.items()}


def compared(more: str, fewer: str, meaning: str) -> Number:
    """How many problems more one system solves than another, with the error that the exact test implies."""
    first, second = QUOTED[more], QUOTED[fewer]
    error = counts.error(int(first.value), int(second.value), first.questions)
    return Number(first.value - second.value, error, first.unit, f"olympiad geometry, how many more {meaning}")


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw what was gained above, and how much was made below."""
    above, below = axes.ravel()
    gained(above, series["gains"])
    made(below, series["amounts"])


def gained(axes: Axes, table: Mapping[str, Any]) -> None:
    """Draw each gain as a line from before to after, with its name above it."""
    places = range(len(table["test"]))
    axes.hlines(places, table["before"], table["after"], color=GRID, linewidth=3)
    axes.plot(table["before"], places, "o", color=FOREGROUND, markerfacecolor="none", label="before")
    axes.plot(table["after"], places, "s", color=KEPT, label="after")
    for place, name, before, after in zip(places, table["test"], table["before"], table["after"], strict=True):
        late = before > 0.5  # the name ends where the line ends, or it would leave the panel
        axes.annotate(
            str(name), (after if late else before, place), xytext=(4 if late else -4, 5), textcoords="offset points",
            color=FOREGROUND, horizontalalignment="right" if late else "left",
        )  # fmt: skip
    axes.set_title("solved without (dot) and with it (square), %", fontsize="medium")
    axes.set(xlim=(0, 1), ylim=(len(table["test"]) - 0.5, -0.8))
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)


def made(axes: Axes, table: Mapping[str, Any]) -> None:
    """Draw each amount as a dot with its name beside it."""
    places = range(len(table["made"]))
    axes.plot(table["items"], places, "D", color=OTHERS[1])
    for place, name, items in zip(places, table["made"], table["items"], strict=True):
        left = items > 2e6
        axes.annotate(
            str(name), (items, place), xytext=(-8 if left else 8, -3), textcoords="offset points", color=FOREGROUND,
            horizontalalignment="right" if left else "left",
        )  # fmt: skip
    axes.set_title("training items that machines made", fontsize="medium")
    axes.set(xscale="log", xlim=(2e4, 3e8), ylim=(len(table["made"]) - 0.5, -0.5))
    axes.set_xticks([1e5, 1e6, 1e7, 1e8], ["100,000", "1 million", "10 million", "100 million"])
    axes.minorticks_off()
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
