"""`press serve` shows pages under the policy of a build, so that whoever writes sees what readers will see.

The script by which MkDocs renews a page is another on each page that it hands out. Its hash is added there, as each of
the theme's stands there already: it runs, and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from press.html.page import Page, allowance
from press.site.finish import hosting, policy

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    Start = Callable[..., Any]


def guard(server: LiveReloadServer) -> None:
    """Put what a server hands out under a policy, pages and all else."""
    answer = server.serve_request
    renew: Callable[[bytes, int], bytes] = server._inject_js_into_html  # noqa: SLF001 - it has no public name

    def under_headers(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        name = path + "index.html" if path.endswith("/") else path

        def begin(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            return start(status, [*headers, *hosting.sent(name.lstrip("/")).items()], *error)

        return answer(environ, begin)

    def renewing(content: bytes, epoch: int) -> bytes:
        page = renew(content, epoch)
        hashed = allowance(Page(page.decode(), "").scripts[-1])
        own = f"script-src {policy.OWN}"
        return page.replace(own.encode(), f"{own} {hashed}".encode(), 1)

    server.set_app(under_headers)
    server._inject_js_into_html = renewing  # type: ignore[method-assign]  # noqa: SLF001 - as above
