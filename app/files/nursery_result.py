"""Reading and writing results: result.csv in the layout of docs/nursery.md, and report.json."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.domain.errors import BadInput, Unavailable
from app.domain.exports import ExportTable
from app.domain.nursery.instance import Instance
from app.domain.nursery.results import STAYING, Held, ResultRow
from app.files.exports import export_csv
from app.files.nursery_cells import Findings, headings, plain
from app.files.tables import read_table
from app.files.writing import write_whole

COLUMNS = ("申請者番号", "結果", "保育所ID", "希望順位", "理由")
CHILD, RESULT, NURSERY, RANK, REASON = COLUMNS


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
    findings = Findings(path.name)
    table = read_table(path)
    columns = headings(table)
    for word in (CHILD, NURSERY):
        if word not in columns:
            findings.error("nursery.column_missing", 1, word)
    rows: dict[str, ResultRow] = {}
    seen: dict[str, int] = {}
    if not findings.errors:
        for number, cells in table.rows:
            child = plain(cells[columns[CHILD]])
            if not child:
                findings.error("nursery.id_missing", number, CHILD)
            elif child in seen:
                findings.error("nursery.id_twice", number, CHILD, child, first=seen[child])
            seen.setdefault(child, number)
            others = {w: plain(cells[columns[w]]) if w in columns else "" for w in COLUMNS}
            rank = int(others[RANK]) if others[RANK].isdecimal() else None
            rows[child] = ResultRow(child, others[RESULT], others[NURSERY], rank, others[REASON])
    _refuse(findings)
    return rows


def read_held(path: Path, instance: Instance) -> Held:
    """Return what each child holds by a result; whoever is not in it holds nothing.

    Raises:
        BadInput: `nursery.refused`: a child or a nursery that the input does not have.
    """
    findings = Findings(path.name)
    held: list[int | None] = [None] * len(instance.children)
    for number, row in enumerate(read_rows(path).values(), 2):
        child = instance.child_index.get(row.child)
        if child is None:
            findings.error("nursery.result_unknown_child", number, CHILD, row.child)
            continue
        place = instance.nursery_index.get(row.nursery)
        if row.nursery and place is None:
            findings.error("nursery.unknown_nursery", number, NURSERY, row.nursery)
        if not row.nursery and row.result == STAYING:
            place = instance.children[child].present
        held[child] = place
    _refuse(findings)
    return tuple(held)


def _refuse(findings: Findings) -> None:
    if findings.errors:
        errors = tuple(findings.errors)
        raise BadInput("nursery.refused", errors, count=len(errors))
