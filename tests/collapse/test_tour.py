"""The guided tour of the library, with which `help(collapse)` opens."""

import doctest
import time

import collapse


def test_the_tour_is_short_and_true():
    """The tour shows a loop, its closed form and a verifier in 20 lines, under a second, and every answer is right."""
    (tour,) = doctest.DocTestFinder(recurse=False).find(collapse)
    lines = [line for example in tour.examples for line in (example.source + example.want).splitlines()]
    assert 15 <= len(lines) <= 20
    began = time.process_time()
    assert doctest.DocTestRunner().run(tour).failed == 0
    assert time.process_time() - began < 1
