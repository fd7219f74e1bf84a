"""`press check --fix` puts right what follows from the results, and leaves the rest to a person."""

from __future__ import annotations

from click.testing import CliRunner

from press import check
from press.article import record
from press.check import fix
from press.cli import cli

PAGE = """---
title: The evidence
description: What the simulations say.
---
# The evidence

Half<!-- decay.kept --> is left, 0.47<!-- decay.kept --> of it,
in “ten<!-- decay.steps --> 0.5” steps<!-- decay.kept > 1 -->.

> It doubles<!-- decay.kept -->, says 0.5<!-- decay.kept -->.

<!-- generated: figure growth -->
Old words.
<!-- end of generated -->
"""
MENDED = """---
title: The evidence
description: What the simulations say.
---
# The evidence

A third<!-- decay.kept --> is left, 0.37<!-- decay.kept --> of it,
in “ten<!-- decay.steps --> 0.5” steps<!-- decay.kept > 1 -->.

> It doubles<!-- decay.kept -->, says 0.5<!-- decay.kept -->.

<!-- generated: figure growth -->

The orchard grows to 25,200<!-- growth.trees --> trees.

<!-- end of generated -->
"""


def test_digits_words_and_generated_passages_are_rewritten(orchard, monkeypatch):
    """Each where it stands, shown as a diff; quotations, and a word that has no other, stay for a person."""
    page = orchard.content / "evidence.md"
    page.write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(orchard.root)
    outcome = CliRunner().invoke(cli, ["check", "--sources", "--fix"], catch_exceptions=False)
    assert page.read_text(encoding="utf-8") == MENDED
    assert "--- content/evidence.md" in outcome.output
    assert "-Old words." in outcome.output
    assert "+The orchard grows to 25,200<!-- growth.trees --> trees." in outcome.output
    rules = {finding.rule for finding in check.run(orchard, "sources").findings}
    assert rules == {"number", "quotation", "word"}


def test_the_article_and_the_ledgers_quotations_are_never_touched(orchard):
    """Not even where a number in them is bound and wrong."""
    article, ledger = orchard.root / orchard.article, orchard.claims
    article.write_text(
        article.read_text(encoding="utf-8") + "\nIt falls to 0.47<!-- decay.kept -->.\n", encoding="utf-8"
    )
    quoted = ledger.read_text(encoding="utf-8").replace("smaller harvest.", "smaller 0.47<!-- decay.kept --> harvest.")
    ledger.write_text(quoted, encoding="utf-8")
    before = article.read_bytes(), ledger.read_bytes()
    assert list(fix.fix(orchard)) == []
    assert (article.read_bytes(), ledger.read_bytes()) == before


def test_a_second_time_changes_nothing(orchard):
    """What was mended is as it should be."""
    (orchard.content / "evidence.md").write_text(PAGE, encoding="utf-8")
    assert list(fix.fix(orchard))
    assert list(fix.fix(orchard)) == []


def test_a_verdict_that_is_new_is_written_down_where_a_record_is_kept(orchard):
    """With the day on which that was seen, and once; a project without a record gets none."""
    list(fix.fix(orchard))
    assert not record.place(orchard).exists()
    record.place(orchard).write_text("{}\n", encoding="utf-8")
    diff = list(fix.fix(orchard))
    assert diff[0] == "--- verdicts.json"
    assert record.latest(record.read(orchard)["C1"]) == "supported"
    assert list(fix.fix(orchard)) == []
