"""The files of one matching read together: everything that is wrong is named at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import BadInput, Finding
from app.domain.tables import Table
from app.domain.telework.inputs import Coach, Job, TeleworkInput, Worker
from app.domain.telework.vocabulary import OWN, Vocabulary, plain
from app.files.tables import read_table
from app.files.telework_jobs import read_jobs
from app.files.telework_workers import read_coaches, read_workers

_SKILL_HEADINGS = {
    "code": ("code", "concepturi", "uri", "o*net-soccode", "elementid", "番号"),
    "label": ("label", "preferredlabel", "elementname", "title", "技能", "名前"),
}


@dataclass(frozen=True, slots=True)
class TeleworkFiles:
    """Where the tables of one matching are; CSV (UTF-8, CP932) or XLSX."""

    workers: Path
    jobs: Path
    coaches: Path | None = None
    skills: Path | None = None


def read_input(
    workers: Path, jobs: Path, coaches: Path | None = None, skills: Path | None = None
) -> TeleworkInput:
    """Read and judge all files.

    Raises:
        BadInput: `telework.refused` with every finding of all files.
        Unavailable: a file cannot be read.
    """
    return _Reading(TeleworkFiles(workers, jobs, coaches, skills)).read()


def read_job_table(path: Path) -> tuple[tuple[Job, ...], int]:
    """Read a table of jobs alone; also return how many of its employers have not agreed.

    Raises:
        BadInput: `telework.refused` with every finding.
        Unavailable: the file cannot be read.
    """
    findings: list[Finding] = []
    jobs, rows, _employers = read_jobs(read_table(path), OWN, findings)
    if findings:
        raise BadInput("telework.refused", tuple(findings), count=len(findings))
    return tuple(jobs), len(rows) - len(jobs)


class _Reading:
    def __init__(self, files: TeleworkFiles) -> None:
        self._files = files
        self._findings: list[Finding] = []

    def read(self) -> TeleworkInput:
        vocabulary = self._vocabulary()
        workers, worker_ids = self._workers(vocabulary)
        jobs, job_ids, employers = self._jobs(vocabulary)
        coaches = self._coaches()
        if self._findings:
            found = tuple(self._findings)
            raise BadInput("telework.refused", found, count=len(found))
        return TeleworkInput(
            tuple(workers),
            tuple(jobs),
            coaches,
            vocabulary,
            len(worker_ids) - len(workers),
            len(job_ids) - len(jobs),
            (
                *_vetoes_of_nobody(workers, job_ids, employers, self._files.workers.name),
                *_vetoes_of_no_worker(jobs, worker_ids, self._files.jobs.name, job_ids),
            ),
        )

    def _table(self, path: Path) -> Table | None:
        """Read a table; what makes it unreadable is one finding among the others."""
        try:
            return read_table(path)
        except BadInput as error:
            self._findings.extend(error.findings)
            return None

    def _workers(self, vocabulary: Vocabulary) -> tuple[list[Worker], dict[str, int]]:
        table = self._table(self._files.workers)
        return ([], {}) if table is None else read_workers(table, vocabulary, self._findings)

    def _jobs(self, vocabulary: Vocabulary) -> tuple[list[Job], dict[str, int], set[str]]:
        table = self._table(self._files.jobs)
        if table is None:
            return [], {}, set()
        return read_jobs(table, vocabulary, self._findings)

    def _coaches(self) -> tuple[Coach, ...] | None:
        if self._files.coaches is None:
            return None
        table = self._table(self._files.coaches)
        return () if table is None else tuple(read_coaches(table, self._findings))

    def _vocabulary(self) -> Vocabulary:
        if self._files.skills is None:
            return OWN
        table = self._table(self._files.skills)
        return OWN if table is None else OWN.with_skills(_skills(table, self._findings))


def _skills(table: Table, findings: list[Finding]) -> dict[str, str]:
    """Return further skills; headings are ours, ESCO's or O*NET's."""
    places = {}
    for key, known in _SKILL_HEADINGS.items():
        folded = [plain(one).replace(" ", "") for one in table.headers]
        place = next((n for n, one in enumerate(folded) if one in known), None)
        if place is None:
            findings.append(Finding("telework.column_missing", table.file, 1, key))
        else:
            places[key] = place
    if len(places) < 2:
        return {}
    return {
        cells[places["code"]].strip(): cells[places["label"]].strip()
        for _number, cells in table.rows
        if cells[places["code"]].strip() and cells[places["label"]].strip()
    }


def _vetoes_of_nobody(
    workers: Sequence[Worker], rows: dict[str, int], employers: set[str], file: str
) -> list[Finding]:
    known = set(rows) | employers
    return [
        Finding("telework.veto_unknown", file, 0, "vetoes", one)
        for one in sorted({v for w in workers for v in w.conditions.vetoes} - known)
    ]


def _vetoes_of_no_worker(
    jobs: Sequence[Job], workers: dict[str, int], file: str, rows: dict[str, int]
) -> list[Finding]:
    return [
        Finding("telework.veto_unknown", file, rows[job.id], "vetoes", one)
        for job in jobs
        for one in sorted(job.conditions.vetoes - set(workers))
    ]
