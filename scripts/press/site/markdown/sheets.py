"""Sheets of pictures, one below the other, and a slider that leafs through all of them at once.

Without the script, and on paper, the last of each stands there: that is the whole message.
"""

from __future__ import annotations

import json
from html import escape

from press.core.results import Results
from press.evidence.drawing import frames
from press.evidence.drawing.colours import role_of
from press.evidence.drawing.frames import Sheet
from press.site import addresses


def figure(page: str, results: Results, *, prefix: str, caption: str) -> str:
    """The sheets of a result as a figure; `caption` is HTML."""
    found = frames.sheets(results)
    counted, measured = frames.words(results)
    shown = "".join(_sheet(page, results, sheet, measured) for sheet in found)
    steps = [frame.step for frame in found[0].frames]
    slide = (
        f'<div class="slide" hidden><label for="{prefix}-step">How many {escape(counted)}: '
        f'<output>{steps[-1]}</output></label><input id="{prefix}-step" type="range" min="0" max="{len(steps) - 1}" '
        f'value="{len(steps) - 1}"></div>'
    )
    return framed(f"{shown}{slide}", prefix=prefix, caption=caption)


def framed(shown: str, *, prefix: str, caption: str) -> str:
    """What carries an article, in its frame."""
    inside = f"{shown}<figcaption>{caption}</figcaption>"
    return f'<figure class="sheets" id="{prefix}" data-search-exclude>{inside}</figure>'


def _sheet(page: str, results: Results, sheet: Sheet, measured: str) -> str:
    last, name = sheet.frames[-1], f"{escape(sheet.name)}:"
    width, height = last.size
    # By their names alone: the script finds them beside the picture that is shown, whose address an engine may rewrite.
    steps = {frame.step: [frame.what, frame.percent, sheet.file(results, frame)] for frame in sheet.frames}
    about = f"{sheet.name}, {last.what}: {measured} {last.percent}"
    address = addresses.relative(page, f"figures/{sheet.file(results, last)}")
    return (
        f'<div class="sheet" data-role="{role_of(sheet.name)}" data-steps="{escape(json.dumps(steps))}">'
        f'<p><b>{name}</b> <span class="what">{escape(last.what)}</span></p>'
        f'<img src="{address}" width="{width}" height="{height}" alt="{escape(about)}">'
        f'<p class="measured">{escape(measured.capitalize())} <b>{last.percent}</b></p></div>'
    )
