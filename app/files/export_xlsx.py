"""Spreadsheets as people expect them: real days and numbers, headings that stay in sight."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from app.domain.errors import BadInput, Finding
from app.domain.exports import Cell, ExportTable
from app.files.writing import write_whole
from app.messages.times import local

# The most a cell holds; the library would cut the rest off without a word.
LONGEST_CELL: Final = 32_767
_NARROWEST, _WIDEST = 8.0, 60.0
# Controls have no place in the file's XML.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")


def export_xlsx(path: str | Path, table: ExportTable) -> None:
    """Write a table as XLSX: text stays text, days are days, the heading row is frozen.

    Raises:
        BadInput: `files.cell_too_long` with row and column.
        Unavailable: `files.cannot_write`.
    """
    import openpyxl
    from openpyxl.utils import get_column_letter

    _refuse_long(Path(path).name, table)
    book = openpyxl.Workbook(write_only=True)
    book.properties.title = table.title
    page: Any = book.create_sheet(_sheet_name(table.title))
    page.freeze_panes = "A2"
    for number, width in enumerate(_widths(table), 1):
        page.column_dimensions[get_column_letter(number)].width = width
    cells = _Cells(page)
    page.append([cells.heading(heading) for heading in table.headings])
    for row in table.rows:
        page.append([cells.cell(cell) for cell in row])
    last = get_column_letter(max(1, len(table.headings)))
    page.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    out = io.BytesIO()
    book.save(out)
    write_whole(path, out.getvalue())


def _refuse_long(file: str, table: ExportTable) -> None:
    findings = [
        Finding("files.cell_too_long", file, number, heading, cell[:40],
                {"have": len(cell), "limit": LONGEST_CELL})
        for number, row in enumerate(table.rows, 2)
        for heading, cell in zip(table.headings, row, strict=True)
        if isinstance(cell, str) and len(cell) > LONGEST_CELL
    ]  # fmt: skip
    if findings:
        raise BadInput("files.cell_too_long", tuple(findings))


def _sheet_name(title: str) -> str:
    return _NOT_IN_SHEET_NAMES.sub(" ", title).strip(" '")[:31] or "1"


class _Cells:
    """Makes cells; what they look like is made once, because a file has many."""

    def __init__(self, page: Any) -> None:
        from openpyxl.styles import Alignment, Border, Font, Side

        self._page = page
        self._wrapped = Alignment(vertical="top", wrap_text=True)
        self._bold = Font(bold=True)
        self._ruled = Border(bottom=Side("medium"))

    def heading(self, text: str) -> Any:
        """Return a cell of the first row."""
        cell = self.cell(text)
        cell.font, cell.border = self._bold, self._ruled
        return cell

    def cell(self, value: Cell) -> Any:
        """Return a cell in the value's own type; None where it is empty."""
        from openpyxl.cell import WriteOnlyCell

        if value is None or value == "" or isinstance(value, (int, float)):
            return None if value == "" else value
        if isinstance(value, str):
            cell = WriteOnlyCell(self._page, _CONTROLS.sub("", value))
            # A text that begins like a formula stays a text, also when somebody edits the cell.
            cell.data_type = "s"
            if value[0] in "=+-@":
                cell.quotePrefix = True
            cell.number_format = "@"
            cell.alignment = self._wrapped
        elif isinstance(value, datetime):
            shown = local(value).replace(tzinfo=None, second=0, microsecond=0)
            cell = WriteOnlyCell(self._page, shown)
            cell.number_format = "yyyy-mm-dd hh:mm"
        else:
            cell = WriteOnlyCell(self._page, datetime.combine(value, time.min))
            cell.number_format = "yyyy-mm-dd"
        return cell


def _widths(table: ExportTable) -> list[float]:
    """Return a width for each column in letters; a Japanese letter counts for two."""
    columns: list[Sequence[Cell]] = [*zip(*table.rows, strict=True)] or [()] * len(table.headings)
    return [
        min(_WIDEST, max(_NARROWEST, 2.0 + max(map(_letters, (heading, *column)))))
        for heading, column in zip(table.headings, columns, strict=True)
    ]


def _letters(cell: Cell) -> int:
    if isinstance(cell, datetime):
        return 16
    if isinstance(cell, date):
        return 10
    longest = max(str(cell if cell is not None else "").split("\n"), key=len)
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in longest[:60])
