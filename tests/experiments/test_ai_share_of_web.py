"""Every share that is drawn stands in a stored passage of its source, which was read as the table says."""

import json
import re
from pathlib import Path

import pytest

from experiments import ai_share_of_web
from press.article import references

ROOT = Path(__file__).parents[2]
STORED = json.loads((ROOT / "figures/ai_share_of_web.json").read_text())
PASSAGES = references.passages(ROOT / "content/passages.yml")
PUBLISHED = ai_share_of_web.PUBLISHED


def stands(share, passages):
    """Whether the words are in a passage that was read so, and the percentage is in the words."""
    found = references.held(share.words, passages.get(share.source, []))
    figures = re.findall(r"(\d+(?:\.\d+)?)(?:%| percent)", share.words)
    return found is not None and found.read == share.read and share.percent in map(float, figures)


@pytest.mark.parametrize("name", PUBLISHED)
def test_each_share_stands_in_its_passage(name):
    """The words are stored word for word, and hold the percentage."""
    assert stands(PUBLISHED[name], PASSAGES)


def test_a_share_that_nobody_published_is_noticed():
    """Another percentage, another wording, another source or another reading does not stand."""
    share = PUBLISHED["sites"]
    for changed in ({"percent": 36.0}, {"words": "35% of websites"}, {"source": "kobak2025"}, {"read": "second-hand"}):
        assert not stands(share._replace(**changed), PASSAGES)


def test_results_are_the_quotations():
    """What is stored and drawn is the table in the module, from the smallest to the largest."""
    table = STORED["series"]["published"]
    assert table["percent"] == [share.percent for share in PUBLISHED.values()] == sorted(table["percent"])
    for name, share in PUBLISHED.items():
        assert STORED["numbers"][name]["value"] == share.percent
    read = [share.read for share in PUBLISHED.values()]
    assert STORED["numbers"]["second_hand"]["value"] == read.count("second-hand")
    assert STORED["numbers"]["shares"]["value"] == len(read)


def test_finding_is_true_of_the_stored_results():
    """The extremes among shares of AI text are one page in forty and three in four, and of one and the same sample."""
    shares = {name: share for name, share in PUBLISHED.items() if share.kind != "translation"}
    least = min(shares.values(), key=lambda share: share.percent)
    most = max(shares.values(), key=lambda share: share.percent)
    assert least.percent == 100 / 40
    assert most.percent == pytest.approx(75, abs=1)
    assert (least.source, least.when, least.sample) == (most.source, most.when, most.sample)


def test_translation_is_told_apart_by_shape():
    """What is no share of AI writing has a mark of its own, whose shape alone tells it."""
    assert len({marker for marker, *_ in ai_share_of_web.MARKS.values()}) == 3
    assert [name for name, share in PUBLISHED.items() if share.kind == "translation"] == ["translated"]
