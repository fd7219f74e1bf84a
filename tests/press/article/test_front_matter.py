"""Front matter is what MkDocs takes for it, read in one place; what is made to be slow is refused at its line."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.utils import meta

from outside import press
from press.article import texts
from press.core.errors import PressError

LINES = ["---", "--- ", "---\t", "...", "... ", "----", "-- -", " ---", "", "- x", "text", "# Title", "é: 日本"]
LINES += ["title: X", "tags: [a, b]", "date: 2026-02-30", "a: &a {b: 1}", "c: *a", "\ttab: 1", "title: 'open"]
BOMB = "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
SLOW = {
    "aliases": (f"---\ntitle: X\na: &a [x, x]\n{BOMB}---\n# X\n", 4, "repeats by * what repeats by * itself"),
    "brackets": (f"---\ntitle: X\nx: {'[' * 100_000}\n---\n# X\n", 3, "nests more than 50 levels deep"),
    "dashes": (f"---\ntitle: X\nx:\n{'- ' * 20_000}y\n---\n# X\n", 4, "nests more than 50 levels deep"),
    "a circle": ("---\ntitle: &x [*x]\n---\n# X\n", 2, "repeats by * what repeats by * itself"),
}


@given(st.lists(st.sampled_from(LINES), max_size=9).map("\n".join), st.booleans(), st.booleans())
@example(rest="title: A\ntitle: B\n---", end=False, marked=False)
def test_a_page_has_the_front_matter_that_mkdocs_reads(rest, end, marked):
    """Any lines behind any opening: the same data, and the same text behind it. MkDocs drops a mark before it."""
    for opening in ("---", "--- ", "---\t "):
        text = f"{opening}\n{rest}" + "\n" * end
        theirs, data = meta.get_data(text)
        ours = f"\ufeff{text}" if marked else text
        assert texts.matter(ours, "a.md") == data
        if data:
            assert ours[texts.body(ours) :].lstrip("\n") == theirs
        start, finish = texts.front_matter(ours)
        # MkDocs' own loader is the one in C, which allows tabs where the other does not.
        assert not data or yaml.load(ours[start:finish], Loader=meta.SafeLoader) == data  # noqa: S506 - a safe one


@pytest.mark.parametrize("text", ["", "# Title\n", "----\na: b\n----\n", "a\n---\nb: c\n---\n", " ---\na: b\n---\n"])
def test_a_page_without_front_matter_begins_at_once(text):
    """Nothing is taken from it."""
    assert texts.front_matter(text) == (0, 0)
    assert texts.body(text) == 0
    assert texts.matter(text, "a.md") == {}


@pytest.mark.parametrize("kind", SLOW)
def test_what_is_made_to_be_slow_is_refused_at_its_line(kind):
    """At once, and with the place."""
    text, line, problem = SLOW[kind]
    start = time.process_time()
    with pytest.raises(PressError) as raised:
        texts.matter(text, "content/a.md")
    assert str(raised.value).startswith(f"content/a.md:{line}: front matter {problem}")
    assert time.process_time() - start < 2


def test_an_alias_that_repeats_plain_words_is_read():
    """What people write with & and * is read."""
    assert texts.matter("---\na: &a [x, y]\nb: *a\nc: {d: *a}\n---\n", "a.md")["c"] == {"d": ["x", "y"]}


@pytest.mark.slow
@pytest.mark.parametrize("kind", SLOW)
def test_a_page_made_to_be_slow_is_a_finding_and_no_site(tmp_path, kind):
    """`press check` says where and exits 1, `press build` says where and exits 2; neither takes its time."""
    assert press(tmp_path, "new", "article", "article").returncode == 0
    article = tmp_path / "article"
    assert press(article, "figures").returncode == 0
    text, line, problem = SLOW[kind]
    (article / "content" / "y.md").write_text(text, encoding="utf-8")
    done = press(article, "check", "--sources")
    assert done.returncode == 1, done.stderr
    assert f"content/y.md:{line}:1: page: front matter is not YAML: {problem}" in done.stdout
    done = press(article, "build")
    assert done.returncode == 2
    assert done.stderr.startswith(f"press: content/y.md:{line}: front matter {problem}")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_a_ledger_made_to_be_slow_is_refused(tmp_path):
    """20,000 brackets in claims.yml were a traceback."""
    assert press(tmp_path, "new", "article", "article").returncode == 0
    (tmp_path / "article" / "content" / "claims.yml").write_text("[" * 20_000, encoding="utf-8")
    command = [sys.executable, "-m", "press", "check", "--sources"]
    done = subprocess.run(command, cwd=tmp_path / "article", capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "claims.yml:1: not YAML: nests more than 50 levels deep" in done.stderr
    assert "Traceback" not in done.stderr
