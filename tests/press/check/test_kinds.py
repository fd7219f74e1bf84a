"""Kinds of mistakes in many forms: each line of `kinds.yml` is caught, or is none and nothing is said of it.

What stands there was tried before the rules could do it. A new form that slips through is one line more.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from press import check
from press.check.finding import FEW

pytestmark = pytest.mark.slow

KINDS = yaml.safe_load((Path(__file__).parent / "kinds.yml").read_text(encoding="utf-8"))
HEAD = "---\ntitle: A kind\ndescription: In many forms.\n---\n# A kind\n\n"
APART = {"`", "[^", "[y]:", "*[", "    ", "$", "<svg", "<details", "<figure"}  # what may reach into the next line


def found_in(orchard, texts: list[str]) -> list[str]:
    """The texts of a page of which something is found, each told by its lines."""
    page = orchard.content / "kind.md"
    page.write_text(HEAD + "\n\n<!-- -->\n\n".join(texts) + "\n", encoding="utf-8")
    findings = check.findings(check.Reading(orchard), "sources")
    lines = {each.line for each in findings if each.path == "content/kind.md"}
    found, line = [], HEAD.count("\n") + 1
    for text in texts:
        if lines & set(range(line, line + text.count("\n") + 1)):
            found.append(text)
        line += text.count("\n") + 4
    page.unlink()
    return found


def parted(texts: list[str]) -> list[list[str]]:
    """Texts that can share a page, and each of the others alone."""
    alone = [text for text in texts if any(sign in text for sign in APART)]
    together = [text for text in texts if text not in alone]
    size = FEW if any("[@" in text for text in texts) else len(texts)  # of more that ask for a source one is told
    return [*(together[at : at + size] for at in range(0, len(together), size)), *([text] for text in alone)]


@pytest.mark.parametrize("kind", KINDS)
def test_each_form_of_a_kind_is_caught(orchard, kind):
    """Something is said of every line, whatever words, marks and signs the mistake is written with."""
    for texts in parted(KINDS[kind].get("caught", [])):
        found = found_in(orchard, texts)
        assert [text for text in texts if text not in found] == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "quiet" in KINDS[kind]])
def test_what_looks_like_a_kind_and_is_none_is_let_alone(orchard, kind):
    """Nothing is said of lines that a careful reader would pass."""
    for texts in parted(KINDS[kind]["quiet"]):
        assert found_in(orchard, texts) == []
