"""Whether this place is ready for the day: what is looked at, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LEAST_FREE_BYTES = 1_000_000_000
OLDEST_BACKUP = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Check:
    """One look: `code` says what, `state` is `good` or `mind`, `data` holds numbers for the words."""

    code: str
    state: str
    data: dict[str, object]


def judge_disk(free_bytes: int) -> Check:
    """Judge the room left on the disk that holds the centre."""
    state = "good" if free_bytes >= LEAST_FREE_BYTES else "mind"
    return Check("disk", state, {"free_gb": max(0, round(free_bytes / 1e9))})


def judge_clock(now: datetime, newest_record: datetime | None) -> Check:
    """Judge the clock: it must not stand before what was written already."""
    behind = newest_record is not None and now < newest_record - timedelta(minutes=5)
    return Check("clock", "mind" if behind else "good", {})


def judge_backup(now: datetime, newest_backup: datetime | None) -> Check:
    """Judge the age of the newest backup."""
    if newest_backup is None:
        return Check("backup", "mind", {"days": -1})
    age = now - newest_backup
    days = max(0, age.days)
    return Check("backup", "good" if age <= OLDEST_BACKUP else "mind", {"days": days})
