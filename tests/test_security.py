"""What SECURITY.md says of code that is run: reading a stranger's project starts nothing of it."""

from __future__ import annotations

import re

import pytest

from outside import ROOT, new_article, press

pytestmark = pytest.mark.slow

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
PLACES = ("hook.py", "scripts/lab/__init__.py", "scripts/lab/experiments/coin_mean.py")
READING = (
    "check",
    "check --fix",
    "check --explain content/evidence.md:7",
    "why",
    "new experiment another",
    "import wordpress export.xml --to content",
    "publish --to directory:www --dry-run",
    "publish --to directory:www --list",
    "comments moderate",
)


@pytest.fixture(scope="module")
def trapped(tmp_path_factory):
    """A project whose code leaves a trace wherever it runs."""
    root = new_article(tmp_path_factory.mktemp("strange"), "lab", fresh=False)
    for place in PLACES:
        path = root / place
        trace = root.parent / f"ran-{path.name}"
        path.write_text(f"{path.read_text(encoding='utf-8')}\nopen({str(trace)!r}, 'w').close()\n", encoding="utf-8")
    settings = root / "mkdocs.yml"
    trap = f"trap: !!python/object/apply:os.system ['touch {root.parent}/ran-settings']"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n{trap}\n", encoding="utf-8")
    return root


def traces(root):
    """What ran since the last look."""
    found = sorted(path.name for path in root.parent.glob("ran-*"))
    for name in found:
        (root.parent / name).unlink()
    return found


@pytest.mark.parametrize("words", READING)
def test_reading_runs_nothing_of_the_project(trapped, words):
    """A verb that only reads leaves no trace of an experiment, its package, the hook or the settings."""
    done = press(trapped, *words.split())
    assert "Traceback" not in done.stderr
    assert traces(trapped) == []


def test_what_runs_the_project_is_caught_by_the_traps(trapped):
    """The traps are real: simulating springs those of the experiments, building those of the settings."""
    press(trapped, "figures")
    assert traces(trapped) == ["ran-__init__.py", "ran-coin_mean.py"]
    press(trapped, "build")
    assert traces(trapped) == ["ran-hook.py", "ran-settings"]


def test_the_document_names_what_is_tried():
    """Every verb that is tried here is one of which the document says that it runs nothing."""
    said = re.search(r"These run none of it.*", TEXT)[0]
    for words in READING:
        assert f"`press {words.split()[0]}`" in said
