"""The toolkit knows what it was installed from, and which installation a verb needs."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys

import pytest

from press import __main__
from press.core import distribution
from press.core.errors import PressError

METADATA = """Metadata-Version: 2.4
Name: evidencepress
Version: 0.2.0
Provides-Extra: site
Requires-Dist: click
Requires-Dist: no-such-library>=2; extra == 'site'
Requires-Dist: pyyaml>=6; extra == "site"
Requires-Dist: other_library; extra == 'sites'
"""
WHEEL = "file:///tmp/evidencepress-0.2.0-py3-none-any.whl"
GIT = {"vcs": "git", "requested_revision": "main", "commit_id": "0123abc"}


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Lets the toolkit be installed from somewhere."""
    folder = tmp_path / "evidencepress-0.2.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(METADATA, encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    importlib.invalidate_caches()

    def call(origin):
        if origin:
            (folder / "direct_url.json").write_text(json.dumps(origin), encoding="utf-8")

    return call


@pytest.mark.parametrize(
    ("module", "says"),
    [
        ("yaml", "pyyaml: not installed; run: pip install"),
        ("other_library.part", "other_library: not installed; run: pip install"),
        ("strange", "strange: not installed; this needs it; install it beside press"),
    ],
)
def test_a_missing_module_names_the_extra_that_brings_it(installed, monkeypatch, module, says):
    """By the name of what is to be installed, whichever name the module has."""
    installed(None)
    monkeypatch.setattr(distribution, "NAMED", {"yaml": "pyyaml"})
    assert distribution.missing(module).startswith(says)


@pytest.mark.parametrize(
    ("origin", "asked"),
    [
        (None, "evidencepress[site]"),
        ({"url": WHEEL, "archive_info": {}}, f"evidencepress[site] @ {WHEEL}"),
        ({"url": "file:///home/me/press", "dir_info": {}}, "evidencepress[site] @ file:///home/me/press"),
        (
            {"url": "https://h.example/p.git", "vcs_info": GIT},
            "evidencepress[site] @ git+https://h.example/p.git@0123abc",
        ),
    ],
)
def test_it_is_asked_for_where_it_came_from(installed, origin, asked):
    """From an index by name, else by the address that the installation remembers, a repository at its commit."""
    installed(origin)
    assert distribution.requirement("site") == asked


def test_from_its_sources_it_is_the_checkout(monkeypatch):
    """Where nothing was installed, the folder that the code was loaded from is what there is."""

    def nothing(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "distribution", nothing)
    assert distribution.requirement() == f"evidencepress @ {distribution.CHECKOUT.as_uri()}"


def test_what_is_lacking_is_named_with_the_command(installed):
    """Only the libraries of the extra that was asked for, and only those that are not there."""
    installed(None)
    with pytest.raises(PressError) as refused:
        distribution.need("site")
    assert str(refused.value) == 'no-such-library: not installed; run: pip install "evidencepress[site]"'
    distribution.need("sit")


def test_an_old_python_is_told(monkeypatch, capsys):
    """A Python that is too old gets one sentence, and exit code 2."""
    monkeypatch.setattr(__main__, "OLDEST", (9, 0))
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith("run it with Python 9.0 or newer\n")


def test_it_says_its_version():
    """`python -m press --version` is answered, as `press --version` is."""
    done = subprocess.run([sys.executable, "-m", "press", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == "press 0.2.0\n"
