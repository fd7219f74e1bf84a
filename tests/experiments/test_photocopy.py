"""Small print goes first on copies of copies: in the stored results, again at a reduced size, and by an exact law."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments import photocopy
from experiments.shared import photocopier, typescript
from experiments.shared.photocopier import Copier, Sheet

ROOT = Path(__file__).parents[2]
STORED = json.loads((ROOT / "figures/photocopy.json").read_text())
STILL = Copier(shift=0, stretch=0, turn=0, blur=1.2, contrast=3, exposure=0, grain=0, specks=0)
WORDS = "The quick brown fox jumps over the lazy dog"


def generator(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def finding(value):
    """Whether most small print is gone while most large print and nearly all dots are as they were."""
    return value["small_last"] < 0.2 and value["large_last"] > 0.8 and value["dots_last"] > 0.9


def disc(radius, side=81):
    rows, columns = np.indices((side, side)) - side // 2
    return np.clip(radius + 0.5 - np.hypot(rows, columns), 0, 1).astype(np.float32)


def test_finding_is_true_of_the_stored_results():
    """Small print is lost and large is not, by far more than the errors; copies of the original stay readable."""
    value = {name: number["value"] for name, number in STORED["numbers"].items()}
    error = {name: number["error"] for name, number in STORED["numbers"].items()}
    assert finding(value)
    assert value["large_last"] - value["small_last"] > 10 * np.hypot(error["large_last"], error["small_last"])
    assert value["small_5"] > 0.95 > value["small_10"] > value["small_last"]
    assert value["control_small"] > 0.99
    assert value["control_large"] > 0.99


@pytest.mark.slow
def test_a_reduced_run_has_the_same_signs():
    """Fifteen copies again: small print suffers, large print and copies of the original do not."""
    params = photocopy.PARAMS | {"replicates": 2, "copies": (5, 10, 15), "shown": (5,)}
    series = photocopy.simulate(generator(), **params)
    again, control = series["again"], series["control"]
    assert again["small"][-1] + 2 * again["small_error"][-1] < 0.8
    assert again["large"][-1] > 0.97
    assert min(control["small"]) > 0.97
    assert list(again["small"]) == sorted(again["small"], reverse=True)
    assert {len(row) for name in series if "picture" in name for row in series[name]["ink"]} == {27 * 15 // 2}


def test_a_copier_without_blur_and_noise_is_noticed():
    """Where a copy is as sharp as the original, small print lasts and the finding does not hold."""
    page, prints = typescript.typeset(WORDS, (10, 6), 26)
    sharp = STILL._replace(blur=0.1, shift=0)
    sheet = Sheet(page, np.eye(3))
    for _ in range(10):
        sheet = photocopier.copied(sheet, sharp, generator())
    assert typescript.read(sheet.ink, page, prints[1]) == 1


@pytest.mark.parametrize("radius", [12, 16, 24])
def test_a_dot_loses_the_same_area_with_each_copy(radius):
    """Blur and threshold take pi times the variance of the blur from a disc of any size; derived here."""
    sheet, areas = Sheet(disc(radius), np.eye(3)), []
    wide = STILL._replace(blur=3, contrast=7.5)  # so wide that the grid of dots does not matter
    for _ in range(9):
        areas.append(float(sheet.ink.sum()))
        sheet = photocopier.copied(sheet, wide, generator())
    assert -np.diff(areas).mean() == pytest.approx(np.pi * wide.blur**2, rel=0.03)


def test_a_straight_edge_stays():
    """A page half of ink keeps its edge where it is, copy after copy."""
    page = np.zeros((60, 60), dtype=np.float32)
    page[:, :30] = 1
    sheet = Sheet(np.pad(page, ((0, 0), (10, 0)), constant_values=1), np.eye(3))
    for _ in range(10):
        sheet = photocopier.copied(sheet, STILL, generator())
    row = sheet.ink[30]
    assert (row[15:39] > 0.9).all()
    assert (row[41:] < 0.1).all()


def test_blur_keeps_ink_and_has_its_variance():
    """A dot far from the edge spreads to a spot with the same ink and the variance asked for."""
    spot = np.zeros((41, 41), dtype=np.float32)
    spot[20, 20] = 1
    seen = photocopier.blurred(spot, 1.5)
    assert seen.sum() == pytest.approx(1, abs=1e-5)
    assert (seen * (np.arange(41) - 20) ** 2).sum() == pytest.approx(1.5**2, rel=0.01)
    assert np.allclose(seen, seen.T)


@given(down=st.integers(-5, 5), right=st.integers(-5, 5), seed=st.integers(0, 99))
def test_a_shift_by_whole_dots_moves_every_dot(down, right, seed):
    """What is moved by whole dots is the page itself, elsewhere; and moved back it is the page again."""
    page = np.zeros((24, 31), dtype=np.float32)
    page[6:-6, 6:-6] = generator(seed).random((12, 19))
    place = np.array([[1, 0, down], [0, 1, right], [0, 0, 1]], dtype=float)
    there = photocopier.moved(page, place)
    assert np.allclose(there, np.roll(page, (-down, -right), axis=(0, 1)))
    assert np.allclose(photocopier.moved(there, np.linalg.inv(place)), page)


def test_a_sheet_knows_where_its_page_lies():
    """After several skewed copies without blur, the page laid back is nearly the original."""
    smooth = photocopier.blurred(np.pad(disc(14, side=61), 30), 3.0)
    laid = STILL._replace(shift=4, stretch=0.01, turn=0.02)
    back = Sheet(smooth, np.eye(3))
    rng = generator()
    for _ in range(5):
        place = photocopier.askew(smooth.shape, laid, rng)
        back = Sheet(photocopier.moved(back.ink, place), back.place @ place)
    assert np.abs(back.ink - smooth).max() > 0.2
    assert np.abs(photocopier.moved(back.ink, np.linalg.inv(back.place)) - smooth).max() < 0.05


def test_a_reader_reads_the_original_and_nothing_on_an_empty_page():
    """All letters are read on the page itself, none on an empty one, and hardly any where letters were exchanged."""
    page, prints = typescript.typeset(WORDS, (10, 6), 26)
    other, _ = typescript.typeset(WORDS.translate(str.maketrans("abcdefghijklm", "nopqrstuvwxyz")), (10, 6), 26)
    for each in prints:
        assert typescript.read(page, page, each) == 1
        assert typescript.read(np.zeros_like(page), page, each) == 0
        assert typescript.read(other, page, each) < 0.6
    assert prints[0].letters == WORDS.replace(" ", "")


def test_the_page_is_the_article():
    """The words that are copied stand in the article, one after the other."""
    article = (ROOT / "content/index.md").read_text()
    assert photocopy.TEXT in article


def test_a_seed_decides_every_dot():
    """The same generator state gives the same copy to the last bit, another one another copy."""
    page, _ = typescript.typeset(WORDS, (10, 6), 26)
    usual = STILL._replace(shift=5, grain=0.05, specks=1e-4)
    first, same, other = (photocopier.copied(Sheet(page, np.eye(3)), usual, generator(seed)).ink for seed in (1, 1, 2))
    assert np.array_equal(first, same)
    assert not np.array_equal(first, other)
