"""Fingerprints: what cannot matter never changes one, and what can always does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import press
from press.core.errors import PressError
from press.evidence.code.closure import Code

SCRIPTS = Path(press.__file__).parents[1]
FILES = {
    "lab/__init__.py": '"""A package that hands on."""\n\nfrom lab.tools import exported\n',
    "lab/experiment.py": '''"""An experiment."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

import lab
from lab import shapes, tables
from lab.tools import helper as aid, other

if TYPE_CHECKING:
    from lab.types import Data

LABELS = {"a": 1, "b": 2}
TEXT = "Words."


def simulate(rng, *, size: int) -> Data:
    """Simulate."""
    shape = shapes.Square(size)
    return [aid(value) + np.sin(0.5) for value in shape.points()] + inner(lab.exported(size), LABELS)


def inner(value, labels=LABELS):
    def nested(x):
        return math.floor(x) + other(x) + tables.first()

    return [nested(value)]


def plot(axes, series):
    axes.plot(series, label=TEXT)


def unrelated(x):
    return drawn(x)
''',
    "lab/tools.py": '''"""Tools."""

import functools

from lab.deep import DEPTH, leap

LIMIT = 10
UNUSED = 11


@functools.lru_cache(maxsize=100)
def helper(x, factor=LIMIT):
    """Help."""
    if x:
        return leap(x) * factor
    return [y for y in (1, 2) if y]


def other(x):
    local = DEPTH
    return local - x


def exported(x):
    return x * 1.5


def leaping(x):
    return -leap(x)


def unused(x):
    return UNUSED + x
''',
    "lab/deep.py": "DEPTH: int = 3\n\n\ndef leap(x):\n    return x**2\n\n\ndef fall(x):\n    return -x\n",
    "lab/shapes.py": '''class Shape:
    def points(self):
        """Points."""
        return [self.corner(), 0]


class Square(Shape):
    sides = 4

    def __init__(self, size: int) -> None:
        self.size = size

    def corner(self):
        return self.size + self.sides
''',
    "lab/tables.py": 'TABLE = {"x": 1}\n\n\ndef first():\n    return TABLE["x"]\n\n\ndef second():\n    return 2\n',
    "lab/types.py": "Data = list\n",
}

COSMETIC = [
    ("lab/tools.py", '"""Help."""', '"""Help more."""'),
    ("lab/tools.py", '    """Help."""\n', ""),
    ("lab/tools.py", "def other(x):", '# a remark\n\n\ndef other(x):\n    """Now with words."""'),
    ("lab/tools.py", "    local = DEPTH", "\n    local = DEPTH  # three"),
    ("lab/tools.py", "(1, 2)", "(\n        1,\n        2,\n    )"),
    ("lab/tools.py", "return x * 1.5", "return (x * 1.50)"),
    ("lab/tools.py", "LIMIT = 10", "LIMIT = 1_0"),
    ("lab/tools.py", "UNUSED = 11", "UNUSED = 12"),
    ("lab/tools.py", "UNUSED + x", "UNUSED - x"),
    ("lab/tools.py", "LIMIT = 10\n", 'LIMIT = 10\n"""How far."""\n'),
    ("lab/tools.py", "import functools\n", "import functools\nimport json\n"),
    ("lab/deep.py", "return -x", "return x"),
    ("lab/deep.py", "def leap(x):", "class Added:\n    pass\n\n\ndef leap(x):"),
    ("lab/deep.py", "DEPTH: int = 3", '"""Deep."""\n\nDEPTH: int = 3'),
    ("lab/experiment.py", '"""An experiment."""', '"""Another word for it."""'),
    ("lab/experiment.py", '"Words."', '"More words."'),
    ("lab/experiment.py", "label=TEXT", "label=TEXT, color='red'"),
    ("lab/experiment.py", "drawn(x)", "drawn(x, x)"),
    ("lab/experiment.py", '"a": 1', "'a': 1"),
    ("lab/experiment.py", "from lab.types import Data", "from lab.types import Data, Other"),
    ("lab/experiment.py", "def unrelated", "if __name__ == '__main__':\n    simulate(None, size=1)\n\n\ndef unrelated"),
    ("lab/shapes.py", '        """Points."""\n', ""),
    ("lab/types.py", "list", "dict"),
    ("lab/tables.py", "return 2", "return 3"),
    ("lab/tools.py", "def other(x):", "from lab import refusals\n\n\n@refusals.meant(x=1)\ndef other(x):"),
    ("lab/shapes.py", "    def corner(self):", "    @refusals.drawable\n    def corner(self):"),
    ("lab/shapes.py", "class Square(Shape):", "@refusals.model\nclass Square(Shape):"),
    ("lab/experiment.py", "    def nested(x):", "    @lab.refusals.number\n    def nested(x):"),
]

SEMANTIC = [
    ("lab/tools.py", "def exported(x):", "from lab import guards\n\n\n@guards.meant(x=1)\ndef exported(x):"),
    ("lab/tools.py", "def exported(x):", "from lab import refusals\n\n\n@refusals.meant.other\ndef exported(x):"),
    ("lab/tools.py", "def exported(x):", "from lab.deep import fall as refusals\n\n\n@refusals\ndef exported(x):"),
    ("lab/experiment.py", "0.5", "0.25"),
    ("lab/experiment.py", "np.sin", "np.cos"),
    ("lab/experiment.py", "import numpy as np", "import numpy.ma as np"),
    ("lab/experiment.py", "math.floor", "math.ceil"),
    ("lab/experiment.py", "import math", "import cmath as math"),
    ("lab/experiment.py", '"b": 2', '"b": 3'),
    ("lab/experiment.py", "labels=LABELS", "labels=()"),
    ("lab/experiment.py", "helper as aid, other", "other as aid, helper as other"),
    ("lab/experiment.py", "from lab.tools import helper", "from lab.tools import leaping"),
    ("lab/tools.py", "return leap(x) * factor", "return leap(x) + factor"),
    ("lab/tools.py", "LIMIT = 10", "LIMIT = 11"),
    ("lab/tools.py", "maxsize=100", "maxsize=101"),
    ("lab/tools.py", "@functools.lru_cache(maxsize=100)\n", ""),
    ("lab/tools.py", "if y]", "if not y]"),
    ("lab/tools.py", "local - x", "local + x"),
    ("lab/tools.py", "x * 1.5", "x * 1.25"),
    ("lab/tools.py", "import DEPTH, leap", "import DEPTH, fall as leap"),
    ("lab/tools.py", "UNUSED = 11", "UNUSED = 11\nprint(UNUSED)"),
    ("lab/tools.py", "UNUSED = 11", "UNUSED = 11\nLIMIT += 1"),
    ("lab/tools.py", "UNUSED = 11", "UNUSED = 11\nfor LIMIT in range(3):\n    pass"),
    ("lab/deep.py", "DEPTH: int = 3", "DEPTH: int = 4"),
    ("lab/deep.py", "x**2", "x**3"),
    ("lab/deep.py", "DEPTH: int = 3", "import random\n\nDEPTH: int = 3\nrandom.seed(1)"),
    ("lab/shapes.py", "sides = 4", "sides = 5"),
    ("lab/shapes.py", "self.size + self.sides", "self.size - self.sides"),
    ("lab/shapes.py", "[self.corner(), 0]", "[self.corner(), 1]"),
    ("lab/shapes.py", "class Square(Shape):", "class Square(Shape, list):"),
    ("lab/shapes.py", "class Square(Shape):", "@functools.total_ordering\nclass Square(Shape):"),
    ("lab/shapes.py", "self.size = size", "self.size = size + 1"),
    ("lab/tables.py", '{"x": 1}', '{"x": 2}'),
    ("lab/tables.py", "def second", 'TABLE["x"] = 5\n\n\ndef second'),
    ("lab/tables.py", "def second", "def change(made):\n    TABLE.clear()\n    return made\n\n\n@change\ndef second"),
    ("lab/tables.py", "def second", "class Loud:\n    TABLE.clear()\n\n\ndef second"),
    ("lab/tables.py", "def second", "if __name__ != '__main__':\n    TABLE = {}\n\n\ndef second"),
    ("lab/tables.py", "def second", "from lab.deep import fall\n\n\n@fall\ndef second"),
    ("lab/__init__.py", "import exported", "import unused as exported"),
    ("lab/__init__.py", "from lab.tools", "import random\n\nrandom.seed(2)\nfrom lab.tools"),
]

WIDENING = [
    ("lab/tables.py", 'return TABLE["x"]', 'return globals()["TA" + "BLE"]["x"]'),
    ("lab/tables.py", 'return TABLE["x"]', "return eval('second()')"),
    ("lab/experiment.py", "tables.first()", "getattr(tables, 'sec' + 'ond')()"),
    ("lab/experiment.py", "tables.first()", "[module.second() for module in [tables]]"),
    ("lab/experiment.py", "tables.first()", "vars(tables)['second']()"),
    ("lab/experiment.py", "from lab import shapes, tables", "from lab import shapes\nfrom lab.tables import *"),
    ("lab/experiment.py", "return math", "from lab import tables as t\n        return t.second() or math"),
    ("lab/experiment.py", "return math", "import lab.tables\n        return lab.tables.second() or math"),
    ("lab/experiment.py", "return math", "import importlib\n        return importlib or math"),
    ("lab/experiment.py", "math.floor(x)", "__import__('lab.tables').tables.second()"),
    ("lab/experiment.py", "math.floor(x)", "shapes.Shape.__subclasses__()[0]().corner()"),
    ("lab/experiment.py", "tables.first()", "tables.nothing()"),
    ("lab/experiment.py", "tables.first()", "lab.tables.second()"),
    ("lab/experiment.py", "tables.first()", "(lambda second: second)(tables.second)(0)"),
]

SAMPLE = '''
async def sample(a, /, b: "int" = 1, *c, d=None, **e):
    """Doc."""
    f = f"{a!r:>{b}} {e['k']} {{}} {a=} {b + 1:.{b}f}" "it's" u"so"
    g = [x async for x in c if x] if (h := d) is not None else lambda *i, j=[]: (yield)
    match a:
        case {"k": [1, *_], **j} | None | int(real=-1):
            return ~-b @ 1e-7 + 1j, b"\\x00", ..., 10**40, 0.1
    try:
        del f[::2, ...], g[(1, 2)], e.k
    except* OSError as k:
        raise g from k
    finally:
        pass
'''


def build(folder):
    for place, text in FILES.items():
        path = folder / "scripts" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "scripts"


def edit(scripts, place, old, new):
    text = (scripts / place).read_text(encoding="utf-8")
    (scripts / place).write_text(text.replace(old, new, 1), encoding="utf-8")
    return old in text


def look(scripts):
    return Code(scripts).closure("lab.experiment", ["simulate"])


@pytest.fixture
def scripts(tmp_path):
    return build(tmp_path)


def test_the_closure_is_what_the_functions_reach(scripts):
    """Every definition that is reached is there, across modules, through methods and re-exports, and no other is."""
    found = look(scripts)
    assert set(found.code) == {
        "DEPTH", "LABELS", "LIMIT", "Shape", "Square", "TABLE", "exported", "first", "helper", "inner", "leap", "other",
        "simulate",
    }  # fmt: skip
    assert found.libraries == {"numpy"}
    assert all(len(digest) == 16 for digest in found.code.values())


@pytest.mark.parametrize(("place", "old", "new"), COSMETIC)
def test_what_cannot_matter_changes_nothing(scripts, place, old, new):
    """A comment, a docstring, a blank line, a way of writing, an unrelated definition: the same fingerprint."""
    before = look(scripts)
    assert edit(scripts, place, old, new)
    assert look(scripts) == before


@pytest.mark.parametrize(("place", "old", "new"), SEMANTIC)
def test_what_can_matter_changes_something(scripts, place, old, new):
    """A constant, a helper, a method, a decorator, a default, an import, an act on import: another fingerprint."""
    before = look(scripts)
    assert edit(scripts, place, old, new)
    assert look(scripts) != before


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cosmetic=st.lists(st.sampled_from(COSMETIC), max_size=6, unique_by=lambda edit: edit[:2]),
    semantic=st.sampled_from(SEMANTIC),
)
def test_no_disguise_hides_a_change(tmp_path, cosmetic, semantic):
    """Any mixture of edits that cannot matter is no change, and one that can is seen through any mixture of them."""
    scripts = build(tmp_path)
    before = look(scripts)
    for each in cosmetic:
        edit(scripts, *each)
    assert look(scripts) == before
    if edit(scripts, *semantic):
        assert look(scripts) != before


@pytest.mark.parametrize(("place", "old", "new"), WIDENING)
def test_what_the_syntax_cannot_tell_widens(scripts, place, old, new):
    """Where names are found while running, or a module is passed on, any change of that module counts."""
    assert edit(scripts, place, old, new)
    before = look(scripts)
    assert edit(scripts, "lab/tables.py", "return 2", "return 3")
    assert look(scripts) != before


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\n\f\v\x00\x1c\x1d\x1e\x85\u2028\u2029")))
def test_any_comment_is_no_change(tmp_path_factory, words):
    """Whatever a comment says, it is not code."""
    scripts = build(tmp_path_factory.mktemp("comment"))
    before = look(scripts)
    edit(scripts, "lab/deep.py", "    return x**2", f"    # {words}\n    return x**2")
    assert look(scripts) == before


def test_annotations_count_only_where_they_run(scripts):
    """With `from __future__ import annotations` a type is never evaluated, without it is."""
    edit(scripts, "lab/deep.py", "def leap(x):", "class Kind:\n    pass\n\n\ndef leap(x: Kind):")
    assert "Kind" in look(scripts).code
    edit(scripts, "lab/deep.py", "DEPTH: int", "from __future__ import annotations\n\nDEPTH: int")
    assert "Kind" not in look(scripts).code


def test_imports_that_go_round_in_circles_end(scripts):
    """Modules may import each other, and a package a name that is also its submodule's."""
    edit(scripts, "lab/deep.py", "DEPTH: int = 3", "from lab.tools import helper\n\nDEPTH: int = 3")
    edit(scripts, "lab/deep.py", "x**2", "x**2 if x else helper(x)")
    edit(scripts, "lab/__init__.py", "import exported", "import exported\nfrom lab.tables import first as tables")
    assert {"helper", "first"} <= set(look(scripts).code)


@pytest.mark.parametrize(("old", "new"), [("return leap(x)", "return 0"), ("return -leap(x)", "return 0")])
def test_each_branch_of_a_conditional_import_counts(scripts, old, new):
    """Which branch runs is not known beforehand, so both are inputs."""
    one, other = "from lab.tools import helper as aid, other", "from lab.tools import leaping as aid, other"
    edit(scripts, "lab/experiment.py", one, f"try:\n    {one}\nexcept ImportError:\n    {other}")
    before = look(scripts)
    assert edit(scripts, "lab/tools.py", old, new)
    assert look(scripts) != before


def test_what_a_module_does_when_imported_counts(scripts):
    """A module that is imported and never named may still seed, register or patch."""
    (scripts / "lab/effects.py").write_text("import random\n\nrandom.seed(1)\n", encoding="utf-8")
    edit(scripts, "lab/shapes.py", "class Shape:", "import lab.effects\n\n\nclass Shape:")
    before = look(scripts)
    assert edit(scripts, "lab/effects.py", "seed(1)", "seed(2)")
    assert look(scripts) != before


def test_a_name_that_is_bound_twice_counts_each_time(scripts):
    """What was made of a name before it was bound anew keeps its first value."""
    edit(scripts, "lab/tables.py", 'TABLE = {"x": 1}', 'X = 1\nTABLE = {"x": X}\nX = 2')
    before = look(scripts)
    assert edit(scripts, "lab/tables.py", "X = 1", "X = 3")
    assert look(scripts) != before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("import math", "from importlib import resources as math"),
        ("import math", "from importlib.resources import files as math"),
        ("math.floor(x)", "open(__file__ + '/../table.csv').read()"),
    ],
)
def test_data_that_code_finds_beside_itself_counts(scripts, old, new):
    """A data file of the package is an input where code asks for the files beside it, and nowhere else."""
    (scripts / "lab/data").mkdir()
    (scripts / "lab/data/table.csv").write_text("1,2\n")
    assert look(scripts).files == {}
    edit(scripts, "lab/experiment.py", old, new)
    before = look(scripts)
    assert set(before.files) == {"table.csv"}
    assert "second" not in before.code
    (scripts / "lab/data/table.csv").write_text("1,3\n")
    assert look(scripts) != before


def test_relative_imports_are_followed(scripts):
    """A helper is found by a relative import as by an absolute one."""
    edit(scripts, "lab/tools.py", "from lab.deep import", "from .deep import")
    before = look(scripts)
    assert "leap" in before.code
    edit(scripts, "lab/deep.py", "x**2", "x**4")
    assert look(scripts) != before


def test_a_missing_module_or_broken_code_is_named(scripts):
    """What cannot be read is an error that says where, never an empty closure."""
    with pytest.raises(PressError, match=r"scripts/lab/nothing\.py: there is no such module"):
        Code(scripts).closure("lab.nothing", ["simulate"])
    edit(scripts, "lab/deep.py", "def leap(x):", "def leap(x:")
    with pytest.raises(PressError, match=r"scripts/lab/deep\.py:4: not Python"):
        look(scripts)


def test_the_digest_of_a_definition_is_the_same_everywhere(tmp_path):
    """Digests are compared between machines, so a sample of the syntax keeps the digest it has under every Python."""
    (tmp_path / "sample.py").write_text(SAMPLE, encoding="utf-8")
    [found] = Code(tmp_path).closure("sample", ["sample"]).code.values()
    assert found == "f10f73f778a3b05e"


@pytest.mark.parametrize(("one", "other"), [("['']", "[]"), ("None", "''"), ("1", "1.0"), ("2", "2j"), ("[A]", "(A,)")])
def test_values_that_look_alike_are_told_apart(tmp_path, one, other):
    """An empty string in a list, a float, a truth value, a tuple: none passes for its neighbour."""
    digests = set()
    for value in (one, other):
        (tmp_path / "sample.py").write_text(f"A = 1, 2\nB, sample = 0, {value}\n", encoding="utf-8")
        digests.add(Code(tmp_path).closure("sample", ["sample"]).code["sample"])
    assert len(digests) == 2


def test_fingerprints_do_not_depend_on_the_order_of_sets(scripts):
    """Two processes with different hash seeds find the same closure, also where it widens."""
    edit(scripts, "lab/experiment.py", "tables.first()", "getattr(tables, 'first')() + tables.second()")
    program = "import sys; from pathlib import Path; from press.evidence.code.closure import Code\n"
    program += "print(Code(Path(sys.argv[1])).closure('lab.experiment', ['simulate']).code)"
    command = [sys.executable, "-c", program, str(scripts)]
    seeded = [os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(SCRIPTS)} for seed in "123"]
    found = {subprocess.run(command, env=each, capture_output=True, check=True).stdout for each in seeded}
    assert len(found) == 1
    assert b"all of tables'" in found.pop()


def test_a_module_may_move_and_take_another_name(scripts):
    """Definitions are known by their names, not by their places, and however they are imported."""
    edit(scripts, "lab/experiment.py", "math.floor(x)", "math.floor(x) + deep.leap(x)")
    edit(scripts, "lab/experiment.py", "import lab\n", "import lab\nimport lab.deep as deep\n")
    before = look(scripts)
    (scripts / "lab/far").mkdir()
    (scripts / "lab/deep.py").rename(scripts / "lab/far/sea.py")
    edit(scripts, "lab/experiment.py", "import lab.deep as deep", "from lab.far import sea")
    edit(scripts, "lab/experiment.py", "deep.leap", "sea.leap")
    edit(scripts, "lab/tools.py", "from lab.deep import", "from .far.sea import")
    assert look(scripts) == before


def test_a_definition_may_move_by_itself(scripts):
    """A function that goes to another module, by itself, is the same function; so is one that is handed on."""
    before = look(scripts)
    text = (scripts / "lab/tools.py").read_text(encoding="utf-8")
    start, end = text.index("def other"), text.index("def exported")
    (scripts / "lab/more.py").write_text(f"from lab.deep import DEPTH\n\n\n{text[start:end]}", encoding="utf-8")
    (scripts / "lab/tools.py").write_text(text[:start] + text[end:], encoding="utf-8")
    edit(scripts, "lab/tools.py", "import DEPTH, leap", "import leap\nfrom lab.more import other")
    assert look(scripts) == before


def test_a_module_that_counts_as_a_whole_keeps_its_digest_under_another_name(scripts):
    """A module that acts when it is imported is known by what it does; only its entry has its name."""
    edit(scripts, "lab/tables.py", "def second", 'TABLE["x"] = 5\n\n\ndef second')
    before = look(scripts).code
    (scripts / "lab/tables.py").rename(scripts / "lab/lists.py")
    edit(scripts, "lab/experiment.py", "shapes, tables", "lists, shapes")
    edit(scripts, "lab/experiment.py", "tables.first", "lists.first")
    after = look(scripts).code
    assert before.pop("all of tables") == after.pop("all of lists")
    assert before == after


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [
        ("lab/experiment.py", "leap(x) - sink(x)", "sink(x) - leap(x)"),
        ("lab/experiment.py", "from lab.sea import leap", "from lab.deep import leap"),
        ("lab/tools.py", "from lab.deep import DEPTH, leap", "from lab.deep import DEPTH\nfrom lab.sea import leap"),
    ],
)
def test_definitions_of_one_name_are_told_apart(scripts, place, old, new):
    """Where two definitions share a name, it matters which of them is meant, and by whom."""
    (scripts / "lab/sea.py").write_text("def leap(x):\n    return x - 7\n\n\ndef sink(x):\n    return leap(x)\n")
    edit(
        scripts,
        "lab/experiment.py",
        "from lab import",
        "from lab.sea import leap\nfrom lab.sea import sink\nfrom lab import",
    )
    edit(scripts, "lab/experiment.py", "math.floor(x)", "math.floor(x) + leap(x) - sink(x)")
    before = look(scripts)
    assert edit(scripts, place, old, new)
    assert look(scripts) != before


def test_line_ends_are_no_change(scripts):
    """A checkout with the line ends of another system has the same fingerprint, of code and of data in text."""
    (scripts / "lab/table.csv").write_bytes(b"1,2\n3,4\n")
    edit(scripts, "lab/experiment.py", "import math", "from importlib import resources as math")
    before = look(scripts)
    for path in scripts.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert before.files
    assert look(scripts) == before


def test_a_library_beside_the_toolkit_is_no_code_of_its(tmp_path):
    """Installed among other libraries, only the package that was asked for is read as the project's own."""
    scripts = build(tmp_path)
    (scripts / "numpy").mkdir()
    (scripts / "numpy/__init__.py").write_text("raise SystemExit\n")
    found = Code(scripts, package="lab").closure("lab.experiment", ["simulate"])
    assert found.libraries == {"numpy"}
    assert found.code == Code(build(tmp_path / "alone")).closure("lab.experiment", ["simulate"]).code
