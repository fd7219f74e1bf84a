"""Generated pages, as (path, bytes): the claims, the figures, the data beside them, and redirects from old addresses.

They are Markdown like everything an author writes, so the same extension binds their numbers and both engines render
them; nothing here is written to `content/`.
"""

from __future__ import annotations

import csv
import io
import posixpath
import re
from typing import TYPE_CHECKING, Any

import jinja2
import yaml

from press import addresses, experiment, ledger, predicate, references, results
from press.errors import PressError
from press.numbers import earned, uncertainty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.ledger import Claim
    from press.project import Project
    from press.results import Results

RULE = " ".join(ledger.derive.__doc__.partition("\n\n")[2].split()) if ledger.derive.__doc__ else ""
BINDING = re.compile(r"<!--.*?-->")
TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("press"), trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined,
    keep_trailing_newline=True, autoescape=False,  # noqa: S701 - it writes Markdown from our own files
)  # fmt: skip


def pages(project: Project) -> Iterator[tuple[str, bytes]]:
    """Every generated file of the site as its path below the site's sources and its content."""
    everything = results.read_all(project.figures)
    claims = ledger.judged(project.claims, everything)
    works = references.read(project.content / "references.bib")
    stored = references.passages(project.content / "passages.yml")
    yield "claims/index.md", _render("claims", claims=claims, rule=RULE)
    for claim in claims:
        try:
            yield addresses.claim_page(claim.anchor), _claim(project, claim, everything, works, stored)
        except ValueError as error:
            raise PressError(f"{project.place(project.claims)}:{claim.lines['id']}: {claim.id}: {error}") from None
    yield "figures/index.md", _render("figures", all=everything.values(), subject=subject)
    for result in everything.values():
        resting = [claim for claim in claims if result.name in evidence_of(claim)]
        yield addresses.figure_page(result.name), _figure(project, result, resting, works)
        yield from _data(project, result)
    yield from redirects(project)


def subject(name: str) -> str:
    """An experiment's name as a heading: `zipf_vocabulary` is `Zipf vocabulary`."""
    return name.replace("_", " ").capitalize()


def evidence_of(claim: Claim) -> set[str]:
    """The experiments that a claim rests on or shows."""
    tests = (*claim.asserts, *claim.unless)
    references_ = {reference for test in tests for reference in predicate.references(test.holds)}
    return {reference.partition(".")[0] for reference in references_} | set(claim.figures)


def _render(template: str, **values: Any) -> bytes:
    return TEMPLATES.get_template(f"{template}.md.j2").render(values).encode()


def _plain(text: str) -> str:
    """A sentence as a description: no bindings, no quotation marks that would end the YAML string."""
    return BINDING.sub("", text).replace('"', "'")


def _claim(
    project: Project,
    claim: Claim,
    everything: dict[str, Results],
    works: dict[str, references.Reference],
    stored: dict[str, list[references.Passage]],
) -> bytes:
    groups = [("What the sentence says, tested", claim.asserts), ("Where it would not hold, tested", claim.unless)]
    tests = [(heading, [_row(test, everything) for test in group]) for heading, group in groups]
    sources = [
        ("Sources for it", [_source(source, works, stored) for source in claim.sources_for]),
        ("Sources against it", [_source(source, works, stored) for source in claim.sources_against]),
    ]
    article = posixpath.relpath(project.article.removeprefix("content/"), "claims")
    return _render(
        "claim",
        claim=claim,
        tests=tests if claim.asserts or claim.unless else [],
        summary=_summary(tests),
        sources=sources,
        article=article,
        figures=[(name, subject(name)) for name in claim.figures],
        plain=_plain,
    )


def _summary(tests: list[tuple[str, list[dict[str, Any]]]]) -> str:
    """How many of the tests came out true, in words."""
    (_, asserted), (_, excepted) = tests
    said = f"Of what the sentence says, {_count(asserted)}"
    return f"{said}; of the circumstances in which it would not hold, {_count(excepted)}." if excepted else f"{said}."


def _count(rows: list[dict[str, Any]]) -> str:
    """Spelled without digits: a count of tests is no result, and every digit on a page is one."""
    true = sum(row["truth"] == predicate.TRUE for row in rows)
    return "every test is true" if true == len(rows) else "no test is true" if true == 0 else "some tests are true"


def _row(test: ledger.Test, everything: dict[str, Results]) -> dict[str, Any]:
    values = []
    for reference in predicate.references(test.holds):
        name, _, key = reference.partition(".")
        value, error = predicate.look_up(name, key, everything)
        within = f" (standard error {uncertainty(error)})" if error else ""
        values.append(f"`{reference}` is {earned(value, error)}<!-- {reference} -->{within}")
    return {"test": test, "truth": predicate.evaluate(test.holds, everything), "found": values}


def _source(
    source: ledger.Source, works: dict[str, references.Reference], stored: dict[str, list[references.Passage]]
) -> dict[str, str]:
    passage = references.held(source.quote, stored.get(source.source, []))
    how = "" if passage is None or passage.read == "primary" else f"Read at second hand: {passage.place}."
    work = works.get(source.source)
    reference = work.text if work else source.source
    return {"reference": reference, "because": source.because, "quote": source.quote, "how": how}


def _figure(project: Project, result: Results, claims: list[Claim], works: dict[str, references.Reference]) -> bytes:
    path = experiment.path(project, result.name)
    exposition = experiment.texts(path.read_text(encoding="utf-8")).exposition if path.is_file() else ""
    sources = [(works[key].text if key in works else key, reason) for key, reason in result.sources.items()]
    return _render(
        "figure", results=result, subject=subject(result.name), claims=claims, exposition=exposition, sources=sources,
        script=project.place(path), earned=earned, uncertainty=uncertainty, plain=_plain,
    )  # fmt: skip


def _data(project: Project, result: Results) -> Iterator[tuple[str, bytes]]:
    for suffix in ("json", "svg"):
        yield f"figures/{result.name}.{suffix}", (project.figures / f"{result.name}.{suffix}").read_bytes()
    for name, table in result.series.items():
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(table)
        writer.writerows(zip(*table.values(), strict=True))
        yield f"figures/{result.name}.{name}.csv", text.getvalue().encode()


def redirects(project: Project) -> Iterator[tuple[str, bytes]]:
    """A page at the original address of every mirrored post that now stands elsewhere."""
    for path in sorted(project.content.rglob("*.md")):
        page = path.relative_to(project.content).as_posix()
        permalink = front_matter(path.read_text(encoding="utf-8")).get("wordpress", {}).get("permalink", "").strip("/")
        if permalink and addresses.served(page).strip("/") != permalink:
            target = addresses.relative(f"{permalink}/index.md", page)
            html = TEMPLATES.get_template("redirect.html.j2").render(target=target)
            yield f"{permalink}/index.html", html.encode()


def front_matter(text: str) -> dict[str, Any]:
    """The YAML between `---` lines at the head of a page; empty where there is none."""
    match = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    return dict(yaml.safe_load(match[1]) or {}) if match else {}
