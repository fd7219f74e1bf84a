"""A cache is believed only where this user's own runs have written it."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outside import press
from press.core import seal
from press.evidence import memo


@given(st.binary(max_size=100))
def test_what_was_sealed_is_opened(data):
    """Any bytes come back."""
    assert seal.opened(seal.sealed(data)) == data


@given(st.binary(max_size=100), st.data())
def test_what_was_changed_is_not_opened(data, drawn):
    """One bit anywhere, or a piece cut off, and nothing is believed."""
    whole = bytearray(seal.sealed(data))
    whole[drawn.draw(st.integers(0, len(whole) - 1))] ^= 1 << drawn.draw(st.integers(0, 7))
    with pytest.raises(ValueError, match="written"):
        seal.opened(bytes(whole))
    with pytest.raises(ValueError, match="written"):
        seal.opened(seal.sealed(data)[: drawn.draw(st.integers(0, seal.SIZE - 1))])


@pytest.mark.parametrize("home", ["own", "file"])
def test_another_user_believes_nothing(tmp_path, monkeypatch, home):
    """Another user has another key, which only that user can read; one who cannot keep a key has one for each run."""
    data = seal.sealed(b"all is well")
    if home == "file":
        (tmp_path / home).write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / home))
    monkeypatch.setenv("TMPDIR", str(tmp_path / home))
    monkeypatch.setattr(seal, "_keys", [])
    with pytest.raises(ValueError, match="written"):
        seal.opened(data)
    assert seal.opened(seal.sealed(b"again")) == b"again"
    if home == "own":
        assert (tmp_path / "own/press/key").stat().st_mode & 0o77 == 0


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="a home is always there on this system")
@pytest.mark.parametrize("other", ["none", "open to all", "a link"])
def test_a_user_without_a_home_is_believed(tmp_path, monkeypatch, other):
    """Where no home can be written the key lies in a folder of this user's alone, and in none that others can open."""
    mine = tmp_path / f"press-{os.getuid()}"
    if other == "a link":
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        mine.symlink_to(tmp_path / "elsewhere")
    elif other != "none":
        mine.mkdir()
        mine.chmod(0o777)
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(seal, "_keys", [])
    data = seal.sealed(b"all is well")
    monkeypatch.setattr(seal, "_keys", [])
    if other == "none":
        assert seal.opened(data) == b"all is well"
        return
    assert not list(mine.iterdir())
    with pytest.raises(ValueError, match="written"):
        seal.opened(data)


@pytest.mark.slow
def test_forged_caches_make_nothing_pass(project):
    """A project that brings a memo and verdicts of its own is looked at all the same, and is not published."""
    assert press(project, "build").returncode == press(project, "check").returncode == 0
    assert press(project, "publish", "--to", "directory:www", "--dry-run").returncode == 0
    cache = project / ".cache/press"
    sealed = [*cache.glob("checked-*.json"), *cache.glob("passed-*.json"), *cache.glob("readings/*.json")]
    for kept in sealed:
        kept.write_bytes(kept.read_bytes()[seal.SIZE :])
    done = press(project, "publish", "--to", "directory:www", "--dry-run")
    assert done.returncode == 2
    assert "press check" in done.stderr
    script = project / "scripts/coin/experiments/coin_mean.py"
    script.write_text(
        script.read_text(encoding="utf-8").replace("PARAMS = {", "PARAMS = {'more': 1, "), encoding="utf-8"
    )
    verdict = (memo.VERSION, str(project), memo.environment(str(project)), "1 figure, all fresh", {})
    (project / memo.PLACE).write_bytes(marshal.dumps(verdict))
    done = press(project, "check", "--sources")
    assert done.returncode == 1
    assert "coin_mean is stale" in done.stdout
    assert "all fresh" not in press(project, "figures").stdout


def test_the_seal_costs_a_no_op_nothing():
    """Nothing that is not built in is loaded for it."""
    code = "import sys; before = set(sys.modules); import press.core.seal; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= {"_blake2", "press", "press.core", "press.core.seal", "__future__"}
