"""An archive can be read by programs that know nothing of this one, and has all that it says, with its digests."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile

import pytest
import yaml
from click.testing import CliRunner
from rocrate.rocrate import ROCrate

from outside import ROOT
from press.archive import about
from press.cli import cli
from press.core.project import Project

SMALL = ROOT / "tests" / "mutants" / "small"
FILES = {
    "press.toml": '[runs.fit]\ncommand = "cp raw.json fit.json"\ninputs = ["raw.json"]\noutputs = ["fit.json"]\n',
    "raw.json": '{"mean": 0.34}',
    "README.md": "# It\n\nThe mean is 0.34<!-- fit.mean -->.\n",
    "notes/kept.txt": "not committed\n",
}
CITATION = """cff-version: 1.2.0
message: Please cite it.
title: "A fit: of a mean"
abstract: What it
  says.
authors:
  - given-names: Ada
    family-names: Lovelace
    orcid: https://orcid.org/0000-0002-1825-0097
  - name: The Others
license: CC-BY-4.0
version: 1.2
date-released: 2026-03-04
keywords: [means]
"""


@pytest.fixture
def fit(tmp_path, monkeypatch):
    """A project in a repository, whose run was made."""
    folder = tmp_path / "fit"
    for place, text in FILES.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    assert CliRunner().invoke(cli, ["run"]).exit_code == 0
    for words in (
        ["init", "-q"], ["config", "user.name", "Ada Lovelace"], ["config", "user.email", "a@example.org"],
        ["add", "press.toml", "press.lock", "raw.json", "fit.json", "README.md"], ["commit", "-qm", "all"],
    ):  # fmt: skip
        subprocess.run(["git", *words], check=True)
    return folder


def packed(folder, tmp_path):
    """The archive of a project, unpacked, and what was said."""
    done = CliRunner().invoke(cli, ["archive", "--to", str(tmp_path / "it.zip")], catch_exceptions=False)
    assert done.exit_code == 0
    with zipfile.ZipFile(tmp_path / "it.zip") as archive:
        archive.extractall(tmp_path / "out")
    return tmp_path / "out", done.output


def test_a_reader_of_crates_finds_every_file_and_what_made_it(fit, tmp_path):
    """By the library of the format: files with their digests, the run with what it read and wrote, the authors."""
    (fit / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    subprocess.run(["git", "add", "CITATION.cff"], check=True)
    folder, _ = packed(fit, tmp_path)
    crate = ROCrate(str(folder))
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    files = {each.id: each for each in crate.get_entities() if each.type == "File"}
    assert set(files) == there - {"ro-crate-metadata.json"}
    assert {"fit.json", "press.lock", "codemeta.json", ".zenodo.json", "CITATION.cff"} <= set(files)
    assert "notes/kept.txt" not in files
    for name, entity in files.items():
        assert entity["sha256"] == hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (run,) = (each for each in crate.get_entities() if each.type == "CreateAction")
    assert (run["object"].id, run["result"].id) == ("raw.json", "fit.json")
    assert run["description"] == "cp raw.json fit.json"
    assert (crate.name, crate.license.id) == ("A fit: of a mean", "https://spdx.org/licenses/CC-BY-4.0")
    assert [each["name"] for each in crate.root_dataset["author"]] == ["Ada Lovelace", "The Others"]
    assert str(crate.datePublished).startswith("2026-03-04")


def test_every_archive_is_told_in_its_own_words(fit, tmp_path):
    """CodeMeta, Zenodo and the citation agree, and an ORCID is written as each wants it."""
    (fit / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    subprocess.run(["git", "add", "CITATION.cff"], check=True)
    folder, said = packed(fit, tmp_path)
    assert "CITATION.cff" not in said
    codemeta, zenodo = (json.loads((folder / name).read_text("utf-8")) for name in ("codemeta.json", ".zenodo.json"))
    assert codemeta["name"] == zenodo["title"] == "A fit: of a mean"
    assert codemeta["description"] == zenodo["description"] == "What it says."
    assert codemeta["author"][0]["@id"] == "https://orcid.org/0000-0002-1825-0097"
    assert zenodo["creators"] == [{"name": "Lovelace, Ada", "orcid": "0000-0002-1825-0097"}, {"name": "The Others"}]
    assert (codemeta["license"], zenodo["license"]) == ("https://spdx.org/licenses/CC-BY-4.0", "cc-by-4.0")
    assert codemeta["datePublished"] == zenodo["publication_date"] == "2026-03-04"


def test_a_project_without_a_citation_has_one_in_its_archive(fit, tmp_path):
    """From settings and history, and that is said; the project stays as it is."""
    folder, said = packed(fit, tmp_path)
    assert "no CITATION.cff: title and authors are from the settings and the history" in said
    made = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert (made["cff-version"], made["title"], made["authors"]) == ("1.2.0", "fit", [{"name": "Ada Lovelace"}])
    assert not (fit / "CITATION.cff").exists()
    whole = ROCrate(str(folder)).root_dataset
    assert (whole["license"].id, whole["license"]["name"]) == ("#licence", "All rights reserved")
    assert whole["author"]["name"] == whole["publisher"]["name"] == "Ada Lovelace"


def test_the_same_commit_is_the_same_archive(fit, tmp_path):
    """But for nothing: the bytes are equal."""
    for name in ("one.zip", "two.zip"):
        assert CliRunner().invoke(cli, ["archive", "--to", str(tmp_path / name)]).exit_code == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_what_is_no_citation_is_refused(fit):
    """A list, and a mapping without authors."""
    for text, place in (
        ("- a\n", "CITATION.cff: "),
        ("title: x\n", "CITATION.cff: "),
        ("title: [\n", "CITATION.cff:2: "),
    ):
        (fit / "CITATION.cff").write_text(text, encoding="utf-8")
        done = CliRunner().invoke(cli, ["archive"])
        assert (done.exit_code, place in done.output) == (2, True)


def test_our_own_citation_is_told_to_archives():
    """The repository's own file is read, and has what an archive needs."""
    said = about.read(Project(ROOT))
    assert said.written
    assert about.zenodo(said)["creators"] == [{"name": "the authors of claims-with-evidence"}]
    assert about.codemeta(said)["license"] == "https://spdx.org/licenses/MIT"


def test_claims_and_works_are_told_as_a_validator_asks(tmp_path, monkeypatch):
    """A citation is an address, a text holds no markup and no binding, and one thing stands in no list."""
    folder = shutil.copytree(SMALL, tmp_path / "walks")
    monkeypatch.chdir(folder)
    assert CliRunner().invoke(cli, ["run"]).exit_code == 0
    out, _ = packed(folder, tmp_path)
    told = json.loads((out / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    graph = {each["@id"]: each for each in told["@graph"]}
    assert graph["./"]["citation"] == [{"@id": "https://example.org/polya"}, {"@id": "https://example.org/pearson"}]
    assert graph["https://example.org/polya"]["name"].startswith("Georg Polya. Walks on a street. Annals, 1921.")
    assert graph["#claim-c2"]["abstract"] == "supported: A share of 0.94 does."
    assert graph["#claim-c2"]["isBasedOn"] == graph["./"]["mentions"] == {"@id": "#run-study"}
