"""Tables for spreadsheets and for the town's older systems: CSV in UTF-8 or CP932, and XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from app.domain.errors import BadInput, Finding
from app.domain.exports import Cell, ExportTable
from app.domain.names import fold_name
from app.files.tables import guard_formula
from app.files.writing import write_whole
from app.messages.times import local

# The same sign under the number that other systems give it; CP932 knows only the second.
_ALIKE = str.maketrans("〜‖−¢£¬—¥", "～∥－￠￡￢―￥")


def export_csv(path: str | Path, table: ExportTable, encoding: str = "utf-8") -> None:
    """Write a table as CSV with CRLF: `utf-8` (with the mark spreadsheets need) or `cp932`.

    Raises:
        BadInput: `files.cannot_write_characters`; each finding names row, column and value of a
            character CP932 does not have, and the usual form where one is known.
        Unavailable: `files.cannot_write`.
    """
    lines: list[Sequence[str]] = [
        table.headings,
        *([_as_text(cell) for cell in row] for row in table.rows),
    ]
    if encoding == "cp932":
        lines = [[cell.translate(_ALIKE) for cell in line] for line in lines]
        _refuse_unwritable(Path(path).name, table.headings, lines)
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        [guard_formula(cell) for cell in line] for line in lines
    )
    data = text.getvalue().encode("cp932" if encoding == "cp932" else "utf-8-sig")
    write_whole(path, data)


def export_table(path: str | Path, table: ExportTable, kind: str, encoding: str = "utf-8") -> None:
    """Write a table as `csv` (`utf-8` or `cp932`) or `xlsx`, whole or not at all.

    Raises:
        BadInput: `files.cannot_write_characters` for CP932.
        Unavailable: `files.cannot_write`.
    """
    if kind == "xlsx":
        from app.files.export_xlsx import export_xlsx

        export_xlsx(path, table)
    else:
        export_csv(path, table, encoding)


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{local(cell):%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _refuse_unwritable(
    file: str, headings: tuple[str, ...], lines: Sequence[Sequence[str]]
) -> None:
    findings = []
    for number, line in enumerate(lines, 1):
        for heading, cell in zip(headings, line, strict=True):
            findings += [_finding(file, number, heading, cell, one) for one in _not_in_cp932(cell)]
    if findings:
        raise BadInput("files.cannot_write_characters", tuple(findings), count=len(findings))


def _not_in_cp932(text: str) -> list[str]:
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return [one for one in dict.fromkeys(text) if not _fits(one)]
    return []


def _fits(character: str) -> bool:
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _finding(file: str, row: int, column: str, cell: str, character: str) -> Finding:
    usual = fold_name(character)
    data: dict[str, object] = {"character": character, "code": f"U+{ord(character):04X}"}
    if usual != character and usual and _fits(usual):
        data["usual"] = usual
        return Finding("files.not_in_cp932_usual", file, row, column, cell[:40], data)
    return Finding("files.not_in_cp932", file, row, column, cell[:40], data)
