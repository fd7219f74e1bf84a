"""YAML that a stranger wrote costs what it looks like, wherever it is read."""

from __future__ import annotations

import pytest

from press.core import bounded, settings
from press.core.errors import PressError

BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 10)
)
DEEP = f"a: {'[' * 20_000}"


def test_what_people_write_is_read():
    """An anchor that is repeated is no bomb."""
    assert bounded.read("base: &base {a: 1}\none: {<<: *base, b: 2}\ntwo: *base\n")["one"] == {"a": 1, "b": 2}


def test_of_a_key_that_stands_twice_the_last_is_read():
    """As MkDocs reads it; what is merged may be several, and be said again."""
    assert bounded.read("title: A\ntitle: B\n") == {"title": "B"}
    assert bounded.read("a: &a {x: 1}\nb: {<<: *a, x: 2}\n")["b"] == {"x": 2}
    merged = "one: &one {a: 1}\ntwo: &two {b: 2}\nboth:\n  <<: *one\n  <<: *two\n  c: 3\n"
    assert bounded.read(merged)["both"] == {"a": 1, "b": 2, "c": 3}


@pytest.mark.parametrize(("text", "line", "said"), [(BOMB, 2, "repeats by"), (DEEP, 1, "nests more than")])
def test_what_stands_for_more_is_refused_with_its_line(tmp_path, text, line, said):
    """Before anything of it is made; the settings of a site too, whose every verb would hang otherwise."""
    with pytest.raises(bounded.TooMuch, match=said):
        bounded.read(text)
    (tmp_path / "mkdocs.yml").write_text(f"site_name: A\n{text}", encoding="utf-8")
    with pytest.raises(PressError, match=rf"^mkdocs\.yml:{line + 1}: {said}"):
        settings.read(tmp_path)
