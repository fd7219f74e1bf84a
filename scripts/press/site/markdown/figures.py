"""A figure is set where an image of it stands alone in a paragraph."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from press.evidence.drawing import frames
from press.site.markdown.blocks import PageProcessor

FIGURE = re.compile(r"(?:^|/)figures/(?P<name>[a-z0-9_]+)\.svg(?:#(?P<part>frames|table=.+))?$")


class Figures(PageProcessor):
    """Set a figure where an image of it stands alone in a paragraph."""

    def run(self, root: ET.Element) -> None:
        """Replace each such paragraph's content by the figure, kept out of Markdown's way."""
        seen: dict[str, int] = {}
        for paragraph in root.iter("p"):
            image = paragraph[0] if len(paragraph) == 1 and not (paragraph.text or "").strip() else None
            match = FIGURE.search(image.get("src", "")) if image is not None and image.tag == "img" else None
            if image is None or match is None or (image.tail or "").strip():
                continue
            name = match["name"]
            if not (self.evidence.project.laid_out or name in self.evidence.store.results):
                continue  # a picture of another's making is shown as it is
            seen[name] = seen.get(name, 0) + 1
            prefix = f"figure-{name}" + (f"-{seen[name]}" if seen[name] > 1 else "")
            html = self._html(name, match["part"] or "", image.get("alt", ""), prefix)
            paragraph.remove(image)
            paragraph.text = self.md.htmlStash.store(html)

    def _html(self, name: str, part: str, says: str, prefix: str) -> str:
        """The figure, or the part of it that the address names."""
        page = self.where.base
        if part == frames.TABLE:
            return self.evidence.sheets(page, name, prefix, "")
        if part:
            return self.evidence.trajectory(page, name, part, says)
        return self.evidence.figure(page, name, says, prefix)
