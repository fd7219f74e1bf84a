"""How long an author waits at each key: a page of this repository, grown to 2,700 words, is typed into.

Printed are processor seconds of what the language server does between a key and the findings, in the median and at
worst, and how often the page could be rendered as plain Markdown in that time.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import markdown

from press.core import project
from press.editor.desk import Desk

ROOT = Path(__file__).parents[2]
WORDS, KEYS = 2_700, 40


def timed(what: object, *arguments: object) -> float:
    """Processor seconds of a call."""
    before = time.process_time()
    what(*arguments)
    return time.process_time() - before


def main() -> int:
    """Print a line."""
    found = project.find(ROOT)
    pages = sorted((found.content / "evidence").glob("c*.md"))
    page, text = pages[0], pages[0].read_text(encoding="utf-8")
    for other in pages[1:]:
        if len(text.split()) >= WORDS:
            break
        text += "\n" + other.read_text(encoding="utf-8").split("---", 2)[-1]
    text = " ".join(text.split(" ")[: text.count(" ") - max(0, len(text.split()) - WORDS)])
    desk = Desk(found)
    desk.findings(page, text)
    typed = "\n\nIt comes to 1.64<!-- regimes_error.accumulate --> at the end, and is so on."
    seconds = [timed(desk.findings, page, text + typed[:key]) for key in range(1, KEYS + 1)]
    plain = statistics.median(timed(markdown.markdown, text + typed[:key]) for key in range(10))
    median = statistics.median(seconds)
    words = f"{len(text.split()):,} words, {KEYS} keys"
    print(f"an editor's page of {words}: {1000 * median:.0f} ms a key, {1000 * max(seconds):.0f} at worst")
    print(f"  {median / plain:.1f} times what Markdown takes to render it")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
