"""Reading and writing results: result.csv in the layout of docs/nursery.md, and report.json."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.domain.errors import BadInput, Unavailable
from app.domain.exports import ExportTable
from app.domain.nursery.instance import Instance
from app.domain.nursery.results import STAYING, Held, ResultRow
from app.domain.tables import Table
from app.files.exports import export_csv
from app.files.nursery_cells import Findings, headings, plain
from app.files.nursery_children import PRESENT
from app.files.tables import guard_formula, read_table, table_of
from app.files.writing import write_whole

COLUMNS = ("申請者番号", "結果", "保育所ID", "希望順位", "理由")
CHILD, RESULT, NURSERY, RANK, REASON = COLUMNS
# The heading of ChilmAI's results. A transfer applicant whose cell is empty there stays.
OF_CHILMAI = "入所選考結果保育所ID"


def write_result(folder: Path, rows: Sequence[ResultRow], encoding: str) -> Path:
    """Write result.csv into a folder, which is made if it is missing."""
    make_folder(folder)
    lines = [
        (row.child, row.result, row.nursery, "" if row.rank is None else str(row.rank), row.reason)
        for row in rows
    ]
    file = folder / "result.csv"
    export_csv(file, ExportTable("result", COLUMNS, lines), encoding)
    return file


def write_report(folder: Path, document: Mapping[str, object]) -> Path:
    """Write report.json into a folder."""
    file = folder / "report.json"
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    write_whole(file, text.encode("utf-8"))
    return file


def make_folder(folder: Path) -> None:
    """Make a folder.

    Raises:
        Unavailable: `files.cannot_write`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unavailable("files.cannot_write", file=str(folder), reason=reason) from error


def read_rows(path: Path) -> dict[str, ResultRow]:
    """Return child id → row of a result that somebody wrote; only number and nursery are needed.

    Raises:
        BadInput: `nursery.refused` with every finding.
    """
    return _Result(path.name, read_table(path)).rows


def read_rows_of(name: str, data: bytes) -> dict[str, ResultRow]:
    """Return the rows of a result in memory; see `read_rows`."""
    return _Result(name, table_of(name, data)).rows


def read_held(path: Path, instance: Instance) -> Held:
    """Return what each child holds by a result; whoever is not in it holds nothing.

    Raises:
        BadInput: `nursery.refused`: a child or a nursery that the input does not have.
    """
    return _held(_Result(path.name, read_table(path)), instance)


def read_held_of(name: str, data: bytes, instance: Instance) -> Held:
    """Return what each child holds by a result in memory; see `read_held`."""
    return _held(_Result(name, table_of(name, data)), instance)


def _held(result: _Result, instance: Instance) -> Held:
    findings = Findings(result.file)
    held: list[int | None] = [None] * len(instance.children)
    for row in result.rows.values():
        number = result.numbers[row.child]
        child = instance.child_index.get(row.child)
        if child is None:
            findings.error("nursery.result_unknown_child", number, CHILD, row.child)
            continue
        place = instance.nursery_index.get(row.nursery)
        if row.nursery and place is None:
            findings.error("nursery.unknown_nursery", number, result.heading, row.nursery)
        if not row.nursery and row.result == STAYING:
            place = instance.children[child].present
        held[child] = place
    _refuse(findings)
    return tuple(held)


class _Result:
    """A result as rows, by child id; `numbers` are the rows of the file, `heading` the nursery's."""

    def __init__(self, file: str, table: Table) -> None:
        self.file = file
        self.rows: dict[str, ResultRow] = {}
        self.numbers: dict[str, int] = {}
        findings = Findings(file)
        self._columns = headings(table)
        self.heading = NURSERY
        if NURSERY not in self._columns and OF_CHILMAI in self._columns:
            self.heading = OF_CHILMAI
        for word in (CHILD, self.heading):
            if word not in self._columns:
                findings.error("nursery.column_missing", 1, word)
        if not findings.errors:
            for number, cells in table.rows:
                self._add(number, cells, findings)
        _refuse(findings)

    def _add(self, number: int, cells: tuple[str, ...], findings: Findings) -> None:
        child = self._cell(cells, CHILD)
        if not child:
            findings.error("nursery.id_missing", number, CHILD)
        elif child in self.rows:
            findings.error("nursery.id_twice", number, CHILD, child, first=self.numbers[child])
        place, result = self._cell(cells, self.heading), self._cell(cells, RESULT)
        if self.heading == OF_CHILMAI and not place and self._cell(cells, PRESENT):
            result = STAYING
        rank = self._cell(cells, RANK)
        self.numbers.setdefault(child, number)
        self.rows[child] = ResultRow(
            child, result, place, int(rank) if rank.isdecimal() else None, self._cell(cells, REASON)
        )

    def _cell(self, cells: tuple[str, ...], word: str) -> str:
        """Return a cell without what keeps a spreadsheet from running it."""
        text = plain(cells[self._columns[word]]) if word in self._columns else ""
        return text[1:] if text[:1] == "'" and guard_formula(text[1:]) == text else text


def _refuse(findings: Findings) -> None:
    if findings.errors:
        errors = tuple(findings.errors)
        raise BadInput("nursery.refused", errors, count=len(errors))
