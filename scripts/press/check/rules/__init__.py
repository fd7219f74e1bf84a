"""The rules that sources and built pages are held to, one module each; the folder is their registry.

A rule's module opens with the sentence it holds. It has `STAGE`, "sources" (what people and simulations wrote) or
"site" (the built bytes), and `check(reading)`, which yields a Finding for each place where the sentence is not true. A
rule of the site may have `page(reading, path, built)` as well, for what it reads of one built page; these come first.
A rule with `BINDINGS` is about what authors bind and holds in every project, the others only in those that are laid out
as ours. One with `TYPED` looks at one text and the evidence, and an editor asks it while the text is typed. A text that
was clean is not read again (`press.check.seen`), so a rule with `ALONE` looks at nothing but each text by itself, the
settings of the project, results and claims, and `page` at these and the names of the site's files.
"""

from __future__ import annotations

import importlib
import pkgutil
from contextlib import suppress
from functools import cache
from types import ModuleType

from press.core import distribution


@cache
def modules() -> dict[str, ModuleType]:
    """The modules of this folder by name; where a library is lacking, without those that an article of ours needs."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    found, lacking = {}, () if distribution.has("article") else (ModuleNotFoundError,)
    for name in names:
        with suppress(*lacking):
            found[name] = importlib.import_module(f"{__name__}.{name}")
    return found


def sentence(rule: ModuleType) -> str:
    """What a rule holds."""
    return " ".join(str(rule.__doc__).partition("\n\n")[0].split())
