"""What is done to a site that an engine has built, the same for both: every page once, then the feed, then hosts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from press.core import files, settings
from press.core.errors import PressError
from press.core.project import Project
from press.site import addresses
from press.site.finish import contact, feed, hosting, machine, notices, policy
from press.site.pages import articles, redirects


def lead(project: Project, site: Path, policy: str) -> None:
    """Write a page at each old address where nothing else stands."""
    for name, data in redirects.pages(project, policy):
        path = site / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def complete(
    project: Project, site: Path, made: Iterable[tuple[str, bytes]], moved: Mapping[str, str] | None = None
) -> None:
    """Complete a built site, with what was made of its evidence at hand, and where its engine has put which page.

    Where the settings name no address, only a blog has a feed, of relative addresses.
    """
    from press.site.finish import discovery  # noqa: PLC0415 - it draws cards, and a server of replies needs no pictures

    hosting.bring(project, site)
    contact.write(project, site)
    notices.write(site)
    machine.write(project, site, made)
    base, feeds = settings.site_url(project.root), site / addresses.FEED
    found = articles.read(project, moved) if base or feeds.exists() else []
    heads = discovery.Heads(project, site, base, found) if base else None
    latest = {f"{article.address}index.html": article for article in found[: feed.LATEST]}
    texts, scripts = {}, set()
    for path in policy.pages(site):
        page, name = policy.read(path), path.relative_to(site).as_posix()
        if name in latest:
            texts[latest[name].address] = feed.text(project, page, base + latest[name].address, base)
        # A site that is being built: nobody reads it yet, so that a page need not be whole at every moment.
        files.overwrite(path, policy.finished(page, heads.of(page, name) if heads else "").encode())
        scripts |= set(policy.allowed(page))
    for article in found[: feed.LATEST]:
        if article.address not in texts:
            raise PressError(f"{article.page}: has no page on the built site, and the feed needs one")
    lead(project, site, policy.said())
    if base or feeds.exists():
        files.replace(feeds, feed.serialise(project, base, found, texts))
    hosting.write(project, site, scripts)
