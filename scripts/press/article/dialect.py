"""The Markdown that a project's pages are written in: the extensions of its `mkdocs.yml`, and the author's notation.

What an extension needs that is not installed, or code that the settings name, is left out: to check sources nothing of
an engine has to be there, and nothing of a project is run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

import markdown
from markdown.inlinepatterns import InlineProcessor

from press.article import notation, words
from press.core import settings
from press.core.project import Project

ALWAYS = ("toc", "tables", "fenced_code")  # what MkDocs turns on for every site
OURS = "press.markdown"  # binds to results, where reading only asks what is bound
MARKS = "[\U000f0000-\U0010ffff]"  # characters that no text has: `press.article.marks` puts them behind words
HELD = rf"(?P<word>[^\W_][\w\u2019'-]{{0,80}})(?:{words.COMPARED})"  # a bound, or each letter is looked at from each
NOTATION = {
    "bound": notation.BOUND,
    "verdict": notation.VERDICT,
    "bound word": words.WORD,
    "held word": HELD,
    "citation": notation.CITATION,
}
KNOWN = ("markdown.", "pymdownx.")  # and but for snippets, a page is all that they read
PRIORITY = 185  # as in press.site.markdown: behind code spans, before everything else


class Dialect(NamedTuple):
    """The extensions with their settings, as text, and where what is read may be kept, if anywhere."""

    extensions: tuple[tuple[str, str], ...]
    cache: str = ""

    def convert(self, text: str) -> str:
        """The page as HTML, in which an element `press` holds what is bound, and says how."""
        return _converter(self.extensions).reset().convert(text)


def of(project: Project) -> Dialect:
    """The dialect of a project; without an engine's settings, that of a new article."""
    said = settings.read(project.root)
    if not said:
        return STANDARD._replace(cache=str(project.cache / "readings"))
    listed: dict[str, Any] = {name: {} for name in ALWAYS}
    for each in settings.extensions(said):
        listed |= {name: _plain(options or {}) for name, options in each.items()}
    listed.pop(OURS, None)
    there = tuple((name, json.dumps(options)) for name, options in listed.items() if _is_there(name, options))
    kept = all("." not in name or name.startswith(KNOWN) for name, _ in there) and "snippets" not in str(there)
    return Dialect(there, str(project.cache / "readings") if kept else "")


PLAIN = Dialect(())
STANDARD = Dialect(tuple((name, "{}") for name in (*ALWAYS, "admonition", "attr_list", "footnotes", "md_in_html")))


class Sought(NamedTuple):
    """A pattern that is tried as long as the sign that it cannot be without is yet to come."""

    pattern: re.Pattern[str]
    sign: str

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """The matches from a place on."""
        return self.pattern.finditer(text, start) if text.find(self.sign, start) >= 0 else iter(())


class Noted(InlineProcessor):
    """Say what of the author's notation stands somewhere: a mark that follows it goes along."""

    def __init__(self, kind: str, md: markdown.Markdown) -> None:
        super().__init__(f"(?P<noted>{NOTATION[kind]})(?P<mark>{MARKS}*)", md)
        self.kind = kind
        self._sought = Sought(self.compiled_re, "[@" if kind == "citation" else "<!--")

    def getCompiledRegExp(self) -> Sought:  # type: ignore[override]  # noqa: N802 - the library's name
        """What the engine asks for its matches, and for no more."""
        return self._sought

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[str, int, int] | tuple[None, None, None]:
        """Set what is shown of it apart; what the page defines as the label of a link is no citation."""
        if self.kind == "citation" and m["noted"][1:-1].lower() in self.md.references:
            return None, None, None
        shown = escape(m["noted"].partition("<!--")[0]) + m["mark"]
        return self.md.htmlStash.store(f'<press kind="{self.kind}">{shown}</press>'), m.start(0), m.end(0)


class Labels(dict[str, Any]):
    """The definitions of links by label, whatever marks a label has."""

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(unmarked(key), value)

    def __getitem__(self, key: str) -> Any:
        return super().__getitem__(unmarked(key))

    def __contains__(self, key: object) -> bool:
        return super().__contains__(unmarked(str(key)))


def unmarked(text: str) -> str:
    """A text without marks."""
    return re.sub(MARKS, "", text)


def _plain(options: Any) -> Any:
    """Settings without what names code."""
    if isinstance(options, settings.Tagged):
        return None
    if isinstance(options, dict):
        return {key: _plain(value) for key, value in options.items() if not isinstance(value, settings.Tagged)}
    if isinstance(options, list):
        return [_plain(value) for value in options if not isinstance(value, settings.Tagged)]
    return options


def _is_there(name: str, options: dict[str, Any]) -> bool:
    try:
        markdown.Markdown(extensions=[name], extension_configs={name: options})
    except Exception:  # noqa: BLE001 - whatever hinders an extension: the engine will say it, a reading goes on
        return False
    return True


@lru_cache(maxsize=8)
def _converter(extensions: tuple[tuple[str, str], ...]) -> markdown.Markdown:
    configured = {name: json.loads(options) for name, options in extensions}
    converter = markdown.Markdown(extensions=list(configured), extension_configs=configured)
    for index, kind in enumerate(NOTATION):
        converter.inlinePatterns.register(Noted(kind, converter), f"press_{kind}", PRIORITY - index / 10)
    converter.references = Labels()
    return converter
