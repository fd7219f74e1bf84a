"""The numbers that prose binds to results: where they stand, what they are bound to, and how they are printed anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from press.article import expression, notation, prose
from press.check.finding import Finding
from press.check.reading import Reading
from press.core import numbers
from press.core.numbers import Printed
from press.core.sourced import Number


class Bound(NamedTuple):
    """A bound number in a file: where it starts, as printed, and what it is bound to."""

    path: Path
    file: str
    offset: int
    text: str
    reference: str
    printed: Printed
    number: Number

    @property
    def value(self) -> float:
        """What it is bound to."""
        return self.number.value

    @property
    def error(self) -> float:
        """The standard error of that."""
        return self.number.error

    @property
    def end(self) -> int:
        """Where the printed number ends, and its comment begins."""
        return self.offset + len(self.text)

    @property
    def behind(self) -> int:
        """Where its comment ends."""
        return self.file.index("-->", self.offset) + len("-->")

    @property
    def is_signed(self) -> bool:
        """Whether a sign stands before it that is not its own."""
        return bool(notation.SIGNED.search(self.file, max(0, self.offset - 2), self.offset))

    @property
    def anew(self) -> str:
        """What to print instead."""
        return numbers.rewrite(self.text, self.value, self.error, share=self.printed.share)

    def wrong(self, reading: Reading, rule: str, message: str) -> Finding:
        """A finding at the number, which is put right by printing it anew."""
        remedy = (f"print {self.anew}", (self.offset, self.end), self.anew)
        said = f"{message}; print {self.anew}, or run: press check --fix"
        return reading.found(self.path, self.file, remedy[1], rule, said, remedy)


def texts(reading: Reading) -> Iterator[tuple[Path, str]]:
    """The files whose numbers are bound, and may be rewritten: not the article, whose words are its author's."""
    project = reading.project
    yield from ((path, text) for path, text in reading.pages.items() if path != project.root / project.article)
    yield from reading.ledger.items()
    yield from reading.documents.items()


def found(reading: Reading, path: Path, text: str) -> list[Bound]:
    """The bound numbers of a file whose references are known, which many rules ask for."""
    if (path, text) not in reading.bound:
        reading.bound[path, text] = list(_found(reading, path, text))
    return reading.bound[path, text]


def _found(reading: Reading, path: Path, text: str) -> Iterator[Bound]:
    for match in prose.bound(path.suffix, text, reading.dialect):
        with suppress(ValueError):
            printed, number = numbers.parse(match["text"]), expression.number(match["ref"], reading.known)
            printed = printed._replace(share=printed.share or number.is_share)
            yield Bound(path, text, match.start(), match["text"], match["ref"].strip(), printed, number)


def rewritten(reading: Reading, path: Path, text: str) -> str:
    """The text with each bound number that disagrees, or is finer than its error earns, printed anew; no quotation."""
    quoted = prose.quoted(path.suffix, text, reading.dialect)
    for number in reversed(found(reading, path, text)):
        if any(start <= number.offset < end for start, end in quoted):
            continue
        too_fine = numbers.too_fine(number.printed, number.error)
        if too_fine or not numbers.agrees(number.printed, number.value, number.error):
            before, anew = text[: number.offset], number.anew
            text = before + (number.text if number.is_signed and number.value < 0 else anew) + text[number.end :]
    return text
