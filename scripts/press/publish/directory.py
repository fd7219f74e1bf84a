"""A folder that a web server reads: each release lies whole in `releases/DIGEST`, and `current` is a link to one.

The link is switched by renaming, so a visitor is served the old release or the new one, and going back is one `ln`.
The web server's root is `WHERE/current`.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

KEPT = 3


def publish(site: Path, digest: str, where: str) -> str:
    """Copy the release beside the others, switch the link, drop all but the newest few."""
    folder = Path(where).expanduser().resolve()
    release, current = folder / "releases" / digest, folder / "current"
    if current.is_symlink() and current.resolve() == release:
        return f"{current} is this release already: {digest}"
    if not release.is_dir():
        beside = release.with_name(f".{digest}.{os.getpid()}")
        shutil.copytree(site, beside)
        beside.replace(release)
    os.utime(release)
    link = folder / f".current.{os.getpid()}"
    link.symlink_to(release.relative_to(folder))
    link.replace(current)
    for old in sorted(release.parent.glob("[!.]*"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(old)
    return f"{current} is now {digest}"
