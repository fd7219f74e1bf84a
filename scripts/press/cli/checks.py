"""Verbs that hold pages to results: check, and audit."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import click

from press.cli.group import CLEAN, COULD_NOT, FINDINGS, cli, echo
from press.core import project
from press.core.counted import counted
from press.core.distribution import need
from press.core.project import Project


@cli.command()
@click.option("--sources", is_flag=True, help="Only what people and simulations wrote.")
@click.option("--site", is_flag=True, help="Only the built pages.")
@click.option("--fix", is_flag=True, help="Rewrite bound numbers, number words and generated passages that are stale.")
@click.option("--explain", metavar="FILE:LINE", help="Say of each number in a line what holds or excuses it.")
@click.option("--links", is_flag=True, help="Ask the other sites that are linked to, and remember the answers.")
@click.option("--ratchet", is_flag=True, help="Keep the coverage that has been reached: it may not fall below it.")
@click.option("--baseline", is_flag=True, help="Accept the findings of today, or forget those that are gone since.")
@click.option("--original", multiple=True, metavar="SOURCE", help="Score the mirrored blog against it; repeatable.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", show_default=True
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def check(
    *,
    sources: bool,
    site: bool,
    fix: bool,
    explain: str | None,
    links: bool,
    ratchet: bool,
    baseline: bool,
    original: tuple[str, ...],
    form: str,
    as_json: bool,
) -> None:
    """Hold every number, figure, claim and link to the results and quoted sources.

    \b
    Examples:
      press check                      sources, and the built site where it is up to date
      press check --sources            before a build
      press check --fix                and accept the new digits with git
      press check --explain content/evidence.md:12
      press check --format sarif > press.sarif
      press check --original https://blog.example     each mirrored page against the live one
    """
    from press import check as checks  # noqa: PLC0415
    from press.check import coverage, formats  # noqa: PLC0415
    from press.site import stamp  # noqa: PLC0415

    stage = "sources" if sources and not site else "site" if site and not sources else None
    form = "json" if as_json else form
    found = project.find()
    if found.laid_out:
        need("article")
    stamp.recover(found, partial(echo, err=True))
    if original:
        sys.exit(FINDINGS if _score(found, original) else CLEAN)
    if explain:
        from press.check import explain as explanation  # noqa: PLC0415

        echo("\n".join(explanation.explain(checks.Reading(found), explain)))
        return
    say = partial(echo, err=form != "text")
    if links:
        _ask(found, say)
    if fix:
        from press.check import fix as remedies  # noqa: PLC0415

        for line in remedies.fix(found):
            say(line)
    if baseline:
        from press.check import accepted  # noqa: PLC0415

        reading = checks.Reading(found)
        now, before = accepted.accept(reading, sorted(set(checks.findings(reading, "sources"))))
        say(f"{accepted.FILE} holds {counted(now, 'finding')}" + (f", {before} before" if before else ""))
    report = checks.run(found, stage, asked=site)
    if ratchet and report.coverage and coverage.tighten(found, report.coverage.shares):
        say("ratchet.json holds what has been reached")
    (echo if form == "text" else click.echo)(formats.FORMATS[form](report))
    sys.exit(FINDINGS if report.findings else CLEAN)


def _ask(found: project.Project, say: Callable[[str], None]) -> None:
    """Ask the other sites that are linked to, and the registers of the works that are cited."""
    from press.check import Reading, links  # noqa: PLC0415
    from press.check.rules import external  # noqa: PLC0415

    texts = [*external.texts(Reading(found))]
    addresses = {address for item in texts for ask in (links.found, links.works) for _, address in ask(*item)}
    say(f"Asking for {counted(len(addresses), 'address', 'addresses')} ...")
    links.ask(found, addresses, date.today(), say)  # noqa: DTZ011


def _score(found: project.Project, original: tuple[str, ...]) -> bool:
    """Print how far each page of the built site agrees with the original; whether any does not wholly."""
    from press.wordpress import proof  # noqa: PLC0415
    from press.wordpress.source import given  # noqa: PLC0415

    asks = given.client(original, (), lambda line: echo(line, err=True))
    proofs = list(proof.score(found, given.read(original, asks)))
    for one in proofs:
        echo("\n".join([str(one), *(f"         {difference}" for difference in one.score.differences)]))
    partly = sum(one.score.whole < 1 for one in proofs)
    pages = counted(len(proofs), "page")
    echo(f"{pages} compared with the original, {len(proofs) - partly} agree wholly, {partly} do not")
    return partly > 0


def _published(found: Project, published: str | None) -> str | None:
    """Where a site is that can be compared: what is named, else the one that was built here, if it is up to date."""
    if published:
        need("article")
        from press.check import published as sites  # noqa: PLC0415

        sites.hold(published)
    elif found.laid_out:
        from press.site import stamp  # noqa: PLC0415

        stamp.recover(found, echo)
        return os.path.relpath(found.site) if stamp.is_current(found) else None
    return published


@cli.command()
@click.argument("names", nargs=-1)
@click.option("--published", metavar="WHERE", help="A folder or an address; site/ if not given and up to date.")
@click.option("--report", metavar="FILE", type=click.Path(path_type=Path), help="[default: .cache/press/audit.md]")
@click.option(
    "--verify", metavar="FILE", type=click.Path(path_type=Path), help="Hold the files to a statement; run nothing."
)
def audit(names: tuple[str, ...], *, published: str | None, report: Path | None, verify: Path | None) -> None:
    """Run everything again from nothing and compare it with what is committed and with what is published.

    \b
    Examples:
      press audit
      press audit --published https://example.org/article/
      press audit word_survival --report word_survival.md
      press audit --verify audit.intoto.json     are these the bytes that an audit has seen?
    """
    from press.check import replayed, statement  # noqa: PLC0415
    from press.runs import running, settings  # noqa: PLC0415

    found = project.find()
    if verify:
        problems = statement.verify(found, verify)
        echo("\n".join([*problems, "differs" if problems else "every file is as the statement says"]))
        sys.exit(FINDINGS if problems else CLEAN)
    runs, worst = settings.read(found), CLEAN
    passed, failed = list[str](), list[str]()
    only = bool(names) and set(names) <= set(runs)
    place, made = _published(found, published), None
    if again := [name for name in runs if name in names or not names]:
        made = replayed.replay(found, running.chosen(runs, again), echo, place=place)
        echo("\n".join([*made.problems, *made.could_not, f"runs: {made.verdict}"]))
        worst, passed, failed = made.exit_code, made.same, made.different
    names = tuple(name for name in names if name not in runs)
    if only or (again and not found.laid_out):
        statement.write(found.cache / statement.FILE, statement.made(found, passed, failed, site=False))
        sys.exit(worst)
    need("figures")
    from press.check import audit as engine  # noqa: PLC0415
    from press.check.audit import report as audit_report  # noqa: PLC0415

    outcome = engine.audit(found, names, place, echo)
    target = report or found.cache / "audit.md"
    words = [*names, *(["--published", published] if published else [])]
    audit_report.write(target, audit_report.report(found, outcome, words, made))
    same = [*passed, *outcome.same]
    failed += [row.name for row in outcome.rows if row.name not in outcome.same]
    seen = statement.made(found, same, failed, site=bool(place) and not published)
    statement.write(target.with_suffix(".intoto.json"), seen)
    for line in (*outcome.could_not, *outcome.problems):
        echo(line)
    echo(f"Report: {os.path.relpath(target)}")
    if outcome.rows or not again:
        echo(outcome.verdict)
    sys.exit(max(worst, COULD_NOT if outcome.could_not else FINDINGS if outcome.problems else CLEAN))
