"""What is counted decides how much of the web is AI text: published shares run from one page in forty to three in four.

Nothing is simulated: the shares are quoted, each from a passage that is stored word for word, and a test holds the one
to the other. They differ in four ways at once: what the text must be (written by a machine, mostly so, or touched by
one), what it is a share of (pages, articles, sentences), which part of the web was sampled and when, and how a machine
was told from a person. A triangle is a lower bound by its authors' account. The smallest and the largest share of AI
text are one study's, of one sample. The square counts machine translation, and is often passed on as AI writing.

Sources:
- ahrefs2025: pages that are all AI, and pages with any AI, in one sample
- brooks2024: new articles of a curated site
- russell2025: newspaper articles, partly or fully AI
- kobak2025: abstracts of papers, from the excess of some words
- spennemann2025: text on active pages, from the words that one model likes
- dolezal2026: new websites, from a representative sample of an archive
- graphite2025: new articles of which at least half is AI
- thompson2024: sentences that were translated, by the look of it by machines
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from collapse.numerics.estimate import Number, Series
from experiments.shared.palette import FOREGROUND, GRID, OTHERS

if TYPE_CHECKING:
    import numpy as np

NAME = "How much of the web machines wrote"
LAY = (
    "How much of the web is written by machines? "
    "One study says {pages_all} percent or {pages_any}, of the same pages, "
    "and both can be right: they count different things."
)
READ = (
    "One line a published share, with what was counted and when; circles are estimates by a detector of AI text, "
    "triangles are lower bounds, and the hollow square counts machine translation instead of AI writing."
)
LIMITS = (
    "Detectors err, and no share was corrected for it here. "
    "{second_hand} of {shares} shares are known from texts that quote the study, not from the study itself."
)
ALT = (
    "Dots on a scale from none to all, from below: new pages with any AI text {pages_any} percent, sentences that were "
    "translated, likely by machines, {translated}, new articles of which at least half is AI {articles}, new websites "
    "{sites}, text on active pages at least {text}, medical abstracts at least {abstracts}, newspaper articles "
    "{newspapers}, new Wikipedia articles over {wikipedia}, new pages that are all AI {pages_all}."
)
PARAMS: dict[str, Any] = {}
REPLAY = "bitwise"


class Share(NamedTuple):
    """A published share in percent, what it counts, and the words of the stored passage that it stands in."""

    percent: float
    kind: str
    counted: str
    when: str
    sample: str
    told_by: str
    source: str
    read: str
    words: str


PUBLISHED = {
    "pages_all": Share(
        2.5, "estimate", "new pages that are all AI", "April 2025", "900,000 new English pages",
        "the authors' own detector", "ahrefs2025", "second-hand", "2.5% of the pages were classified as «pure AI,»",
    ),
    "wikipedia": Share(
        5.0, "lower bound", "new Wikipedia articles", "August 2024", "new English articles",
        "GPTZero and Binoculars", "brooks2024", "second-hand",
        "detectors flag over 5% of newly created English Wikipedia articles as AI-generated",
    ),
    "newspapers": Share(
        9.0, "estimate", "US newspaper articles, in part AI", "summer 2025", "186,000 articles of 1,500 papers",
        "Pangram", "russell2025", "second-hand",
        "approximately 9% of newly-published articles are either partially or fully AI-generated",
    ),
    "abstracts": Share(
        13.5, "lower bound", "medical abstracts with AI", "2024", "abstracts indexed by PubMed",
        "excess words", "kobak2025", "primary", "at least 13.5% of 2024 abstracts were processed with LLMs",
    ),
    "text": Share(
        30.0, "lower bound", "text on active pages", "March 2025", "active web pages",
        "words that ChatGPT likes", "spennemann2025", "second-hand",
        "at least 30% of text on active web pages originates from AI-generated sources",
    ),
    "sites": Share(
        35.0, "estimate", "new websites, written or assisted", "mid-2025", "a sample of the Internet Archive",
        "Pangram", "dolezal2026", "primary",
        "roughly 35% of newly published websites were classified as AI-generated or AI-assisted",
    ),
    "articles": Share(
        52.0, "estimate", "new articles, at least half AI", "May 2025", "65,000 English articles of Common Crawl",
        "Surfer", "graphite2025", "second-hand", "As of this May, the share of new AI articles is at 52 percent",
    ),
    "translated": Share(
        57.1, "translation", "sentences, translated, likely by machines", "January 2024",
        "sentences found in several languages", "the number of languages", "thompson2024", "second-hand",
        "57.1 percent — of all of the sentences on the internet have been translated into two or more other languages",
    ),
    "pages_any": Share(
        74.2, "estimate", "new pages with any AI text", "April 2025", "900,000 new English pages",
        "the authors' own detector", "ahrefs2025", "second-hand",
        "74.2% of those created in April 2025 included AI-written material",
    ),
}  # fmt: skip

MARKS = {
    "estimate": ("o", FOREGROUND, FOREGROUND),
    "lower bound": (">", OTHERS[1], OTHERS[1]),
    "translation": ("s", FOREGROUND, "none"),
}


def simulate(rng: np.random.Generator) -> Series:
    """Tabulate the quotations; there is nothing to draw."""
    del rng
    columns = zip(*PUBLISHED.values(), strict=True)
    return {"published": {"share": list(PUBLISHED), **dict(zip(Share._fields, map(list, columns), strict=True))}}


def numbers(series: Series) -> dict[str, Number]:
    """Quote each share as it was published, and count how they were read."""
    table = series["published"]
    rows = zip(table["share"], table["percent"], table["counted"], table["when"], table["source"], strict=True)
    quoted = {
        str(name): Number(float(percent), 0.0, "percent", f"{counted}, {when}, quoted from {source}")
        for name, percent, counted, when, source in rows
    }
    second_hand = float(list(table["read"]).count("second-hand"))
    return quoted | {
        "shares": Number(float(len(table["share"])), 0.0, "shares", "published shares that are quoted"),
        "second_hand": Number(second_hand, 0.0, "shares", "shares whose study was not read itself"),
        "ratio": Number(
            quoted["pages_any"].value / quoted["pages_all"].value,
            0.0,
            "ratio",
            "pages with any AI text over pages that are all AI, in one sample",
        ),
    }


def plot(axes: Any, series: Series) -> None:
    """Draw a dot a share, the smallest at the bottom, under what it counts."""
    table = series["published"]
    rows = zip(table["percent"], table["kind"], table["counted"], table["when"], strict=True)
    for row, (percent, kind, counted, when) in enumerate(rows):
        marker, color, fill = MARKS[str(kind)]
        axes.plot([0, 100], [row, row], color=GRID, linewidth=0.8)
        axes.plot([0, percent], [row, row], color=color, linewidth=1.2)
        look = {"marker": marker, "color": color, "markerfacecolor": fill, "markersize": 6.5}
        axes.plot(percent, row, linestyle="none", **look)
        axes.text(0, row + 0.23, f"{counted}, {when[-4:]}", color=FOREGROUND)
        least = "≥ " if kind == "lower bound" else ""
        axes.text(100, row + 0.23, f"{least}{percent:g} %", color=color, horizontalalignment="right")
    axes.set(xlim=(0, 100), ylim=(-0.5, len(table["share"]) - 0.1), xlabel="share (%)")
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
