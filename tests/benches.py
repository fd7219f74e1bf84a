"""Runs every bench, shows what each prints as it comes, and keeps all of it in docs/bench.txt, which a page binds.

A bench over its limit ends the whole with 1, after the others have run; what was measured is kept all the same.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "docs" / "bench.txt"


def lines(bench: Path, over: list[str]) -> list[str]:
    """What a bench prints, under its name; those over a limit, or that could not run, are noted."""
    print(f"== {bench.stem}", flush=True)
    said = [f"== {bench.stem}\n"]
    with subprocess.Popen([sys.executable, "-u", str(bench)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            said.append(line)
    if running.returncode:
        over.append(bench.stem)
    return [*said, "\n"]


def main(names: list[str]) -> int:
    """Run those that are named, or all; only the whole is kept."""
    over: list[str] = []
    benches = [path for path in sorted((ROOT / "tests" / "bench").glob("*.py")) if path.stem in names or not names]
    said = [line for bench in benches for line in lines(bench, over)]
    if not names:
        beside = KEPT.with_suffix(".part")
        beside.write_text("".join(said).rstrip() + "\n", encoding="utf-8")
        beside.replace(KEPT)
        print(f"{os.path.relpath(KEPT)} holds it; next: press run bench --accept && press check --fix")
    print(f"over its limit, or not run: {', '.join(over)}" if over else "every bench is within its limits")
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
