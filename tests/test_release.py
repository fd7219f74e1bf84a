"""What a release consists of: both packages, and a bill of materials that names all that they were tested with."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement

from outside import ROOT

pytestmark = pytest.mark.slow

PLACE = "dist/evidencepress.cdx.json"


@pytest.fixture(scope="module")
def bill(tmp_path_factory):
    """The bill's text, written by the command that `make release` types."""
    folder = tmp_path_factory.mktemp("release")
    shutil.copy(ROOT / "requirements.txt", folder)
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "dist").mkdir()
    _, _, typed = (ROOT / "Makefile").read_text(encoding="utf-8").partition("$(BIN)/cyclonedx-py ")
    words = typed.partition("\n\n")[0].replace("\\\n", " ").split()
    subprocess.run([sys.executable, "-m", "cyclonedx_py", *words], cwd=folder, check=True, capture_output=True)
    return (folder / PLACE).read_text(encoding="utf-8")


def locked() -> dict[str, set[str]]:
    """The libraries of the lock by name and version, each with the hashes of its files."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        what, *hashes = line.split(" --hash=sha256:")
        wanted = Requirement(what.strip())
        found[f"{wanted.name}{wanted.specifier}"] = {each.strip() for each in hashes}
    return found


def test_the_bill_is_what_its_schema_says(bill):
    """Whoever reads such bills reads this one; the validator does notice what is wrong with one."""
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(bill) is None
    assert validator.validate_str(bill.replace('"library"', '"libary"')) is not None


def test_the_bill_names_every_locked_library_and_its_files(bill):
    """Nothing that the site is made with is left out or added, and each file is known by its hash."""
    said = {}
    for part in json.loads(bill)["components"]:
        hashes = {each["content"] for place in part["externalReferences"] for each in place.get("hashes", [])}
        said[f"{part['name']}=={part['version']}"] = hashes
    assert said == locked()
    assert len(said) > 20


def test_the_bill_says_whose_it_is(bill):
    """It is of this project, under its licence."""
    whose = json.loads(bill)["metadata"]["component"]
    assert whose["name"] == "evidencepress"
    assert whose["licenses"][0]["license"]["id"] == "MIT"


def test_the_workflow_puts_it_beside_the_release():
    """The job that may write is handed what `make release` has made in the other one, and adds nothing."""
    jobs = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))["jobs"]
    folder = Path(PLACE).parent.name
    steps = [step for job in ("make", "publish") for step in jobs[job]["steps"]]
    said = [step.get("run") or step.get("with", {}).get("path") for step in steps]
    assert said[2:5] == ["make release", folder, folder]
    assert said[5].startswith("gh release create")
    assert said[5].endswith(f" {folder}/*")
