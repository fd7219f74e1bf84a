"""Nothing of WordPress's machinery is left in a page: no shortcode, no block comment, no empty block, no reply form.

An export holds what plug-ins would have replaced. A reader of a static page would meet `[gallery ids="1,2"]`, or be
told to leave a reply where nobody can. Nor do the marks of a merge stay that nobody has settled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.article import prose
from press.article.reading import Span
from press.check.finding import Finding
from press.check.reading import Reading
from press.wordpress.source.block_comments import LEFT_OVER

STAGE = "sources"
ALONE = True
UNSEEN = {"fence", "code", "front matter"}
CODES = (
    r"audio|caption|contact-form(?:-7)?|embed|gallery|playlist|video|wpforms|vc_\w+|et_pb_\w+|su_\w+|toc|more|nextpage"
)
WIDGETS = (
    r"Leave a (?:Reply|comment)|Share this:|Like this:|Like Loading\.{3}|Cancel reply|Post navigation"
    r"|Your email address will not be published\.?[^\n]*|Proudly powered by WordPress|Posted (?:in|on|by) [^\n]{1,80}"
    r"|Continue reading[^\n]{0,60}\u2192?|(?:\u2190 )?(?:Older|Newer) posts(?: \u2192)?"
)
LEFT = {
    "a shortcode": rf"\[/?(?:{CODES})(?:[ \t][^\]\n]*)?/?\](?![(\[:])",
    "a comment of the block editor": rf"{LEFT_OVER}|<!--(?:more|nextpage)-->",
    "an empty block": r"<(?P<tag>p|h[1-6]|li|div|figure|blockquote)(?:\s[^<>]*)?>(?:\s|&nbsp;|<br\s*/?>)*</(?P=tag)>",
    "a class of WordPress": r"class=[\"'][^\"'>]*\b(?:wp-(?:block|image|caption)|align(?:left|right|center)\b"
    r"|size-(?:full|large|medium))",
    "an address of its files": r"(?:https?://[^\s)\"'>]*)?/wp-(?:content|admin|includes|json)/[^\s)\"'>]*"
    r"|[?&](?:replytocom|preview_id)=\d+",
    "a widget's words": rf"^(?:#+ *)?(?:{WIDGETS})[ \t]*$",
}
PATTERNS = {kind: re.compile(pattern, re.MULTILINE) for kind, pattern in LEFT.items()}

# Between the two stands what Markdown takes for the line of a heading.
MERGE = re.compile(r"^(?:<{7}|>{7}) [^\n]*", re.MULTILINE)


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each thing that WordPress left behind."""
    for path, text in reading.pages.items():
        unseen = _unseen(reading, text)
        has_form = "<form" in text
        for kind, pattern in PATTERNS.items():
            for match in pattern.finditer(text):
                if has_form and "eply" in match[0]:
                    continue
                if not _within(unseen, match):
                    shown = " ".join(match[0].split())[:60]
                    place = reading.place(path, text, match.start())
                    yield Finding(*place, "leftover", f"{shown} is {kind}; import the post anew, or remove it")
    for path, text in reading.prose.items():
        for match in MERGE.finditer(text):
            if not _within(_unseen(reading, text), match):
                message = f"{match[0][:60]} is a mark of a merge; settle what stands between the marks, and remove them"
                yield Finding(*reading.place(path, text, match.start()), "leftover", message)


def _unseen(reading: Reading, text: str) -> list[Span]:
    return [span for span in prose.spans(".md", text, reading.dialect) if span.kind in UNSEEN]


def _within(unseen: list[Span], match: re.Match[str]) -> bool:
    return any(span.start <= match.start() < span.end for span in unseen)
