"""The centre's workers and jobs as tables, jobs read from tables, and the talks as calendar days."""

from __future__ import annotations

from pathlib import Path

from app.domain.changes import Changes
from app.domain.exports import ExportTable
from app.domain.roles import Actor
from app.domain.telework.tables_out import jobs_table, workers_table
from app.services.ports import UnitOfWorkFactory
from app.services.telework_desk import TeleworkDeskService
from app.services.telework_ports import JobReader
from app.services.telework_profiles import AREA


class TeleworkTablesService:
    """Tables for `telework match` and for spreadsheets; each asks every consent anew."""

    def __init__(
        self, unit_of_work: UnitOfWorkFactory, desk: TeleworkDeskService, read_jobs: JobReader
    ) -> None:
        self._unit_of_work, self._desk, self._read_jobs = unit_of_work, desk, read_jobs

    def workers(self, who: Actor) -> ExportTable:
        """Return the candidates without names; that they were written out is logged for each."""
        found = self._desk.candidates(who)
        with self._unit_of_work() as work:
            for one in found:
                work.audit.add(who.operator, "export", AREA, one.id, "table=workers")
            work.commit()
        return workers_table(found)

    def jobs(self, who: Actor) -> ExportTable:
        """Return every job of the centre."""
        who.require(AREA)
        with self._unit_of_work() as work:
            return jobs_table(work.telework.jobs())

    def take_in_jobs(self, who: Actor, path: Path) -> tuple[int, int, Changes]:
        """Store all jobs of a table, or none of them when a cell of it is wrong.

        Returns:
            How many jobs were stored, how many rows were left out because their employer has not
            agreed, and what changed. A job whose number is known is replaced.

        Raises:
            BadInput: `telework.refused` with every finding.
            Unavailable: the file cannot be read.
        """
        who.require(AREA)
        jobs, withheld = self._read_jobs(path)
        with self._unit_of_work() as work:
            for one in jobs:
                work.telework.remove_job(one.id, removed=False)
                work.telework.put_job(one)
                work.audit.add(who.operator, "import", AREA, one.id)
            work.commit()
        return len(jobs), withheld, Changes.of(AREA, *(one.id for one in jobs))
