"""What the fields of one work say of each other: years, numbers, pages and names that cannot all be right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

KEY = re.compile(r"(?P<name>[a-z]+?)(?P<year>(?:19|20)\d\d)")
EPRINT = re.compile(r"(?P<year>\d\d)(?P<month>\d\d)\.\d{4,5}(?:v\d+)?")
IN_ADDRESS = re.compile(r"(?:arxiv\.org/(?:abs|pdf)/|10\.48550/arxiv\.)(?P<number>\d{4}\.\d{4,5})", re.IGNORECASE)
SPRINGER = re.compile(r"10\.(?:1038|1007)/s\d{5}-0(?P<year>\d\d)-")  # these two publishers write the year into a DOI
LONGEST = 8  # years from a preprint to its print
DOI = re.compile(r"10\.\d{4,9}/\S+")
ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")  # since 2007, and before
NUMBERED = re.compile(r"\d{4}\.\d")
VERSION = re.compile(r"v\d+$")
FIVE = "1501"  # from this month on the numbers of preprints have five digits
RANGE = re.compile(r"[^-\u2013,]+(?:[-\u2013]+[^-\u2013,]+)?")
IDENTIFIERS = ("doi", "eprint")
PAGES = re.compile(r"(?P<first>\d+)\s*[-\u2013]+\s*(?P<last>\d+)")


def contradictions(key: str, fields: Mapping[str, str], surnames: list[str]) -> Iterator[str]:
    """What contradicts what in a work, one sentence each."""
    eprint = EPRINT.fullmatch(fields.get("eprint", ""))
    yield from _misshapen(fields)
    known = {fields["year"]} if fields.get("year", "").isdecimal() else set()
    if eprint and fields.get("year", "").isdecimal() and int(fields["year"]) - 2000 - int(eprint["year"]) > LONGEST:
        yield f"its year is {fields['year']}, but its preprint is of 20{eprint['year']}"
    if eprint and not 1 <= int(eprint["month"]) <= 12:
        yield f"no preprint has the number {fields['eprint']}, for there is no month {eprint['month']}"
    elif eprint:
        known.add(f"20{eprint['year']}")
        if known and min(known) < f"20{eprint['year']}":
            yield f"its year is {fields['year']}, but its preprint is of 20{eprint['year']}"
    yield from _named(key, known, surnames)
    for place in ("doi", "url"):
        number = IN_ADDRESS.search(fields.get(place, ""))
        if number and eprint and number["number"] != fields["eprint"].partition("v")[0]:
            yield f"its {place} leads to the preprint {number['number']}, but its eprint is {fields['eprint']}"
    springer = SPRINGER.match(fields.get("doi", ""))
    if springer and fields.get("year", "").isdecimal() and abs(int(fields["year"]) - 2000 - int(springer["year"])) > 1:
        yield f"its year is {fields['year']}, but its doi is of 20{springer['year']}"
    pages = PAGES.fullmatch(fields.get("pages", ""))
    if pages and len(pages["first"]) == len(pages["last"]) and int(pages["first"]) > int(pages["last"]):
        yield f"its pages {fields['pages']} end before they begin"


def _misshapen(fields: Mapping[str, str]) -> Iterator[str]:
    """What is no year, and no identifier."""
    if "year" in fields and not fields["year"].isdecimal():
        yield f"its year is {fields['year']!r}, which is none"
    month, volume = fields.get("month", ""), fields.get("volume", "")
    if month.isdecimal() and not 1 <= int(month) <= 12:
        yield f"its month is {month}, which is none"
    if volume.startswith(("-", "\u2212")):
        yield f"its volume is {volume}, below nothing"
    if not all(map(RANGE.fullmatch, fields.get("pages", "1").split(","))):
        yield f"its pages are {fields['pages']!r}; write the first and the last of them as 10--20"
    if _is_of_arxiv(fields) and not _is_number(fields["eprint"]):
        yield f"its eprint is {fields['eprint']}, no number of a preprint, which has five digits behind its month"
    if "doi" in fields and not DOI.fullmatch(fields["doi"]):
        yield f"its doi is {fields['doi']!r}; write it as 10.NUMBER/NAME, without an address"


def _is_of_arxiv(fields: Mapping[str, str]) -> bool:
    """Whether an eprint says that it is one, or looks like it; publishers write addresses there, too."""
    names = {name.lower(): value.lower() for name, value in fields.items()}
    archive = names.get("archiveprefix", names.get("eprinttype", ""))
    return "eprint" in names and (archive == "arxiv" or (not archive and bool(NUMBERED.match(names["eprint"]))))


def _is_number(eprint: str) -> bool:
    month, point, number = eprint.partition("v")[0].partition(".")
    return bool(ARXIV.fullmatch(eprint)) and (not point or "/" in eprint or len(number) == 4 + (month >= FIVE))


def shared(works: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """The works that have the identifier of another, and what to say of it."""
    for kind in IDENTIFIERS:
        first: dict[str, str] = {}
        for key, fields in works.items():
            name = VERSION.sub("", fields.get(kind, "").lower())
            if name and first.setdefault(name, key) != key:
                yield key, f"its {kind} is that of {first[name]} too: {name}"


def _named(key: str, known: set[str], surnames: list[str]) -> Iterator[str]:
    """A key of a name and a year has them from the work, or from its preprint."""
    match = KEY.match(key)
    if match and known and match["year"] not in known:
        yield f"its key says {match['year']}, but it is of {' or '.join(sorted(known))}"
    people = [_letters(name) for name in surnames if not name.startswith("{")]
    if match and len(people) == len(surnames) > 0 and not any(_alike(match["name"], name) for name in people):
        yield f"its key says {match['name']}, but it is by {surnames[0]}"


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub("[^a-z]", "", re.sub(r"\\\W?", "", plain).lower())


def _alike(key: str, name: str) -> bool:
    """Whether one is the other, or begins or ends it: `amin` and `El Amine Seddik` are cut in many ways."""
    return bool(name) and (name.startswith(key) or name.endswith(key) or key.startswith(name) or key.endswith(name))
