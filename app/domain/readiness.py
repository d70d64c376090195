"""Whether this place is ready for the day: what is looked at, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LEAST_FREE_BYTES = 1_000_000_000
OLDEST_BACKUP = timedelta(days=7)
OLDEST_CONTACT = timedelta(days=1)


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


def judge_printer(name: str) -> Check:
    """Judge whether a sheet can be printed; it can always be saved instead."""
    return Check("printer", "good" if name else "mind", {"name": name})


def judge_sound(*, speaks: bool, hears: bool) -> Check:
    """Judge loudspeaker and microphone; everything that is said is written, too."""
    return Check(
        "sound", "good" if speaks and hears else "mind", {"speaks": speaks, "hears": hears}
    )


def judge_sync(now: datetime, last_contact: datetime | None, unsent: int) -> Check:
    """Judge when this device last met the server, and what still waits."""
    is_fresh = last_contact is not None and now - last_contact <= OLDEST_CONTACT
    return Check("sync", "good" if is_fresh else "mind", {"at": last_contact, "unsent": unsent})
