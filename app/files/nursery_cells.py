"""Cells of the nursery files: numbers, ids and headings, with a finding for each that is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from unicodedata import normalize

from app.domain.errors import Finding
from app.domain.nursery.ids import plain_id
from app.domain.nursery.rules import Number
from app.domain.tables import Table

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_DAY = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")
_LONGEST_NUMBER = 40


class Findings:
    """Collects what is wrong or odd in one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.errors: list[Finding] = []
        self.warnings: list[Finding] = []

    def error(self, code: str, row: int, column: str, value: str = "", **data: object) -> None:
        """Add something that has to be mended."""
        self.errors.append(Finding(code, self.file, row, column, value, data))

    def warning(self, code: str, row: int, column: str, value: str = "", **data: object) -> None:
        """Add something that somebody should look at."""
        self.warnings.append(Finding(code, self.file, row, column, value, data))


def plain(text: str) -> str:
    """Return a cell as it is compared: NFKC, without outer spaces."""
    return plain_id(text)


def headings(table: Table) -> dict[str, int]:
    """Return heading → column, widths unified, without spaces inside."""
    return {
        "".join(normalize("NFKC", word).split()): place
        for place, word in enumerate(table.headers)
        if word
    }


def number(text: str, letters: Mapping[str, Number]) -> Number | None:
    """Return an exact number, by the letters' table where the text is in it, else None."""
    text = plain(text)
    if text in letters:
        return letters[text]
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        return None
    return exact(Fraction(text))


def number_or_day(text: str, letters: Mapping[str, Number]) -> Number | None:
    """Return an exact number; a day such as 2026-04-01 counts as its place in the calendar."""
    found = number(text, letters)
    if found is None and (day := _DAY.fullmatch(plain(text))):
        try:
            return date(int(day[1]), int(day[2]), int(day[3])).toordinal()
        except ValueError:
            return None
    return found


def exact(value: Fraction) -> Number:
    """Return a whole number as int: it compares faster and reads better."""
    return value.numerator if value.denominator == 1 else value


def whole(text: str) -> int | None:
    """Return a whole number with or without a sign, else None."""
    text = plain(text)
    sign, digits = (text[:1], text[1:]) if text[:1] in "+-" else ("", text)
    if not digits.isascii() or not digits.isdigit() or len(digits) > _LONGEST_NUMBER:
        return None
    return -int(digits) if sign == "-" else int(digits)
