"""Plain text is written so that Markdown reads it back as the same text.

Python-Markdown lets a backslash escape some characters only; the others are written as character references. What
`EXTENSIONS` give a meaning is always escaped; what an extension in `SIGNS` adds, only where that extension is enabled,
so that the text stays as readable as it can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
READ_IN_VALUES = re.compile(r"_|[^\w /.,;:%?=+~-]")  # in an attribute
UNSAFE_IN_ADDRESS = re.compile(r"[^\w/:?#@!$&+,;=%~.-]")  # what is percent-encoded in a link's address

# Signs that an extension adds, as patterns of the character to spell out.
SIGNS = {
    "def_list": r"^:(?=\s)",
    "pymdownx.arithmatex": r"[\[\]$]",
    "pymdownx.blocks": r"/(?=//)",
    "pymdownx.caret": r"\^",
    "pymdownx.details": r"\?(?=\?\?)",
    "pymdownx.emoji": r":(?=[\w+-]+:)",
    "pymdownx.keys": r"\+(?=\+)",
    "pymdownx.magiclink": r":(?=//)|(?<=www)\.|@|(?<=\w)#(?=\d)",
    "pymdownx.mark": r"=(?==)|(?<==)=",
    "pymdownx.smartsymbols": r"(?i:\((?=(?:c|r|tm|p)\)))|(?<=\w)/(?=[\do])|-(?=-+>)|<(?=-)|\+(?=/-)|=(?=/=)",
    "pymdownx.tilde": r"~",
}


def signs(extensions: Iterable[str]) -> re.Pattern[str] | None:
    """What the enabled extensions give a meaning beyond what is escaped always; None where they add nothing."""
    patterns = [f"(?:{pattern})" for name, pattern in SIGNS.items()
                if any(extension == name or extension.startswith(f"{name}.") for extension in extensions)]  # fmt: skip
    return re.compile("|".join(patterns), re.MULTILINE) if patterns else None


def inline(text: str, signs: re.Pattern[str] | None = None) -> str:
    """Text inside a paragraph or a heading."""
    if signs is not None:
        pieces, position = [], 0
        for match in signs.finditer(text):
            pieces += [inline(text[position : match.start()]), *(f"&#{ord(sign)};" for sign in match[0])]
            position = match.end()
        return "".join([*pieces, inline(text[position:])])
    text = ANYWHERE.sub(_escaped, AMPERSAND.sub("&amp;", text))
    return text.replace("<", "&lt;")


def _escaped(match: re.Match[str]) -> str:
    """A backslash does not part `{%` or `{#`, which templates read before Markdown does."""
    following = match.string[match.end() : match.end() + 1]
    return "&#123;" if match[0] == "{" and following in {"%", "#"} else "\\" + match[0]


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
    return REFERENCE.sub("&amp;", UNSAFE_IN_ADDRESS.sub(lambda match: quote(match[0]), href))


def attribute(text: str) -> str:
    """The value of an attribute of inline HTML: no sign in it that any extension could read is left one."""
    return READ_IN_VALUES.sub(lambda match: f"&#{ord(match[0])};", text)
