"""A card that social networks show: the title, and the article's own picture or first figure, drawn at build time.

The fonts are those that come with the drawing library, so the card needs no network; the same article makes the same
bytes, and its name holds their digest, because networks keep a card by its address.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import textwrap
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgba
from matplotlib.figure import Figure

from press.article import ledger
from press.core import results
from press.evidence import experiment
from press.evidence.drawing import draw as drawing
from press.evidence.drawing.colours import SENTINELS

if TYPE_CHECKING:
    from press.core.project import Project
    from press.core.results import Results
    from press.site.pages.articles import Article

WIDTH, HEIGHT, DOTS = 12.0, 6.3, 100  # inches and dots an inch: 1200 by 630
INK, MUTED, PAPER = "#1f2328", "#57606a", "#ffffff"
FIGURE = re.compile(r"\((?:\.\./)+figures/(?P<name>\w+)\.svg\)")
COLOURS = ("color", "facecolor", "edgecolor", "markerfacecolor", "markeredgecolor")


class Card(NamedTuple):
    """The card's name in the site, its bytes, and what it shows, in words."""

    name: str
    data: bytes
    alt: str


def draw(project: Project, article: Article, site_name: str) -> Card:
    """The card of an article; what was drawn is kept until something in it changes."""
    picture, result = _picture(project, article), _result(project, article)
    parts = [article.title, site_name, mpl.__version__, Path(__file__).read_text(encoding="utf-8")]
    parts += [hashlib.sha256(picture.read_bytes()).hexdigest()] if picture else []
    parts += [result.digest, json.dumps(result.provenance.get("drawing"), sort_keys=True)] if result else []
    kept = project.cache / "cards" / f"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()}.png"
    if not kept.is_file():
        results.replace(kept, _drawn(project, article.title, site_name, picture, result))
    data = kept.read_bytes()
    name = f"assets/cards/{Path(article.page).stem}.{hashlib.sha256(data).hexdigest()[:8]}.png"
    return Card(name, data, f"{article.title}. {result.title}" if result and not picture else article.title)


def _picture(project: Project, article: Article) -> Path | None:
    """The picture that the article names as its own."""
    path = (project.content / article.page).parent / article.image
    inside = path.resolve().is_relative_to(project.content.resolve())
    return path if article.image and inside and path.is_file() and path.suffix in {".png", ".jpg", ".jpeg"} else None


def _result(project: Project, article: Article) -> Results | None:
    """The results of the article's first figure, or of the first that one of its claims shows."""
    names = [match["name"] for match in FIGURE.finditer(article.text)]
    if project.article == f"content/{article.page}":
        names += [name for claim in ledger.read(project.claims) for name in claim.figures]
    found = (project.figures / f"{name}.json" for name in names)
    return next((results.read(path) for path in found if path.is_file()), None)


def _drawn(project: Project, title: str, site_name: str, picture: Path | None, result: Results | None) -> bytes:
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # a title may hold any sign: a box is drawn
        mpl.rcdefaults()
        mpl.rcParams.update(drawing.STYLE | {"font.size": 13, "lines.linewidth": 2})
        figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DOTS, facecolor=PAPER)
        FigureCanvasAgg(figure)
        lines = textwrap.wrap(title, 44 if picture or result else 34)[:3]
        size = 30 if picture or result else 44
        figure.text(0.05, 0.93, "\n".join(lines), size=size, weight="bold", color=INK, va="top", parse_math=False)
        figure.text(0.05, 0.035, site_name, size=14, color=MUTED, va="bottom", parse_math=False)
        top = 0.88 - 0.083 * len(lines)
        if picture:
            frame = figure.add_axes((0.05, 0.12, 0.9, top - 0.14), frameon=False, xticks=[], yticks=[])
            frame.imshow(_pixels(picture), aspect="equal")
        elif result:
            module = experiment.load(project, result.name)
            rows, columns = getattr(module, "PANELS", (1, 1))
            axes = figure.subplots(rows, columns, squeeze=False)
            figure.subplots_adjust(left=0.09, right=0.96, bottom=0.23, top=top, wspace=0.3, hspace=0.6)
            module.plot(axes[0, 0] if axes.size == 1 else axes, result.series)
            _colour(figure)
        stream = io.BytesIO()
        figure.savefig(stream, format="png", metadata={"Software": None})
    return stream.getvalue()


def _pixels(picture: Path) -> Any:
    from PIL import Image  # noqa: PLC0415

    with Image.open(picture) as image:
        return image.convert("RGB")


def _colour(figure: Figure) -> None:
    """Give every sentinel colour the one that it stands for on a light page."""
    for artist in figure.findobj():
        for name in COLOURS:
            get, put = getattr(artist, f"get_{name}", None), getattr(artist, f"set_{name}", None)
            value = get() if get and put else None
            if value is None or (isinstance(value, str) and value in {"none", "auto"}):
                continue
            many = getattr(value, "ndim", 1) == 2
            before = [to_rgba(each) for each in value] if many else [to_rgba(value)]
            after = [_light(each) for each in before]
            if put and after != before:
                put(after if many else after[0])


def _light(colour: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    role = SENTINELS.get(to_hex(colour))
    return to_rgba(role.light, colour[3]) if role else colour
