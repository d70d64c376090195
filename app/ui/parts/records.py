"""What a table of records is told: columns, records, and badges as cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.messages import Lazy

MOST_RECORDS: Final = 20
EMPTY: Final = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; numbers stand right in figures of one width, titles are always bold."""

    key: str
    label: str | Lazy
    is_number: bool = False
    stretch: int = 1
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class CellBadge:
    """A cell that is a badge."""

    word: str | Lazy
    kind: str = "info"
    icon: str | None = None

    def __str__(self) -> str:
        return str(self.word)


Cell = str | Lazy | CellBadge


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its subject, one cell for each column, and its one spoken sentence."""

    subject: object
    cells: tuple[Cell, ...]
    spoken: str | Lazy = ""


def spoken_record(columns: tuple[Column, ...], record: Record) -> str:
    """Return the record's sentence; without one, each filled cell after its column's name."""
    if str(record.spoken):
        return str(record.spoken)
    pairs = zip(columns, record.cells, strict=True)
    return ", ".join(f"{column.label} {cell}" for column, cell in pairs if str(cell))


def cell_text(cell: Cell) -> str:
    """Return a cell in words; a dash stands for nothing."""
    return str(cell) or EMPTY
