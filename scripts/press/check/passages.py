"""Passages of a document that are generated, between two comments, and that `press check --fix` writes anew.

    <!-- generated: claims -->
    (a table of the claims with the verdicts that follow)
    <!-- end of generated -->

`claims` is that table; `figure NAME` is what a figure shows, in a sentence with its numbers bound; `rules` and
`excuses` are what the analyser holds, and what it lets pass. The name of a run is what that run wrote, in one piece: a
text as it is, a table of a CSV file as one in Markdown; of several files the second word names one. What stands between
the comments is never edited: the next run replaces it, and until then it is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from press.article import prose
from press.article.digit_classes import LITERAL, MEANING
from press.check import rules as registry
from press.check.reading import Reading
from press.runs.outputs import Outputs
from press.runs.table import separated

DELIMITERS, BAR = {".csv": ",", ".tsv": "\t"}, "\\|"
MARK, CODE = "<!-- generated:", {"fence", "code"}
ELSEWHERE = {"setting", "key or quotation", "program", *LITERAL}  # than on pages
PASSAGE = re.compile(
    r"^<!--\s*generated:\s*(?P<kind>\w+)(?: +(?P<name>\w+))?\s*-->\n"
    r"(?P<body>[\s\S]*?)^<!--\s*end of generated\s*-->$",
    re.MULTILINE,
)

START = re.compile(r"^<!--\s*generated:", re.MULTILINE)


def claims(reading: Reading, name: str) -> str:  # noqa: ARG001 - all generators are called alike
    """Every claim with its quotation and the verdict that follows."""
    rows = [
        f"| {claim.id} | \u201c{claim.quote}\u201d | {verdict}<!-- {claim.id} --> |"
        for claim in reading.claims
        for verdict in [reading.verdict(claim)]
    ]
    return "\n".join(["", "| Claim | The article says | Verdict |", "| --- | --- | --- |", *rows, ""])


def figure(reading: Reading, name: str) -> str:
    """What a figure shows, in its own words."""
    if name not in reading.results:
        raise ValueError(f"no figure {name!r}; there are {', '.join(sorted(reading.results))}")
    return f"\n{reading.results[name].lay}\n"


def rules(reading: Reading, name: str) -> str:  # noqa: ARG001
    """Every rule of the analyser with the sentence it holds."""
    return _list({name: registry.sentence(rule) for name, rule in registry.modules().items()})


def excuses(reading: Reading, name: str) -> str:  # noqa: ARG001
    """Every class that excuses a digit from being bound."""
    return _list({name: f"{MEANING[name]}." for name in MEANING if name not in ELSEWHERE})


def _list(entries: dict[str, str]) -> str:
    return "\n".join(["", *(f"- `{name}`: {words}" for name, words in entries.items()), ""])


GENERATORS: dict[str, Callable[[Reading, str], str]] = {
    "claims": claims,
    "figure": figure,
    "rules": rules,
    "excuses": excuses,
}


def stale(reading: Reading, text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The passages that are not what their generator writes now, with that; a ValueError names what is unknown."""
    shown = [span for span in prose.spans(".md", text, reading.dialect) if span.kind in CODE] if MARK in text else []
    whole = {match.start(): match for match in PASSAGE.finditer(text)}
    for begun in START.finditer(text):
        if any(span.start <= begun.start() < span.end for span in shown):
            continue  # an example of how one is written
        if (match := whole.get(begun.start())) is None:
            raise ValueError("a generated passage has no end of its own; write <!-- end of generated --> behind each")
        kind, name = match["kind"], match["name"] or ""
        if kind not in GENERATORS and kind not in reading.runs:
            known = ", ".join([*GENERATORS, *reading.runs])
            raise ValueError(f"no generator {kind!r}, and no run; there are {known}")
        made = GENERATORS[kind](reading, name) if kind in GENERATORS else written(reading, kind, name)
        body = made + "\n"
        if _cells(match["body"]) != _cells(body):
            yield match, body


def written(reading: Reading, name: str, file: str) -> str:
    """What a run wrote; a ValueError says what there is."""
    run = Outputs(reading.project.root, reading.runs[name])
    path, rest = run.file((file,) if file else ())
    if rest:
        raise ValueError(f"the run {name} has one file, {path}; leave {file!r} out")
    text = run.text(path)
    if (suffix := PurePosixPath(path).suffix) in DELIMITERS:
        table = separated(text, path, DELIMITERS[suffix])
        rows = [table.columns, ["---"] * len(table.columns), *table.rows]
        text = "\n".join(f"| {' | '.join(cell.replace('|', BAR) for cell in row)} |" for row in rows)
    return f"\n{text.strip()}\n"


def _cells(text: str) -> list[str]:
    """The lines of a passage, with no white space around what is said: authors trim what programs pad."""
    return ["|".join(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]


def rewritten(reading: Reading, text: str) -> str:
    """The text with every passage as it is now."""
    for match, body in reversed(list(stale(reading, text))):
        text = text[: match.start("body")] + body + text[match.end("body") :]
    return text
