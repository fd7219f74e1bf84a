"""Whose address is it: the world's, or one that only a private network can reach.

Only this module knows: importer, comments and checks ask here, so what the one lets pass the other does not find. Hosts
are read as browsers read them (https://url.spec.whatwg.org/#host-parsing), to whom `http://0x7f.1/` is loopback.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
import socket
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import idna

# Names that no public server answers to: RFC 6761 (but for `example`, which is for texts), 6762 with its appendix G,
# 8375, 9476, and what else is in common use.
SUFFIXES = ("alt", "corp", "home", "home.arpa", "internal", "intranet", "invalid", "lan", "local", "localdomain",
            "localhost", "private", "test")  # fmt: skip
PRIVATE_NAME = re.compile(rf"localhost|.+\.(?:{'|'.join(map(re.escape, SUFFIXES))})")
DOCUMENTATION = ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")  # RFC 5737, 9637
PUBLIC = [ipaddress.ip_network(network) for network in DOCUMENTATION]
WITHOUT_NAME = ipaddress.ip_network("0.0.0.0/8")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
BLANK = "".join(map(chr, range(0x21)))
WITHHELD = "(private address)"

# In running text an address stands behind `//` or `@`, or is a number of four parts, or one in brackets. A name alone
# is none (`threading.local` is a word of a programmer), nor is a number with more parts or with a word at either end.
# Each pattern begins with what is quick to find: a theme and its drawings are megabytes that hold none.
IN_HOST = r"[^]\s<>\"'()[{}`/\\:?#@,;&|*$^=!]"
REST = r"(?:[^]\s<>\"')]*[^]\s<>\"').,;:!?])?"  # less the sign that ends a sentence
URL = re.compile(rf"//(?:[^\s<>\"'/@\\]*@)?(?P<host>\[[^]\s]*]|{IN_HOST}*(?!\.){IN_HOST})(?![\w(-]){REST}")
MAIL = re.compile(r"@(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?![\w-])", re.IGNORECASE)
BRACKET = re.compile(r"(?P<host>\[(?<![\w)\]]\[)[0-9a-f.]*:[0-9a-f:.]*(?:%\w+)?])", re.IGNORECASE)  # no slice
QUAD = re.compile(r"(?<![\w.+-])(?P<host>\d{1,3}(?:\.\d{1,3}){3})(?![\w+]|[.-]\w)(?::\d+)?(?:/" + REST + ")?")
MAYBE_QUAD = re.compile(r"\.(?<=(?:10|92|72|00|69|27|98)\.)\d{1,3}\.\d{1,3}\.\d")  # behind the end of a private number
BEFORE = re.compile(r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:$", re.IGNORECASE)
LONGEST_SCHEME = 20


class Found(NamedTuple):
    """A private address in a text: where it begins and ends, and its host, as it is written there and as it is."""

    start: int
    end: int
    place: int
    written: str
    host: str
    is_link: bool


class Own(NamedTuple):
    """The private hosts of a blog, sealed or not; `at_home` says that the blog itself stands at one.

    In a text these are not shown, nor is a link to another address of such a network, where the same server may answer.
    All else that is private is what the author writes about: a netmask, a network at home, the reader's own machine.
    """

    names: frozenset[str]
    at_home: bool

    def covers(self, found: Found) -> bool:
        """Whether an address is not to be shown."""
        if found.host in self.names or sealed(found.host) in self.names:
            return True
        number = ip(found.host)
        return self.at_home and found.is_link and number is not None and not number.is_loopback


@lru_cache(4096)
def broken(address: str) -> bool:
    """Whether an address cannot be one."""
    try:
        return re.search(r"\s", urlsplit(address.strip(BLANK)).netloc) is not None
    except ValueError:  # a bracket without its partner
        return True


def path(address: str) -> str:
    """The path of an address; the empty one where there is none."""
    return "" if broken(address) else urlsplit(address).path


@lru_cache(4096)
def host(address: str) -> str | None:
    """The host that an address names, as a browser reads it; None where it names none."""
    text = re.sub(r"[\t\r\n]", "", address.strip(BLANK))
    scheme = SCHEME.match(text)
    if scheme is None or scheme[0].lower() in {"http:", "https:"}:  # here browsers are lenient about slashes
        text = text[scheme.end() :].replace("\\", "/") if scheme else text.replace("\\", "/")
        text = "//" + text.lstrip("/") if scheme or text.startswith("//") else text
    name = _authority(text)
    return _number(spelled(name)) if name else None


def named(text: str) -> str | None:
    """The host that somebody typed, as an address or as no more than `host:port/path`; a number is a number here."""
    text = text.strip()
    name = _authority(text if "//" in text else f"//{text}") if text and not re.search(r"\s", text) else None
    return spelled(name) if name else None


@lru_cache(4096)
def spelled(name: str) -> str:
    """A host in the one way to write it: small letters, each label in ASCII, without the dot at the end."""
    name = unquote(name).lower()
    if not name.isascii():
        try:
            name = idna.uts46_remap(name, std3_rules=False)
        except idna.IDNAError:
            return name
        labels = name.split(".")
        name = ".".join(label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels)
    return name.removesuffix(".")


@lru_cache(4096)
def private(name: str | None) -> bool:
    """Whether a host can be reached, or is meant, on a private network only."""
    if name is None:
        return False
    address = ip(name)
    if address is None:
        return PRIVATE_NAME.fullmatch(name.removesuffix(".")) is not None
    return not address.is_global and not any(address in network for network in PUBLIC)


def ip(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The number that a host is, if it is one; what is only wrapped in a longer number is what it was before."""
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return None
    return (address.ipv4_mapped if address.version == 6 else None) or address


def in_text(text: str) -> Iterator[Found]:
    """The private addresses that stand in a text; what is a part of another address is none."""
    end = 0
    for match in sorted(_addresses(text), key=lambda match: (match.start(), -match.end())):
        if match.start() < end:
            continue
        name, end = _meant(match), match.end()
        if private(name) and name is not None:
            yield Found(_start(match), end, match.start("host"), match["host"], name, match.re is URL)


def redact(text: str, own: Own | None = None) -> tuple[str, list[str]]:
    """The text without the private addresses that stand in it, or only a blog's `own`, and these."""
    found = [each for each in in_text(text) if own is None or own.covers(each)]
    parts, end = [], 0
    for each in found:
        parts += [text[end : each.start], WITHHELD]
        end = each.end
    return "".join([*parts, text[end:]]), [text[each.start : each.end] for each in found]


def sealed(name: str) -> str:
    """A host as a record may keep it that is not to show it: whoever has the host can tell that it is this one."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def _authority(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


@lru_cache(4096)
def _number(name: str) -> str:
    """A host as the four numbers that a browser takes it for: 127.1, 0x7f000001 and 2130706433 are one."""
    if not re.fullmatch(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)", name):
        return name
    try:
        return str(ipaddress.IPv4Address(socket.inet_aton(name)))
    except OSError:
        return name


def _addresses(text: str) -> Iterator[re.Match[str]]:
    for sign, pattern in (("//", URL), ("@", MAIL), ("[", BRACKET)):
        if sign in text:
            yield from pattern.finditer(text)
    if MAYBE_QUAD.search(text):  # a public number hides nothing: it is not looked for where no private one can be
        yield from (match for match in QUAD.finditer(text) if private(_meant(match)))


def _meant(match: re.Match[str]) -> str | None:
    """The host of a match. Without a scheme `n//2` is a division, and of four numbers many are none of a network."""
    if match.re is URL:
        named_scheme = match.string[match.start() - 1 : match.start()] == ":"
        address = match.string[match.start() : match.end("host")]
        return host(address) if named_scheme else named(address)
    if match.re is not QUAD:
        return spelled(match["host"].strip("[]"))
    number = ip(match["host"])
    is_mask_or_version = number is None or number.is_reserved or number in WITHOUT_NAME
    return None if is_mask_or_version else str(number)


def _start(match: re.Match[str]) -> int:
    """Where an address begins, its scheme with it."""
    if match.re is not URL:
        return match.start("host") if match.re is MAIL else match.start()
    first = max(0, match.start() - LONGEST_SCHEME)
    scheme = BEFORE.search(match.string[first : match.start()])
    return first + scheme.start() if scheme else match.start()
