"""Tables in files: CSV in UTF-8 or CP932, and XLSX, read and written without guessing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from app.domain.errors import BadInput, Finding, Unavailable
from app.domain.my_number import masked
from app.domain.tables import Table
from app.files.encodings import decode

LARGEST_BYTES = 200 * 1024 * 1024
_ZIP = b"PK\x03\x04"
# The older XLS, and an XLSX under a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A spreadsheet that saves CSV leaves the empty cells at the end of rows out, 16 rows at a time.
_BLOCK_ROWS = 16


def read_table(path: str | Path, sheet: str | None = None) -> Table:
    """Read a CSV or XLSX file as text.

    Raises:
        Unavailable: `files.cannot_read` (missing, no right, device).
        BadInput: `files.empty`, `files.encoding`, `files.broken_csv`, `files.broken_xlsx`,
            `files.no_sheet`, `files.too_large`, each with the place where it can be told.
    """
    file = Path(path)
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise BadInput("files.too_large", (Finding("files.too_large", file.name),))
        data = file.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unavailable("files.cannot_read", file=str(path), reason=reason) from error
    return table_of(file.name, data, sheet)


def table_of(name: str, data: bytes, sheet: str | None = None) -> Table:
    """Read the content of a CSV or XLSX file as text; `name` is the file's, for the findings.

    Raises:
        BadInput: as `read_table`.
    """
    if not data.strip():
        raise BadInput("files.empty", (Finding("files.empty", name),))
    if data.startswith((_ZIP, _OLE)):
        return _read_xlsx(name, data, sheet)
    return _read_csv(name, data)


def _read_csv(file: str, data: bytes) -> Table:
    text, encoding = decode(data, file)
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise BadInput("files.broken_csv", (Finding("files.nul", file, row),))
    rows: list[tuple[int, tuple[str, ...]]] = []
    csv.field_size_limit(LARGEST_BYTES)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=_separator(text), strict=True)
    # Rows are counted as a spreadsheet counts them: a cell of several lines is in one row.
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows.append((number, tuple(cells)))
    except csv.Error as error:
        reason: dict[str, object] = {"reason": str(error)}
        finding = Finding("files.broken_row", file, number + 1, data=reason)
        raise BadInput("files.broken_csv", (finding,)) from error
    return _table(file, encoding, rows, _cut_rows(file, rows))


def _cut_rows(file: str, rows: list[tuple[int, tuple[str, ...]]]) -> list[Finding]:
    """Return the rows that break off: shorter than the headings and than a row beside them."""
    need = len(rows[0][1]) if rows else 0
    longest: dict[int, int] = {}
    for number, cells in rows:
        block = (number - 1) // _BLOCK_ROWS
        longest[block] = max(longest.get(block, 0), len(cells))
    return [
        Finding(
            "files.too_few_cells", file, number, value=_shown(cells[-1]),
            data={"have": len(cells), "need": need},
        )
        for number, cells in rows
        if len(cells) < min(need, longest[(number - 1) // _BLOCK_ROWS])
    ]  # fmt: skip


def _shown(cell: str) -> str:
    """Return a cell as a finding may show it: short, and without My Number."""
    return masked(cell)[:40]


def _separator(text: str) -> str:
    """Towns also export with tabs; the heading line tells."""
    heading = text.split("\n", 1)[0]
    return "\t" if "\t" in heading and "," not in heading else ","


def _table(
    file: str,
    encoding: str,
    rows: list[tuple[int, tuple[str, ...]]],
    cut: Sequence[Finding] = (),
) -> Table:
    if not rows:
        raise BadInput("files.empty", (Finding("files.empty", file),))
    _number, header = rows[0]
    headers = tuple(cell.strip() for cell in header)
    findings: list[Finding] = list(cut)
    seen: set[str] = set()
    for place, word in enumerate(headers, 1):
        if word and word in seen:
            findings.append(Finding("files.heading_twice", file, 1, word, word))
        if not word and any(len(c) >= place and c[place - 1].strip() for _n, c in rows[1:]):
            findings.append(Finding("files.heading_missing", file, 1, str(place), str(place)))
        seen.add(word)
    body: list[tuple[int, tuple[str, ...]]] = []
    for number, cells in rows[1:]:
        extra = [cell for cell in cells[len(headers) :] if cell.strip()]
        if extra:
            counts: dict[str, object] = {"have": len(cells), "need": len(headers)}
            findings.append(
                Finding("files.too_many_cells", file, number, value=_shown(extra[0]), data=counts)
            )
        padded = cells[: len(headers)] + ("",) * (len(headers) - len(cells))
        body.append((number, padded))
    if findings:
        raise BadInput("files.broken_table", tuple(findings))
    return Table(file, encoding, headers, tuple(body))


def _read_xlsx(file: str, data: bytes, sheet: str | None) -> Table:
    try:
        rows = _rows_of_book(file, data, sheet)
    except BadInput:
        raise
    except Exception as error:  # the library raises many kinds for a damaged archive
        raise BadInput("files.broken_xlsx", (Finding("files.broken_xlsx", file),)) from error
    return _table(file, "xlsx", rows)


def _rows_of_book(file: str, data: bytes, sheet: str | None) -> list[tuple[int, tuple[str, ...]]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    if sheet is not None and sheet not in book.sheetnames:
        names: dict[str, object] = {"sheets": ", ".join(book.sheetnames)}
        finding = Finding("files.no_sheet", file, value=sheet, data=names)
        raise BadInput("files.no_sheet", (finding,))
    page = book[sheet] if sheet else book.worksheets[0]
    rows = []
    for number, cells in enumerate(page.iter_rows(), 1):
        texts = tuple(_cell_text(cell) for cell in cells)
        while texts and not texts[-1].strip():
            texts = texts[:-1]
        if texts:
            rows.append((number, texts))
    book.close()
    return rows


def _cell_text(cell: Any) -> str:
    """Return a cell as a person sees it: days as year-month-day, whole numbers without a fraction.

    A number shown with leading zeros by its format 00000000000 keeps them.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and set(cell.number_format) == {"0"}:
        return str(value).zfill(len(cell.number_format))
    return str(value)


def write_csv(
    path: str | Path,
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    encoding: str = "utf-8-sig",
) -> None:
    """Write a CSV with CRLF; in CP932 every character that cannot be written is listed first.

    Raises:
        BadInput: `files.cannot_write_characters` with row, column and the characters.
        Unavailable: `files.cannot_write`.
    """
    lines = [tuple(headers), *(tuple(row) for row in rows)]
    findings = []
    for number, cells in enumerate(lines, 1):
        for column, cell in zip(headers, cells, strict=False):
            bad = _unwritable(cell, encoding)
            if bad:
                chars: dict[str, object] = {"characters": " ".join(bad)}
                where = Finding(
                    "files.cannot_write_characters",
                    Path(path).name, number, column, cell, chars,
                )  # fmt: skip
                findings.append(where)
    if findings:
        raise BadInput("files.cannot_write_characters", tuple(findings))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([[guard_formula(cell) for cell in cells] for cells in lines])
    try:
        Path(path).write_bytes(text.getvalue().encode(encoding))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unavailable("files.cannot_write", file=str(path), reason=reason) from error


def guard_formula(cell: str) -> str:
    """Keep a spreadsheet from running a cell that begins like a formula."""
    # Japanese spreadsheets take the wide signs for the narrow ones.
    is_formula = cell[:1] in ("=", "@", "＝", "＠", "\t", "\r", "\n") or (
        cell[:1] in ("+", "-", "＋", "－")
        and not cell[1:].replace("-", "").replace(" ", "").isdigit()
    )
    return "'" + cell if is_formula else cell


def _unwritable(text: str, encoding: str) -> list[str]:
    bad = []
    for character in dict.fromkeys(text):
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            bad.append(character)
    return bad
