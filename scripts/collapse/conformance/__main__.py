"""`python -m collapse.conformance [FAMILY ...]` measures all rows, prints them, and fails if one does not pass.

A row that says why it is not reproduced is printed as such, and fails only if it passes after all.

The table goes to the standard output, progress to the standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed

from collapse.conformance import Row, families, measure

HEADER = ("row", "source", "reading", "expected", "measured ± error", "distance", "limit", "passes", "setting")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print the wanted families; return 1 if a row surprises."""
    parser = argparse.ArgumentParser(prog="python -m collapse.conformance", description=__doc__.splitlines()[0])
    known = families()
    parser.add_argument("family", nargs="*", help=f"all of them unless named: {', '.join(known)}")
    parser.add_argument("--more", action="append", default=[], metavar="MODULE", help="a module of rows of your own")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: one a core)")
    options = parser.parse_args(arguments)
    for family in options.family:
        if family not in known:
            parser.error(f"no family {family!r}; there are {', '.join(known)}")
    start = time.perf_counter()
    measured = measured_families([*(options.family or known), *options.more], options.jobs)
    rows = [row for family in sorted(measured) for row in measured[family]]
    for line in table(rows):
        print(line)
    surprising = [row.name for row in rows if row.surprises]
    print(verdict(rows, surprising, time.perf_counter() - start))
    return 1 if surprising else 0


def measured_families(wanted: Sequence[str], jobs: int) -> dict[str, list[Row]]:
    """Measure each family, in processes where there are several, and say when each is done; they are in that order."""
    start = time.perf_counter()
    found: dict[str, list[Row]] = {}

    def report(family: str) -> None:
        seconds = time.perf_counter() - start
        print(f"{family}: {len(found[family])} rows, {seconds:.0f} s", file=sys.stderr, flush=True)

    if jobs == 1 or len(wanted) == 1:
        for family in wanted:
            found[family] = measure(family)
            report(family)
        return found
    with ProcessPoolExecutor(min(jobs, len(wanted))) as pool:
        running = {pool.submit(measure, family): family for family in wanted}
        for future in as_completed(running):
            found[running[future]] = future.result()
            report(running[future])
    return found


def table(rows: Sequence[Row]) -> list[str]:
    """Align the columns, the header first; the setting comes last, as it is the longest."""
    cells = [HEADER, *(shown(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(map(str.ljust, line, widths)).rstrip() for line in cells]


def shown(row: Row) -> tuple[str, ...]:
    """Write a row as its cells, one a column of `HEADER`; a distance without a tolerance counts standard errors."""
    measured = f"{row.measured:.6g} ± {row.error:.2g}" if row.error else f"{row.measured:.6g}"
    source = row.source or "-"
    if row.tolerance:
        distance, limit = f"{row.distance:+.3%}", f"{row.limit:.2%}"
    else:
        distance, limit = f"{row.distance:+.2f} se", f"{row.limit:g} se"
    passes = "yes" if row.passes else "no, known" if row.unmet else "NO"
    passes += ", given" if row.passes and row.given else ""
    return row.name, source, row.reading, f"{row.expected:.6g}", measured, distance, limit, passes, row.setting


def verdict(rows: Sequence[Row], surprising: Sequence[str], seconds: float) -> str:
    """Say in one line how it went; `surprising` are the names of rows."""
    if surprising:
        return f"{len(surprising)} of {len(rows)} rows do not do as they say: {'; '.join(surprising)} ({seconds:.0f} s)"
    given = sum(row.given for row in rows)
    unmet = [f"{row.name} ({row.unmet})" for row in rows if row.unmet]
    but = f" but {'; '.join(unmet)}" if unmet else ""
    return f"all {len(rows)} rows pass{but}; {given} with data or figures given by others ({seconds:.0f} s)"


if __name__ == "__main__":
    sys.exit(main())
