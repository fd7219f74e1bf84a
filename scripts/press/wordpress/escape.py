"""Plain text is written so that Markdown reads it back as the same text.

The table covers Python-Markdown with the extensions in `EXTENSIONS`. Python-Markdown lets a backslash escape some
characters only; the others are written as character references.
"""

from __future__ import annotations

import html
import re
from urllib.parse import quote

EXTENSIONS = ("attr_list", "md_in_html", "footnotes", "admonition", "toc", "tables", "fenced_code")

ANYWHERE = re.compile(r"[\\`*_{}\[\]]|!$")  # `!` at the end may meet a link and make a picture of it
AMPERSAND = re.compile(r"&(?!\s)")  # before a blank it can begin no reference
REFERENCE = re.compile(r"&(?=#|\w+;)")  # `&#1` is one to Python-Markdown, with no `;` after it
AT_LINE_START = re.compile(
    r"""(?P<number>\d+)(?=[.)](?:\s|$))     # ordered list
      | (?P<bullet>[-+])(?=[-\s]|$)         # list, rule, underline of a heading
      | (?P<mark>[#>]|!(?=!!))              # heading, quotation, admonition
      | (?P<sign>=|~(?=~~)|[-:|](?=[-:|\s]+$))  # underline of a heading, fence, second row of a table
    """,
    re.VERBOSE,
)
SAFE_IN_ADDRESS = "/:?#@!$&+,;=%~"  # what may stand in a link's address as it is; the rest is percent-encoded


def inline(text: str) -> str:
    """Text inside a paragraph or a heading."""
    text = ANYWHERE.sub(lambda match: "\\" + match[0], AMPERSAND.sub("&amp;", text))
    return text.replace("<", "&lt;")


def lines(markdown: str) -> str:
    """A paragraph, its insides escaped already: no line of it may open another kind of block."""
    return "\n".join(_line(line.strip(" ")) for line in markdown.split("\n"))


def _line(line: str) -> str:
    match = AT_LINE_START.match(line)
    return _opener(match) + line[match.end() :] if match else line


def _opener(match: re.Match[str]) -> str:
    if match["number"]:
        return match[0] + "\\"
    return f"&#{ord(match[0])};" if match["sign"] else "\\" + match[0]


def heading(markdown: str) -> str:
    """One line, whose closing `#` Markdown would take for decoration."""
    line = re.sub(r"[ \t\r\n]+", " ", markdown).strip(" ")
    return re.sub(r"#+$", lambda match: r"\#" * len(match[0]), line)


def address(href: str) -> str:
    """The address of a link."""
    return REFERENCE.sub("&amp;", quote(href, safe=SAFE_IN_ADDRESS))


def attribute(text: str) -> str:
    """The value of an attribute of inline HTML."""
    return html.escape(text)
