"""What is done to a site that an engine has built, the same for both: discovery first, then policies, then hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import addresses, articles, discovery, feed, finish, hosting, results

if TYPE_CHECKING:
    from pathlib import Path

    from press.project import Project


def complete(project: Project, site: Path) -> None:
    """Complete a built site; where the settings name no address, only a blog has a feed, of relative addresses."""
    base = addresses.site_url(project)
    if base or (site / addresses.FEED).exists():
        found = articles.read(project)
        if base:
            discovery.extend(project, site, base, found)
        results.replace(site / addresses.FEED, feed.serialise(project, site, base, found))
    finish.finish(site)
    hosting.write(project, site)
