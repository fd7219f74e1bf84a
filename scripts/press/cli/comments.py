"""The verbs of replies: press comments serve, import, moderate, freeze."""

from __future__ import annotations

import click

from press.cli.group import cli, echo
from press.core import project
from press.core.characters import shown
from press.core.counted import counted
from press.core.errors import PressError


@cli.group()
def comments() -> None:
    """Take replies to a blog or an article, approve them, and set them into its pages.

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
    echo(counted(len(queue), "reply waits", "replies wait"))


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
    verdict = f"{counted(len(changed), 'page has', 'pages have')} new replies; run: press build"
    echo("\n".join([*map(shown, store.astray(found)), *changed, verdict]))
