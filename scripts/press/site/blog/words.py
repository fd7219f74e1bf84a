"""What stands around a blog's own words, in its language: the theme's translators have written most of it.

English says it in sentences. In every other language that the theme knows it is said with the theme's words alone,
which are labels, and with dates as the language writes them; what it has no word for is a sign or left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = "templates/partials/languages"  # of the theme
ENGLISH = "en"


class Words(NamedTuple):
    """The furniture of a blog; `of` has the theme's word for a key, and `locale` writes dates."""

    language: str
    of: Callable[[str], str]
    locale: Locale | None

    @property
    def is_english(self) -> bool:
        """Whether sentences can be said."""
        return self.language == ENGLISH

    def day(self, moment: datetime) -> str:
        """A date."""
        if self.is_english or self.locale is None:
            return f"{moment.day} {moment:%B} {moment.year}"
        from babel.dates import format_date  # noqa: PLC0415 - it comes with the theme, which a check need not have

        return format_date(moment, "long", locale=self.locale)

    def minutes(self, count: int) -> str:
        """How long it takes to read."""
        if self.is_english:
            return f"{count} min read"
        return self.of("readtime.one" if count == 1 else "readtime.other").replace("#", str(count))

    def comments(self, count: int) -> str:
        """How many comments there are."""
        if self.is_english:
            return "One comment" if count == 1 else f"{count} comments"
        return f"{self.of('meta.comments')} ({count})"

    def said(self, english: str, key: str = "", sign: str = "") -> str:
        """English words, or the theme's of a key, or a sign."""
        return english if self.is_english else self.of(key) if key else sign


@cache
def words(language: str) -> Words:
    """The words of a language as a blog names it, `de-DE`; English where the theme has none."""
    name = known(language) if language else ENGLISH
    if name == ENGLISH:
        return Words(name, str, None)
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - as above
    from jinja2 import Environment  # noqa: PLC0415 - as above

    text = resources.files("material").joinpath(LANGUAGES, f"{name}.html").read_text("utf-8")
    macro = Environment(autoescape=False).from_string(text).module.t  # type: ignore[attr-defined]  # noqa: S701 - labels
    try:
        locale = Locale.parse(language.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        locale = None
    return Words(name, lambda key: str(macro(key)), locale)


def known(said: str) -> str:
    """A language as the theme calls it, English where it has no words in it."""
    try:
        entries = resources.files("material").joinpath(LANGUAGES).iterdir()
    except ModuleNotFoundError:
        return ENGLISH
    names = {entry.name.removesuffix(".html") for entry in entries}
    wanted = (said, said.replace("_", "-"), said.lower(), re.split("[-_]", said)[0].lower())
    return next((name for name in wanted if name in names), ENGLISH)
