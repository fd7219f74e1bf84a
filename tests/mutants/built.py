"""Mutants of the built pages, made from whatever was built."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mutants.mutant import Mutant, kinds, line, other_digit, replaced, spread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.check.reading import Reading


def pages(reading: Reading, pattern: str) -> Iterator[tuple]:
    """The first match of a pattern on every page that has one."""
    for path, text in reading.built.items():
        match = re.search(pattern, text)
        if match:
            yield path, text, match


def changed(reading: Reading, pattern: str, words: str, *rules: str, exact: bool = True) -> Iterator[Mutant]:
    for path, text, match in pages(reading, pattern):
        after = replaced(text, *match.span(), match.expand(words))
        place = line(text, match.start()) if exact else 0
        yield Mutant(path, after, rules, reading.project.place(path), place)


def values_changed(reading: Reading) -> Iterator[Mutant]:
    """A number on a page carries another value than the stored one."""
    yield from changed(reading, r'(<data value=")[^"]*(" data-number)', r"\g<1>0.123456\g<2>", "published")


def digits_changed(reading: Reading) -> Iterator[Mutant]:
    """A number on a page prints another digit than the stored one."""
    for path, text, match in pages(reading, r'data-number="[^"]*">(?P<text>[^<]+)<'):
        after = replaced(text, *match.span("text"), other_digit(match["text"]))
        yield Mutant(path, after, ("published",), reading.project.place(path), line(text, match.start()))


def bindings_left(reading: Reading) -> Iterator[Mutant]:
    """The engine did not know the extension, and left a binding as it stood."""
    name = reading.names[0]
    key = next(iter(reading.results[name].numbers))
    for index, mutant in enumerate(changed(reading, "</article>", r"BINDING\g<0>", "published")):
        binding = f"0.5<!-- {name}.{key} -->" if index % 2 else f"most<!-- {name}.{key} > 0 -->"
        yield mutant._replace(after=mutant.after.replace("BINDING", binding))


def marks_lost(reading: Reading) -> Iterator[Mutant]:
    """A claim is no longer marked on the article's page."""
    for path, text in reading.built.items():
        for match in re.finditer(r"<mark[^>]*data-claim[^>]*>[^<]*</mark>", text):
            yield Mutant(path, replaced(text, *match.span(), ""), ("published",), reading.project.place(path))


def drawings_muted(reading: Reading) -> Iterator[Mutant]:
    """A drawing on a page has lost its description."""
    pattern = r'(<figure class="evidence"(?:(?!</figure>)[\s\S])*?<img[^>]*?) alt="[^"]*"'
    yield from changed(reading, pattern, r"\g<1>", "published", exact=False)


def figures_bare(reading: Reading) -> Iterator[Mutant]:
    """A figure stayed a bare picture."""
    name = reading.names[0]
    yield from changed(reading, "</article>", rf'<img src="figures/{name}.svg" alt="A figure">\g<0>', "published")


def headings_lost(reading: Reading) -> Iterator[Mutant]:
    """A page has no heading of the first level, or two."""
    yield from changed(reading, r"<h1([^>]*>[\s\S]*?)</h1>", r"<h2\g<1></h2>", "published", exact=False)


def descriptions_lost(reading: Reading) -> Iterator[Mutant]:
    """A page has lost its description."""
    yield from changed(reading, r'<meta name="description"[^>]*>', "", "published", exact=False)


def links_broken(reading: Reading) -> Iterator[Mutant]:
    """A link leads to a page that is not there, or to an anchor that is not on it."""
    yield from changed(reading, r'(<a href=")([^"#:]+/)(")', r"\g<1>no-such-page/\g<3>", "link")
    yield from changed(reading, r'(<a href=")(#[^"]+)(")', r"\g<1>#no-such-anchor\g<3>", "link")


def others_asked(reading: Reading) -> Iterator[Mutant]:
    """A page asks another host for a script, a style sheet or a picture."""
    for index, mutant in enumerate(changed(reading, "</head>", r"ASKED\g<0>", "third_party")):
        asked = (
            "<script src='https://example.org/a.js'></script>",
            "<link rel='stylesheet' href='https://example.org/a.css'>",
        )
        yield mutant._replace(after=mutant.after.replace("ASKED", asked[index % 2]))


def addresses_leaked(reading: Reading) -> Iterator[Mutant]:
    """A private address, a private host or the appliance's footer stands on a page."""
    leaks = (
        "http://192.168.1.22/",
        "10.0.0.7",
        "http://blog.lan/",
        "http://localhost:8000/",
        "Powered by TurnKey WordPress",
    )
    for index, mutant in enumerate(changed(reading, "</body>", r"LEAK\g<0>", "address")):
        yield mutant._replace(after=mutant.after.replace("LEAK", leaks[index % len(leaks)]))


def policies_loosened(reading: Reading) -> Iterator[Mutant]:
    """A page has lost its security policy, or the policy allows everything inline."""
    yield from changed(reading, r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", "policy", exact=False)
    yield from changed(reading, r"(script-src )'self'", r"\g<1>'self' 'unsafe-inline'", "policy")


def scripts_slipped_in(reading: Reading) -> Iterator[Mutant]:
    """An inline script, a style or a handler stands on a page."""
    slips = ("<script>alert(1)</script>", '<p style="color: red">x</p>', '<p onclick="go()">x</p>')
    for index, mutant in enumerate(changed(reading, "</body>", r"SLIP\g<0>", "policy")):
        yield mutant._replace(after=mutant.after.replace("SLIP", slips[index % len(slips)]))


def files_touched(reading: Reading) -> Iterator[Mutant]:
    """A word of a built page, of a style sheet or of a file of data is another than the build wrote."""
    site = reading.project.site
    for path in (*site.glob("figures/*.json"), *site.glob("assets/*.css"), *reading.built):
        text = path.read_text(encoding="utf-8")
        yield Mutant(path, f"{text} ", ("untouched",), reading.project.place(path), 1)


KINDS = kinds(globals())


def mutants(kind: str, reading: Reading) -> list[Mutant]:
    """The mutants of one kind."""
    return spread(KINDS[kind](reading), 2)
