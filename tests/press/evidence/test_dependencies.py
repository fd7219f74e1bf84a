"""The version of a library is that of its distribution, wherever it was built."""

from __future__ import annotations

import pytest

from press.evidence import dependencies


@pytest.mark.slow
def test_the_version_of_a_library_is_that_of_its_distribution():
    """A library is asked for by the name it is imported by, whatever its distribution is called."""
    assert dependencies.version("yaml").startswith("PyYAML ")
    assert dependencies.version("no_such_library") == "not installed"


def test_a_build_of_a_library_is_no_version(monkeypatch):
    """2.13.0+cpu is 2.13.0: where it was built does not decide freshness."""
    monkeypatch.setattr("importlib.metadata.version", lambda library: "2.13.0+cpu")
    dependencies.version.cache_clear()
    assert dependencies.version("torch") == "2.13.0"
    dependencies.version.cache_clear()
