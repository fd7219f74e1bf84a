"""Whatever stands on a page, and whatever the results are: what `press check --fix` writes is so, or is a finding.

`python tests/press/check/test_rewritten.py 100000` tries as many numbers as it is told, in pages of a hundred.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from press import check
from press.article import number_words
from press.check import bindings, fix, rules
from press.core import numbers, project
from press.core.sourced import Number
from press.evidence import figures

A_PAGE = 100
HEAD = "---\ntitle: Numbers\ndescription: In any form.\n---\n# Numbers\n\n"
DIGITS = [
    "#", "#.#", "#.##", "0.#", "0.##", "0.###", "##", "###", "#,###", "##,###", "####", "#e#", "#.#e#", "#.#e-#", "0",
]  # fmt: skip
ODD = [
    ".#", "#,#", "#'###", "# ###", "#/#", "#\u2009###", "\u00bd", "0#", "#.#.#", "#th", "#x", "#:#", "\u0663", "x#",
]  # fmt: skip
GAPS = ["%", " %", "\u00a0%", " percent", " percentage points", " thousand", " million", " billion", " trillion"]
BEFORE = [
    "", "", "", "", "\u2212", "-", "\u2013", "\u00b1 ", "$", "1 ", "1,", "0.", "3/", "more than ", "minus ", "**",
    "at most ",
]  # fmt: skip
BEHIND = [
    "", "", "", "", " of it", " times", " million", "%", ",500", ".5", "e3", "/3", " \u00d7 10\u00b3", "**", " or more",
]  # fmt: skip
WORDS = ["half", "twice", "three", "twelve", "one in ten", "two thirds", "a tenth", "five times"]
PLAIN = re.compile(
    rf"It is (?:\*\*|(?P<more>more than )|(?P<most>at most ))?(?P<said>{numbers.NUMBER.pattern}|[a-z][a-z -]*)"
    r"<!-- lot\.n(?P<which>\d+) -->(?: of it| times|\*\*|(?P<least> or more))?\."
)


def drawn(rng: random.Random) -> Number:
    """A number of any size, as a result has it."""
    value = rng.choice([0.0, 1.0, 0.5, rng.random(), 10 ** rng.uniform(-6, 12), float(rng.randrange(10_000))])
    value *= rng.choice([1, 1, 1, -1])
    return Number(value, abs(value) * rng.choice([0.0, 0.0, 1e-4, 0.01, 0.2, 1.5]), "", "drawn")


def sentence(rng: random.Random, which: int) -> str:
    """A number in some form, right or wrong as it may be."""
    form = rng.choice(DIGITS + ODD * (rng.random() < 0.3)) + rng.choice(["", rng.choice(GAPS)])
    said = "".join(str(rng.randrange(1, 10)) if sign == "#" else sign for sign in form)
    said = rng.choice(WORDS) if rng.random() < 0.1 else said
    before = rng.choice(BEFORE)
    behind = rng.choice([each for each in BEHIND if each != " or more" or before.strip("\u2212-") in {"", "**"}])
    return f"It is {before}{said}<!-- lot.n{which} -->{behind}.\n\n"


def falsehoods(found, seed: int) -> tuple[int, list[str]]:
    """How many sentences of a page were rewritten, and which of these pass and are not so."""
    rng, path = random.Random(seed), found.content / "lot.md"  # noqa: S311 - a game
    reading, values = check.Reading(found), {f"n{which}": drawn(rng) for which in range(A_PAGE)}
    lot = reading.results["decay"]._replace(name="lot", numbers=values)
    reading.results, reading.known = reading.results | {"lot": lot}, reading.known | {"lot": lot}
    before = HEAD + "".join(sentence(rng, which) for which in range(A_PAGE))
    reading = reading.of_one(path, before)
    after = fix._words(reading, path, bindings.rewritten(reading, path, before))
    other = reading.of_one(path, after)
    typed = (module for module in rules.modules().values() if hasattr(module, "TYPED"))
    refused = {finding.line for module in typed for finding in module.check(other) if finding.path == "content/lot.md"}
    lines = list(zip(before.split("\n"), after.split("\n"), strict=True))
    written = [(number, now) for number, (then, now) in enumerate(lines, 1) if then != now]
    return len(written), [now for number, now in written if number not in refused and not is_so(now, values)]


def is_so(line: str, values: dict[str, Number]) -> bool:
    """Whether a sentence that passes says what the result is, read whole and by no more than arithmetic."""
    match = PLAIN.fullmatch(line)
    if not match:
        return False
    number = values[f"n{match['which']}"]
    if match["said"][0].isalpha():
        named = number_words.read(match["said"]).value
        return abs(number.value - named) <= max(0.5, 0.11 * abs(named))
    digits, _, scale = match["said"].replace("\u00a0", " ").replace("\u2212", "-").replace("%", " %").partition(" ")
    mantissa, _, power = digits.replace(",", "").partition("e")
    unit = numbers.SCALES.get(scale.strip(), 1.0) * 10.0 ** int(power or 0)
    zeros = len(mantissa) - len(mantissa.rstrip("0")) if "." not in mantissa else 0
    last = unit * 10.0 ** (zeros - len(mantissa.partition(".")[2]))
    above = number.value - float(mantissa) * unit
    slack = 1e-6 * last + 1e-12 * abs(number.value)
    wrong = (match["more"] and above <= 0) or (match["least"] and above < -slack) or (match["most"] and above > slack)
    nothing = not float(mantissa) and abs(above) <= 2 * number.error + 1e-12  # which may be printed as nothing
    return not wrong and (nothing or abs(above) <= last / 2 + slack)


@pytest.mark.slow
def test_what_is_rewritten_is_so_or_is_a_finding(orchard):
    """In some hundred sentences of each of which nobody looked whether it is right."""
    written, false = zip(*(falsehoods(orchard, seed) for seed in range(10)), strict=True)
    assert sum(written) > 300
    assert [line for each in false for line in each] == []


def main(count: int) -> int:
    """Print what came of so many rewritten sentences."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place).resolve() / "orchard"
        shutil.copytree(Path(__file__).parent / "project", root)
        found = project.find(root)
        figures.update(found, jobs=1, report=lambda line: None)
        written, false, seed = 0, list[str](), 0
        while written < count:
            many, wrong = falsehoods(found, seed)
            written, false, seed = written + many, [*false, *wrong], seed + 1
    print(f"{written} sentences rewritten, {len(false)} that pass and are false", *false[:20], sep="\n")
    return int(bool(false))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
