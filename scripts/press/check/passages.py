"""Passages of a document that are generated, between two comments, and that `press check --fix` writes anew.

    <!-- generated: claims -->
    (a table of the claims with the verdicts that follow)
    <!-- end of generated -->

`claims` is that table; `figure NAME` is what a figure shows, in a sentence with its numbers bound; `rules` and
`excuses` are what the analyser holds, and what it lets pass. What stands between the comments is never edited: the
next run replaces it, and until then it is a finding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.article import ledger
from press.article.digit_classes import LITERAL, MEANING
from press.check import rules as registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from press.check.reading import Reading

ELSEWHERE = {"key or quotation", "program", *LITERAL}  # than on pages
PASSAGE = re.compile(
    r"^<!--\s*generated:\s*(?P<kind>\w+)(?: +(?P<name>\w+))?\s*-->\n"
    r"(?P<body>[\s\S]*?)^<!--\s*end of generated\s*-->$",
    re.MULTILINE,
)


def claims(reading: Reading, name: str) -> str:  # noqa: ARG001 - all generators are called alike
    """Every claim with its quotation and the verdict that follows."""
    rows = [
        f"| {claim.id} | \u201c{claim.quote}\u201d | {verdict}<!-- {claim.id} --> |"
        for claim in reading.claims
        for verdict in [ledger.derive(claim, reading.known)]
    ]
    return "\n".join(["", "| Claim | The article says | Verdict |", "| --- | --- | --- |", *rows, ""])


def figure(reading: Reading, name: str) -> str:
    """What a figure shows, in its own words."""
    if name not in reading.results:
        raise ValueError(f"no figure {name!r}; there are {', '.join(sorted(reading.results))}")
    return f"\n{reading.results[name].lay}\n"


def rules(reading: Reading, name: str) -> str:  # noqa: ARG001
    """Every rule of the analyser with the sentence it holds."""
    return _list({name: _sentence(rule) for name, rule in registry.modules().items()})


def excuses(reading: Reading, name: str) -> str:  # noqa: ARG001
    """Every class that excuses a digit from being bound."""
    return _list({name: f"{MEANING[name]}." for name in MEANING if name not in ELSEWHERE})


def _list(entries: dict[str, str]) -> str:
    return "\n".join(["", *(f"- `{name}`: {words}" for name, words in entries.items()), ""])


def _sentence(rule: object) -> str:
    return " ".join(str(rule.__doc__).partition("\n\n")[0].split())


GENERATORS: dict[str, Callable[[Reading, str], str]] = {
    "claims": claims,
    "figure": figure,
    "rules": rules,
    "excuses": excuses,
}


def stale(reading: Reading, text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The passages that are not what their generator writes now, with that; a ValueError names what is unknown."""
    for match in PASSAGE.finditer(text):
        if match["kind"] not in GENERATORS:
            raise ValueError(f"no generator {match['kind']!r}; there are {', '.join(GENERATORS)}")
        body = GENERATORS[match["kind"]](reading, match["name"] or "") + "\n"
        if match["body"] != body:
            yield match, body


def rewritten(reading: Reading, text: str) -> str:
    """The text with every passage as it is now."""
    for match, body in reversed(list(stale(reading, text))):
        text = text[: match.start("body")] + body + text[match.end("body") :]
    return text
