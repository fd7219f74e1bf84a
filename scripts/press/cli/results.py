"""Verbs that make results: figures, run, init, and why."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

import click

from press.cli.group import CLEAN, COULD_NOT, FINDINGS, cli, echo
from press.core import project
from press.core.counted import counted
from press.core.distribution import need
from press.core.errors import PressError


@cli.command()
@click.argument("names", nargs=-1)
@click.option("--force", is_flag=True, help="Recompute also what is fresh.")
@click.option("--sweeps", is_flag=True, help="Only experiments made of points, such as the learned ones.")
@click.option("--scheduler", metavar="ADDRESS", help="Compute points on the Dask cluster of this scheduler.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def figures(names: tuple[str, ...], *, force: bool, sweeps: bool, scheduler: str | None, as_json: bool) -> None:
    """Bring figures/ up to date: re-run and redraw what is stale, and nothing else.

    \b
    Examples:
      press figures                    all that is stale
      press figures regimes_error      one of them
      press figures --force            everything from nothing
      press figures --sweeps --scheduler tcp://10.0.0.5:8786
    """
    from press.runs import running  # noqa: PLC0415 - each verb loads what it needs

    found = project.find()
    if not (found.experiments or names):
        echo("\n".join(running.states(found)) or "no figures and no runs")
        return
    need("figures", *(["distributed"] if scheduler else []))
    from press.evidence import figures as engine  # noqa: PLC0415 - as above

    def report(line: str) -> None:
        echo(line, err=as_json)

    if sweeps:
        names = engine.sweeps(found, names)
    outcome = engine.update(found, names, force=force, scheduler=scheduler, report=report)
    if as_json:
        click.echo(json.dumps(outcome._asdict(), indent=2))
    else:
        echo("\n".join([outcome.verdict, *([] if names else running.states(found))]))
    sys.exit(COULD_NOT if outcome.lacking else FINDINGS if outcome.failed else CLEAN)


@cli.command("run")
@click.argument("names", nargs=-1)
@click.option("--force", is_flag=True, help="Run also what is fresh.")
@click.option(
    "--accept", is_flag=True, help="Write down as it is, without running; the lock says that nothing was run."
)
@click.option("--replay", is_flag=True, help="Run again and compare each number that pages print; change nothing.")
@click.option("--here", is_flag=True, help="Run in the project itself, not in a copy of its inputs.")
@click.option("--minutes", default=60.0, show_default=True, help="How long a command may take.")
def run_(names: tuple[str, ...], *, force: bool, accept: bool, replay: bool, here: bool, minutes: float) -> None:
    """Run the commands of press.toml whose outputs are stale, and write press.lock.

    \b
    Examples:
      press run                     all that is stale
      press run models --force      one of them, whether stale or not
      press run survey --accept     data that changed, as they are
      press run --replay            does a second run print the same numbers?
    """
    from press.runs import running, settings  # noqa: PLC0415

    found = project.find()
    runs = settings.read(found)
    if accept and not names:
        raise PressError("--accept wants the names of runs: each is written down as it is, and nothing is run")
    chosen = running.chosen(runs, names)
    if accept:
        for each in chosen:
            running.accept(found, each, echo)
        return
    if replay:
        from press.check import replayed  # noqa: PLC0415

        outcome = replayed.replay(found, chosen, echo, running.Way(minutes=minutes))
        echo("\n".join([*outcome.problems, *outcome.could_not, outcome.verdict]))
        sys.exit(outcome.exit_code)
    done = running.update(found, chosen, echo, running.Way(force, here, minutes))
    for name, problem in (done.failed | done.lacking).items():
        echo(f"{name}: failed: {problem}", err=True)
    echo(done.verdict)
    sys.exit(COULD_NOT if done.lacking else FINDINGS if done.failed else CLEAN)


@cli.command()
def init() -> None:
    """Begin in a repository as it is: find results and pages, write press.toml and AGENTS.md.

    \b
    Example:
      press init && press run && press check
    """
    from press import beginning  # noqa: PLC0415

    echo("\n".join(beginning.begin(Path.cwd())))


@cli.command()
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--margins", is_flag=True, help="List every test of the claims, how far off its threshold, and why that.")
def why(names: tuple[str, ...], *, as_json: bool, margins: bool) -> None:
    """Say what is stale, which input changed, and what is written that rests on it, before anything runs.

    With --margins it says instead how each test of the ledger came out: both sides of the comparison, its distance in
    standard errors, under which other settings it comes out alike, and the reason for its threshold. NAMES are then
    claims.

    \b
    Examples:
      press why
      press why zipf_vocabulary
      press why --margins C4d
    """
    if margins:
        _margins(names, as_json=as_json)
        return
    from press import check as checks  # noqa: PLC0415
    from press.check import impact  # noqa: PLC0415
    from press.evidence import experiment  # noqa: PLC0415
    from press.evidence.code.closure import Code  # noqa: PLC0415

    found = project.find()
    if found.laid_out:
        need("article")
    reading = checks.Reading(found)
    runs = [name for name in reading.runs if name in names or not names]
    wanted = tuple(name for name in names if name not in runs)
    chosen = experiment.chosen(found, wanted) if found.laid_out and (wanted or not names) else []
    if wanted and not chosen:
        raise PressError(f"no run {wanted[0]!r}; there are {', '.join(reading.runs) or 'none'}")
    explained = map(partial(impact.explain, reading, code=Code(found.scripts)), chosen)
    stale = [each for each in (*explained, *map(partial(impact.of_run, reading), runs)) if each.reasons]
    if as_json:
        click.echo(json.dumps([each.as_json() for each in stale], indent=2, ensure_ascii=False))
    else:
        for each in stale:
            echo(str(each))
        kinds = ((len(chosen), "figure"), (len(runs), "run"))
        what = " and ".join(counted(*kind) for kind in kinds if kind[0]) or "0 figures"
        echo(f"{len(stale)} of {what} stale" if stale else f"{what}, all fresh")
    sys.exit(FINDINGS if stale else CLEAN)


def _margins(names: tuple[str, ...], *, as_json: bool) -> None:
    """The tests of the claims that are named, or of all."""
    from press import check as checks  # noqa: PLC0415
    from press.check import margins  # noqa: PLC0415

    reading = checks.Reading(project.find())
    known = [claim.id for claim in reading.claims]
    if strange := set(names) - set(known):
        raise PressError(f"no claim {', '.join(sorted(strange))}; there are {', '.join(known)}")
    try:
        found = [each for each in margins.margins(reading) if not names or each.claim in names]
    except ValueError as problem:
        raise PressError(f"{problem}; press check says where") from None
    if as_json:
        click.echo(json.dumps([each.as_json() for each in found], indent=2, ensure_ascii=False))
    else:
        echo("\n\n".join([*map(str, found), margins.summary(found)]) if found else "no claim has a test")
