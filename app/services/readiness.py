"""The morning look at this place: printer, sound, disk, clock, backup, and the way to the others."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.domain.readiness import (
    Check,
    judge_backup,
    judge_clock,
    judge_disk,
    judge_printer,
    judge_sound,
    judge_sync,
)
from app.domain.roles import Actor
from app.services.ports import Clock, UnitOfWorkFactory
from app.services.sync_ports import SyncUnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class Devices:
    """How to ask this computer: for its printer's name, and whether it plays sound and hears."""

    printer: Callable[[], str]
    sound: Callable[[], tuple[bool, bool]]


class ReadinessService:
    """Looks at what can be seen from here, without asking anybody."""

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        sync: SyncUnitOfWorkFactory,
        clock: Clock,
        folder: Path,
        devices: Devices,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._sync = sync
        self._clock = clock
        self._folder = folder
        self._devices = devices

    def check_devices(self) -> tuple[Check, ...]:
        """Return the checks of what is connected; it may take a second and needs no database."""
        speaks, hears = self._devices.sound()
        return judge_printer(self._devices.printer()), judge_sound(speaks=speaks, hears=hears)

    def check(self, who: Actor) -> tuple[Check, ...]:
        """Return the checks of the place itself, in the order shown; sync where it is used."""
        now = self._clock.now()
        with self._unit_of_work() as work:
            rows, _total = work.audit.rows(limit=1)
        with self._sync() as of_sync:
            standing = of_sync.sync.standing()
        newest = rows[0].at if rows else None
        found = (
            judge_disk(shutil.disk_usage(self._folder).free),
            judge_clock(now, newest),
            judge_backup(now, self._newest_backup()),
        )
        if not standing.is_enrolled:
            return found
        return (*found, judge_sync(now, standing.last_contact, standing.unsent))

    def _newest_backup(self) -> datetime | None:
        folder = self._folder / "backups"
        times = [one.stat().st_mtime for one in folder.glob("*")] if folder.is_dir() else []
        return datetime.fromtimestamp(max(times), UTC) if times else None
