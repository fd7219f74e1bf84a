"""A card that social networks show: the title, and the article's own picture or first figure, drawn at build time.

The fonts are those that come with the drawing library, so the card needs no network; the same article makes the same
bytes, and its name holds their digest, because networks keep a card by its address. Most cards of a blog are words
alone: these are set without the drawing library, in a palette of sixteen greys, which is a tenth of the work.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import textwrap
from collections.abc import Callable
from functools import cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont, ImageOps

from press.article import claims_file
from press.core import cached, results
from press.core.project import Project
from press.core.results import Results
from press.site.pages.articles import Article

FOLDER = "assets/cards"
WIDTH, HEIGHT, DOTS = 1200, 630, 100  # and dots an inch
INK, MUTED, PAPER = "#1f2328", "#57606a", "#ffffff"
ZLIB_RUNS = 3  # zlib's name for a search for runs alone: all that there is in white paper
GREYS = [17 * grey for grey in range(16) for _ in "rgb"]
DARK, DIM, WHITE = 2, 6, 15  # the inks and the paper among them
EDGE, TOP, FOOT, LINE = 60, 44, 22, 1.2  # where words stand, and from line to line, in sizes of the font
FIGURE = re.compile(r"\((?:\.\./)+figures/(?P<name>\w+)\.svg\)")


class Card(NamedTuple):
    """The card's name in the site, its bytes, and what it shows, in words."""

    name: str
    data: bytes
    alt: str


def draw(project: Project, article: Article, site_name: str) -> Card:
    """The card of an article."""
    picture, result = _picture(project, article), _result(project, article)
    parts = [article.title, site_name]
    parts += [hashlib.sha256(picture.read_bytes()).hexdigest()] if picture else []
    parts += [result.digest, json.dumps(result.provenance.get("drawing"), sort_keys=True)] if result else []
    alt = f"{article.title}. {result.title}" if result and not picture else article.title
    drawing = partial(_drawn, project, article.title, site_name, picture, result)
    return kept(project, Path(article.page).stem, alt, parts, drawing)


def kept(project: Project, stem: str, alt: str, parts: list[str], drawing: Callable[[], bytes]) -> Card:
    """A card of some parts; what was drawn is kept until one of them changes, or what draws it."""
    key = hashlib.sha256(json.dumps([*parts, *_made_by()]).encode()).hexdigest()
    data = cached.made(project.cache / "cards" / f"{key}.png", drawing)
    return Card(f"{FOLDER}/{stem}.{hashlib.sha256(data).hexdigest()[:8]}.png", data, alt)


def _picture(project: Project, article: Article) -> Path | None:
    """The picture that the article names as its own."""
    path = (project.content / article.page).parent / article.image
    if not article.image or path.suffix not in {".png", ".jpg", ".jpeg"} or not path.is_file():
        return None
    return path if path.resolve().is_relative_to(project.content.resolve()) else None


def _result(project: Project, article: Article) -> Results | None:
    """The results of the article's first figure, or of the first that one of its claims shows."""
    names = [match["name"] for match in FIGURE.finditer(article.text)]
    if project.article == f"content/{article.page}":
        names += [name for claim in claims_file.read(project.claims) for name in claim.figures]
    found = (project.figures / f"{name}.json" for name in names)
    return next((results.read(path) for path in found if path.is_file()), None)


@cache
def _made_by() -> tuple[str, ...]:
    """What a card depends on besides what it shows."""
    code = (path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*card*.py")))
    return *map(version, ("matplotlib", "pillow")), *code


def _drawn(project: Project, title: str, site_name: str, picture: Path | None, result: Results | None) -> bytes:
    alone = not (picture or result)
    lines, size = textwrap.wrap(title, 34 if alone else 44)[:3], 44 if alone else 30
    words, step = font("DejaVuSans-Bold", size), LINE * size * DOTS / 72
    top = TOP + round(step * len(lines))
    ink, muted, white = (DARK, DIM, WHITE) if alone else (INK, MUTED, PAPER)
    paper = Image.new("L" if alone else "RGB", (WIDTH, HEIGHT), white)
    if picture:
        with Image.open(picture) as image:
            shown = ImageOps.contain(image.convert("RGB"), (WIDTH - 2 * EDGE, HEIGHT - 64 - top))
        paper.paste(shown, ((WIDTH - shown.width) // 2, (top + HEIGHT - 64 - shown.height) // 2))
    elif result:
        from press.site.finish import card_figure  # noqa: PLC0415 - loads the drawing library, which most cards spare

        paper = card_figure.drawn(project, result, (WIDTH / DOTS, HEIGHT / DOTS), DOTS, top=1 - (top + 20) / HEIGHT)
    pen = ImageDraw.Draw(paper)
    for number, line in enumerate(lines):
        pen.text((EDGE, TOP + round(step * number)), line, font=words, fill=ink)
    pen.text((EDGE, HEIGHT - FOOT), site_name, font=font("DejaVuSans", 14), fill=muted, anchor="ld")
    stream = io.BytesIO()
    if alone:  # of a palette the encoder does not try five ways to tell each line from the one before
        paper.putpalette(GREYS)
        paper.save(stream, "PNG", bits=4, compress_level=3, compress_type=ZLIB_RUNS)
    else:
        paper.save(stream, "PNG", compress_level=3)
    return stream.getvalue()


@cache
def font(name: str, size: float) -> ImageFont.FreeTypeFont:
    """A font of the drawing library by its size in points, without loading the library."""
    found = find_spec("matplotlib")
    folder = Path(str(found.origin if found else "")).parent / "mpl-data" / "fonts" / "ttf"
    return ImageFont.truetype(str(folder / f"{name}.ttf"), size * DOTS / 72, layout_engine=ImageFont.Layout.BASIC)
