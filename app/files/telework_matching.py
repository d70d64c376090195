"""Matchings, their reports and invented tables in files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from app.domain.errors import BadInput, Finding, Unavailable
from app.domain.exports import ExportTable
from app.domain.telework.invent import (
    COACH_COLUMNS,
    JOB_COLUMNS,
    WORKER_COLUMNS,
    InventedTables,
)
from app.domain.telework.results import Matching, Placement
from app.files.export_xlsx import export_xlsx
from app.files.exports import export_csv
from app.files.tables import read_table
from app.files.telework_cells import Row, rows_of
from app.files.writing import write_whole

MATCHING_COLUMNS = ("worker_id", "job_id", "score", "hours", "coach_id", "tasks")
_HEADINGS: dict[str, tuple[str, ...]] = {
    "worker_id": ("求職者番号",),
    "job_id": ("求人番号",),
    "score": ("点",),
    "hours": ("週の時間",),
    "coach_id": ("ジョブコーチ番号",),
    "tasks": ("作業",),
}
REPORT_NAME = "report.json"


def write_tables(folder: Path, tables: InventedTables) -> list[Path]:
    """Write workers.csv, jobs.csv and coaches.csv into a folder that is made if it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unavailable("files.cannot_write", file=str(folder), reason=reason) from error
    made = []
    for name, columns, rows in (
        ("workers", WORKER_COLUMNS, tables.workers),
        ("jobs", JOB_COLUMNS, tables.jobs),
        ("coaches", COACH_COLUMNS, tables.coaches),
    ):
        export_csv(folder / f"{name}.csv", ExportTable(name, columns, rows))
        made.append(folder / f"{name}.csv")
    return made


def write_table(path: Path, table: ExportTable, encoding: str = "utf-8") -> None:
    """Write a table as CSV or, by its ending, XLSX."""
    if path.suffix.lower() == ".xlsx":
        export_xlsx(path, table)
    else:
        export_csv(path, table, encoding)


def write_matching(path: Path, matching: Matching, encoding: str = "utf-8") -> Path:
    """Write a matching as CSV or, by its ending, XLSX, and report.json beside it."""
    rows = [
        (one.worker, one.job, _number(one.score, 100, ".2f"), _number(one.half_hours, 2, "g"),
         one.coach, ";".join(one.tasks))
        for one in matching.placements
    ]  # fmt: skip
    write_table(path, ExportTable("matching", MATCHING_COLUMNS, rows), encoding)
    report = path.parent / REPORT_NAME
    text = json.dumps(report_document(matching), ensure_ascii=False, indent=2) + "\n"
    write_whole(report, text.encode())
    return report


def report_document(matching: Matching) -> dict[str, object]:
    """Return the report as JSON holds it; scores in points of a hundred."""
    one = matching.report
    return {
        "method": one.method,
        "placed": one.placed,
        "fit": one.fit / 100,
        "blocking_pairs": one.blocking_pairs,
        "unmet_needs": one.unmet_needs,
        "worst_off": one.worst_off / 100,
        "workers": one.workers,
        "places": one.places,
        "pairs": one.pairs,
        "candidates": one.candidates,
        "coach_waiting": one.coach_waiting,
        "bound": None if one.bound is None else one.bound / 100,
        "gap": one.gap,
        "seconds": dict(one.seconds),
        "splits": [
            {
                "job": split.job,
                "nobody_fits_all": split.is_needed,
                "parts": [{"worker": w, "tasks": list(t)} for w, t in split.parts],
            }
            for split in one.splits
        ],
    }


def read_matching(path: Path) -> tuple[Placement, ...]:
    """Read a matching back.

    Raises:
        BadInput: `telework.refused` with every finding.
        Unavailable: the file cannot be read.
    """
    findings: list[Finding] = []
    rows = rows_of(read_table(path), _HEADINGS, ("worker_id", "job_id"), findings)
    found = [_placement(row) for row in rows]
    if findings:
        raise BadInput("telework.refused", tuple(findings), count=len(findings))
    return tuple(found)


def _placement(row: Row) -> Placement:
    worker, job = row.id("worker_id", {}), row.id("job_id", {})
    return Placement(
        worker,
        job,
        _hundredths(row, row.text("score")) if row.text("score") else None,
        row.half_hours("hours") if row.text("hours") else None,
        row.text("coach_id"),
        tuple(row.pieces("tasks")),
    )


def _number(whole: int | None, parts: int, form: str) -> str:
    return "" if whole is None else format(whole / parts, form)


def _hundredths(row: Row, text: str) -> int:
    whole, _dot, rest = text.partition(".")
    if not whole.isdecimal() or len(whole) > 3 or len(rest) > 2 or not (rest + "0").isdecimal():
        row.error("score", "telework.score")
        return 0
    return int(whole) * 100 + int(rest.ljust(2, "0"))


__all__: Sequence[str] = (
    "MATCHING_COLUMNS", "read_matching", "report_document", "write_matching", "write_tables",
)  # fmt: skip
