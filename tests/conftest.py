"""What all tests may ask for."""

from __future__ import annotations

import pytest

from outside import copy_project


@pytest.fixture
def project(tmp_path):
    """A copy of the project that the test may break."""
    return copy_project(tmp_path)
