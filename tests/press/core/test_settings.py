"""`mkdocs.yml` says to us what it says to MkDocs, whatever the ways of saying it, and nothing in it is run."""

from __future__ import annotations

import io
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from outside import press
from press.core import project, settings
from press.core.errors import PressError

EMOJI = """
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
"""
plain = st.none() | st.booleans() | st.integers() | st.text("ab :#'\"-\n", max_size=8)
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", min_size=1), inner)
)


def site(folder, text):
    """A project with these settings."""
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return project.Project(folder, "a.experiments", "content/index.md")


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(["site_name", "extra", "plugins", "a"]), values, min_size=1))
def test_settings_are_those_that_mkdocs_reads(tmp_path_factory, said):
    """Any settings, written as YAML, come back as MkDocs's own reader gives them."""
    folder = tmp_path_factory.getbasetemp()
    text = yaml.safe_dump(said)
    site(folder, text)
    assert settings.read(folder) == yaml_load(io.StringIO(text)) == said
    assert yaml.safe_load(settings.write(said)) == said


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ('site_url: !ENV [SITE_URL, "https://claims.example/"]', "https://claims.example/"),
        ("site_url: !ENV [OTHER, HERE, https://claims.example]", "https://here.example/"),
        ("site_url: !ENV HERE", "https://here.example/"),
        ("site_url: !ENV SITE_URL", ""),
        ("site_url: >-\n  https://claims.example/a b", "https://claims.example/a b/"),
        ("site_url: 'https://claims.example/#x'", "https://claims.example/#x/"),
        ('"site_url" : https://claims.example # mine', "https://claims.example/"),
        ("extra:\n  site_url: https://no.example/", ""),
        ("site_url:", ""),
    ],
)
def test_the_address_is_the_one_that_mkdocs_has(tmp_path, monkeypatch, line, address):
    """Quoted, folded, from the environment or not there: always with a slash at its end, or empty."""
    monkeypatch.setenv("HERE", "https://here.example/")
    monkeypatch.delenv("SITE_URL", raising=False)
    found = site(tmp_path, f"site_name: A\n{line}\n")
    assert settings.site_url(found.root) == address
    theirs = yaml_load(io.StringIO((tmp_path / "mkdocs.yml").read_text()), get_yaml_loader()).get("site_url") or ""
    assert settings.site_url(found.root).rstrip("/") == theirs.rstrip("/")


def test_what_names_python_is_kept_and_not_run(tmp_path):
    """Neither imported nor called; written again it is what it was."""
    site(tmp_path, f"{EMOJI}hook: !!python/object/apply:os.abort []\n")
    said = settings.read(tmp_path)
    assert said["hook"] == settings.Tagged("tag:yaml.org,2002:python/object/apply:os.abort", [])
    site(tmp_path, settings.write(said))
    assert settings.read(tmp_path) == said
    assert [[*entry] for entry in settings.extensions(said)] == [["pymdownx.emoji"], ["toc"]]


def test_settings_lie_over_those_they_inherit(tmp_path):
    """Mappings are joined, the rest is replaced, as MkDocs does; and a circle is said."""
    (tmp_path / "base.yml").write_text("site_name: Base\nextra: {a: 1, b: {c: 2}}\nplugins: [search]\n")
    site(tmp_path, "INHERIT: base.yml\nsite_name: Own\nextra: {b: {d: 3}}\nplugins: []\n")
    with (tmp_path / "mkdocs.yml").open("rb") as file:
        assert settings.read(tmp_path) == yaml_load(file)
    assert settings.read(tmp_path)["extra"] == {"a": 1, "b": {"c": 2, "d": 3}}
    (tmp_path / "base.yml").write_text("INHERIT: mkdocs.yml\n")
    with pytest.raises(PressError, match=r"base\.yml: inherits from itself"):
        settings.read(tmp_path)


@pytest.mark.parametrize("text", ["a: [", "- a\n", "a: !ENV {b: c}\n", "INHERIT: gone.yml\n", "[" * 3000])
def test_what_cannot_be_read_is_one_sentence(tmp_path, text):
    """It names the file."""
    site(tmp_path, text)
    with pytest.raises(PressError, match=r"^(mkdocs|gone)\.yml:(\d+:)? "):
        settings.read(tmp_path)


def test_extensions_may_be_listed_or_mapped():
    """MkDocs takes both, and so do we."""
    expected = [{"toc": {"permalink": True}}, {"tables": None}]
    assert settings.extensions({"markdown_extensions": [{"toc": {"permalink": True}}, "tables"]}) == expected
    assert settings.extensions({"markdown_extensions": {"toc": {"permalink": True}, "tables": None}}) == expected
    assert settings.extensions({}) == []


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_an_address_from_the_environment_is_everywhere(tmp_path, monkeypatch, engine):
    """Discovery, feed and stamp follow it: another environment is another site. Emoji come under either engine."""
    folder = tmp_path / "article"
    assert press(tmp_path, "new", "article", "article").returncode == 0
    file = folder / "mkdocs.yml"
    text = file.read_text(encoding="utf-8").replace("\nmarkdown_extensions:\n", EMOJI.rpartition("  - toc")[0])
    file.write_text(f'{text}site_url: !ENV [SITE_URL, "https://claims.example/"]\n', encoding="utf-8")
    page = folder / "content" / "evidence.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\nWe :material-check:.\n", encoding="utf-8")
    assert press(folder, "figures").returncode == 0
    done = press(folder, "build", "--engine", engine)
    assert done.returncode == 0, done.stdout + done.stderr
    built = {
        name: (folder / "site" / name).read_text("utf-8") for name in ("evidence/index.html", "feed.xml", "robots.txt")
    }
    assert all("https://claims.example/" in text and "!ENV" not in text for text in built.values())
    assert re.search(r"We <span class=\"twemoji\"><svg", built["evidence/index.html"])
    assert press(folder, "check", "--site").returncode == 0
    monkeypatch.setenv("SITE_URL", "https://other.example/")
    done = press(folder, "check", "--site")
    assert done.returncode == 2
    assert "not built from the sources as they are" in done.stderr
