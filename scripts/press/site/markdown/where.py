"""Which page is being rendered: each engine says it in a place of its own."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from press.core.errors import PressError

if TYPE_CHECKING:
    import markdown


class Where(NamedTuple):
    """A page, by its converter or as it was given."""

    md: markdown.Markdown
    given: str

    @property
    def page(self) -> str:
        """The page's path below the content folder."""
        if self.given:
            return self.given
        if "relpath" in self.md.treeprocessors:  # MkDocs
            return str(self.md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]
        return str(self._zensical().path)

    @property
    def base(self) -> str:
        """The page that links are relative to, as if it lay where it is served: a blog moves its posts.

        Zensical takes all links, in raw HTML too, as relative to the folder.
        """
        if self.given:
            return self.page
        if "relpath" in self.md.treeprocessors:
            url = str(self.md.treeprocessors["relpath"].file.url)  # type: ignore[attr-defined]
            folder = url.removesuffix("/").removesuffix(".")
            return (f"{folder}.md" if folder else "index.md") if url.endswith("/") or not url else url
        return str(PurePosixPath(self.page).with_name("index.md"))

    def _zensical(self) -> Any:
        for processor in self.md.preprocessors:
            if hasattr(processor, "page"):
                return processor.page
        raise PressError("press.markdown: the engine does not say which page it renders; give the option 'page'")
