"""Programs find every page as the Markdown it was written in, its bindings kept, beside the HTML, and a list of all.

The list is `llms.txt` (llmstxt.org). A binding behind a number says where it comes from better than any page can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from press.article import texts
from press.core import files, settings
from press.core.project import Project
from press.site import addresses, written

LIST, BESIDE = "llms.txt", "index.md"
HEAD = """
Each page is there as Markdown, too. A comment behind a number names the result that it is bound to: `NAME.key` is a key
of `numbers` in figures/NAME.json, which has its standard error, unit and meaning.
"""


def write(project: Project, site: Path, made: Iterable[tuple[str, bytes]]) -> None:
    """Write the pages that the site has, of those that people wrote and those that were made, and the list."""
    said, base = settings.texts(project.root), settings.site_url(project.root)
    lines = []
    for name, text in _sources(project, made):
        folder = site / addresses.served(name)
        if name.endswith(".md") and (folder / "index.html").is_file():
            (folder / BESIDE).write_bytes(text[texts.body(text) :].lstrip().encode())  # nobody reads it yet
            matter = texts.matter(text, name)
            title, about = (" ".join(str(matter.get(key) or "").split()) for key in ("title", "description"))
            title = (title or addresses.served(name).strip("/")).replace("[", "(").replace("]", ")")
            lines.append(f"- [{title}]({base}{addresses.served(name)}{BESIDE})" + (f": {about}" if about else ""))
    about = f"> {' '.join(said['site_description'].split())}\n" if said["site_description"] else ""
    head = f"# {said['site_name']}\n\n{about}{HEAD}" if project.has_evidence else f"# {said['site_name']}\n\n{about}"
    files.replace(site / LIST, f"{head}\n## Pages\n\n{chr(10).join(sorted(lines))}\n".encode())


def _sources(project: Project, made: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str]]:
    """Every page as its path below the site and its text."""
    yield from ((page.name, page.text) for page in written.pages(project))
    yield from ((name, data.decode()) for name, data in made if name.endswith(".md"))
