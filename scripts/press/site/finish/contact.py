"""Where a site has a fault of security, its author can be told: `.well-known/security.txt`, as RFC 9116 has it.

The author says where, in the settings: `contact = "mailto:security@example.org"`. The date until which
it holds is a year after the commit, so that equal sources make equal bytes.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from press.core import files, settings
from press.core.errors import PressError
from press.core.project import Project
from press.site import commit

PLACE = ".well-known/security.txt"
SCHEMES = {"mailto", "https", "tel"}
HOLDS = timedelta(days=364)  # "less than a year", says section 2.5.5


def write(project: Project, site: Path) -> None:
    """Write the file where the settings name a contact, unless the author has one; a PressError says what is odd."""
    contact = project.table("contact")
    if not contact or (project.content / PLACE).exists():
        return
    if not isinstance(contact, str) or urlsplit(contact).scheme not in SCHEMES or contact.split() != [contact]:
        raise PressError(
            f"{project.settings}: contact = {contact!r} is no address that begins with mailto:, https: or tel:"
        )
    until = datetime.fromtimestamp(commit.time(project), UTC) + HOLDS
    lines = [f"Contact: {contact}", f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}"]
    if base := settings.site_url(project.root):
        lines.append(f"Canonical: {base}{PLACE}")
    files.replace(site / PLACE, "".join(f"{line}\n" for line in lines).encode())
