"""What a column says of its numbers is taken from its head, and only where the rows are what it speaks of."""

from __future__ import annotations

import pytest

from press.article import prose

RULE = "| --- | --- | --- |"


def numerals(head, row):
    """The numerals of a table of one row that need a binding."""
    return [match[0] for match in prose.digits(".md", f"\n{head}\n{RULE}\n{row}\n")]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("| Option | Default | What |", "| `ttl` | 300 s | Time to live |"),
        ("| Option | What | Default value |", "| cache.max_size | Its size | 1,000 |"),
        ("| Flag | Allowed values | What |", "| --jobs | 1-64 | At once |"),
        ("| Version | Read | Written |", "| 3.7 | yes | no |"),
        ("| What | Status code | Why |", "| Lost | 503 | It is full |"),
    ],
)
def test_settings_and_names_need_no_binding(head, row):
    """A default of an option, a version, a status."""
    assert numerals(head, row) == []


@pytest.mark.parametrize(
    ("head", "row", "found"),
    [
        ("| Method | Default | Ours |", "| lasso | 0.93 | 0.95 |", ["0.93", "0.95"]),
        ("| Option | Default | Time |", "| `ttl` | 300 | 12 ms |", ["12"]),
        ("| Method | Accuracy | Versions |", "| `lasso` | 0.93 | 3.1 |", ["0.93"]),
        ("| Option | Value | Score |", "| `lasso` | 0.93 | 0.95 |", ["0.93", "0.95"]),
    ],
)
def test_measurements_are_found(head, row, found):
    """Where rows are no options a default is a method, and in other columns stands what was measured."""
    assert numerals(head, row) == found


def test_what_is_bound_in_such_a_column_is_bound():
    """A binding is read wherever it stands."""
    text = f"\n| Option | Default | What |\n{RULE}\n| `ttl` | 300<!-- a.b --> | Time |\n"
    assert [match["text"] for match in prose.bound(".md", text)] == ["300"]
