"""How heavy each page is on a first visit: a table, and 1 where a page is over its limit."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from outside import copy_project, press
from weight import KIB, limits, weights


def main() -> int:
    """Print the weights, the heaviest first."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder))
        done = press(project, "build")
        if done.returncode:
            print(done.stderr)
            return 2
        found = weights(project / "site")
    print("KiB, gzipped:  page  first visit  at most")
    for name, weight in sorted(found.items(), key=lambda item: -item[1].whole):
        most = limits(name)
        print(f"{weight.page / KIB:19.1f} {weight.whole / KIB:12.1f} {most.whole / KIB:8.0f}  {name}")
    return int(
        any(weight.page > limits(name).page or weight.whole > limits(name).whole for name, weight in found.items())
    )


if __name__ == "__main__":
    sys.exit(main())
