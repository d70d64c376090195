"""Tables in files: CSV in UTF-8 or CP932, and XLSX, read and written without guessing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.domain.errors import BadInput, Finding, Unavailable
from app.domain.tables import Table

LARGEST_BYTES = 200 * 1024 * 1024
# Tried strictly, in this order: UTF-8 with a mark, UTF-8, then what Japanese offices write.
ENCODINGS = ("utf-8-sig", "utf-8", "cp932")
_UTF8_MARK = b"\xef\xbb\xbf"


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
    if not data.strip():
        raise BadInput("files.empty", (Finding("files.empty", file.name),))
    if data[:4] == b"PK\x03\x04":
        return _read_xlsx(file, data, sheet)
    return _read_csv(file, data)


def decode(data: bytes, file: str) -> tuple[str, str]:
    """Return (text, encoding); `BadInput("files.encoding")` names the line that no encoding reads."""
    if data.startswith(_UTF8_MARK):
        tries: Sequence[str] = ("utf-8-sig",)
    else:
        tries = ("utf-8", "cp932")
    worst: UnicodeDecodeError | None = None
    for encoding in tries:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            if worst is None or error.start > worst.start:
                worst = error
    assert worst is not None
    row = data.count(b"\n", 0, worst.start) + 1
    value = data[worst.start : worst.start + 4].hex(" ")
    raise BadInput("files.encoding", (Finding("files.encoding", file, row, value=value),))


def _read_csv(file: Path, data: bytes) -> Table:
    text, encoding = decode(data, file.name)
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise BadInput("files.broken_csv", (Finding("files.nul", file.name, row),))
    separator = _separator(text)
    findings: list[Finding] = []
    rows: list[tuple[int, tuple[str, ...]]] = []
    csv.field_size_limit(LARGEST_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    first = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((first, tuple(cells)))
            first = reader.line_num + 1
    except csv.Error as error:
        data_of: dict[str, object] = {"reason": str(error)}
        findings.append(Finding("files.broken_row", file.name, first, data=data_of))
        raise BadInput("files.broken_csv", tuple(findings)) from error
    return _table(file, encoding, rows)


def _separator(text: str) -> str:
    """Towns also export with tabs; the heading line tells."""
    heading = text.split("\n", 1)[0]
    return "\t" if "\t" in heading and "," not in heading else ","


def _table(file: Path, encoding: str, rows: list[tuple[int, tuple[str, ...]]]) -> Table:
    if not rows:
        raise BadInput("files.empty", (Finding("files.empty", file.name),))
    _number, header = rows[0]
    headers = tuple(cell.strip() for cell in header)
    findings: list[Finding] = []
    seen: set[str] = set()
    for place, word in enumerate(headers, 1):
        if word and word in seen:
            findings.append(Finding("files.heading_twice", file.name, 1, word))
        if not word and any(len(c) >= place and c[place - 1].strip() for _n, c in rows[1:]):
            findings.append(Finding("files.heading_missing", file.name, 1, str(place)))
        seen.add(word)
    body: list[tuple[int, tuple[str, ...]]] = []
    for number, cells in rows[1:]:
        extra = [cell for cell in cells[len(headers) :] if cell.strip()]
        if extra:
            counts: dict[str, object] = {"have": len(cells), "need": len(headers)}
            findings.append(
                Finding("files.too_many_cells", file.name, number, value=extra[0], data=counts)
            )
        padded = cells[: len(headers)] + ("",) * (len(headers) - len(cells))
        body.append((number, padded))
    if findings:
        raise BadInput("files.broken_table", tuple(findings))
    return Table(file.name, encoding, headers, tuple(body))


def _read_xlsx(file: Path, data: bytes, sheet: str | None) -> Table:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # the library raises many kinds for a damaged archive
        raise BadInput("files.broken_xlsx", (Finding("files.broken_xlsx", file.name),)) from error
    if sheet is not None and sheet not in book.sheetnames:
        names: dict[str, object] = {"sheets": ", ".join(book.sheetnames)}
        finding = Finding("files.no_sheet", file.name, value=sheet, data=names)
        raise BadInput("files.no_sheet", (finding,))
    page = book[sheet] if sheet else book.worksheets[0]
    rows = []
    for number, cells in enumerate(page.iter_rows(values_only=True), 1):
        texts = tuple(_cell_text(cell) for cell in cells)
        if any(text.strip() for text in texts):
            while texts and not texts[-1].strip():
                texts = texts[:-1]
            rows.append((number, texts))
    book.close()
    return _table(file, "xlsx", rows)


def _cell_text(cell: Any) -> str:
    """Return a cell as a person sees it: whole numbers without a fraction, days as year-month-day."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


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
    is_formula = cell[:1] in ("=", "@", "\t", "\r") or (
        cell[:1] in ("+", "-") and not cell[1:].replace("-", "").replace(" ", "").isdigit()
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
