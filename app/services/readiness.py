"""The morning look at this place: disk, clock, backup."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from app.domain.readiness import Check, judge_backup, judge_clock, judge_disk
from app.domain.roles import Actor
from app.services.ports import Clock, UnitOfWorkFactory


class ReadinessService:
    """Looks at what can be seen from here, without asking anybody."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, clock: Clock, folder: Path) -> None:
        self._unit_of_work = unit_of_work
        self._clock = clock
        self._folder = folder

    def check(self, who: Actor) -> tuple[Check, ...]:
        """Return every check, in the order shown."""
        now = self._clock.now()
        with self._unit_of_work() as work:
            rows, _total = work.audit.rows(limit=1)
        newest = rows[0].at if rows else None
        return (
            judge_disk(shutil.disk_usage(self._folder).free),
            judge_clock(now, newest),
            judge_backup(now, self._newest_backup()),
        )

    def _newest_backup(self) -> datetime | None:
        folder = self._folder / "backups"
        times = [one.stat().st_mtime for one in folder.glob("*")] if folder.is_dir() else []
        return datetime.fromtimestamp(max(times), UTC) if times else None
