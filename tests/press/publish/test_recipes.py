"""What the guide for publishers and the workflow tell a publisher to type does what they say."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from outside import ROOT, press
from press import publish
from press.core import seal

TEXT = (ROOT / "docs/pages/publishers.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", TEXT, re.DOTALL)
WHO = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
TARGETS = [block for kind, block in BLOCKS if kind == "toml"]


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_in_the_document_is_accepted(small, target):
    """The settings that the document shows are read without a complaint."""
    small.target(**tomllib.loads(target)["tool"]["press"]["publish"]["live"])
    assert small.host().url == "https://essays.example.org/"


def test_there_is_a_recipe_for_each_kind_of_host():
    """No kind of host is left out."""
    assert {re.search(r'kind = "(\w+)"', target)[1] for target in TARGETS} == set(publish.kinds())


@pytest.mark.slow
def test_the_commands_in_the_document_do_what_they_say(small, tmp_path):
    """Typed in order, the commands of the document preview, publish, list and go back."""
    small.target(kind="directory", where=str(tmp_path / "www"))
    former = small.numbered(1)
    small.publish()
    digest = small.numbered(2)
    typed = [line.split("  ")[0] for line in BLOCKS[0][1].strip().splitlines()]
    said = [press(small.project.root, *shlex.split(line)[1:]) for line in typed if "--verify" not in line]
    assert [done.returncode for done in said] == [0, 0, 0, 0], [done.stderr for done in said]
    shown = [done.stdout for done in said]
    assert f"{digest} would go live" in shown[0]
    assert f"{digest} is live" in shown[1]
    assert "2 releases" in shown[2]
    assert f"{former} is live again" in shown[3]


@pytest.mark.slow
def test_the_workflow_publishes_the_branch(committed, tmp_path, monkeypatch):
    """Its last job, in another checkout of the commit, with what the first handed over, pushes the published branch."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    build, last = (workflow["jobs"][name]["steps"] for name in ("build", "publish"))
    assert [step["run"] for step in build if "run" in step] == ["make site"]
    steps = [step["run"] for step in last if "run" in step]
    assert steps == ["make .venv/.publish", ".venv/bin/press publish live"]
    handed = next(step["with"]["path"] for step in build if "upload-artifact" in step.get("uses", "")).split()
    bare = tmp_path / "host.git"
    subprocess.run(["git", "init", "-q", "--bare", bare], check=True)
    settings = tomllib.loads(next(target for target in TARGETS if '"git"' in target))
    live = settings["tool"]["press"]["publish"]["live"]
    committed.target(**{key: value for key, value in live.items() if key != "url"})  # nobody serves it here
    subprocess.run(["git", "-C", committed.project.root, *WHO, "commit", "-qam", "Target"], check=True)
    user = workflow["env"]["XDG_CACHE_HOME"].replace("${{ github.workspace }}", "{}")
    monkeypatch.setenv("XDG_CACHE_HOME", user.format(committed.project.root))
    monkeypatch.setattr(seal, "_keys", [])
    committed.numbered(1)
    root = tmp_path / "last job"
    subprocess.run(["git", "clone", "-q", committed.project.root, root], check=True)
    subprocess.run(["git", "-C", root, "remote", "set-url", "origin", bare], check=True)
    for name in handed:
        shutil.copytree(committed.project.root / name, root / name)
    (root / ".venv").symlink_to(Path(sys.prefix))
    environment = os.environ | {"XDG_CACHE_HOME": user.format(root)}
    words = shlex.split(steps[-1])
    done = subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = subprocess.run(["git", "-C", bare, "show", "gh-pages:index.html"], capture_output=True, check=True).stdout
    assert page == (committed.project.site / "index.html").read_bytes()


def test_gitlabs_job_hands_over_the_published_files(tmp_path):
    """The job in the document, run in a checkout of the branch, fills `public/` with the site and nothing else."""
    job = yaml.safe_load(next(block for kind, block in BLOCKS if kind == "yaml"))["pages"]
    (tmp_path / "figures").mkdir()
    for name in ("index.html", "figures/a.svg", ".gitlab-ci.yml", "_redirects"):
        (tmp_path / name).write_text(name)
    subprocess.run(["sh", "-e"], input="\n".join(job["script"]), text=True, cwd=tmp_path, check=True)
    found = {path.relative_to(tmp_path / "public").as_posix() for path in (tmp_path / "public").rglob("*.*")}
    assert found == {"index.html", "figures/a.svg"}
    assert (tmp_path / "public/_redirects").is_file()
    assert job["artifacts"]["paths"] == ["public"]


def test_what_the_server_reads_as_root_is_a_copy(small, tmp_path):
    """The commands of the guide copy the settings, so that whoever publishes does not write what root obeys."""
    small.target(kind="directory", where=str(tmp_path / "www"))
    small.numbered(1)
    small.publish()
    shells = [block for _, block in BLOCKS if "sudo" in block]
    assert len(shells) == 2
    for block in shells:
        lines = (
            block.replace("sudo ", "").replace("/srv/www/essays", f"{tmp_path}/www").replace("/etc", f"{tmp_path}/etc")
        )
        for folder in ("nginx/conf.d", "caddy"):
            (tmp_path / "etc" / folder).mkdir(parents=True, exist_ok=True)
        script = "\n".join(line for line in lines.splitlines() if not line.startswith(("nginx", "systemctl")))
        subprocess.run(["sh", "-e"], input=script, text=True, check=True, capture_output=True)
    for made, copy in (("nginx.conf", "nginx/conf.d/essays.conf"), ("Caddyfile", "caddy/essays.caddy")):
        there = tmp_path / "etc" / copy
        assert there.read_bytes() == (tmp_path / "www" / made).read_bytes()
        assert not there.is_symlink()
        assert there.stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "etc/caddy/Caddyfile").read_text() == f"import {tmp_path}/etc/caddy/essays.caddy\n"
