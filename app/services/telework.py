"""Matching of workers and jobs from plain files: invent, match, check and explain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.errors import BadInput, Finding
from app.domain.exports import ExportTable
from app.domain.progress import Progress
from app.domain.telework.hand_over import decomposition_table
from app.domain.telework.inputs import TeleworkInput
from app.domain.telework.invent import InventedTables, invent
from app.domain.telework.parts import Limits
from app.domain.telework.results import CheckResult, Explanation, Matching, Method, Placement


@dataclass(frozen=True, slots=True)
class TeleworkPaths:
    """The tables of one matching: CSV in UTF-8 or CP932, or XLSX."""

    workers: Path
    jobs: Path
    coaches: Path | None = None
    skills: Path | None = None


class TeleworkFiles(Protocol):
    """Reads and writes the tables; the files package has it."""

    def read_input(
        self, workers: Path, jobs: Path, coaches: Path | None, skills: Path | None
    ) -> TeleworkInput:
        """Read all tables or raise BadInput with every finding."""

    def read_matching(self, path: Path) -> tuple[Placement, ...]:
        """Read a matching that was written before."""

    def write_matching(self, path: Path, matching: Matching, encoding: str) -> Path:
        """Write a matching and its report; return where the report is."""

    def write_tables(self, folder: Path, tables: InventedTables) -> list[Path]:
        """Write invented tables and return the files."""

    def write_table(self, path: Path, table: ExportTable, encoding: str) -> None:
        """Write any table as CSV or, by its ending, XLSX."""

    def report_document(self, matching: Matching) -> dict[str, object]:
        """Return the report as JSON holds it."""


class TeleworkMatchingService:
    """What a supporter does with files; nothing here knows a centre or sends anything."""

    def __init__(self, files: TeleworkFiles) -> None:
        self._files = files

    def generate(self, folder: Path, workers: int, jobs: int, seed: int) -> list[Path]:
        """Write invented workers, jobs and coaches."""
        return self._files.write_tables(folder, invent(workers, jobs, seed))

    def read(self, paths: TeleworkPaths) -> TeleworkInput:
        """Read the tables; those without consent are counted and left out."""
        return self._files.read_input(paths.workers, paths.jobs, paths.coaches, paths.skills)

    def match(
        self,
        given: TeleworkInput,
        method: Method,
        seed: int = 1,
        progress: Progress | None = None,
        limits: Limits | None = None,
    ) -> Matching:
        """Return one of the three named results with its checked report."""
        from app.solvers.telework.solve import match

        return match(given, method, seed, progress, limits)

    def write(self, path: Path, matching: Matching, encoding: str = "utf-8") -> dict[str, object]:
        """Write a matching with report.json beside it and return the report."""
        self._files.write_matching(path, matching, encoding)
        return self._files.report_document(matching)

    def check(self, given: TeleworkInput, matching: Path, *, blocking: bool = True) -> CheckResult:
        """Check a matching from its file against the rules."""
        from app.solvers.telework.check import check_matching

        placements = self._files.read_matching(matching)
        return check_matching(
            given.workers, given.jobs, placements, given.coaches, blocking=blocking
        )

    def task_sheet(
        self, given: TeleworkInput, job: str, headings: Sequence[str], path: Path, encoding: str
    ) -> int:
        """Write the task-decomposition sheet of a job and return how many pieces it has.

        Raises:
            BadInput: `telework.not_here`.
        """
        found = next((one for one in given.jobs if one.id == job), None)
        if found is None:
            finding = Finding("telework.not_here", column="job_id", value=job)
            raise BadInput("telework.not_here", (finding,))
        table = decomposition_table(found, headings, job)
        self._files.write_table(path, table, encoding)
        return len(table.rows)

    def explain(self, given: TeleworkInput, worker: str, job: str) -> Explanation:
        """Explain one pair.

        Raises:
            BadInput: `telework.not_here` when one of the two is not in the tables or did not agree;
                which of the two reasons it is, is not said.
        """
        from app.solvers.telework.explain import explain_pair

        workers = {one.id: one for one in given.workers}
        jobs = {one.id: one for one in given.jobs}
        missing = [
            Finding("telework.not_here", column=column, value=value)
            for column, value, known in (("worker_id", worker, workers), ("job_id", job, jobs))
            if value not in known
        ]
        if missing:
            raise BadInput("telework.not_here", tuple(missing))
        return explain_pair(workers[worker], jobs[job])
