"""The command line: verbs like those of MkDocs and git; exit 0 clean, 1 findings, 2 could not."""

from __future__ import annotations

import errno
import json
import os
import sys
import traceback
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from press import __version__
from press.core import project
from press.core.characters import shown, visible
from press.core.distribution import need
from press.core.errors import PressError

CLEAN, FINDINGS, COULD_NOT = 0, 1, 2
REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC}  # by a folder or a disk, and no fault of ours


def echo(text: object, *, err: bool = False) -> None:
    """Print lines in which no stranger's text can do anything to a terminal; JSON has ways of its own."""
    click.echo(visible(str(text)), err=err)


class Verbs(click.Group):
    """Shows a PressError as one message on standard error, and exits 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb."""
        try:
            return super().invoke(ctx)
        except PressError as error:
            echo(f"press: {error}", err=True)
            return ctx.exit(COULD_NOT)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except OSError as error:
            if error.errno not in REFUSED:
                traceback.print_exc()
            echo(f"press: {error.filename or 'a file'}: {error.strerror}", err=True)
            return ctx.exit(COULD_NOT)
        except ModuleNotFoundError as error:
            echo(f"press: {error.name}: not installed, and this needs it; install it beside press", err=True)
            return ctx.exit(COULD_NOT)
        except Exception:  # noqa: BLE001 - a fault of our own is no finding, whose exit code it would have
            traceback.print_exc()
            return ctx.exit(COULD_NOT)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="press", message="%(prog)s %(version)s")
def cli() -> None:
    """Hold an article to its evidence: simulate, draw, check, build.

    \b
    Example:
      press figures && press check && press build
    """


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
        what = " and ".join(f"{len(each)} {kind}" for each, kind in ((chosen, "figures"), (runs, "runs")) if each)
        what = what or "0 figures"
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
        echo("\n\n".join(map(str, found)) or "no claim has a test")


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
    if links:
        from press.check import links as others  # noqa: PLC0415
        from press.check.rules import external  # noqa: PLC0415

        texts = [*external.texts(checks.Reading(found))]
        addresses = {address for item in texts for ask in (others.found, others.works) for _, address in ask(*item)}
        echo(f"Asking for {len(addresses)} addresses ...", err=form != "text")
        others.ask(found, addresses, date.today(), lambda line: echo(line, err=form != "text"))  # noqa: DTZ011
    if fix:
        from press.check import fix as remedies  # noqa: PLC0415

        for line in remedies.fix(found):
            echo(line, err=form != "text")
    if baseline:
        from press.check import accepted  # noqa: PLC0415

        reading = checks.Reading(found)
        now, before = accepted.accept(reading, sorted(set(checks.findings(reading, "sources"))))
        echo(f"{accepted.FILE} holds {now} findings" + (f", {before} before" if before else ""), err=form != "text")
    report = checks.run(found, stage, asked=site)
    if ratchet and report.coverage and coverage.tighten(found, report.coverage.shares):
        echo("ratchet.json holds what has been reached", err=form != "text")
    (echo if form == "text" else click.echo)(formats.FORMATS[form](report))
    sys.exit(FINDINGS if report.findings else CLEAN)


def _score(found: project.Project, original: tuple[str, ...]) -> bool:
    """Print how far each page of the built site agrees with the original; whether any does not wholly."""
    from press.wordpress import proof  # noqa: PLC0415
    from press.wordpress import source as sources  # noqa: PLC0415

    asks = sources.client(original, (), lambda line: echo(line, err=True))
    proofs = list(proof.score(found, sources.read(original, asks)))
    for one in proofs:
        echo("\n".join([str(one), *(f"         {difference}" for difference in one.score.differences)]))
    partly = sum(one.score.whole < 1 for one in proofs)
    echo(f"{len(proofs)} pages compared with the original, {len(proofs) - partly} agree wholly, {partly} do not")
    return partly > 0


@cli.command()
@click.option("--to", metavar="FILE", type=click.Path(path_type=Path), help="[default: NAME.crate.zip]")
def archive(to: Path | None) -> None:
    """Pack results, claims, sources, code, the last audit and the built site as an RO-Crate, for an archive.

    \b
    Example:
      press archive --to of-means.crate.zip     after press build and press audit
    """
    need("archive")
    from press.archive import crate  # noqa: PLC0415

    found = project.find()
    target = to or Path(f"{found.root.name}.crate.zip")
    echo(f"{target}: {crate.pack(found, target, echo)} files")


@cli.command()
def lsp() -> None:
    """Serve an editor on standard input and output, by the Language Server Protocol; an editor starts it.

    \b
    Example:
      press lsp
    """
    need("lsp")
    from press.editor import server  # noqa: PLC0415

    server.serve()


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
    if again := [name for name in runs if name in names or not names]:
        made = replayed.replay(found, running.chosen(runs, again), echo)
        echo("\n".join([*made.problems, *made.could_not, f"runs: {made.verdict}"]))
        worst, passed, failed = made.exit_code, made.same, made.different
    names = tuple(name for name in names if name not in runs)
    if only or (again and not found.laid_out):
        statement.write(found.cache / statement.FILE, statement.made(found, passed, failed, site=False))
        sys.exit(worst)
    need("figures")
    from press.check import audit as engine  # noqa: PLC0415
    from press.check.audit import report as audit_report  # noqa: PLC0415
    from press.site import stamp  # noqa: PLC0415

    stamp.recover(found, echo)
    place = published or (os.path.relpath(found.site) if stamp.is_current(found) else None)
    outcome = engine.audit(found, names, place, echo)
    target = report or found.cache / "audit.md"
    words = [*names, *(["--published", published] if published else [])]
    audit_report.write(target, audit_report.report(found, outcome, words))
    same = [*passed, *outcome.same]
    failed += [row.name for row in outcome.rows if row.name not in outcome.same]
    seen = statement.made(found, same, failed, site=bool(place) and not published)
    statement.write(target.with_suffix(".intoto.json"), seen)
    for line in (*outcome.could_not, *outcome.problems):
        echo(line)
    echo(f"Report: {os.path.relpath(target)}")
    echo(outcome.verdict)
    sys.exit(max(worst, COULD_NOT if outcome.could_not else FINDINGS if outcome.problems else CLEAN))


@cli.command()
@click.option("--engine", default="mkdocs", show_default=True, help="mkdocs or zensical.")
@click.option("-d", "--site-dir", default="site", show_default=True, help="Where the site goes.")
def build(engine: str, site_dir: str) -> None:
    """Build the site; the old one stays until the new one is whole.

    \b
    Examples:
      press build
      press build --engine zensical --site-dir site-zensical
    """
    need("site")
    from press.site import engine as engines  # noqa: PLC0415

    found = project.find()
    if engine not in engines.ENGINES:
        raise PressError(f"no engine {engine!r}; there are {', '.join(engines.ENGINES)}")
    echo(f"Building the site with {engine} ...")
    site = (found.root / site_dir).resolve()
    engines.build(found, engine, site, echo)
    built = sum(path.is_file() for path in site.rglob("*.html"))
    echo(f"Built {built} pages; open {site / 'index.html'} or run: press serve")


@cli.command()
@click.option("-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, help="Address and port to serve at.")
def serve(dev_addr: str) -> None:
    """Serve the site here and rebuild what an edit makes stale.

    \b
    Example:
      press serve --dev-addr 127.0.0.1:8001
    """
    need("site")
    from press.site import engine  # noqa: PLC0415

    sys.exit(engine.serve(project.find(), dev_addr))


@cli.command("import")
@click.argument("kind", type=click.Choice(["wordpress"]))
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--to", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Mirror the whole blog into DIR.")
@click.option("--media", metavar="FOLDER", help="A copy of wp-content/uploads, or the blog's address.")
@click.option("--type", "kinds", multiple=True, metavar="TYPE", help="Also entries of this type; repeatable.")
@click.option("--post", metavar="SLUG", help="Only the words of one post.")
@click.option("--as", "page", metavar="PAGE", help="The post's page below content/; SLUG.md if not given.")
@click.option("--origin", "origins", multiple=True, metavar="HOST", help="A host the blog was known by; repeatable.")
@click.option("--diff", "only_look", is_flag=True, help="Say what changed on the blog since, and write nothing.")
@click.option("--force", is_flag=True, help="Overwrite pages that were edited by hand.")
def import_(kind: str, sources: tuple[str, ...], *, folder: Path | None, **options: Any) -> None:  # noqa: ARG001
    """Mirror a WordPress blog, or the words of one post; what is not published is said and recorded.

    SOURCE is an export (Tools > Export), a folder of REST answers, the address of the live blog, or an export and one
    of the others: the export has mentions and old addresses, the server has what readers saw. Only what was public is
    taken. Exit 1 when something could not be carried over, or a page edited here was kept.

    \b
    Examples:
      press import wordpress export.xml --post what-synthetic-data-actually-solves --as index.md
      press import wordpress export.xml --media uploads --to content
      press import wordpress export.xml https://blog.example --to content
      press import wordpress https://blog.example --to content --diff
    """
    need("article")
    from press.wordpress import command  # noqa: PLC0415

    said, clean = command.run(sources, folder, report=lambda line: echo(line, err=True), **options)
    for sentence in said:
        echo(sentence)
    sys.exit(CLEAN if clean else FINDINGS)


@cli.command()
@click.argument("kind")
@click.argument("name", required=False)
@click.argument("exports", nargs=-1, metavar="[EXPORT]...")
@click.option("--media", metavar="FOLDER", help="Of a blog: a copy of wp-content/uploads, or the blog's address.")
def new(kind: str, name: str | None, exports: tuple[str, ...], media: str | None) -> None:
    """Write what works: an experiment, a check, or in a folder of its own a whole article or a WordPress blog.

    \b
    Examples:
      press new article my-article
      press new blog my-blog export.xml --media uploads
      press new experiment coin_mean
      press new check tabs
    """
    need("article")
    from press import new as skeletons  # noqa: PLC0415

    if kind != "blog" and (exports or media):
        raise click.UsageError("exports and --media are for a blog, as in: press new blog my-blog export.xml")
    if kind == "blog":
        lines, whole = skeletons.blog(Path(name or "."), exports, media, lambda line: echo(line, err=True))
        echo("\n".join(lines))
        sys.exit(CLEAN if whole else FINDINGS)
    if kind == "article":
        lines = skeletons.article(Path(name or "."))
    elif name is None:
        raise click.UsageError(f"name the {kind}, as in: press new {kind} NAME")
    else:
        lines = skeletons.create(project.find(), kind, name)
    for line in lines:
        echo(line)


@cli.command()
@click.argument("name", required=False)
@click.option("--to", metavar="KIND:WHERE", help="A place that the settings do not name.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--rollback", is_flag=False, flag_value="", metavar="[DIGEST]", help="Go back to the former release.")
@click.option("--list", "listing", is_flag=True, help="Show the releases that can be gone back to.")
@click.option("--verify", metavar="URL", help="Afterwards compare the live bytes; the target's own url if not given.")
def publish(
    name: str | None, *, to: str | None, dry_run: bool, rollback: str | None, listing: bool, verify: str | None
) -> None:
    """Put the checked site on a host in one step that can be taken back; nothing that was not checked leaves.

    \b
    Examples:
      press publish                             the only target of the settings
      press publish live --dry-run              what would change
      press publish --to directory:/srv/www/claims
      press publish live --rollback             back to the release before
      press publish live --list
    """
    need("publish")
    from press import publish as hosts  # noqa: PLC0415
    from press.site import stamp  # noqa: PLC0415

    if sum((dry_run, rollback is not None, listing)) > 1:
        raise PressError("--dry-run, --rollback and --list are three things; ask for one")
    found = project.find()
    stamp.recover(found, echo)
    where = hosts.host(found, name, to)
    if listing:
        hosts.listing(where, echo)
    elif dry_run:
        hosts.preview(found, where, echo)
    else:
        address = hosts.address(where, verify)
        release = hosts.publish(found, where, echo) if rollback is None else hosts.rollback(where, rollback, echo)
        if address and not hosts.verify(found, release, address, where, echo):
            sys.exit(FINDINGS)


@cli.group()
def comments() -> None:
    """Take replies to a mirrored blog, approve them, and set them into its pages.

    \b
    Example:
      press comments import && press comments serve
    """


@comments.command("serve")
@click.option("-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, help="Address and port to serve at.")
@click.option("--url", metavar="URL", help="How visitors know the site, where a proxy stands before it.")
def comments_serve(dev_addr: str, url: str | None) -> None:
    """Serve the built site and take replies to it.

    \b
    Example:
      press comments serve --dev-addr 127.0.0.1:8010 --url https://blog.example
    """
    from press.replies import server  # noqa: PLC0415

    host, _, port = dev_addr.rpartition(":")
    if not host or not port.isdecimal():
        raise PressError(f"{dev_addr}: not an address and a port; write one like 127.0.0.1:8000")
    serving = server.serve(project.find(), host, int(port), (url or f"http://{dev_addr}").rstrip("/"))
    echo(f"Serving at {url or f'http://{dev_addr}'}; replies wait for: press comments moderate")
    try:
        serving.serve_forever()
    except KeyboardInterrupt:
        serving.server_close()


@comments.command("import")
def comments_import() -> None:
    """Bring the blog's old comments in, so that they can be answered.

    \b
    Example:
      press comments import
    """
    from press.replies import store  # noqa: PLC0415

    echo(f"{store.bring_in(project.find())} comments brought in")


@comments.command("moderate")
@click.option("--approve", multiple=True, type=int, metavar="NUMBER", help="Approve this reply; repeatable.")
@click.option("--delete", multiple=True, type=int, metavar="NUMBER", help="Delete this reply; repeatable.")
def comments_moderate(approve: tuple[int, ...], delete: tuple[int, ...]) -> None:
    """List the replies that wait, or decide about some.

    \b
    Examples:
      press comments moderate
      press comments moderate --approve 12 --delete 13
    """
    from press.replies import store  # noqa: PLC0415

    found = project.find()
    for number in approve:
        store.decide(found, number, approve=True)
    for number in delete:
        store.decide(found, number, approve=False)
    queue = store.waiting(found)
    for one in queue:
        echo(f"{one.number}  {shown(one.address)}  {shown(one.name)}\n    {shown(' '.join(one.text.split()))}")
    echo(f"{len(queue)} replies wait")


@comments.command("freeze")
def comments_freeze() -> None:
    """Write approved replies beside their pages; the next build shows them.

    \b
    Example:
      press comments freeze && press build
    """
    from press.replies import store  # noqa: PLC0415

    found = project.find()
    changed = store.freeze(found)
    echo(
        "\n".join(
            [*map(shown, store.astray(found)), *changed, f"{len(changed)} pages have new replies; run: press build"]
        )
    )
