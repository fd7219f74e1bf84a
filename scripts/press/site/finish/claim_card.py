"""Cards that say what was found: of the front page, of each claim and of each page of evidence.

They are seen at a quarter of their size, so nothing on them is small but the site's name.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence

from PIL import Image, ImageDraw

from press.article.ledger import Claim
from press.core.project import Project
from press.core.results import Results
from press.evidence.drawing import frames
from press.evidence.drawing.colours import ROLES, VERDICTS, role_of
from press.site.finish.card import HEIGHT, INK, MUTED, PAPER, WIDTH, Card, font, kept

BOLD, PLAIN = "DejaVuSans-Bold", "DejaVuSans"
EDGE, BAR, FOOT = 64, 24, 24
SIZES, ROOM, LINE = (66, 58, 50, 44), 345, 1.22  # pixels: of the words, of their room, and lines in sizes
DOTS_A_POINT = 100 / 72


def of_claim(project: Project, stem: str, words: str, claim: Claim, site_name: str) -> Card:
    """The card of a page about one claim: the words, the verdict and its reason."""
    alt = f"{words}: {claim.verdict}. {claim.reason}".strip()
    parts = [words, claim.verdict, claim.reason, site_name]
    return kept(project, stem, alt, parts, lambda: _png(_claim(words, claim, site_name)))


def of_front(project: Project, title: str, claims: Sequence[Claim], results: Results, site_name: str) -> Card:
    """The card of the front page: the sheets of its picture, and how many claims got which verdict."""
    counts = {verdict: sum(claim.verdict == verdict for claim in claims) for verdict in VERDICTS}
    said = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    alt = f"{title}. {len(claims)} claims, tested: {said}"
    parts = [alt, site_name, results.digest]
    return kept(project, "index", alt, parts, lambda: _png(_front(title, site_name, counts, results)))


def _png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=9)
    return stream.getvalue()


def _claim(words: str, claim: Claim, site_name: str) -> Image.Image:
    paper = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen, colour = ImageDraw.Draw(paper), VERDICTS[claim.verdict]
    pen.rectangle((0, 0, BAR, HEIGHT), fill=colour)
    lines, size = _fitted(pen, words)
    for number, line in enumerate(lines):
        _write(pen, (EDGE, 40 + round(LINE * size * number)), line, (BOLD, size), INK)
    _write(pen, (EDGE, 410), claim.verdict.capitalize(), (BOLD, 70), colour)
    _write(pen, (EDGE, 502), claim.reason, (PLAIN, 44), INK)
    pen.text((EDGE, HEIGHT - FOOT), site_name, font=font(PLAIN, 30 / DOTS_A_POINT), fill=MUTED, anchor="ld")
    return paper


def _front(title: str, site_name: str, counts: dict[str, int], results: Results) -> Image.Image:
    paper = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(paper)
    shown = next((each for each in (title, site_name) if _width(pen, each, BOLD, 38) < WIDTH - 2 * 48), site_name)
    size = next((size for size in (54, 46) if _width(pen, shown, BOLD, size) < WIDTH - 2 * 48), 38)
    _write(pen, (48, 28), shown, (BOLD, size), INK)
    top, light = 120, {role.name: role.light for role in ROLES}
    for sheet in frames.sheets(results)[:2]:
        frame = sheet.frames[-1]
        _write(pen, (48, top), f"{sheet.name}:", (BOLD, 38), light.get(role_of(sheet.name), INK))
        with Image.open(io.BytesIO(frames.png(frame))) as picture:
            paper.paste(picture.convert("RGB"), (48, top + 54))
        top += 54 + frame.size[1] + 24
    place = 740
    _write(pen, (place, 130), f"{sum(counts.values())} claims,", (BOLD, 58), INK)
    _write(pen, (place, 200), "tested.", (BOLD, 58), INK)
    for number, (verdict, count) in enumerate(each for each in counts.items() if each[1]):
        said = "in part" if verdict == "supported in part" else f"{verdict}{'s' if verdict == 'opinion' else ''}"
        _write(pen, (place, 300 + 60 * number), f"{count} {said}", (BOLD, 46), VERDICTS[verdict])
    return paper


def _fitted(pen: ImageDraw.ImageDraw, words: str) -> tuple[list[str], int]:
    """The words in lines of the largest size that leaves room for them; measured, since letters differ in width."""
    for size in SIZES:
        letters = next(
            (count for count in range(60, 8, -1)
             if all(_width(pen, line, BOLD, size) <= WIDTH - 2 * EDGE for line in textwrap.wrap(words, count))), 8,
        )  # fmt: skip
        lines = textwrap.wrap(words, letters)
        if LINE * size * len(lines) <= ROOM:
            return lines, size
    fitting = int(ROOM / (LINE * size))
    return [*lines[: fitting - 1], f"{lines[fitting - 1].rstrip(',;: ')} …"], size


def _width(pen: ImageDraw.ImageDraw, words: str, name: str, size: int) -> float:
    return float(pen.textlength(words, font=font(name, size / DOTS_A_POINT)))


def _write(pen: ImageDraw.ImageDraw, place: tuple[int, int], words: str, letters: tuple[str, int], colour: str) -> None:
    pen.text(place, words, font=font(letters[0], letters[1] / DOTS_A_POINT), fill=colour)
