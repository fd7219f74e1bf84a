"""A drawing on a page: a file that is fetched when it is near, in the palette that the reader has chosen.

Only what a script draws on is part of the page itself.
"""

from __future__ import annotations

from contextlib import suppress
from html import escape
from pathlib import Path

from press.core.results import Results
from press.evidence.drawing import served, svg
from press.site import addresses

PHONE = "(max-width: 39.9em)"
NARROW = ".narrow"


def picture(page: str, folder: Path, results: Results, *, narrow: bool = False) -> str:
    """The drawing for day and for night, of which one is shown; `narrow` is the one for phones, wherever it stands."""
    suffix = NARROW if narrow else ""
    shown = []
    for name in (served.DAY, served.NIGHT):
        small = "" if narrow else f'<source media="{PHONE}" srcset={_file(page, folder, results, NARROW, name)}>'
        source = _file(page, folder, results, suffix, name)
        image = f'<img src={source} loading="lazy" decoding="async" alt="{escape(results.alt)}">'
        shown.append(f'<picture class="{name}">{small}{image}</picture>')
    return "".join(shown)


def written(page: str, name: str, path: Path, alt: str) -> str:
    """A drawing of another's making as it is, in the size that it says it has."""
    size = ""
    if path.suffix == ".svg":
        with suppress(KeyError, ValueError):
            size = ' width="{}" height="{}"'.format(*served.size(path, path.stat().st_mtime_ns))
    address = addresses.relative(page, name)
    return f'<img src="{escape(address)}"{size} loading="lazy" decoding="async" alt="{escape(alt)}">'


def alone(page: str, folder: Path, results: Results) -> str:
    """The drawing on a page that has no switch: wide or narrow, in the palette of the reader's system."""
    dark = "(prefers-color-scheme: dark)"
    wanted = ((f"{PHONE} and {dark}", NARROW, served.NIGHT), (PHONE, NARROW, served.DAY), (dark, "", served.NIGHT))
    sources = (
        f'<source media="{media}" srcset={_file(page, folder, results, suffix, palette)}>'
        for media, suffix, palette in wanted
    )
    image = f'<img src={_file(page, folder, results, "", served.DAY)} alt="{escape(results.alt)}">'
    return f"<picture>{''.join(sources)}{image}</picture>"


def _file(page: str, folder: Path, results: Results, suffix: str, palette: str) -> str:
    """The address of a drawing and its size, so that nothing moves when it comes."""
    path = folder / f"{results.name}{suffix}.svg"
    width, height = served.size(path, path.stat().st_mtime_ns)
    address = addresses.relative(page, f"figures/{path.name}")
    return f'"{address}#{palette}" width="{width}" height="{height}"'


def inline(folder: Path, results: Results, prefix: str) -> str:
    """Both drawings as parts of the page."""
    texts = {kind: (folder / f"{results.name}{suffix}.svg").read_text(encoding="utf-8")
             for kind, suffix in (("wide", ""), ("narrow", NARROW))}  # fmt: skip
    return "".join(f'<div class="{kind}">{svg.inline(text, f"{prefix}-{kind}")}</div>' for kind, text in texts.items())
