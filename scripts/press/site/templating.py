"""How templates of generated files and skeletons are filled, and what every one of them may say."""

from __future__ import annotations

import re
from typing import Any

import jinja2

from press.site.addresses import work_anchor

BINDING = re.compile(r"<!--.*?-->")
TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("press"), trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined,
    keep_trailing_newline=True, autoescape=False,  # noqa: S701 - it writes Markdown from our own files
)  # fmt: skip


def render(template: str, **values: Any) -> bytes:
    """Fill a template, named without its last suffix; a name that it asks for and is not given is an error."""
    return TEMPLATES.get_template(f"{template}.j2").render(values).encode()


def plain(text: str) -> str:
    """A sentence as a description: no bindings, no quotation marks that would end the YAML string."""
    return BINDING.sub("", text).replace('"', "'")


def subject(name: str) -> str:
    """An experiment's name as a heading: `zipf_vocabulary` is `Zipf vocabulary`."""
    return name.replace("_", " ").capitalize()


TEMPLATES.globals |= {"plain": plain, "subject": subject, "anchor": work_anchor}
