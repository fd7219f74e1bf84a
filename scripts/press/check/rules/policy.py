"""Every built page has a content security policy that allows what the page needs and nothing else that is inline.

`press.site.finish.policy` writes the policy when a site is built. Here the page is read again: a script whose hash is
not in the policy would be dropped by the browser in silence, and a policy that allows `unsafe-inline` protects nobody.
An address that is asked for without encryption is refused by browsers on an encrypted page (mixed content).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from press.check.finding import Finding
from press.check.reading import Reading
from press.html.page import Element, Page, allowance

STAGE = "site"
REMEDY = "run: press build"


def page(reading: Reading, path: Path, built: Page) -> Iterator[Finding]:
    """A finding for a page without a policy, and for each thing that its policy should not allow or would block."""
    place = reading.project.place(path)
    named = [each for each in built.elements("meta") if each.get("http-equiv", "").lower() == "content-security-policy"]
    policy = named[0].get("content", "") if named else ""
    if not policy:
        yield Finding(place, 1, 1, "policy", f"the page has no security policy; {REMEDY}")
    elif "unsafe-" in policy:
        message = f"the policy allows {re.findall('unsafe-[a-z-]+', policy)[0]}; {REMEDY}"
        yield Finding(place, built.line(named[0]), 1, "policy", message)
    for element, message in _blocked(built):
        yield Finding(place, built.line(element), 1, "policy", message)
    for script in built.scripts if policy else ():
        if allowance(script) not in policy:
            message = f"the policy blocks this script, whose hash it does not have; {REMEDY}"
            yield Finding(place, built.line(script), 1, "policy", message)


def _blocked(built: Page) -> Iterator[tuple[Element, str]]:
    for element, name in built.inline():
        if name == "style":
            yield element, "a style attribute, which the policy blocks; use a class"
        else:
            yield element, f"{name} is an inline script, which the policy blocks; put it into a file"
    for element in built.elements("style"):
        if next(element.iterancestors("svg"), None) is None:
            yield element, "a style block, which the policy blocks; put it into a style sheet"
    for element, address in built.addresses:
        if address.lower().startswith("http://"):
            message = f"{address} is asked for without encryption, and browsers refuse that"
            yield element, f"{message}; publish it with the site"
