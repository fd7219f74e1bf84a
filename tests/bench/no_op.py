"""How long `press figures` takes where nothing is stale, beside a Python that does nothing, for 12 to 1,200 figures.

Each size is a project of its own with synthetic experiments that are simulated for real and drawn as a line of text.
The commands take turns; what is printed is the ratio of their median times, and what each further figure adds. The
script that pip installs may load more than we do (older ones load `re`), so `main()` is also timed without it.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import types
from pathlib import Path

import press

SIZES = (12, 120, 1200)
ROUNDS = 31
FLOOR = "python -c pass"
SCRIPTS = Path(press.__file__).parents[1]
EXPERIMENT = '''"""Finding {number}."""

LAY = READ = LIMITS = ALT = "Words."
PARAMS = {{"number": {number}}}
REPLAY = "bitwise"


def simulate(rng, *, number):
    return {{"line": {{"x": [number]}}}}


def numbers(series):
    return {{"first": (series["line"]["x"][0], 0.0, "", "the first")}}


def plot(axes, series):
    axes.plot(series["line"]["x"])
'''


def build(root: Path, count: int) -> None:
    """Write a project of so many experiments and bring it up to date."""
    drawing = types.ModuleType("press.evidence.drawing.draw")
    drawing.draw = lambda _, results: {f"{results.name}.svg": b"<svg/>", f"{results.name}.narrow.svg": b"<svg/>"}
    sys.modules["press.evidence.drawing.draw"] = drawing
    from press.core import project
    from press.evidence import figures

    package = root / "scripts" / f"bench{count}"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (root / "pyproject.toml").write_text(f'[tool.press]\nexperiments = "bench{count}"\narticle = "content/index.md"\n')
    for number in range(count):
        (package / f"figure_{number}.py").write_text(EXPERIMENT.format(number=number))
    started = time.perf_counter()
    print(figures.update(project.find(root), jobs=1, report=lambda _: None).verdict, end=", ")
    updated = time.perf_counter()
    figures.update(project.find(root))
    print(f"from nothing in {updated - started:.1f} s, a full look in {time.perf_counter() - updated:.2f} s")


def measure(root: Path) -> tuple[dict[str, float], dict[str, float]]:
    """The median wall and processor seconds of both commands, taken in turns."""
    commands = {
        FLOOR: [sys.executable, "-c", "pass"],
        "press figures": [str(Path(sys.executable).with_name("press")), "figures"],
        "its main() alone": [sys.executable, "-c", "from press.__main__ import main; main()", "figures"],
    }
    wall: dict[str, list[float]] = {name: [] for name in commands}
    processor: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            before, started = children(), time.perf_counter()
            subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)
            wall[name].append(time.perf_counter() - started)
            processor[name].append(children() - before)
    return tuple({name: statistics.median(values) for name, values in each.items()} for each in (wall, processor))


def children() -> float:
    """Processor seconds of the processes that were waited for, finer than os.times() counts them."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Print two lines for each size, and the slope."""
    os.environ["PYTHONPATH"] = str(SCRIPTS)
    taken = {}
    for count in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder).resolve()
            build(root, count)
            subprocess.run([sys.executable, "-m", "press", "figures"], cwd=root, check=True, stdout=subprocess.DEVNULL)
            wall, processor = measure(root)
        for name in list(wall)[1:]:
            ratio, worked = wall[name] / wall[FLOOR], processor[name] / processor[FLOOR]
            print(f"  {name}: {1e3 * wall[name]:.1f} ms, {ratio:.2f} times {FLOOR} (processor {worked:.2f} times)")
        taken[count] = wall["press figures"]
    few, *_, many = SIZES
    print(f"each further figure: {1e3 * (taken[many] - taken[few]) / (many - few):.4f} ms")


if __name__ == "__main__":
    main()
