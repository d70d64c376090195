"""The audit log for those who answer for it: read, check the chain, take a copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from app.domain.operators import AuditRow
from app.domain.roles import Actor
from app.services.ports import UnitOfWorkFactory

AREA = "administration"
HEADINGS = ("number", "at", "operator", "verb", "area", "subject", "detail", "hash")


class TableWriter(Protocol):
    """Writes a table into a file; `app.files.tables.write_csv` is one."""

    def __call__(self, path: str, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write, or raise BadInput or Unavailable."""


class AuditService:
    """Shows who looked at or changed what; only administrators may ask."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, write_table: TableWriter) -> None:
        self._unit_of_work = unit_of_work
        self._write_table = write_table

    def looks(
        self, who: Actor, subject: str | None = None, limit: int = 20, offset: int = 0
    ) -> tuple[tuple[AuditRow, ...], int]:
        """Return rows, newest first, and the number of all; the look at the log is logged too."""
        who.require(AREA)
        with self._unit_of_work() as work:
            rows, total = work.audit.rows(limit, offset, subject)
            work.audit.add(who.operator, "look", "audit", subject or "")
            work.commit()
        return rows, total

    def verify(self, who: Actor) -> int | None:
        """Return the number of the first row that was changed or is missing, None if all hold."""
        who.require(AREA)
        with self._unit_of_work() as work:
            return work.audit.verify()

    def export(self, who: Actor, path: str) -> int:
        """Write all rows as CSV and return how many."""
        who.require(AREA)
        with self._unit_of_work() as work:
            rows = [
                (
                    str(one.number), one.at.isoformat(), one.operator, one.verb,
                    one.area, one.subject, one.detail, one.hash_hex,
                )
                for one in work.audit.every()
            ]  # fmt: skip
            work.audit.add(who.operator, "export", "audit", "", f"rows={len(rows)}")
            work.commit()
        self._write_table(path, HEADINGS, rows)
        return len(rows)
