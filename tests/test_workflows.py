"""What runs on other people's machines runs what was read, with no more rights than it needs."""

from __future__ import annotations

import re

import pytest
import yaml

from outside import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def read(path):
    """A workflow, and its jobs by name."""
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    return said, said["jobs"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_named_by_its_commit(path):
    """A tag can be moved to other code, a commit cannot; the release it was stands beside it."""
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert uses
    for action in uses:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_what_may_write_installs_nothing_but_the_toolkits_few_libraries(path):
    """Nobody else's code runs beside a token that may write; and no checkout keeps a token it does not need."""
    said, jobs = read(path)
    for name, job in jobs.items():
        rights = job.get("permissions", said["permissions"])
        assert set(rights.values()) <= {"read", "write"}
        writes = "write" in rights.values()
        commands = " ".join(step.get("run", "") for step in job["steps"])
        if writes:
            assert "pip install" not in commands, name
            assert set(re.findall(r"make (\S+)", commands)) <= {".venv/.publish"}, name
            continue
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False, name
