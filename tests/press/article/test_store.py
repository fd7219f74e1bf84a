"""One store serves a whole build, and an edit of any of its files gives another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from press.article import store
from press.core import project, results

ROOT = Path(__file__).parents[3]
READ = ("figures/gaussian_variance.json", "content/claims.yml", "content/references.bib", "content/passages.yml")


@pytest.fixture
def found(tmp_path):
    """A project with the repository's evidence."""
    for folder in ("content", "figures"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return project.find(tmp_path)


@pytest.mark.slow
def test_what_was_read_is_not_read_again(found, monkeypatch):
    """Whoever asks for the store of a project gets the same one, and with it the same results and claims."""
    first = store.of(found)
    assert (len(first.results), len(first.judged)) > (5, 5)
    monkeypatch.setattr(results, "read_all", lambda _: pytest.fail("read again"))
    assert store.of(project.find(found.root)).results is first.results


@pytest.mark.parametrize("name", READ)
def test_an_edited_file_is_read_anew(found, name):
    """A file that was written to, or is gone, is never answered for by an old reading."""
    first = store.of(found)
    path = found.root / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    second = store.of(found)
    assert second is not first
    path.unlink()
    assert store.of(found) is not second


def test_a_new_result_is_seen(found):
    """A result that was not there before is in the next store, by its name."""
    before = store.of(found).results
    shutil.copy(found.figures / "gaussian_variance.json", found.figures / "another.json")
    assert store.of(found).results.keys() - before.keys() == {"another"}


def test_a_verdict_follows_from_results_and_not_from_the_ledger(found):
    """`claims` are as written, `judged` as they follow: a ledger that says otherwise does not move a verdict."""
    text = found.claims.read_text(encoding="utf-8")
    found.claims.write_text(text.replace("verdict: supported in part", "verdict: overstated"), encoding="utf-8")
    known = store.of(found)
    assert {claim.verdict for claim in known.claims} != {claim.verdict for claim in known.judged}
    assert "supported in part" in {claim.verdict for claim in known.judged}


def test_a_verdict_is_of_the_claim_that_is_asked_for(found):
    """A claim in an editor has the name of the ledger's and other tests: neither answers for the other."""
    known = store.of(found)
    claim = next(each for each in known.judged if each.verdict == "supported in part")
    turned = claim._replace(asserts=tuple(test._replace(holds="0 > 1") for test in claim.asserts))
    verdicts = [known.verdict(each) for each in (claim, turned, claim)]
    assert verdicts == ["supported in part", "overstated", "supported in part"]
