"""The documents are held to the program: commands exist, have help with an example, and are documented."""

from __future__ import annotations

import re

import click
import pytest
import yaml
from click.testing import CliRunner

from outside import ROOT
from press import new
from press.cli import cli
from press.core.project import find
from press.evidence import experiment

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PUBLISHING = (ROOT / "PUBLISHING.md").read_text(encoding="utf-8")
VERBS = sorted(cli.commands)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb):
    """`press VERB --help` says what it does and shows a command to type."""
    shown = CliRunner().invoke(cli, [verb, "--help"])
    assert shown.exit_code == 0
    assert re.search(rf"Examples?:\n\s+press {verb}", shown.output), shown.output


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_documented(verb):
    """Every verb stands in the README or in CONTRIBUTING."""
    assert f"press {verb}" in README + CONTRIBUTING


def test_every_command_in_the_documents_exists():
    """Every `press` command that a document quotes names a verb, and options that the verb has."""
    quoted = re.findall(r"^press (\S+)(.*)$|`press ([^\s`]+)([^`]*)`", README + CONTRIBUTING + PUBLISHING, re.MULTILINE)
    commands = [(first or second, rest or more) for first, rest, second, more in quoted]
    assert len(commands) > 10
    for verb, rest in commands:
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
    words = set(re.findall(r"(?:^|`)make ([a-z-]+)", README + CONTRIBUTING, re.MULTILINE))
    assert {"site", "test", "bench"} <= words <= targets


def test_the_tree_in_the_readme_is_the_tree():
    """Every folder and file that the README's tree names is there."""
    tree = README.split("## What is where")[1].split("```")[1]
    for line in tree.strip().splitlines():
        name = line.split()[0]
        folder = ROOT / "scripts" if line.startswith("  ") else ROOT
        assert (folder / name).exists(), name


def test_every_verb_answers_an_unknown_option_with_its_usage():
    """A mistyped option is answered with exit code 2."""
    for verb in VERBS:
        shown = CliRunner().invoke(cli, [verb, "--no-such-option"])
        assert shown.exit_code == 2, verb
        assert isinstance(cli.commands[verb], click.Command)


@pytest.mark.parametrize("kind", new.KINDS)
def test_a_skeleton_is_refused_where_it_would_overwrite_or_is_no_name(project, kind):
    """`press new` writes no file over another and takes no name that is not a module's."""
    found = find(project)
    (found.scripts / "press" / "check" / "rules").mkdir(parents=True)  # where checks are made
    assert new.create(found, kind, "brand_new")[0].startswith("wrote scripts/")
    for name in ("brand_new", "Not-A-Name", "../escape"):
        with pytest.raises(Exception, match=r"already|not a name"):
            new.create(found, kind, name)
    assert "brand_new" in experiment.discover(found) or kind == "check"
