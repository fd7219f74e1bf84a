"""Shortcodes become what they stand for: files, films and code as HTML, wrappers of page builders as their words.

Those of other plugins stay the text they are, and are named. What a plugin would have shown is not in an export.
Readers saw it, so where the server's own rendering can be had, that is mirrored instead of what the author typed.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import unquote

from press.wordpress.content.expansions import RENDERERS, Attributes, Call, Library, film
from press.wordpress.content.surroundings import Loss, changed, cosmetic, lost, missing
from press.wordpress.source.notations import BUILDERS, FILMS, SHOWING
from press.wordpress.source.notations import CODE as SETTING

KNOWN = (*SHOWING, *FILMS)
SHORTCODE = re.compile(
    rf"\[(?P<before>\[?)(?P<name>{'|'.join(KNOWN)})\b(?![\w-])(?P<attributes>[^\[\]]*?)(?P<closed>/?)\]"
    r"(?:(?P<content>(?:(?!\[/?(?P=name)\b).)*?)\[/(?P=name)\])?(?P<after>\]?)",
    re.DOTALL,
)
# Code, by the names of SyntaxHighlighter and its kin; what stands in it is code to the end, brackets and tags too.
CODE = re.compile(
    rf"(?<!\[)\[(?P<name>(?:{'|'.join(SETTING)}))\b"
    r"(?P<attributes>[^\[\]]*)(?<!/)\](?P<code>(?:(?!\[(?P=name)\b).)*?)\[/(?P=name)\]",
    re.DOTALL | re.IGNORECASE,
)
# Set in brackets once more it is spoken of, and its readers saw one pair.
DOUBLED_CODE = re.compile(rf"\[(\[(?P<name>{'|'.join(SETTING)})\b[^\[\]]*\][^\[\]]*\[/(?P=name)\])\]", re.IGNORECASE)
EDITOR = re.compile(r"<br ?/?>\n?|</?p>\n?")  # set into code by the visual editor
GENERAL = frozenset({"cc", "cci", "ccie", "code", "code-highlight", "crayon", "plain", "pre", "source", "sourcecode"})
SPECIAL = {"cpp": "cpp", "csharp": "csharp", "js": "javascript", "objc": "objectivec", "shell": "bash"}
WRAPPER = re.compile(
    rf"(?<!\[)\[(?P<end>/?)(?P<name>(?P<builder>{'|'.join(BUILDERS)})_[\w-]*)(?P<attributes>(?:\s[^\[\]]*)?)\](?!\])"
)
RAW = re.compile(r"\[(?P<name>vc_raw_(?:html|js))[^\[\]]*\](?P<said>(?:(?!\[(?P=name)\b).)*?)\[/(?P=name)\]", re.DOTALL)
SAID = ("title", "heading", "text", "subhead", "button_text", "content")  # what of a wrapper is words
URLS = ("button_url", "url", "link", "href")
OTHER = re.compile(r"(?<![\[\w])\[(?!/)(?P<name>[A-Za-z][\w-]+)(?P<attributes>(?:[\s=][^\[\]<>]*)?)/?\](?![\](])")
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s'"]+))""")
BARE_EMBED = re.compile(r"(?m)^[ \t]*(?:<p>[ \t]*)?(https?://[^\s<>\"]+)[ \t]*(?:</p>[ \t]*)?$")
PREFORMATTED = re.compile(r"(<pre\b(?:(?!<pre\b).)*?</pre>)", re.DOTALL | re.IGNORECASE)


def code(content: str) -> str:
    """The content with code as HTML that no later step looks into."""

    def replace(match: re.Match[str]) -> str:
        given = _attributes(match["attributes"])
        said = given.get("language") or given.get("lang") or match["attributes"].strip(" =\"'")
        name = match["name"].lower()
        language = said if re.fullmatch(r"[\w+-]+", said) else "" if name in GENERAL else SPECIAL.get(name, name)
        text = match["code"].strip("\r\n") if "\n" in match["code"] else match["code"]
        typed = EDITOR.sub("\n", text)
        text = text if "<" in typed else unescape(typed)  # most servers keep the code as HTML, some as it is
        named = f' class="language-{language.lower()}"' if language and not language.startswith("cc") else ""
        return f"<pre><code{named}>{escape(text, quote=False)}</code></pre>"

    return CODE.sub(replace, content) if "[" in content else content


def expand(content: str, library: Library, post: int, losses: list[Loss]) -> str:
    """The content with the shortcodes of WordPress itself written out, and those that only wrap taken off."""
    if "[" not in content:
        return content

    def replace(match: re.Match[str]) -> str:
        if match["before"] and match["after"]:
            return match[0][1:-1]
        show = RENDERERS.get(match["name"]) or film(match["name"])
        given = _attributes(match["attributes"])
        shown = show(Call(given, match["attributes"], match["content"] or "", library, post))
        if not shown:
            losses.append(missing("shortcode {}: names nothing that is in the export", match["name"]))
        return match["before"] + shown + match["after"]

    if "gallery" in content:
        losses += _unknown(content, library, post)

    def beside_code(text: str) -> str:
        text = RAW.sub(lambda match: _raw(match, losses), text)
        losses.extend(filter(None, map(_wraps, WRAPPER.finditer(text))))
        text = WRAPPER.sub(_unwrapped, text)
        text = SHORTCODE.sub(replace, text)
        losses.extend(map(_named, OTHER.finditer(text)))
        return DOUBLED_CODE.sub(r"\1", text)

    return outside_code(content, beside_code)


def outside_code(content: str, change: Callable[[str], str]) -> str:
    """The content with what stands outside of `pre` changed."""
    pieces = PREFORMATTED.split(content)
    pieces[::2] = map(change, pieces[::2])
    return "".join(pieces)


def _attributes(text: str) -> Attributes:
    return {key.lower(): unescape(double or single or bare) for key, double, single, bare in ATTRIBUTE.findall(text)}


def _named(match: re.Match[str]) -> Loss:
    """One that stays text: with a value or an end it was a plugin's, and has a line of its own; or these are words."""
    given, name = match["attributes"].strip(), match["name"]
    is_plugin = ATTRIBUTE.match(given) is not None or "_" in name or f"[/{name}]" in match.string
    is_plugin |= ("-" in name or given.endswith(('"', "'"))) and given != ""
    is_plugin |= name.islower() and re.fullmatch(r"[\"']?[^\s\"']*\d[^\s\"']*[\"']?", given) is not None
    kept = "shortcode {}: kept as the text it is"
    return changed(kept.format(name)) if is_plugin else changed(kept, name)


def _unknown(content: str, library: Library, post: int) -> list[Loss]:
    galleries = [match for match in SHORTCODE.finditer(content) if match["name"] == "gallery" and not match["before"]]
    unknown = sum(library.chosen(_attributes(match["attributes"]), post)[1] for match in galleries)
    return [missing("gallery: pictures that the export does not name ({})", unknown)] if unknown else []


def _raw(match: re.Match[str], losses: list[Loss]) -> str:
    """HTML that a page builder keeps in letters of its own (base64 of a quoted text); of a script nothing is seen."""
    try:
        said = unquote(b64decode(match["said"].strip(), validate=True).decode())
    except ValueError:
        losses.append(lost("shortcode {}: cannot be read", match["name"]))
        return match[0]
    if match["name"] == "vc_raw_html":
        return f"\n\n{said}\n\n"
    losses.append(cosmetic("shortcode {}: a script, not kept", match["name"]))
    return ""


def _wraps(match: re.Match[str]) -> Loss | None:
    kind = "shortcodes of a page builder ({}_): the words are kept, their arrangement is not"
    return None if match["end"] else cosmetic(kind, match["builder"])


def _unwrapped(match: re.Match[str]) -> str:
    """What a wrapper says itself; the brackets were never seen."""
    if match["end"]:
        return "\n\n"
    given = _attributes(match["attributes"])
    words = [escape(given[key]) for key in SAID if given.get(key)]
    url = next((given[key] for key in URLS if re.match(r"https?://|/", given.get(key, ""))), "")
    said = " ".join(words)
    shown = f'<a href="{escape(url)}">{said}</a>' if url and said else said
    return f"\n\n<p>{shown}</p>\n\n" if shown else "\n\n"
