"""The ledger is read as it is written, and a malformed one names file, line and key."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from press.article import claims_file, ledger
from press.core.errors import PressError

CLAIM: dict[str, Any] = {
    "id": "C1",
    "quote": "Words of\nthe   article.",
    "kind": "finding",
    "verdict": "supported",
    "fair": "A fair reading.",
    "change": "Something else.",
    "asserts": [{"holds": "study.a < 1", "because": "It is small."}],
    "unless": [{"holds": "study.a > 9", "because": "It is large."}],
    "sources_for": [{"source": "smith2024", "quote": "Words.", "because": "Smith saw it."}],
    "sources_against": [],
    "figures": ["study"],
}


def written(folder, *claims):
    path = folder / "claims.yml"
    path.write_text(yaml.safe_dump(list(claims), sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def test_a_claim_is_read_as_it_is_written(tmp_path):
    """Texts lose their line breaks, lists become tuples, and each key knows its line."""
    (claim,) = claims_file.read(written(tmp_path, CLAIM))
    assert claim.quote == "Words of the article."
    assert claim.asserts == (ledger.Test("study.a < 1", "It is small.", written="study.a < 1"),)
    assert claim.sources_for == (ledger.Source("smith2024", "Words.", "Smith saw it."),)
    assert (claim.sources_against, claim.figures, claim.anchor) == ((), ("study",), "c1")
    rows = (tmp_path / "claims.yml").read_text(encoding="utf-8").splitlines()
    assert all(rows[line - 1].strip("- ").startswith(key) for key, line in claim.lines.items())


def test_lists_may_be_left_out_or_empty(tmp_path):
    """A claim needs its texts alone."""
    bare = {key: value for key, value in CLAIM.items() if not isinstance(value, list)} | {"unless": None}
    (claim,) = claims_file.read(written(tmp_path, bare))
    assert (claim.asserts, claim.unless, claim.figures) == ((), (), ())


ITEM = CLAIM["asserts"][0]
SOURCE = CLAIM["sources_for"][0]
MALFORMED = [
    *(
        (key, {key: value}, "is empty or not a text")
        for key in claims_file.TEXTS
        for value in ("", " ", 5, None, ["x"])
    ),
    ("id", {"id": "C 1"}, "cannot be part of an address"),
    ("id", {"id": "../C1"}, "cannot be part of an address"),
    ("kind", {"kind": "fact"}, "'fact' is none of finding, forecast, opinion"),
    ("verdict", {"verdict": "true"}, "'true' is none of supported"),
    ("verdict", {"verdict": "opinion"}, "an opinion, and nothing else, has the verdict opinion"),
    ("verdict", {"kind": "opinion"}, "an opinion, and nothing else, has the verdict opinion"),
    *((key, {key: value}, "is not a list") for key in claims_file.LISTS for value in ("x", 5, {"holds": "x"})),
    *((key, {key: ["x"]}, "not a mapping with holds, because") for key in ledger.ROLES),
    ("because", {"asserts": [{"holds": "study.a < 1"}]}, "is missing"),
    ("holds", {"unless": [ITEM | {"holds": True}]}, "is empty or not a text"),
    ("why", {"unless": [ITEM | {"why": ""}]}, "is empty or not a text"),
    ("each", {"asserts": [ITEM | {"each": {"arm": ["a"]}}]}, "has arm for what stands in 'study.a < 1'"),
    ("each", {"asserts": [ITEM | {"holds": "study.{arm} < 1"}]}, "has nothing for what stands in 'study.{arm} < 1'"),
    ("each", {"asserts": [ITEM | {"each": {"arm": "a"}}]}, "is not a list"),
    ("each", {"asserts": [ITEM | {"each": ["a"]}]}, "is not a mapping from a name to a list of words"),
    ("hold", {"asserts": [ITEM | {"hold": "x"}]}, "is none of holds, because"),
    ("quote", {"sources_for": [SOURCE | {"quote": ""}]}, "is empty or not a text"),
    ("source", {"sources_against": [{"quote": "x", "because": "y"}]}, "is missing"),
    ("figures", {"figures": [5]}, "is empty or not a text"),
    ("figure", {"figure": "study"}, "is none of id, quote"),
]


@pytest.mark.parametrize(("key", "change", "problem"), MALFORMED)
def test_a_malformed_field_names_file_line_and_key(tmp_path, key, change, problem):
    """The second claim is broken, so the line cannot be right by accident."""
    path = written(tmp_path, CLAIM | {"id": "C0"}, CLAIM | change)
    with pytest.raises(PressError) as error:
        claims_file.read(path)
    place, _, message = str(error.value).partition(": ")
    file, _, line = place.rpartition(":")
    rows = path.read_text(encoding="utf-8").splitlines()
    start = next(index for index, row in enumerate(rows, 1) if index > 1 and row.startswith("- "))
    assert file == str(path)
    assert start <= int(line) <= len(rows)
    assert problem in message
    if "mapping" not in problem:
        assert message.startswith(f"{key}: ")
    if key in CLAIM | change and problem != "is missing" and key not in {"quote", "because", "holds", "hold", "source"}:
        assert key in "".join(rows[int(line) - 2 : int(line)])


@pytest.mark.parametrize("key", claims_file.TEXTS)
def test_a_missing_field_names_file_line_and_key(tmp_path, key):
    """A claim without one of its texts is an error at the claim."""
    path = written(tmp_path, CLAIM | {"id": "C0"}, {name: value for name, value in CLAIM.items() if name != key})
    rows = path.read_text(encoding="utf-8").splitlines()
    start = [index for index, row in enumerate(rows, 1) if row.startswith(("- id", "- quote"))][-1]
    with pytest.raises(PressError, match=rf"claims\.yml:{start}: {key}: is missing"):
        claims_file.read(path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", r":1: a ledger is a list of claims"),
        ("id: C1\n", r":1: a ledger is a list of claims"),
        ("- id: [C1\n", r":2: not YAML"),
        ("- id: C1\n  id: C2\n", r":2: id: stands twice"),
        ("- C1\n", r":1: not a mapping with id"),
        ("- id: \x07\n", r":1: not YAML"),
    ],
)
def test_what_is_no_ledger_names_file_and_line(tmp_path, text, problem):
    """Whatever the file holds, the error says where it stops being a ledger."""
    path = tmp_path / "claims.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PressError, match=problem):
        claims_file.read(path)


def test_a_ledger_that_is_missing_or_no_text_is_an_error(tmp_path):
    """Neither looks like a ledger without claims."""
    with pytest.raises(PressError, match="there is none"):
        claims_file.read(tmp_path / "claims.yml")
    (tmp_path / "claims.yml").write_bytes(b"\xff\xfe")
    with pytest.raises(PressError, match=":1: not YAML"):
        claims_file.read(tmp_path / "claims.yml")


def test_no_two_claims_share_an_address(tmp_path):
    """C1 and c1 would be one page."""
    path = written(tmp_path, CLAIM, CLAIM | {"id": "c1"})
    with pytest.raises(PressError, match=r"id: c1 stands at line 1 already"):
        claims_file.read(path)


def test_a_test_that_is_written_once_stands_for_each_word(tmp_path):
    """Every combination of the words is a test, with the reason they share, and knows how it is written."""
    test = {
        "holds": "study.{arm}_{size} < 1",
        "because": "x",
        "why": "One.",
        "given": "smith2024",
        "each": {"arm": ["a", "b"], "size": ["small", "large"]},
    }
    (claim,) = claims_file.read(written(tmp_path, CLAIM | {"asserts": [test]}))
    assert [each.holds for each in claim.asserts] == [
        f"study.{arm}_{size} < 1" for arm in ("a", "b") for size in ("small", "large")
    ]
    assert {each[1:] for each in claim.asserts} == {("x", "One.", "smith2024", test["holds"])}
    assert claim.experiments == ["study"]
    assert len(claim.tests) == 5


def test_a_page_is_named_or_not(tmp_path):
    """The evidence page that discusses a claim is the one key that may be left out."""
    with_page, without = claims_file.read(written(tmp_path, CLAIM | {"page": "evidence/x.md"}, CLAIM | {"id": "C2"}))
    assert (with_page.page, without.page) == ("evidence/x.md", "")
