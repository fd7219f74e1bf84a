"""The built site is, to the byte, what the build wrote.

A page that is edited in `site/` looks like any other and would be published with a number that nothing holds. The build
keeps the digest of every file it wrote; here they are compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.check.finding import Finding
from press.check.reading import Reading
from press.site import stamp

STAGE = "site"


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each file that was changed, added or removed since the build."""
    project = reading.project
    built, now = stamp.written(project), stamp.files(project.site)
    for name in sorted(built.keys() | now.keys()):
        if built.get(name) != now.get(name):
            done = "was added to" if name not in built else "is gone from" if name not in now else "was changed in"
            message = f"{done} the site since it was built; run: press build"
            yield Finding(project.place(project.site / name), 1, 1, "untouched", message)
