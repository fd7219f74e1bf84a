"""No file of `content/` is published that no rule has read.

Site engines copy whatever lies there. What can carry words must be a page (`.md`) or one of the files that have rules
of their own; pictures, fonts and style sheets carry none. What a mirrored blog had for download stays what it was, and
what a run writes is held by the run's digests.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.check.finding import Finding
from press.check.reading import Reading
from press.core import account

STAGE = "sources"
READ = {".md"}
NAMED = {
    "claims.yml", "passages.yml", "references.bib", "CNAME", "netlify.toml", "wrangler.toml", "robots.txt", "_headers",
    "_redirects", ".meta.yml", ".authors.yml", "comments.yml", "replies.yml",
}  # fmt: skip
WORDLESS = {
    ".css", ".js", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".woff", ".woff2", ".ttf", ".otf", ".mp3",
    ".mp4", ".webm", ".ogg",
}  # fmt: skip


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each file that would go to readers unread."""
    content = reading.project.content
    written = {reading.project.root / output for run in reading.runs.values() for output in run.outputs}
    for path in sorted(set(content.rglob("*")) - written):
        inside = path.relative_to(content)
        hidden = any(part.startswith(".") for part in inside.parts[:-1])  # site engines leave these out
        hidden |= inside.is_relative_to(account.UPLOADS)  # files of a mirrored blog, whose words are another's
        if path.is_dir() or hidden or path.suffix in READ | WORDLESS or path.name in NAMED or path.name.startswith("."):
            continue
        kind = f"{path.suffix} files" if path.suffix else "files like it"
        message = f"no rule reads {kind}, but readers would; write it as a page, or move it out of content/"
        yield Finding(reading.project.place(path), 1, 1, "unread", message)
