"""Which training sets count as known, and which filters as published; why those was written before they were used.

**The largest known set** is the largest amount of text that the makers of a model say it learned from. Tokens count as
they were trained on, with whatever was read twice and whatever a machine wrote: no maker says how much that is, and the
projection's demand is in the same unit. For the test whether one set is as large as the stock, it is the most that can
have been used. Of a set that holds other media too, the part counts that its makers call text alone; where they give
none, how much text there was is not known, and the set is listed as another setting. A set that is larger does not
undo what an earlier one refuted: a projection counts if it reaches each of them by the time it was disclosed.

**A filter** is a share of the text that the projection counts, since that is what it multiplies: text of unique pages,
not yet filtered for quality. A share that a source states of text without duplicates counts as given. One that is
stated of text with duplicates would take those away twice, and one of all languages, worked out for an English
collection, would take the other languages for bad text: these show where the answer turns and decide nothing. The same
collection stands once for each denominator, by its name.
"""

from __future__ import annotations

from typing import NamedTuple


class TrainingSet(NamedTuple):
    """Tokens that a model learned from, when that became known, and the work that says so."""

    name: str
    tokens: float
    year: float
    source: str


class Filter(NamedTuple):
    """What share of text is kept, of which text, and the work that gives it; nothing where none gives it so."""

    percent: float
    said: str
    source: str = ""

    @property
    def setting(self) -> str:
        """The share, with what it is a share of."""
        return f"{self.percent:.3g} % ({self.said})" if self.said else f"{self.percent:.3g} %"


# The makers call seven parts in eight of 45 trillion tokens text alone; documents with pictures hold some more.
MULTIMODAL = 45e12
TEXT_ALONE = 7 / 8
KNOWN = (
    TrainingSet("Qwen3", 36e12, 2025.33, "qwen2025"),
    TrainingSet("DeepSeek-V4.1-Flash, text alone", MULTIMODAL * TEXT_ALONE, 2026.69, "deepseek2026flash"),
)
WITH_OTHER_MEDIA = (
    TrainingSet("Llama 4 Scout, with pictures", 40e12, 2025.26, "meta2025"),
    TrainingSet("DeepSeek-V4.1-Flash, with pictures", MULTIMODAL, 2026.69, "deepseek2026flash"),
)

# FineWeb-Edu in trillion tokens, and what it was filtered from: the whole crawl in all languages, its English text
# after the first rules, and the same without duplicates. Of FineWeb, what is left of that after more rules, its makers
# say that 92 % were removed. What the first rules took is not said of it; for a collection that was made by like rules
# it was three parts in ten.
EDUCATIONAL = 1.3
CRAWL, BY_RULE, WITHOUT_DUPLICATES = 130.0, 36.0, 20.0
LEFT_BY_FIRST_RULES = 0.7
OF_CRAWL = Filter(round(100 * EDUCATIONAL / CRAWL, 2), "FineWeb-Edu, of the crawl in all languages")
OF_REPEATED = Filter(round(100 * EDUCATIONAL / BY_RULE, 2), "FineWeb-Edu, of text with duplicates")
OF_ALL = Filter(
    round(100 * EDUCATIONAL / WITHOUT_DUPLICATES * LEFT_BY_FIRST_RULES, 2),
    "FineWeb-Edu, of text without duplicates, before all filters",
    "penedo2024",
)
OF_RULED = Filter(
    100 * EDUCATIONAL / WITHOUT_DUPLICATES,
    "FineWeb-Edu, of text without duplicates, after the first rules",
    "penedo2024",
)
OF_FINEWEB = Filter(8, "FineWeb-Edu, of FineWeb", "penedo2024")
USUAL = Filter(10, "the usual filters by model", "su2025")
LEAST, MOST = (
    Filter(percent, f"the {which} that the authors of the projection believe", "villalobos2024")
    for percent, which in ((10, "least"), (40, "most"))
)
PUBLISHED = (OF_CRAWL, OF_REPEATED, OF_ALL, OF_RULED, OF_FINEWEB, USUAL, LEAST, MOST)
