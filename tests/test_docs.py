"""The documents are held to the program: commands exist, have help with an example, and are documented."""

from __future__ import annotations

import importlib
import importlib.util
import re
import runpy
import tomllib

import click
import pytest
import yaml
from click.testing import CliRunner
from markdown.extensions import toc

from outside import ROOT
from press import __version__, new
from press.cli import cli
from press.core.errors import PressError
from press.core.project import find
from press.evidence import experiment

README = (ROOT / "README.md").read_text(encoding="utf-8")
PATHS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PATHS}
DOCUMENTS = "\n".join(text for place, text in TEXTS.items() if place != "CHANGELOG.md")  # which tells of the past, too
VERBS = sorted(cli.commands)
FILES = {"press.toml", "press.lock"}  # names with a dot that are no modules
NEW = {"tests/press/check/rules/tabs/"}  # what the documents tell a reader to make


@pytest.fixture(scope="module")
def reference():
    """What makes the pages of the reference: a hook of MkDocs, which no package holds."""
    return runpy.run_path(str(ROOT / "docs" / "reference.py"))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb):
    """`press VERB --help` says what it does and shows a command to type."""
    shown = CliRunner().invoke(cli, [verb, "--help"])
    assert shown.exit_code == 0
    assert re.search(rf"Examples?:\n\s+press {verb}", shown.output), shown.output


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_documented(verb):
    """Every verb stands in the README."""
    assert f"press {verb}" in README


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_a_page_that_says_what_its_help_says(reference, verb):
    """The page has the verb's sentences, its examples as they are typed, and each option with its meaning."""
    page = reference["verbs"]()[f"commands/{verb}.md"]
    help_, *_ = cli.commands[verb].help.split("\b")
    assert " ".join(help_.split()) in " ".join(page.split())
    assert re.search(rf"```text\npress {verb}", page)
    assert all(name in page for option in cli.commands[verb].params for name in option.opts if name.startswith("-"))


def test_every_module_of_the_library_has_a_page(reference):
    """A module without a page in the reference is private."""
    paged = set(reference["modules"]().values())
    assert {"collapse", "collapse.regimes", "collapse.theory.gaussian"} <= paged
    assert all(importlib.util.find_spec(name) for name in paged)
    assert not any("._" in name for name in paged)


def test_every_command_in_the_documents_exists():
    """Every `press` command that a document quotes names a verb, and options that the verb has."""
    quoted = re.findall(r"^press (\S+)(.*)$|`press ([^\s`]+)([^`]*)`", DOCUMENTS, re.MULTILINE)
    commands = [(first or second, rest or more) for first, rest, second, more in quoted]
    assert len(commands) > 10
    own = {name for parameter in cli.params for name in parameter.opts}
    for verb, rest in commands:
        if verb in own:
            continue
        assert verb in VERBS, verb
        options = {name for parameter in cli.commands[verb].params for name in parameter.opts}
        for option in re.findall(r"(?<!\S)--[a-z-]+", rest):
            assert option in options, f"press {verb} {option}"


def test_the_pre_commit_hook_is_a_command_that_exists():
    """What pre-commit would run for a user of this repository is a verb with options that it has."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, verb, *options = hook["entry"].split()
    assert program == "press"
    known = {name for parameter in cli.commands[verb].params for name in parameter.opts}
    assert set(options) <= known


def test_every_make_target_in_the_documents_exists():
    """`make WORD` in a document is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    words = set(re.findall(r"(?:^|`)make ([a-z-]+)", DOCUMENTS, re.MULTILINE))
    assert {"site", "test", "bench", "docs"} <= words <= targets


def test_the_tree_in_the_readme_is_the_tree():
    """Every folder and file that the README's tree names is there."""
    tree = README.split("## What is where")[1].split("```")[1]
    for line in tree.strip().splitlines():
        name = line.split()[0]
        folder = ROOT / "scripts" if line.startswith("  ") else ROOT
        assert (folder / name).exists(), name


@pytest.mark.parametrize("place", TEXTS)
def test_every_link_between_documents_leads_somewhere(place):
    """A link or a picture of a document that names no host is a file of this repository, and its anchor a heading."""
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```|`[^`\n]*`", "", TEXTS[place], flags=re.DOTALL)):
        name, _, anchor = target.partition("#")
        path = (ROOT / place).parent / name if name else ROOT / place
        if "://" not in target:
            assert path.exists(), target
            headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
            assert not anchor or anchor in {toc.slugify(heading, "-") for heading in headings}, target


def test_every_module_and_path_in_the_documents_is_there():
    """A dotted name of ours leads to a module or to what it holds; a path below our folders is one."""
    for name in set(re.findall(r"`((?:collapse|press)(?:\.[a-z_]+)+)(?:\.[A-Z]\w*)?`", DOCUMENTS)) - FILES:
        assert resolves(name), name
    for path in set(re.findall(r"`((?:scripts|tests|docs)/[\w./]+)`", DOCUMENTS)) - NEW:
        assert (ROOT / path).exists(), path


def resolves(name):
    """Whether a dotted name is a module, or something in one."""
    outer, _, inner = name.rpartition(".")
    try:
        return importlib.util.find_spec(name) is not None or hasattr(importlib.import_module(outer), inner)
    except ModuleNotFoundError:
        return hasattr(importlib.import_module(outer), inner)


def test_one_version_stands_everywhere():
    """What is cited is what the changelog tells of first, and what both distributions are."""
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    newest = re.search(r"^## (\S+) \((\S+)\)$", TEXTS["CHANGELOG.md"], re.MULTILINE)
    library = tomllib.loads((ROOT / "scripts" / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert (newest[1], newest[2]) == (cited["version"], cited["date-released"])
    assert newest[1] == __version__ == library


@pytest.mark.parametrize("place", ["pyproject.toml", "scripts/pyproject.toml"])
def test_the_readme_of_a_distribution_stands_by_itself(place):
    """On a package index nothing lies beside a README: it has no link and no picture that names no host."""
    path = ROOT / place
    readme = path.parent / tomllib.loads(path.read_text(encoding="utf-8"))["project"]["readme"]
    targets = re.findall(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"", readme.read_text(encoding="utf-8"))
    assert all("://" in (markdown or html) for markdown, html in targets)


def test_contributing_is_one_screen_of_reading():
    """What a change needs is read in a few minutes; why things are so stands in the design."""
    assert len(TEXTS["CONTRIBUTING.md"].split()) < 1400


def test_the_hooks_of_this_repository_are_commands_that_exist():
    """What pre-commit runs for a contributor are tools of the tests' environment, and a verb with options it has."""
    (own,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    entries = [hook["entry"].split() for hook in own["hooks"]]
    assert {entry[0] for entry in entries} == {f".venv/bin/{tool}" for tool in ("ruff", "mypy", "press")}
    for _, verb, *options in (entry for entry in entries if entry[0].endswith("press")):
        assert set(options) <= {name for parameter in cli.commands[verb].params for name in parameter.opts}


def test_every_verb_answers_an_unknown_option_with_its_usage():
    """A mistyped option is answered with exit code 2."""
    for verb in VERBS:
        shown = CliRunner().invoke(cli, [verb, "--no-such-option"])
        assert shown.exit_code == 2, verb
        assert isinstance(cli.commands[verb], click.Command)


def test_no_experiment_is_written_where_nothing_would_find_it(tmp_path):
    """A project without an article has no experiments, so none is made in it."""
    (tmp_path / "pyproject.toml").write_text("[tool.press]\n", "utf-8")
    with pytest.raises(PressError, match="press new article"):
        new.create(find(tmp_path), "experiment", "rain")
    assert [path.name for path in tmp_path.iterdir()] == ["pyproject.toml"]


@pytest.mark.parametrize("kind", new.KINDS)
def test_a_skeleton_is_refused_where_it_would_overwrite_or_is_no_name(project, kind):
    """`press new` writes no file over another and takes no name that is not a module's."""
    found = find(project)
    (found.scripts / "press" / "check" / "rules").mkdir(parents=True)  # where checks are made
    assert new.create(found, kind, "brand_new")[0].startswith("wrote scripts/")
    for name in ("brand_new", "Not-A-Name", "../escape", "class", "_x"):
        with pytest.raises(Exception, match=r"already|not a name"):
            new.create(found, kind, name)
    assert "brand_new" in experiment.discover(found) or kind == "check"
