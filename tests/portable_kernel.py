"""The browser's kernel without a browser: what tests ask of `content/assets/kernel.js`, and get back bit by bit."""

from __future__ import annotations

import json
import re
from pathlib import Path

import quickjs

KERNEL = Path(__file__).parents[1] / "content/assets/kernel.js"


def engine() -> quickjs.Context:
    """An engine in which the kernel's functions are global: it evaluates scripts, which export nothing."""
    context = quickjs.Context()
    context.eval(re.sub(r"^export ", "", KERNEL.read_text(encoding="utf-8"), flags=re.MULTILINE))
    return context


def ask(context: quickjs.Context, expression: str) -> list[float]:
    """The numbers that an expression gives; JSON carries every double unchanged."""
    return json.loads(context.eval(f"JSON.stringify(Array.from({expression}))"))
