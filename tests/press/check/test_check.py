"""The analyser reads what it says it read, in the stage it is asked for, with the rules that are in its folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import press
from press import check
from press.check import rules as registry
from press.cli import cli
from press.core import project
from press.core.errors import PressError
from press.site import stamp

SCRIPTS = Path(press.__file__).parents[1]
FILES = {
    "pyproject.toml": '[tool.press]\nexperiments = "lab.experiments"\narticle = "content/index.md"\n',
    "scripts/lab/experiments/one.py": '"""One."""\n\nNAME = "One"\nLAY = READ = LIMITS = ALT = "Words."\nPARAMS = {}\n',
    "content/index.md": "---\ntitle: An article\ndescription: Words.\n---\n# An article\n\nAll is well.\n",
    "content/claims.yml": "- {id: C1, quote: All is well., kind: opinion, verdict: opinion, fair: So., change: No.}\n",
}
POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""
PAGE = f'{POLICY}<h1>x</h1><meta name="description" content="x">'
NOTE = '<button class="claim-mark" data-claim="C1" popovertarget="n"></button><aside class="claim-note" id="n"></aside>'


@pytest.fixture
def lab(tmp_path):
    """A project of one page, one claim, and one experiment that was never run."""
    for place, text in FILES.items():
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return project.find(tmp_path)


def built(lab, html=PAGE + NOTE):
    lab.site.mkdir(exist_ok=True)
    (lab.site / "index.html").write_text(html, encoding="utf-8")
    stamp.write(lab, lab.site)


def test_a_finding_is_one_line_that_an_editor_can_jump_to():
    """`file:line:column: rule: message`."""
    assert str(check.Finding("a.md", 3, 7, "number", "no; do so")) == "a.md:3:7: number: no; do so"


def test_the_folder_is_the_registry():
    """A rule is a module of the folder; what begins with an underscore is none, and every rule knows its stage."""
    files = {
        path.stem for path in (Path(check.__file__).parent / "rules").glob("*.py") if not path.stem.startswith("_")
    }
    assert set(registry.modules()) == files
    assert {module.STAGE for module in registry.modules().values()} == set(check.STAGES)


def test_findings_come_in_order_and_once(lab):
    """By file, line and column, whatever the order of the rules."""
    (lab.content / "a.md").write_text("# 7 ![](x.png)\n\n8\n", encoding="utf-8")
    found = check.run(lab, "sources").findings
    assert found == sorted(set(found))
    assert [finding.rule for finding in found if finding.path == "content/a.md"] == [
        "page",
        "unbound",
        "image",
        "target",
        "unbound",
    ]


def test_a_site_that_was_not_built_is_never_passed(lab):
    """Asked for the site alone it is an error; asked for everything, the verdict says that it was not read."""
    with pytest.raises(PressError, match=r"site: not built from the sources as they are; run: press build"):
        check.run(lab, "site")
    assert check.run(lab).verdict.endswith("site/ not checked: it is not built from these sources")
    assert not check.run(lab).verdict.startswith("clean")
    assert "site" not in check.run(lab, "sources").verdict


def test_a_site_that_was_built_from_other_sources_is_never_passed(lab):
    """One changed byte of the sources, and the site is unread again."""
    built(lab)
    assert check.run(lab, "site") == check.Report([], "clean: 1 built page", ["1 built page"], [], None)
    (lab.content / "index.md").write_text(FILES["content/index.md"] + "\n", encoding="utf-8")
    with pytest.raises(PressError, match="not built from the sources as they are"):
        check.run(lab, "site")


def test_both_stages_are_read_where_the_site_is_current(lab):
    """Findings of the sources and of the site stand in one report."""
    built(lab, PAGE)
    report = check.run(lab)
    assert {"figure", "published"} == {finding.rule for finding in report.findings}
    assert report.verdict == "2 findings: 1 page, 0 results, 1 claim; 1 built page"


def test_the_command_exits_with_what_it_found(lab, monkeypatch):
    """0 clean, 1 findings, 2 could not check; and the same findings as JSON."""
    monkeypatch.chdir(lab.root)
    run = CliRunner().invoke
    outcome = run(cli, ["check", "--sources"])
    assert (outcome.exit_code, outcome.output.splitlines()[-1]) == (1, "1 finding: 1 page, 0 results, 1 claim")
    (finding,) = json.loads(run(cli, ["check", "--sources", "--json"]).output)["findings"]
    assert finding["path"] == "figures/one.json"
    assert run(cli, ["check", "--site"]).exit_code == 2
    assert run(cli, ["check", "--site", "--sources"]).exit_code == 2
    built(lab)
    assert run(cli, ["check", "--site"]).exit_code == 0
    (lab.content / "claims.yml").unlink()
    outcome = run(cli, ["check", "--sources"])
    assert (outcome.exit_code, "there is none" in outcome.stderr) == (2, True)


@pytest.mark.parametrize(
    "place", ["content/index.md", "content/claims.yml", "README.md", "scripts/lab/experiments/one.py"]
)
def test_a_file_that_is_no_text_is_named(lab, monkeypatch, place):
    """Bytes that are not UTF-8 are an error or a finding with the file's name, not a traceback and not a pass."""
    (lab.root / place).write_bytes(b"\xff\xfe 7")
    monkeypatch.chdir(lab.root)
    outcome = CliRunner().invoke(cli, ["check", "--sources"], catch_exceptions=False)
    assert outcome.exit_code in {1, 2}
    assert place in outcome.output


def test_a_page_that_no_engine_can_read_is_a_finding(lab):
    """An extension that fails on a page is no traceback: the page is named, as the build would."""
    fence = '```{.python linenums="1"}\nx = 1\n```\n'
    (lab.content / "index.md").write_text(FILES["content/index.md"] + fence, encoding="utf-8")
    (finding,) = check.run(lab, "sources").findings
    assert (finding.path, finding.rule) == ("content/index.md", "unread")
    assert "Markdown cannot read this page, nor build it: cannot serialize" in finding.message


@pytest.mark.slow
def test_checking_loads_no_numpy():
    """Rules read stored results; what simulates and draws is not even imported."""
    heavy = "{'numpy', 'matplotlib', 'mkdocs'}"
    code = (
        f"import sys; from press.check import rules as registry; registry.modules(); print({heavy} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=SCRIPTS, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_strict_document_is_read_as_a_page_is(lab):
    """Each of its digits has to be bound or excused; of another document nothing is asked."""
    for name in ("README.md", "NOTES.md"):
        (lab.root / name).write_text("# Tool\n\nIt takes 4.3 hours.\n", encoding="utf-8")
    settings = lab.root / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + 'strict = ["README.md"]\n', encoding="utf-8")
    strict = check.Reading(project.find(lab.root))
    unbound = registry.modules()["unbound"]
    assert [finding.path for finding in unbound.check(strict)] == ["README.md"]
    path = lab.root / "README.md"
    assert [finding.line for finding in unbound.check(strict.of_one(path, "# Tool\n\n\nIt takes 4.4 hours.\n"))] == [4]
    assert not list(unbound.check(check.Reading(lab)))
