"""The table of `exports.py` on the exports of the tests: nothing is lost, shown or wrong that is not named."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

import exported
import mirrored

sys.path.insert(0, str(Path(__file__).parent))  # where the script lies, which runs by itself too
import exports

KINDS = yaml.safe_load((mirrored.BLOG / "kinds.yml").read_text("utf-8"))
BLOGS = sorted((mirrored.BLOG / "blogs").glob("*.xml"))
WHOLE = [mirrored.BLOG / "debian" / "all.loopback.xml", mirrored.BLOG / "npm" / "all.loopback.xml"]


@pytest.mark.slow
@pytest.mark.parametrize("export", [*BLOGS, *WHOLE], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_export_becomes_a_site(export, tmp_path):
    """It builds, its check is clean, every word is there, and nobody's address or hidden text is."""
    (tmp_path / "uploads").mkdir()
    made = exports.row(export, tmp_path / "blog", exports.stand_ins(export, tmp_path / "uploads"))
    print(made)
    assert made.faults == []


@pytest.mark.slow
def test_all_kinds_become_a_site(tmp_path, capsys, monkeypatch):
    """The script itself says so of the kinds of text, and ends with 0."""
    (tmp_path / "kinds.xml").write_text(exported.export(*exported.kinds(KINDS["posts"], KINDS["comments"])), "utf-8")
    monkeypatch.setattr(sys, "argv", ["exports.py", str(tmp_path), "--stand-ins"])
    with pytest.raises(SystemExit) as ended:
        exports.main()
    assert "1 exports, 1 with every word there or named" in capsys.readouterr().out
    assert ended.value.code == 0
