"""What all tests may ask for."""

from __future__ import annotations

import os

import pytest

from outside import copy_project

# One process, one core: numpy reads it when it is loaded, and matrices this small gain nothing from threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@pytest.fixture
def project(tmp_path):
    """A copy of the project that the test may break."""
    return copy_project(tmp_path)
