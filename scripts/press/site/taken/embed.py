"""A page for each figure that other sites may show in a frame: the drawing, its name, what it shows, and the way here.

No other page of the site may be framed (`press.site.finish.hosting`).
"""

from __future__ import annotations

from html import escape

from press.core import settings
from press.core.project import Project
from press.core.results import Results
from press.evidence.drawing import served
from press.site import addresses, drawn, naming, templating
from press.site.taken import licences

FOLDER = "embed"
BELOW = 170  # pixels for the words below a drawing


def place(name: str) -> str:
    """The address of a figure's page for frames, below the site's root."""
    return f"{FOLDER}/{name}/"


def page(project: Project, results: Results) -> tuple[str, bytes]:
    """The page's path and its content."""
    path = f"{place(results.name)}index.html"
    figure, base = addresses.figure_page(results.name), settings.site_url(project.root)
    about = addresses.relative(path, figure)
    shown = templating.render(
        "embed.html",
        name=escape(naming.called(project, results.name)),
        lay=escape(templating.plain(results.lay)),
        picture=drawn.alone(path, project.figures, results),
        about=about,
        canonical=base + addresses.served(figure) if base else about,
        site=escape(settings.texts(project.root)["site_name"]),
        licence=escape(licences.of(project).get("figures", "")),
        style=addresses.relative(path, "assets/embed.css"),
        home=addresses.relative(path, "index.md"),
    )
    return path, shown


def code(project: Project, results: Results) -> str:
    """What another site writes to show the figure; empty where nobody knows the address of this one."""
    base = settings.site_url(project.root)
    if not base:
        return ""
    drawings = (project.figures / f"{results.name}{suffix}.svg" for suffix in ("", drawn.NARROW))
    height = max(served.size(path, path.stat().st_mtime_ns)[1] for path in drawings) + BELOW
    name = escape(naming.called(project, results.name))
    size = f'width="100%" height="{height}" loading="lazy"'
    return f'<iframe src="{base}{place(results.name)}" title="{name}" {size}></iframe>'
