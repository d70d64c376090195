"""Reading the children: one row an applicant, with wishes, points, tie keys and answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.nursery.instance import AGES, PATTERNS
from app.domain.nursery.rules import Number, PointTable, Rules
from app.domain.tables import Table
from app.files.nursery_cells import (
    Findings,
    exact,
    headings,
    number,
    number_or_day,
    plain,
    whole,
)

CHILD, HOUSEHOLD, AGE, PRESENT = "申請者番号", "世帯番号", "年齢", "在籍保育所ID"
PATTERN, NEED, POINTS, WISH = "きょうだいパターン", "加配", "点数", "希望保育園ID_"
_NUMBERED = re.compile(r"(希望保育園ID_?|点数_?)([1-9][0-9]{0,3})")


@dataclass(slots=True)
class ChildRow:
    """One row, its cells judged one by one; `pattern` 0 means that none is written."""

    row: int
    id: str
    household: str
    age: int
    pattern: int
    present: int | None
    need: int
    wishes: list[int]
    points: list[Number]
    ties: tuple[Number, ...]


class ChildrenReader:
    """Reads the table of children for one list of nurseries and one set of rules."""

    def __init__(
        self, table: Table, nurseries: dict[str, int] | None, rules: Rules, findings: Findings
    ) -> None:
        """Take what the rows refer to; without nurseries their ids are not judged."""
        self._table = table
        self._known = nurseries
        self._rules = rules
        self._findings = findings
        self._columns = headings(table)
        self._wishes: list[tuple[int, str, int | None, str]] = []
        # Cells repeat: each text is understood once.
        self._places: dict[str, int | None] = {"": None}
        self._numbers: dict[str, Number | None] = {}

    def read(self) -> list[ChildRow]:
        """Return the rows in the order of the file."""
        if not self._has_columns():
            return []
        seen: dict[str, int] = {}
        rows: list[ChildRow] = []
        for row, cells in self._table.rows:
            child = self._row(row, cells)
            if not child.id:
                self._findings.error("nursery.id_missing", row, CHILD)
            elif child.id in seen:
                self._findings.error("nursery.id_twice", row, CHILD, child.id, first=seen[child.id])
            seen.setdefault(child.id, row)
            rows.append(child)
        return rows

    def _has_columns(self) -> bool:
        wishes: dict[int, tuple[int, str]] = {}
        points: dict[int, tuple[int, str]] = {}
        for word, place in self._columns.items():
            if form := _NUMBERED.fullmatch(word):
                (points if word.startswith(POINTS) else wishes)[int(form[2])] = (place, word)
        missing = [word for word in (CHILD, HOUSEHOLD, AGE) if word not in self._columns]
        missing += [] if wishes else [WISH + "1"]
        for word in missing:
            self._findings.error("nursery.column_missing", 1, word)
        for key in self._rules.tie_keys:
            self._need_column(key.column)
        for one in self._rules.point_tables:
            for word in one.columns:
                self._need_column(word)
        for count, (place, word) in sorted(wishes.items()):
            at, name = points.get(count, (None, POINTS))
            self._wishes.append((place, word, at, name))
        return not missing and not self._findings.errors

    def _need_column(self, word: str) -> None:
        if word not in self._columns:
            self._findings.error("nursery.rules_column", 1, word, word)

    def _row(self, row: int, cells: tuple[str, ...]) -> ChildRow:
        columns = self._columns
        household = plain(cells[columns[HOUSEHOLD]])
        if not household:
            self._findings.error("nursery.household_missing", row, HOUSEHOLD)
        present = None
        if PRESENT in columns:
            present = self._place(cells[columns[PRESENT]], row, PRESENT)
        wishes, points = self._wished(row, cells, present)
        return ChildRow(
            row, plain(cells[columns[CHILD]]), household,
            self._small(row, cells, AGE, AGES, None),
            self._small(row, cells, PATTERN, PATTERNS, 0),
            present, self._need(row, cells), wishes, points, self._ties(row, cells),
        )  # fmt: skip

    def _small(
        self, row: int, cells: tuple[str, ...], word: str, allowed: Sequence[int], empty: int | None
    ) -> int:
        """Return a number out of a few."""
        text = cells[self._columns[word]] if word in self._columns else ""
        if empty is not None and not text.strip():
            return empty
        value = whole(text)
        if value is None or value not in allowed:
            code = "nursery.age" if word == AGE else "nursery.pattern"
            self._findings.error(code, row, word, text.strip())
            return allowed[0]
        return value

    def _need(self, row: int, cells: tuple[str, ...]) -> int:
        text = cells[self._columns[NEED]] if NEED in self._columns else ""
        if not text.strip():
            return 0
        value = whole(text)
        if value is None or value < 0:
            code = "nursery.not_whole" if value is None else "nursery.negative"
            self._findings.error(code, row, NEED, text.strip())
            return 0
        return value

    def _place(self, text: str, row: int, word: str) -> int | None:
        """Return the nursery's index, None where the cell is empty or the id is unknown."""
        if text in self._places:
            return self._places[text]
        one = plain(text)
        if not one or self._known is None:
            place = None if not one else self._places.setdefault(one, len(self._places))
        elif one in self._known:
            place = self._known[one]
        else:
            self._findings.error("nursery.unknown_nursery", row, word, one)
            return None
        self._places[text] = place
        return place

    def _wished(
        self, row: int, cells: tuple[str, ...], present: int | None
    ) -> tuple[list[int], list[Number]]:
        wishes: list[int] = []
        points: list[Number] = []
        places, base = self._places, self._base(row, cells)
        general = self._columns.get(POINTS)
        for column, word, at, name in self._wishes:
            text = cells[column]
            if not text:
                continue
            place = places[text] if text in places else self._place(text, row, word)
            if place is None:
                continue
            if place in wishes:
                self._findings.error("nursery.wish_twice", row, word, plain(text))
                continue
            if place == present:
                self._findings.error("nursery.wish_present", row, word, plain(text))
                continue
            wishes.append(place)
            written = cells[at] if at is not None else ""
            if not written.strip() and general is not None:
                written, name = cells[general], POINTS
            points.append(self._points(written, row, name, base))
        return wishes, points

    def _points(self, text: str, row: int, word: str, base: Number | None) -> Number:
        value = self._numbers.get(text)
        if value is None:
            if not text.strip() and base is not None:
                return base
            value = number(text, self._rules.letters)
            if value is None:
                code = "nursery.points" if text.strip() else "nursery.points_missing"
                self._findings.error(code, row, word, text.strip())
                return 0
            self._numbers[text] = value
        return value if base is None else value + base

    def _base(self, row: int, cells: tuple[str, ...]) -> Number | None:
        """Return the sum of all point tables; None where the rules have none."""
        tables = self._rules.point_tables
        if not tables:
            return None
        return sum((self._of_table(one, row, cells) for one in tables), start=0)

    def _of_table(self, table: PointTable, row: int, cells: tuple[str, ...]) -> Number:
        found: list[Number] = []
        for word in table.columns:
            text = plain(cells[self._columns[word]])
            value = table.points.get(text, table.empty if not text else None)
            if value is None:
                self._findings.error("nursery.answer", row, word, text, table=table.name)
                continue
            found.append(value)
        if not found:
            return 0
        match table.joined:
            case "max":
                return max(found)
            case "min":
                return min(found)
            case _:
                return sum(found, start=0)

    def _ties(self, row: int, cells: tuple[str, ...]) -> tuple[Number, ...]:
        ties: list[Number] = []
        for key in self._rules.tie_keys:
            text = cells[self._columns[key.column]]
            value = number_or_day(text, key.letters)
            if value is None:
                self._findings.error("nursery.tie_key", row, key.column, text.strip())
                value = 0
            ties.append(value if key.direction == "smaller" else -value)
        return tuple(ties)


def mean(values: list[Number]) -> Number:
    """Return the exact mean."""
    from fractions import Fraction

    return exact(Fraction(sum(values), len(values)))
