"""A table on its way out of the centre, and days for somebody's calendar; no file format in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

# Aware moments are shown in the time of Japan; None is an empty cell.
Cell = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class ExportTable:
    """Rows to be written as CSV or XLSX; every row has one cell a heading, in its own type."""

    title: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One day somebody has to come.

    `key` is the same each time the entry is written, so that a calendar replaces it; `start` None
    means the whole day, else a local time in Japan for `minutes`; `changed_at` is aware.
    """

    key: str
    day: date
    title: str
    changed_at: datetime
    start: time | None = None
    minutes: int = 30
    place: str = ""
    note: str = ""
