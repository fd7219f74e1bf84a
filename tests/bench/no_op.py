"""How long `press figures` takes where nothing is stale, beside a Python that does nothing, for 12 to 1,200 figures.

Each size is a project of its own with synthetic experiments that are simulated for real and drawn as a line of text.
The two commands take turns; what is printed is the ratio of their median times, and what each further figure adds.
"""

from __future__ import annotations

import os
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
    drawing = types.ModuleType("press.drawing")
    drawing.draw = lambda _, results: {f"{results.name}.svg": b"<svg/>", f"{results.name}.narrow.svg": b"<svg/>"}
    sys.modules["press.drawing"] = drawing
    from press import figures, project

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
    installed = Path(sys.executable).with_name("press")
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "press figures": [str(installed), "figures"],
        "python -m press figures": [sys.executable, "-m", "press", "figures"],
    }
    environment = os.environ | {"PYTHONPATH": str(SCRIPTS)}
    wall: dict[str, list[float]] = {name: [] for name in commands}
    processor: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            before, started = os.times(), time.perf_counter()
            subprocess.run(command, cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)
            wall[name].append(time.perf_counter() - started)
            after = os.times()
            spent = after.children_user + after.children_system - before.children_user - before.children_system
            processor[name].append(spent)
    return tuple({name: statistics.median(values) for name, values in each.items()} for each in (wall, processor))


def main() -> None:
    """Print a line for each size, and the slope."""
    taken = {}
    for count in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder).resolve()
            build(root, count)
            os.environ["PYTHONPATH"] = str(SCRIPTS)
            subprocess.run([sys.executable, "-m", "press", "figures"], cwd=root, check=True, stdout=subprocess.DEVNULL)
            wall, processor = measure(root)
        floor = wall["python -c pass"]
        for name in list(wall)[1:]:
            ratios = f"{wall[name] / floor:.2f} (processor {processor[name] / processor['python -c pass']:.2f})"
            print(f"{count:5} figures: {name}: {1e3 * wall[name]:.1f} ms, {ratios} times python -c pass, {1e3 * floor:.1f} ms")
        taken[count] = wall["press figures"]
    few, *_, many = SIZES
    print(f"each further figure: {1e3 * (taken[many] - taken[few]) / (many - few):.4f} ms")


if __name__ == "__main__":
    main()
