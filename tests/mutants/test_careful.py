"""What a careful reader of the real pages would notice is noticed, and how much of it, kind by kind."""

from __future__ import annotations

import re
from copy import copy
from itertools import pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

import pytest
import yaml

from outside import ROOT
from press import check
from press.article import claims_file, references, sentences
from press.check import bindings, rules
from press.core import numbers, project
from press.core.errors import PressError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from press.check.bindings import Bound
    from press.check.finding import Finding

pytestmark = pytest.mark.slow

LEVELS = ("promised", "wanted", "control")
READ = {"citation", "quotation"}  # besides those that read what is being typed
FILES = ("claim", "evidence", "unit", "opinion", "short", "record", "reason", "citation", "unbound", "number", "arms")
SWAPPED, SWAPS = "two numbers in each other's place", 12
KINDS = yaml.safe_load(Path(__file__).with_name("careful.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reading():
    """The project as it lies here; what is read of it is written nowhere."""
    return check.Reading(project.find(ROOT))


@pytest.fixture(scope="module")
def caught(reading):
    """Of each kind and level, which of its mutants are noticed; sentences stand on a real page, among its numbers."""
    page = Numbers(reading, reading.project.content / "evidence" / "c3-photocopy.md")
    made = {}
    for kind, levels in KINDS.items():
        for level in LEVELS:
            each = levels.get(level, [])
            found = _edited(reading, levels["file"], each) if "file" in levels else _typed(reading, page, each)
            made[kind, level] = dict(zip(map(str, each), found, strict=True))
    made[SWAPPED, "wanted"] = _swapped(reading)
    return made


def test_whatever_a_rule_promises_is_caught(caught):
    """All of it."""
    assert _of(caught, "promised", noticed=False) == []


def test_most_of_what_a_careful_reader_wants_is_caught(caught):
    """At least three in five, and exactly as much as the guide for authors says, kind by kind."""
    wanted = [each for (_, level), found in caught.items() if level == "wanted" for each in found.values()]
    assert sum(wanted) >= 0.6 * len(wanted)
    assert table(caught) in (ROOT / "docs" / "pages" / "authors.md").read_text(encoding="utf-8")


def test_what_is_right_is_let_alone(caught):
    """Nothing is said of sentences that are so."""
    assert _of(caught, "control", noticed=True) == []


def _of(caught, level: str, *, noticed: bool) -> list[str]:
    kinds = (found for (_, each), found in caught.items() if each == level)
    return [mutant for found in kinds for mutant in found if found[mutant] is noticed]


def table(caught) -> str:
    """What is caught, as the guide prints it."""
    lines = ["| kind | what a rule promises | what a reader would want |", "| --- | --- | --- |"]
    for kind in KINDS:
        shares = (list(caught.get((kind, level), {}).values()) for level in ("promised", "wanted"))
        cells = (f"{sum(each)} of {len(each)}" if each else "\u2013" for each in shares)
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _typed(reading, page: Numbers, frames: list[str]) -> list[bool]:
    """Whether sentences at the end of a page are noticed, each in its lines."""
    text = reading.text(page.path).rstrip() + "\n\n"
    ends = [text.count("\n")]
    for frame in frames:
        text += page.sentence(frame) + "\n\n<!-- -->\n\n"
        ends.append(text.count("\n"))
    lines = {each.line for each in _found(reading.of_one(page.path, text), page.path)}
    return [any(begin < line <= end for line in lines) for begin, end in pairwise(ends)]


def _found(reading, path: Path) -> Iterator[Finding]:
    """What is said of a text, by the rules that read it from the first letter to the last."""
    for name, rule in rules.modules().items():
        if hasattr(rule, "TYPED") or name in READ:
            yield from (each for each in rule.check(reading) if each.path == reading.project.place(path))


def _edited(reading, name: str, edits: list[list[str]]) -> list[bool]:
    """Whether an edit of the ledger or the bibliography is noticed in its file; each is made at another place."""
    path = reading.project.content / name
    return [_notices(reading, path, _edit(reading.text(path), *edit, index)) for index, edit in enumerate(edits)]


def _edit(text: str, before: str, after: str, index: int) -> str:
    places = list(re.finditer(before, text))
    assert places, before
    place = places[(7 * index) % len(places)]
    return text[: place.start()] + place.expand(after) + text[place.end() :]


def _notices(reading, path: Path, text: str) -> bool:
    other = copy(reading)
    other._texts = reading._texts | {path: text}
    for name in ("claims", "judged", "works"):
        other.__dict__.pop(name, None)
    with NamedTemporaryFile("w", suffix=path.suffix, encoding="utf-8") as file:
        file.write(text)
        file.flush()
        try:
            if path.suffix == ".bib":
                other.works = references.read(Path(file.name))
            else:
                other.claims, other.ledger = claims_file.read(Path(file.name)), {path: text}
        except PressError:
            return True
    place = reading.project.place(path)
    found = (each for name in FILES for each in rules.modules()[name].check(other))
    return any(each.path == place for each in found)


def _swapped(reading) -> dict[str, bool]:
    """Two bound numbers of a sentence have changed places, each with its comment."""
    path = reading.project.content / "evidence" / "c3-photocopy.md"
    text, found = reading.text(path), {}
    before = len(list(_found(reading.of_one(path, text), path)))
    for one, other in pairwise(bindings.found(reading, path, text)):
        if one.text != other.text and sentences.around(text, one.offset) == sentences.around(text, other.offset):
            between = text[one.behind : other.offset]
            after = text[: one.offset] + written(other) + between + written(one) + text[other.behind :]
            found[written(one)] = len(list(_found(reading.of_one(path, after), path))) > before
        if len(found) == SWAPS:
            break
    return found


class Numbers:
    """Bound numbers of a real page to try sentences on, in turn."""

    def __init__(self, reading, path: Path) -> None:
        self.path, self.turn = path, 0
        found = bindings.found(reading, path, reading.text(path))
        self.found = [each for each in found if numbers.parse(each.text).value]

    def some(self, fits: Callable[[Bound], bool]) -> Bound:
        """The next one of those that fit."""
        self.turn += 1
        fitting = [each for each in self.found if fits(each)]
        return fitting[self.turn % len(fitting)]

    def sentence(self, frame: str) -> str:
        """A frame, filled with numbers of the page."""
        each = self.some(lambda bound: numbers.parse(bound.text).scale == 1)
        small, large = self.apart()
        names = {
            "any": written(each), "number": each.text, "ref": each.reference, "Ref": each.reference.title(),
            "low": written(self.some(lambda bound: off(bound) < -2 * bound.error)),
            "high": written(self.some(lambda bound: off(bound) > 2 * bound.error)),
            "small": written(small), "large": written(large), "lesser": small.reference, "greater": large.reference,
        }  # fmt: skip
        return frame.format_map(names)

    def apart(self) -> tuple[Bound, Bound]:
        """Two numbers of which the first is less than half the second."""
        first = self.some(lambda bound: any(0 < 2 * bound.value < other.value for other in self.found))
        return first, self.some(lambda bound: 2 * first.value < bound.value)


def written(bound: Bound) -> str:
    return f"{bound.text}<!-- {bound.reference} -->"


def off(bound: Bound) -> float:
    """How far the value is over what is printed."""
    return bound.value - numbers.parse(bound.text).value
