"""What the pages say of sources and of our own networks keeps the words that limit it."""

from __future__ import annotations

import json
import re

import pytest

from outside import ROOT

PAGES = ROOT / "content"
LIMITED = {
    "villalobos2024": ("between 2026 and 2032", ", or slightly earlier if models are overtrained"),
    "jasuja2021": ("third generation (G3) and higher generations", ", in samples produced by some low speed copiers"),
    "kang2025": ("can speed up 5-10x", " (to reach the same validation loss) at larger data budgets"),
}

BESIDE = {  # striking words, and what the same source says beside them
    "self-verification alone can prevent collapse": "unless mitigated by sufficient real data",
    "400 trillion to 20 quadrillion tokens": "pictures and sound",
    "<!-- reported_results.random_reward -->": "only accurate reward signals",
    "36 trillion tokens": "book, multilingual, and synthetic data",
    "newer models tend to generate more diverse claims": "all models are less epistemically diverse",
    "decreases factual accuracy or stylistic diversity": "semantic diversity|variety in meaning",
    "measurable decline of recent ChatGPT": "may be attributed",
    "reported_results.random_reward --> points": "reported_results.vote_reward",
    "at least one data point generated from a ground truth model": "exponential families",
    "no matter how small the amount of data": "no new real(?:-world)? data|Accumulate-Subsample",
}


def texts():
    """Every page of evidence, and the ledger."""
    paths = [*PAGES.glob("evidence/*.md"), PAGES / "literature.md", PAGES / "claims.yml"]
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


@pytest.mark.parametrize("source", LIMITED)
def test_a_quotation_goes_on_to_the_words_that_limit_it(source):
    """Wherever the striking part is quoted, so is what follows it in the source."""
    start, rest = LIMITED[source]
    found = [text[match.end() :] for text in texts().values() for match in re.finditer(re.escape(start), text)]
    assert found
    assert [text[:60] for text in found if not text.startswith(rest)] == []


def pieces(text):
    """The paragraphs of a page, the entries of the ledger."""
    return re.split(r"\n\n|\n +- source: ", text)


@pytest.mark.parametrize("words", BESIDE)
def test_a_finding_stands_beside_what_its_source_sets_against_it(words):
    """Wherever it is quoted, the same paragraph or entry has the other half."""
    found = [each for text in texts().values() for each in pieces(text) if words in each]
    assert found
    assert [each[:80] for each in found if not re.search(BESIDE[words], " ".join(each.split()))] == []


def test_no_paragraph_stands_twice():
    """On all pages, the method and the literature too; a drawing may come back beside other words."""
    pages = [path.read_text(encoding="utf-8").split("\n\n") for path in PAGES.rglob("*.md")]
    long = [[part for part in parts if len(part) > 80 and not part.startswith("![")] for parts in pages]
    assert [part[:80] for parts in long for part in set(parts) if parts.count(part) > 1] == []


def test_findings_that_part_stand_side_by_side():
    """Textbooks that a model wrote helped in one study and not in another, and one paragraph says both."""
    page = texts()["c2-checkable-answers.md"]
    (paragraph,) = [each for each in page.split("\n\n") if "[@gunasekar2023]" in each]
    assert "textbook-style pure-generated synthetic data" in paragraph
    assert paragraph.count("[@kang2025]") == 2


def test_no_page_says_that_keeping_real_data_saves_everything():
    """The networks here lose with real data too, and where they start stands beside where they end."""
    pages = texts()
    for gone in (
        "it hardly happens",
        "goes a long way",
        "tried at scale, once",
        "It is the throwing away that does it",
    ):
        assert [name for name, text in pages.items() if gone in text] == []
    page = pages["c3-photocopy.md"]
    for model in ("mixture", "autoencoder"):
        assert page.index(f"image_recursion.{model}_mix_fresh_recall") > page.index(
            f"image_recursion.{model}_start_recall"
        )


def twins():
    """Each simulated number whose exact value is stored beside it, with that value, by its name."""
    for path in (ROOT / "figures").glob("*.json"):
        numbers = json.loads(path.read_text(encoding="utf-8"))["numbers"]
        for key in numbers.keys() & {key.removesuffix("_exact") for key in numbers if key.endswith("_exact")}:
            yield f"{path.stem}.{key}", numbers[f"{key}_exact"]["value"]


def test_exact_values_are_printed_where_they_are_known():
    """In prose of pages and claims a simulated number has no other digits than its exact twin would have."""
    prose = "\n".join(texts().values())
    known = dict(twins())
    printed = re.findall(r"(?<![\d.])(\d+(?:\.\d+)?)( %)?<!-- ([a-z_]+\.\w+) -->", prose)
    found = [(digits, percent, known[name], name) for digits, percent, name in printed if name in known]
    assert len(found) >= 10
    for digits, percent, value, name in found:
        decimals = len(digits.partition(".")[2])
        assert f"{value * (100 if percent else 1):.{decimals}f}" == digits, name
    for name in ("photocopy_strip.replace", "photocopy_strip.accumulate", "regimes_error.mix_fresh"):
        assert f"<!-- {name}_exact -->" in prose


def test_a_loop_that_gets_new_real_data_is_held_to_all_of_them():
    """The weighted loop is better than one fit, and worse than whoever had kept the real data, and both are said."""
    paragraphs = [each for each in texts()["c3-photocopy.md"].split("\n\n") if "regimes_error.weighted_exact" in each]
    assert paragraphs
    assert all("whoever had kept it all would stand at a thousandth" in each for each in paragraphs)


def test_a_fixed_wrong_source_is_not_put_on_the_curve_of_real_shares():
    """Strong collapse has a floor that does not fall with the data, and the curve is left to the loop."""
    page = texts()["literature.md"]
    assert "stand on the same curve" not in page
    assert "a floor that does not fall however much data there is" in page
