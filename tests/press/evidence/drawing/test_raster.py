"""The picture of dots is the drawing, in the colours of a light page."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageColor

from press.core import project as projects
from press.core import results
from press.evidence import experiment
from press.evidence.drawing import draw, raster
from press.evidence.drawing.colours import BACKGROUNDS, ROLES


@pytest.mark.slow
def test_a_figure_becomes_the_same_picture_every_time(article):
    """White ground, the width of the drawing, and of the sentinels none is left."""
    found = projects.find(article)
    result, module = results.read(found.figures / "coin_mean.json"), experiment.load(found, "coin_mean")
    data = raster.png(module, result)
    assert data == raster.png(module, result)
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    assert picture.width == round(draw.WIDE.width * raster.DOTS)
    seen = {colour for _, colour in picture.getcolors(1 << 20)}
    assert picture.getpixel((0, 0)) == ImageColor.getrgb(BACKGROUNDS[0])
    assert not seen & {ImageColor.getrgb(role.sentinel) for role in ROLES}
    first = ImageColor.getrgb(next(role.light for role in ROLES if role.name == "c1"))
    assert min(sum(abs(a - b) for a, b in zip(first, colour, strict=True)) for colour in seen) < 24
