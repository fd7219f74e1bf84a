"""Every built page has a content security policy that allows what the page needs and nothing else that is inline.

`press.site.finish.policy` writes the policy when a site is built. Here the page is read again: a script whose hash is
not in the policy would be dropped by the browser in silence, and a policy that allows `unsafe-inline` protects nobody.
An address that is asked for without encryption is refused by browsers on an encrypted page (mixed content).
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from press.check import Finding
from press.html import page as _html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from press.check import Reading
    from press.html.page import Element

STAGE = "site"
INLINE = re.compile(r"<[sS][cC][rR][iI][pP][tT](?P<attributes>[^>]*)>(?P<body>[\s\S]*?)</[sS][cC][rR][iI][pP][tT]>")
DATA = re.compile(r"\bsrc\s*=|type\s*=\s*[\"']?(?:application/(?:ld\+)?json|text/template)", re.IGNORECASE)
REMEDY = "run: press build"


def page(reading: Reading, path: Path, text: str) -> Iterator[Finding]:
    """A finding for a page without a policy, and for each thing that its policy should not allow or would block."""
    elements = _html.parse(text).elements
    named = [each for each in elements if each.attributes.get("http-equiv", "").lower() == "content-security-policy"]
    policy = named[0].attributes.get("content", "") if named else ""
    if not policy:
        yield Finding(reading.project.place(path), 1, 1, "policy", f"the page has no security policy; {REMEDY}")
    elif "unsafe-" in policy:
        message = f"the policy allows {re.findall('unsafe-[a-z-]+', policy)[0]}; {REMEDY}"
        yield Finding(reading.project.place(path), named[0].line, named[0].column, "policy", message)
    for element in elements:
        for message in _blocked(element):
            yield Finding(reading.project.place(path), element.line, element.column, "policy", message)
    for match in INLINE.finditer(text) if policy else ():
        digest = base64.b64encode(hashlib.sha256(match["body"].encode()).digest()).decode()
        if not DATA.search(match["attributes"]) and f"'sha256-{digest}'" not in policy:
            place = reading.place(path, text, match.start())
            yield Finding(*place, "policy", f"the policy blocks this script, whose hash it does not have; {REMEDY}")


def _blocked(element: Element) -> Iterator[str]:
    handlers = [name for name in element.attributes if name.startswith("on")]
    if handlers:
        yield f"{handlers[0]} is an inline script, which the policy blocks; put it into a file"
    if "style" in element.attributes:
        yield "a style attribute, which the policy blocks; use a class"
    if element.tag == "style" and not any(each.tag == "svg" for each in element.ancestors):
        yield "a style block, which the policy blocks; put it into a style sheet"
    for address in _html.addresses(element):
        if address.lower().startswith("http://"):
            yield f"{address} is asked for without encryption, and browsers refuse that; publish it with the site"
