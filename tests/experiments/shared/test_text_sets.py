"""The training sets and filters that decide stand in the words of their sources."""

from __future__ import annotations

import pytest
import yaml

from experiments.shared import text_sets
from outside import ROOT


@pytest.fixture(scope="module")
def passages():
    store = yaml.safe_load((ROOT / "content/passages.yml").read_text(encoding="utf-8"))
    return {key: " ".join(each["text"] for each in texts) for key, texts in store.items()}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("qwen2025", f"{text_sets.KNOWN[0].tokens / 1e12:.0f} trillion tokens"),
        ("deepseek2026flash", f"{text_sets.MULTIMODAL / 1e12:.0f}T tokens of multimodal data"),
        ("deepseek2026flash", f"{8 * text_sets.TEXT_ALONE:.0f}:1 token ratio of text-only to multimodal data"),
        ("meta2025", f"{text_sets.WITH_OTHER_MEDIA[0].tokens / 1e12:.0f} trillion tokens"),
        ("penedo2024", f"leaving us with {text_sets.EDUCATIONAL}T educational tokens"),
        ("penedo2024", f"roughly {text_sets.BY_RULE:.0f} trillion tokens of data"),
        ("penedo2024", f"resulted in {text_sets.WITHOUT_DUPLICATES:.0f} trillion tokens of data"),
        ("penedo2024", f"removed {100 - text_sets.OF_FINEWEB.percent}% of the dataset"),
        ("su2025", f"removing {100 - text_sets.USUAL.percent}% of data"),
        (
            "villalobos2024",
            f"between {text_sets.LEAST.percent}% and {text_sets.MOST.percent}% of deduplicated web data",
        ),
        (
            "villalobos2024",
            f"reduced the size of the web dataset by around {100 - 100 * text_sets.LEFT_BY_FIRST_RULES:.0f}%",
        ),
        ("villalobos2024", f"| Common Crawl | {text_sets.CRAWL:.0f}T"),
    ],
)
def test_what_decides_stands_in_its_source(passages, source, words):
    """Each size and each share is the number in a stored passage of the work that is named for it."""
    assert words in passages[source]


def test_a_known_set_is_larger_than_all_before_it():
    """So the latest is the largest, and an earlier one refutes what the latest would let pass."""
    assert [each.tokens for each in text_sets.KNOWN] == sorted(each.tokens for each in text_sets.KNOWN)
    assert [each.year for each in text_sets.KNOWN] == sorted(each.year for each in text_sets.KNOWN)


def test_only_shares_of_text_without_duplicates_decide():
    """One collection over four denominators: the less was taken away before, the smaller is the share."""
    collection = [each for each in text_sets.PUBLISHED if each.said.startswith("FineWeb-Edu")]
    decide = [each.source != "" for each in collection]
    assert decide == [each not in (text_sets.OF_CRAWL, text_sets.OF_REPEATED) for each in collection]
    assert {each.source for each in collection if each.source} == {"penedo2024"}
    assert [each.percent for each in collection] == sorted(each.percent for each in collection)
    assert len({each.setting for each in text_sets.PUBLISHED}) == len(text_sets.PUBLISHED)
