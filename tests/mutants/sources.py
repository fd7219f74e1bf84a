"""Mutants of what people and simulations wrote, made from whatever stands there."""

from __future__ import annotations

import ast
import json
import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from mutants.mutant import Mutant, kinds, line, other_digit, other_word, replaced, spread
from press.article import ledger, notation, predicate, prose, sentences
from press.check import bindings
from press.check.rules import quotation
from press.core import numbers
from press.evidence import experiment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.check.reading import Reading

PALE = "#e8eef4"
YEAR = re.compile(r"(?:19|20)\d\d")  # passes for a date wherever it stands
FLIPPED = {">": "<", "<": ">"}


def bound(reading: Reading) -> list[bindings.Bound]:
    """The numbers that are bound to results; what a run has measured is no result of this article."""
    found = (each for path, text in bindings.texts(reading) for each in bindings.found(reading, path, text))
    return [each for each in found if each.reference.partition(".")[0] in reading.results]


def at(reading: Reading, each: bindings.Bound, after: str, *rules: str, offset: int = 0) -> Mutant:
    return Mutant(each.path, after, rules, reading.project.place(each.path), line(each.file, each.offset + offset))


def digits_moved(reading: Reading) -> Iterator[Mutant]:
    """A digit of a bound number is another one."""
    for each in bound(reading):
        words = other_digit(each.text)
        if not numbers.agrees(numbers.parse(words), each.value, each.error):
            yield at(reading, each, replaced(each.file, each.offset, each.offset + len(each.text), words), "number")


def bindings_removed(reading: Reading) -> Iterator[Mutant]:
    """A bound number loses its binding: it is unbound, or in a document a copy. A year would pass for a date."""
    for each in bound(reading):
        end = each.file.index("-->", each.offset) + 3
        is_long = sum(character.isdigit() for character in each.text.strip("0.")) > 2
        is_year = YEAR.fullmatch(each.text)
        if not is_year and (is_long or each.path.parent != reading.project.root):
            after = replaced(each.file, each.offset + len(each.text), end, "")
            yield at(reading, each, after, "unbound", "unmarked", "number")


def bindings_swapped(reading: Reading) -> Iterator[Mutant]:
    """A number is bound to another number of the same result."""
    for each in bound(reading):
        name = each.reference.partition(".")[0]
        for key, other in reading.results[name].numbers.items():
            if not numbers.agrees(numbers.parse(each.text), other.value, other.error):
                start = each.file.index(each.reference, each.offset)
                after = replaced(each.file, start, start + len(each.reference), f"{name}.{key}")
                yield at(reading, each, after, "number")
                break


def digits_added(reading: Reading) -> Iterator[Mutant]:
    """A number is printed with a digit that its standard error does not earn."""
    for each in bound(reading):
        match = re.fullmatch(r"([\d,]+\.\d+)(.*)", each.text)
        words = f"{match[1]}0{match[2]}" if match else each.text
        if match and numbers.too_fine(numbers.parse(words), each.error):
            after = replaced(each.file, each.offset, each.offset + len(each.text), words)
            yield at(reading, each, after, "digits", "number")


def units_behind(reading: Reading) -> Iterator[Mutant]:
    """A scale stands behind the binding, where it would multiply the number unseen."""
    for index, each in enumerate(bound(reading)):
        end = each.file.index("-->", each.offset) + 3
        after = replaced(each.file, end, end, (" %", " million", " percent")[index % 3])
        yield at(reading, each, after, "unit")


def numbers_qualified(reading: Reading) -> Iterator[Mutant]:
    """A number is said to be more, or less, than what it is."""
    for index, each in enumerate(bound(reading)):
        margin = each.value - numbers.parse(each.text).value
        words = ("more than ", "over ", "exceeding ") if margin <= 0 else ("less than ", "under ", "nearly ")
        after = replaced(each.file, each.offset, each.offset, words[index % 3 if margin else 0])
        yield at(reading, each, after, "comparison")


def words_bound_wrongly(reading: Reading) -> Iterator[Mutant]:
    """A word says of two numbers what is not so."""
    for index, each in enumerate(bound(reading)):
        if each.value > 0:
            words = (f"most<!-- {each.reference} > {2 * each.value} --> ", f"twelve<!-- {each.reference} --> ")[
                index % 2
            ]
            if index % 2 == 0 or abs(each.value - 12) > 1:
                yield at(reading, each, replaced(each.file, each.offset, each.offset, words), "word")


def numbers_copied(reading: Reading) -> Iterator[Mutant]:
    """A bound number is typed again in a document, in the site's description, in an experiment's exposition."""
    root = reading.project.root
    numerals = [each.text for each in bound(reading) if len(re.sub(r"\D", "", each.text).strip("0")) > 2]
    numerals = [each for each in numerals if not YEAR.fullmatch(each)]
    places = [
        (root / "README.md", "## ", "It comes to {}.\n\n## "),
        (root / "CONTRIBUTING.md", "## ", "It comes to {}.\n\n## "),
        (root / "CHANGELOG.md", "## ", "It comes to {}.\n\n## "),
        (root / "docs/pages/design.md", "## ", "It comes to {}.\n\n## "),
        (root / "mkdocs.yml", "site_description: ", "site_description: A share of {}. "),
        *((experiment.path(reading.project, name), "\n\n", "\n\nIt comes to {}.\n") for name in reading.names),
    ]
    for index, (path, before, words) in enumerate(place for place in places if place[0].is_file()):
        text = path.read_text(encoding="utf-8")
        start = text.index(before)
        after = replaced(text, start, start + len(before), words.format(numerals[index % len(numerals)]))
        yield Mutant(path, after, ("unmarked",), reading.project.place(path))


def numbers_typed(reading: Reading) -> Iterator[Mutant]:
    """A number that comes from nowhere is typed into a page."""
    for path, text in evidence(reading):
        for match in re.finditer(r"(?<=[a-z])\. (?=[A-Z])", text):
            after = replaced(text, match.start(), match.end(), ". It is 43 % of them. ")
            if not any(span.start <= match.start() < span.end for span in prose.spans(".md", text)):
                yield Mutant(path, after, ("unbound",), reading.project.place(path), line(text, match.start()))


def evidence(reading: Reading) -> list[tuple]:
    article = reading.project.root / reading.project.article
    return [(path, text) for path, text in reading.pages.items() if path != article]


def in_ledger(reading: Reading, before: str, after: str, *rules: str, start: int = 0) -> Iterator[Mutant]:
    path = reading.project.claims
    text = reading.text(path)
    offset = text.find(before, start)
    if offset >= 0:
        changed = replaced(text, offset, offset + len(before), after)
        yield Mutant(path, changed, rules, reading.project.place(path), line(text, offset))


def claims_misquoted(reading: Reading) -> Iterator[Mutant]:
    """A word of a claim's quotation is another."""
    for claim in reading.claims:
        yield from in_ledger(reading, f"quote: {claim.quote}", f"quote: {other_word(claim.quote)}", "claim")


def verdicts_swapped(reading: Reading) -> Iterator[Mutant]:
    """The ledger states another verdict than the one that follows."""
    for claim in reading.claims:
        if claim.kind != "opinion":
            other = next(each for each in notation.VERDICTS if each not in {claim.verdict, "opinion"})
            start = reading.text(reading.project.claims).index(f"- id: {claim.id}\n")
            found = in_ledger(reading, f"verdict: {claim.verdict}", f"verdict: {other}", "claim", start=start)
            yield from found


def sources_misquoted(reading: Reading) -> Iterator[Mutant]:
    """A word of a source's quotation is another."""
    for claim in reading.claims:
        for source in (*claim.sources_for, *claim.sources_against):
            yield from in_ledger(reading, f"quote: {source.quote}", f"quote: {other_word(source.quote)}", "claim")


def predicates_flipped(reading: Reading) -> Iterator[Mutant]:
    """A comparison is turned round, and the verdict with it."""
    for claim in reading.claims:
        for test in claim.asserts:
            flipped = tuple(_turned(each) if each.written == test.written else each for each in claim.asserts)
            if ledger.derive(claim._replace(asserts=flipped), reading.results) != claim.verdict:
                start = reading.text(reading.project.claims).index(f"- id: {claim.id}\n")
                for mutant in in_ledger(
                    reading, f"holds: {test.written}", f"holds: {_turned(test).written}", "claim", start=start
                ):
                    yield mutant._replace(line=claim.lines["verdict"])


def _turned(test: ledger.Test) -> ledger.Test:
    turn = partial(re.sub, "[<>]", lambda sign: FLIPPED[sign[0]])
    return test._replace(holds=turn(test.holds), written=turn(test.written))


def reasons_lost(reading: Reading) -> Iterator[Mutant]:
    """A test says no longer why its threshold is where it is."""
    for claim in reading.claims:
        start = reading.text(reading.project.claims).index(f"- id: {claim.id}\n")
        for test in claim.tests:
            where = reading.text(reading.project.claims).index(f"holds: {test.written}", start)
            for mutant in in_ledger(reading, f"      why: {test.why}\n", "", "reason", start=where):
                yield mutant._replace(line=line(reading.text(mutant.file), where))


def thresholds_out_of_reach(reading: Reading) -> Iterator[Mutant]:
    """A share is compared with more than a whole."""
    for claim in reading.claims:
        start = reading.text(reading.project.claims).index(f"- id: {claim.id}\n")
        for test in claim.tests:
            if test.written.endswith("> 0.5") and test.holds == test.written:
                yield from in_ledger(
                    reading, f"holds: {test.written}", f"holds: {test.written[:-3]}1.5", "reason", start=start
                )


def arms_picked(reading: Reading) -> Iterator[Mutant]:
    """Of the arms that a claim is about, the first is left out; claims that list them once only."""
    text = reading.text(reading.project.claims)
    lists = re.compile(r"^ +(?:arm|regime): \[(?P<first>\w+), (?P<rest>[^\]]+)\]$", re.MULTILINE)
    starts = [text.index(f"- id: {claim.id}\n") for claim in reading.claims]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        found = list(lists.finditer(text, start, end))
        if len(found) == 1:
            after = replaced(text, found[0].start("first"), found[0].start("rest"), "")
            yield Mutant(reading.project.claims, after, ("arms",))


def predicates_emptied(reading: Reading) -> Iterator[Mutant]:
    """A comparison is one of constants, or of parameters, which proves nothing."""
    for claim in reading.claims:
        for test in claim.asserts:
            if test.written == test.holds:
                yield from in_ledger(reading, f"holds: {test.written}", "holds: 2 > 1", "evidence")


def grounds_fallen(reading: Reading) -> Iterator[Mutant]:
    """A claim rests on one that has fallen, or stands on less than it does."""
    fallen = [claim.id for claim in reading.claims if claim.verdict in {"overstated", "contested", "depends"}]
    for claim in reading.claims:
        if fallen and claim.verdict in {"supported", "supported in part"} and not claim.rests_on:
            before = f"- id: {claim.id}\n"
            for mutant in in_ledger(reading, before, f"{before}  rests_on: [{fallen[0]}]\n", "dependent"):
                yield mutant._replace(line=mutant.line + 1)


def opinions_disguised(reading: Reading) -> Iterator[Mutant]:
    """An opinion goes as a finding, with sources for and against it."""
    for claim in reading.claims:
        if claim.kind == "opinion":
            start = reading.text(reading.project.claims).index(f"- id: {claim.id}\n")
            before = "kind: opinion\n  verdict: opinion"
            yield from in_ledger(reading, before, "kind: finding\n  verdict: untested", "opinion", start=start)


def predicates_cancelled(reading: Reading) -> Iterator[Mutant]:
    """A comparison holds whatever the number is: times nothing, less itself, or over itself."""
    idle = ("0 * {0} < 1", "{0} - {0} < 1", "{0} / {0} < 2", "{0} + 1 > {0}")
    for index, claim in enumerate(reading.claims):
        for test in (test for test in claim.tests if test.written == test.holds):
            anew = idle[index % 4].format(predicate.references(test.holds)[0])
            start = reading.text(reading.project.claims).index(f"id: {claim.id}\n")
            yield from in_ledger(reading, f"holds: {test.written}", f"holds: {anew}", "reason", start=start)


def number_words_typed(reading: Reading) -> Iterator[Mutant]:
    """A number in words stands beside a bound one, and nothing holds it."""
    typed = (
        ", or one in ten,",
        ", a third of the draws,",
        ", twice as much,",
        ", in all four,",
        ", nine tenths of it,",
    )
    for index, each in enumerate(bound(reading)):
        if each.path not in reading.documents:
            yield at(reading, each, replaced(each.file, each.behind, each.behind, typed[index % 5]), "word")


def scales_hidden(reading: Reading) -> Iterator[Mutant]:
    """What multiplies a number stands behind it in other signs, or says that it is money."""
    hidden = ("k", " **million**", "&nbsp;billion", " _dozen_", " <b>thousand</b>", " \u20ac", " US dollars")
    for index, each in enumerate(bound(reading)):
        yield at(reading, each, replaced(each.file, each.behind, each.behind, hidden[index % 7]), "unit", "number")


def qualifiers_in_other_words(reading: Reading) -> Iterator[Mutant]:
    """What a number is not is said of it in rarer words, or behind it."""
    for index, each in enumerate(bound(reading)):
        margin = each.value - numbers.parse(each.text).value
        words = ("north of ", "**over** ", "a full ", "> ") if margin < 0 else ("short of ", "shy of ", "south of ")
        if margin:
            after = replaced(each.file, each.offset, each.offset, words[index % len(words)])
            yield at(reading, each, after, "comparison")


def denials_in_other_orders(reading: Reading) -> Iterator[Mutant]:
    """A verdict that follows is denied from further off, or afterwards."""
    denied = ("anything but {}", "not, in the end, {}", "far from {}", "{} it is not")
    for path, text in evidence(reading):
        for index, match in enumerate(prose.verdicts(text)):
            after = replaced(text, *match.span(), denied[index % 4].format(match[0]))
            yield Mutant(path, after, ("verdict",), reading.project.place(path), line(text, match.start()))


def menu_typed(reading: Reading) -> Iterator[Mutant]:
    """A number stands in the title of a page as the menu shows it."""
    path = reading.project.root / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    for match in re.finditer(r"^  - (?P<title>[A-Z][\w ]+):", text, re.MULTILINE):
        after = replaced(text, *match.span("title"), f"{match['title']} and 43 percent")
        yield Mutant(path, after, ("unbound",), "mkdocs.yml", line(text, match.start()))


def numbers_zeroed(reading: Reading) -> Iterator[Mutant]:
    """A number that is something is printed as nothing, or as nothing of something larger."""
    for index, each in enumerate(bound(reading)):
        if abs(each.value) > 2 * each.error:
            words = ("0", "0 million", "0.0", "0 %")[index % 4]
            yield at(reading, each, replaced(each.file, each.offset, each.offset + len(each.text), words), "number")


def nouns_swapped(reading: Reading) -> Iterator[Mutant]:
    """What a number is of is something else."""
    for index, each in enumerate(bound(reading)):
        name, key = each.reference.strip().split(".") if each.reference.count(".") == 1 else ("", "")
        number = reading.results[name].number(key) if name in reading.results else None
        if number and number.unit and "%" not in each.text and "percent" not in each.text:
            end = each.file.index("-->", each.offset) + 3
            words = (" kilograms each,", " **dollars**", "&nbsp;km", " whole tonnes")[index % 4]
            yield at(reading, each, replaced(each.file, end, end, words), "unit")


def words_turned(reading: Reading) -> Iterator[Mutant]:
    """A word says more where the comparison behind it says less, and the other way round."""
    for index, each in enumerate(bound(reading)):
        if each.error < abs(each.value) / 4:
            low, high = sorted((each.value / 2, each.value * 2))
            words = (f"less<!-- {each.reference} > {low} --> ", f"larger<!-- {each.reference} < {high} --> ")[index % 2]
            yield at(reading, each, replaced(each.file, each.offset, each.offset, words), "word")


def bindings_unread(reading: Reading) -> Iterator[Mutant]:
    """A comment looks like a binding and is none."""
    for index, each in enumerate(bound(reading)):
        words = (f"half<!-- {each.reference} == 0.5 --> ", f"*0.5*<!-- {each.reference} --> ")[index % 2]
        yield at(reading, each, replaced(each.file, each.offset, each.offset, words), "number", "word")


def counts_typed(reading: Reading) -> Iterator[Mutant]:
    """A count that looks like a year, a day or a time is typed into a page."""
    typed = (
        "It takes 2030 questions.",
        "It was run 1984 times.",
        "Of them, May 43 percent fail.",
        "It is a ratio of 4:15.",
        "The score is 1987 at last.",
        "Only 1984 are left.",
    )
    yield from _typed(reading, typed)


def places_counted(reading: Reading) -> Iterator[Mutant]:
    """A count that looks like a place, a status, a port, a version or a name is typed into a page."""
    typed = (
        "In row 5 times it fails.",
        "It has status 12 times.",
        "On port 8080 more came.",
        "In Group 2.5 fell.",
        "In Paris 40 were lost.",
        "It exits 12 times.",
        "It has a loss -5 at last.",
        "It has a gain \u22120.3 at last.",
    )
    yield from _typed(reading, typed)


def headings_counted(reading: Reading) -> Iterator[Mutant]:
    """A heading begins with a number that is no section's."""
    for path, text in evidence(reading):
        for match in re.finditer(r"^## (?=[A-Z])", text, re.MULTILINE):
            after = replaced(text, match.end(), match.end(), "2.5 Words lost: ")
            yield Mutant(path, after, ("unbound",), reading.project.place(path), line(text, match.start()))


def limits_in_other_words(reading: Reading) -> Iterator[Mutant]:
    """A number is said to be past a limit that it is not past, by words of time, size or quality."""
    for index, each in enumerate(bound(reading)):
        margin = each.value - numbers.parse(each.text).value
        words = ("later than ", "no sooner than ", "deeper than ") if margin < 0 else ("sooner than ", "no later than ")
        if margin:
            after = replaced(each.file, each.offset, each.offset, words[index % len(words)])
            yield at(reading, each, after, "comparison")


def _typed(reading: Reading, typed: tuple[str, ...]) -> Iterator[Mutant]:
    """Sentences that are typed between two others of a page, in turn."""
    for path, text in evidence(reading):
        for index, match in enumerate(re.finditer(r"(?<=[a-z])\. (?=[A-Z])", text)):
            if not any(span.start <= match.start() < span.end for span in prose.spans(".md", text)):
                after = replaced(text, match.start(), match.end(), f". {typed[index % len(typed)]} ")
                yield Mutant(path, after, ("unbound",), reading.project.place(path), line(text, match.start()))


def verdicts_denied(reading: Reading) -> Iterator[Mutant]:
    """A verdict that follows stands under a word that denies it, or in a form that binds nothing."""
    for path, text in evidence(reading):
        for index, match in enumerate(prose.verdicts(text)):
            words = ("not ", "no longer ", "hardly ", "by no means X")[index % 4]
            after = replaced(text, match.start(), match.start(), words)
            yield Mutant(path, after, ("verdict",), reading.project.place(path), line(text, match.start()))


def settings_typed(reading: Reading) -> Iterator[Mutant]:
    """A number stands in what the settings, a script or a style sheet show."""
    shown = {
        "mkdocs.yml": "\ncopyright: 43 % of it is lost\n",
        "content/assets/chart.js": "\nexport const said = 'It keeps 43 % of them';\n",
        "content/assets/own.css": "\n.said::after { content: '43 % of it'; }\n",
    }
    for name, words in shown.items():
        path = reading.project.root / name
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        yield Mutant(path, text + words, ("unbound",), name, line(text, len(text)) + 1)


def works_contradicted(reading: Reading) -> Iterator[Mutant]:
    """A work's year or the number of its preprint cannot be."""
    path = reading.project.content / "references.bib"
    text = reading.text(path)
    for pattern, words in ((r"year = \{20\d\d\}", "year = {2011}"), (r"eprint = \{\d{4}", "eprint = {2399")):
        for match in re.finditer(pattern, text):
            after = replaced(text, match.start(), match.end(), words)
            yield Mutant(path, after, ("citation",), "content/references.bib")


def notations_foreign(reading: Reading) -> Iterator[Mutant]:
    """A citation is written as another program wants it."""
    for path, text in evidence(reading):
        for index, match in enumerate(prose.citations(text)):
            key = prose.keys(match[0])[0]
            words = (f"[@{key}, p. 43]", f"[see @{key}]", f"@{key}")[index % 3]
            after = replaced(text, match.start(), match.end(), words)
            yield Mutant(path, after, ("citation",), reading.project.place(path), line(text, match.start()))


def quotations_marked_otherwise(reading: Reading) -> Iterator[Mutant]:
    """Words that nobody said stand before a citation in other marks than the curled ones."""
    marks = ('"{}"', "\u00ab{}\u00bb", "\u201e{}\u201c", "<q>{}</q>")
    for path, text in evidence(reading):
        for index, match in enumerate(prose.citations(text)):
            words = marks[index % 4].format("the words of a work that nobody wrote")
            after = replaced(text, match.start(), match.start(), f"{words} ")
            yield Mutant(path, after, ("quotation",), reading.project.place(path), line(text, match.start()))


def figures_swapped(reading: Reading) -> Iterator[Mutant]:
    """Two figures of a page, each with a word of its own, have changed places."""
    image = re.compile(r"!\[(?P<label>[^\]]+)\]\([^)]*figures/(?P<name>\w+)\.svg\)")
    for path, text in evidence(reading):
        own = [each for each in image.finditer(text) if sentences.stems(each["label"]) & sentences.stems(each["name"])]
        for first, second in pairwise(own):
            apart = sentences.stems(first["name"]).isdisjoint(sentences.stems(second["name"]))
            if apart and first["name"] != second["name"]:
                after = replaced(text, *second.span("name"), first["name"])
                after = replaced(after, *first.span("name"), second["name"])
                yield Mutant(path, after, ("caption",), reading.project.place(path), line(text, first.start()))


def page_verdicts_swapped(reading: Reading) -> Iterator[Mutant]:
    """A page prints another verdict than the one that follows."""
    for path, text in evidence(reading):
        for match in prose.verdicts(text):
            other = next(each for each in notation.VERDICTS if each != match["verdict"])
            after = replaced(text, match.start(), match.start() + len(match["verdict"]), other)
            yield Mutant(path, after, ("verdict",), reading.project.place(path), line(text, match.start()))


def citations_broken(reading: Reading) -> Iterator[Mutant]:
    """A citation has another key."""
    for path, text in evidence(reading):
        for match in prose.citations(text):
            after = replaced(text, match.start() + 2, match.start() + 2, "x")
            yield Mutant(path, after, ("citation",), reading.project.place(path), line(text, match.start()))


def quotations_changed(reading: Reading) -> Iterator[Mutant]:
    """A word of a quotation on a page is another."""
    for path, text in evidence(reading):
        for quoted in quotation.quotations(text):
            words = quoted.words.split()
            start = text.find(quoted.words, quoted.start)
            if len(words) > 5 and start >= 0 and "\n" not in quoted.words:
                after = replaced(text, start, start + len(quoted.words), other_word(quoted.words))
                yield Mutant(path, after, ("quotation",), reading.project.place(path))


def passages_changed(reading: Reading) -> Iterator[Mutant]:
    """A word of a stored passage, of which a claim or a page quotes, is another."""
    path = reading.project.content / "passages.yml"
    text = reading.text(path)
    for claim in reading.claims:
        for source in (*claim.sources_for, *claim.sources_against):
            words = source.quote.split()
            middle = len(words) // 2
            match = re.search(r"\s+".join(map(re.escape, words[middle - 1 : middle + 2])), text)
            if match and text.count(match[0]) == 1:
                after = replaced(text, match.start(), match.end(), other_word(" ".join(match[0].split()), 1))
                yield Mutant(path, after, ("claim",))


def works_removed(reading: Reading) -> Iterator[Mutant]:
    """A cited work is gone from the bibliography."""
    path = reading.project.content / "references.bib"
    text = reading.text(path)
    for key in sorted({source.source for claim in reading.claims for source in claim.sources_for}):
        start = text.index(f"{{{key},")
        yield Mutant(path, replaced(text, start + 1, start + 1, "old"), ("claim", "citation"))


def labels_removed(reading: Reading) -> Iterator[Mutant]:
    """A figure on a page loses its label, or has the name of no figure."""
    for path, text in evidence(reading):
        for index, match in enumerate(re.finditer(r"!\[(?P<label>[^\]]+)\]\([^)]*figures/(?P<name>\w+)\.svg\)", text)):
            part, words = (("label", ""), ("name", "no_such_figure"))[index % 2]
            after = replaced(text, *match.span(part), words)
            yield Mutant(path, after, ("image",), reading.project.place(path), line(text, match.start()))


def results_edited(reading: Reading) -> Iterator[Mutant]:
    """A value, an error, a unit, a cell, a parameter or a text of a file of results is another, by hand."""
    for index, name in enumerate(reading.names):
        path = reading.project.figures / f"{name}.json"
        text = reading.text(path)
        body = json.loads(text)
        key, stored = next(iter(body["numbers"].items()))
        changes = [
            {"numbers": body["numbers"] | {key: stored | {"value": stored["value"] * 1.0001 + 1e-9}}},
            {"numbers": body["numbers"] | {key: stored | {"error": stored["error"] + 0.001}}},
            {"numbers": body["numbers"] | {key: stored | {"unit": "apples"}}},
            {"alt": other_word(body["alt"])},
            {"lay": other_word(body["lay"])},
            {"provenance": body["provenance"] | {"replay": "statistical", "tolerance": 1.0}},
        ]
        for change in changes[index % 2 :: 2]:
            after = json.dumps(body | change, ensure_ascii=False, indent=1)
            yield Mutant(path, after, ("result",), reading.project.place(path))


def curves_edited(reading: Reading) -> Iterator[Mutant]:
    """One point of a curve is another, by hand."""
    for name in reading.names:
        path = reading.project.figures / f"{name}.json"
        text = reading.text(path)
        match = re.search(r"\d\.\d{3,}", text[text.index('"series"') :])
        if match:
            start = text.index('"series"') + match.start()
            after = replaced(text, start, start + len(match[0]), other_digit(match[0]))
            yield Mutant(path, after, ("result",), reading.project.place(path))


def drawings_swapped(reading: Reading) -> Iterator[Mutant]:
    """One figure's drawing lies in the place of another's."""
    for name, other in zip(reading.names, reading.names[1:] + reading.names[:1], strict=True):
        path = reading.project.figures / f"{name}.svg"
        after = (reading.project.figures / f"{other}.svg").read_text(encoding="utf-8")
        yield Mutant(path, after, ("figure",), reading.project.place(path), 1)


def drawings_edited(reading: Reading) -> Iterator[Mutant]:
    """A label or the description in a drawing is another."""
    for name in reading.names:
        path = reading.project.figures / f"{name}.svg"
        text = reading.text(path)
        start = text.index("<desc")
        yield Mutant(path, replaced(text, text.index(">", start) + 1, text.index("</desc>"), "Old words."), ("figure",),
                     reading.project.place(path), 1)  # fmt: skip


def drawings_paled(reading: Reading) -> Iterator[Mutant]:
    """A colour in a drawing can no longer be seen, or its letters can no longer be read on a phone."""
    changes = ((r'stroke="#(?!d0d7de)\w{6}"', f'stroke="{PALE}"'), (r'font-size="\d+(?:\.\d+)?"', 'font-size="5"'))
    for index, name in enumerate(reading.names):
        path = reading.project.figures / f"{name}.narrow.svg"
        text = reading.text(path)
        pattern, words = changes[index % 2]
        match = re.search(pattern, text)
        if match:
            after = replaced(text, match.start(), match.end(), words)
            yield Mutant(path, after, ("drawing",), reading.project.place(path))


def parameters_changed(reading: Reading) -> Iterator[Mutant]:
    """A parameter of an experiment is another than the one its results were made with."""
    for name in reading.names:
        path = experiment.path(reading.project, name)
        text = reading.text(path)
        match = re.search(r'^PARAMS[^\n]*\{[^}]*?"\w+": (?P<value>[\d_.]+)', text, re.MULTILINE)
        if match:
            after = replaced(
                text, *match.span("value"), f"{match['value']}7" if "." in match["value"] else f"1{match['value']}"
            )
            where = match.start("value") if plain(text) else match.start()  # what is computed counts as a whole
            yield Mutant(path, after, ("figure",), reading.project.place(path), line(text, where))


def plain(text: str) -> bool:
    """Whether the parameters of an experiment are written out."""
    named = (node for node in ast.parse(text).body if isinstance(node, ast.Assign | ast.AnnAssign))
    values = [node.value for node in named if ast.unparse(node).startswith("PARAMS") and node.value]
    try:
        return bool(ast.literal_eval(values[0]))
    except ValueError:
        return False


def alternatives_stale(reading: Reading) -> Iterator[Mutant]:
    """An alternative text is reworded and the figure not brought up to date."""
    for name in reading.names:
        path = experiment.path(reading.project, name)
        text = reading.text(path)
        match = re.search(r"^ALT = \(?\s*f?\"", text, re.MULTILINE)
        if match:
            after = replaced(text, match.end(), match.end(), "Old words. ")
            yield Mutant(path, after, ("figure",), reading.project.place(path))


def code_changed(reading: Reading) -> Iterator[Mutant]:
    """The code that simulates does one thing more, in the experiment or in the module that it has it from."""
    for name in reading.names:
        path = experiment.path(reading.project, name)
        shared = re.search(r"(?m)^from (\S+) import .*\bsimulate\b", reading.text(path))
        home = reading.project.scripts / f"{shared[1].replace('.', '/')}.py" if shared else path
        text = reading.text(home)
        match = re.compile(r"\n    return ").search(text, text.index("def simulate("))
        if match:
            after = replaced(text, match.start(), match.start(), "\n    _ = 1")
            yield Mutant(home, after, ("figure",), reading.project.place(home))


def article_edited(reading: Reading) -> Iterator[Mutant]:
    """A word of the mirrored article is another."""
    path = reading.project.root / reading.project.article
    text = reading.text(path)
    body = text.index("\n# ")
    for match in re.finditer(r"\b[a-z]{6,}\b", text[body:]):
        after = replaced(text, body + match.start(), body + match.end(), "otherwise")
        yield Mutant(path, after, ("mirror",), reading.project.place(path), 1)


def headings_skipped(reading: Reading) -> Iterator[Mutant]:
    """A heading stands two levels below the one before it."""
    for path, text in evidence(reading):
        match = re.search(r"^## ", text, re.MULTILINE)
        if match:
            after = replaced(text, match.start(), match.end(), "#### ")
            yield Mutant(path, after, ("heading",), reading.project.place(path), line(text, match.start()))


def descriptions_removed(reading: Reading) -> Iterator[Mutant]:
    """A page loses its description."""
    for path, text in reading.pages.items():
        match = re.search(r"^description: [^\n]*\n", text, re.MULTILINE)
        yield Mutant(path, replaced(text, *match.span(), ""), ("page",), reading.project.place(path), 1)


def slips_made(reading: Reading) -> Iterator[Mutant]:
    """A word stands twice, is misspelt, or a shortcode and an empty block are left behind."""
    slips = (
        ("The the", "doubled"),
        ("Definately", "spelling"),
        ("[gallery ids=1]", "leftover"),
        ("<p></p>", "leftover"),
    )
    for index, (path, text) in enumerate(evidence(reading)):
        words, rule = slips[index % len(slips)]
        line_ = text.count("\n") + 2
        yield Mutant(
            path, f"{text.rstrip(chr(10))}\n\n{words} end\n", (rule,), reading.project.place(path), line_ - 1 + 1
        )


def pages_unread(reading: Reading) -> Iterator[Mutant]:
    """A file is put where it would be published, in a form that no rule reads."""
    for name in ("more.html", "more.txt", "more.rst", "more.markdown"):
        path = reading.project.content / name
        yield Mutant(path, "42 % of them.\n", ("unread",), reading.project.place(path), 1)


def links_gone(reading: Reading) -> Iterator[Mutant]:
    """An address that pages link to failed on three days."""
    from press.check import links
    from press.check.rules import external

    addresses = sorted({address for item in external.texts(reading) for _, address in links.found(*item)})
    for address in addresses:
        memory = {"answered": "", "failed": ["2026-01-01", "2026-01-02", "2026-01-05"], "said": "answered 404"}
        yield Mutant(links.place(reading.project), json.dumps({address: memory}), ("external",))


def passages_stale(reading: Reading) -> Iterator[Mutant]:
    """A line of a generated passage is edited, or gone."""
    for path, text in reading.documents.items():
        for match in re.finditer(r"<!-- generated: \w+ -->\n\n(?P<first>[^\n]+\n)", text):
            for words in ("- `other`: Something else.\n", ""):
                after = replaced(text, *match.span("first"), words)
                place = line(text, match.start("first"))
                yield Mutant(path, after, ("passage",), reading.project.place(path), place)


def coverage_lost(reading: Reading) -> Iterator[Mutant]:
    """A claim is taken out of the ledger, though it had been reached that its sentence was held."""
    from press.check import coverage

    shares = coverage.measure(reading).shares
    body = json.dumps({"digits": 1.0, "sentences": round(shares["sentences"] + 0.01, 4)})
    yield Mutant(coverage.place(reading.project), body, ("coverage",))


def unknown_numbers(reading: Reading) -> Iterator[Mutant]:
    """A predicate names a number that there is not."""
    for claim in reading.claims:
        for test in claim.asserts:
            first = re.search(r"[a-z_{}]+\.[\w{}]+", test.written)
            if first:
                after = test.written.replace(first[0], first[0] + "_x")
                yield from in_ledger(reading, f"holds: {test.written}", f"holds: {after}", "claim")


KINDS = kinds(globals())


def mutants(kind: str, reading: Reading) -> list[Mutant]:
    """The mutants of one kind."""
    return spread(KINDS[kind](reading))
