"""Reading workers.csv: one row a worker; rows without consent are counted and not looked at."""

from __future__ import annotations

from app.domain.errors import Finding
from app.domain.tables import Table
from app.domain.telework.inputs import Coach, Worker, WorkerConditions
from app.domain.telework.scoring import WorkerWork
from app.domain.telework.vocabulary import Vocabulary
from app.files.telework_cells import Row, rows_of

# Columns beyond these (a name, a certificate, a kind of disability) are not read at all.
WORKER_HEADINGS: dict[str, tuple[str, ...]] = {
    "worker_id": ("id", "番号", "求職者番号"),
    "consent": ("同意", "マッチングへの同意"),
    "hours_min": ("最短時間", "週の最短時間"),
    "hours_max": ("最長時間", "週の最長時間"),
    "hours_wish": ("希望時間", "週の希望時間"),
    "windows": ("働ける時間帯", "時間帯"),
    "skills": ("技能", "できること"),
    "interests": ("関心", "興味のある分野"),
    "needs": ("配慮", "必要な配慮"),
    "brings": ("自分で用意", "自分で用意する配慮"),
    "vetoes": ("希望しない求人", "除く求人"),
    "area": ("地域",),
    "coach": ("ジョブコーチ", "ジョブコーチ希望"),
}
WORKER_NEEDED = (
    "worker_id", "consent", "hours_min", "hours_max", "windows", "skills", "needs",
)  # fmt: skip
COACH_HEADINGS: dict[str, tuple[str, ...]] = {
    "coach_id": ("id", "番号", "ジョブコーチ番号"),
    "area": ("地域",),
    "capacity": ("定員", "受け持てる人数"),
}


def read_workers(
    table: Table, vocabulary: Vocabulary, findings: list[Finding]
) -> tuple[list[Worker], dict[str, int]]:
    """Return those who agreed, and every id of the file with its row."""
    seen: dict[str, int] = {}
    found = []
    for row in rows_of(table, WORKER_HEADINGS, WORKER_NEEDED, findings):
        worker_id = row.id("worker_id", seen)
        if row.yes("consent"):
            found.append(_worker(row, worker_id, vocabulary))
    return found, seen


def _worker(row: Row, worker_id: str, vocabulary: Vocabulary) -> Worker:
    least, most = row.half_hours("hours_min"), row.half_hours("hours_max")
    if least and most and least > most:
        row.error("hours_max", "telework.hours_order", least=least / 2)
    wished = row.half_hours("hours_wish", default=most)
    if least and most and wished and not least <= wished <= most:
        row.error("hours_wish", "telework.hours_wish", least=least / 2, most=most / 2)
    needs = row.codes("needs", vocabulary.needs)
    brings = row.codes("brings", vocabulary.needs)
    for code in sorted(brings - needs):
        row.error("brings", "telework.brings_no_need", vocabulary.needs[code])
    work = WorkerWork(
        least,
        most,
        wished,
        row.windows("windows"),
        row.levels("skills", vocabulary.skills),
        row.codes("interests", vocabulary.fields),
    )
    conditions = WorkerConditions(
        True,
        needs,
        brings,
        frozenset(row.pieces("vetoes")),
        row.text("area"),
        row.yes("coach"),
    )
    return Worker(worker_id, work, conditions)


def read_coaches(table: Table, findings: list[Finding]) -> list[Coach]:
    """Return the coaches; an empty area means that a coach goes anywhere."""
    seen: dict[str, int] = {}
    return [
        Coach(row.id("coach_id", seen), row.text("area"), row.whole("capacity", 0, 10_000))
        for row in rows_of(table, COACH_HEADINGS, ("coach_id", "capacity"), findings)
    ]
