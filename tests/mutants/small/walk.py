"""Random walks: how far they come, and how often they return."""

import json
import statistics
from pathlib import Path

from parts import steps

SEED = 7
WALKS = 400
STEPS = 128


def drawing(title, heights):
    bars = "".join(f'<rect x="{9 * at}" y="{60 - h}" width="8" height="{h}"/>' for at, h in enumerate(heights))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60"><title>{title}</title>{bars}</svg>\n'


walks = [steps.walk(SEED + number, STEPS) for number in range(WALKS)]
far = [abs(walk[-1]) for walk in walks]
home = [walk.count(0) for walk in walks]
short = [abs(walk[31]) for walk in walks]
share = sum(map(bool, home)) / WALKS
numbers = {
    "distance": {"value": statistics.fmean(far), "error": statistics.stdev(far) / WALKS**0.5, "unit": "metres"},
    "short": {"value": statistics.fmean(short), "error": statistics.stdev(short) / WALKS**0.5, "unit": "metres"},
    "returned": {"value": share, "error": (share * (1 - share) / WALKS) ** 0.5, "unit": "share of walks"},
    "walks": WALKS,
    "steps": STEPS,
}
Path("walk.json").write_text(json.dumps(numbers, indent=1) + "\n")
rows = "".join(f"{name},{min(each)},{max(each)}\n" for name, each in (("distance", far), ("returns", home)))
Path("walks.csv").write_text(f"kind,least,most\n{rows}")
Path("content/distance.svg").write_text(drawing("Distance from the start", far[:11]))
Path("content/returns.svg").write_text(drawing("Returns to the origin", home[:11]))
