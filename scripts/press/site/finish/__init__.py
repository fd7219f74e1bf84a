"""What is done to a site that an engine has built, the same for both: discovery first, then policies, then hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.core import results, settings
from press.site import addresses
from press.site.finish import discovery, feed, hosting, policy
from press.site.pages import articles

if TYPE_CHECKING:
    from pathlib import Path

    from press.core.project import Project


def complete(project: Project, site: Path) -> None:
    """Complete a built site; where the settings name no address, only a blog has a feed, of relative addresses."""
    base = settings.site_url(project)
    if base or (site / addresses.FEED).exists():
        found = articles.read(project)
        if base:
            discovery.extend(project, site, base, found)
        results.replace(site / addresses.FEED, feed.serialise(project, site, base, found))
    hosting.bring(project, site)
    policy.finish(site)
    hosting.write(project, site)
