"""Talks after somebody has started: when they are, and who is there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.telework.loans import months_later


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One talk: `step` is a code such as `week_1` or `month_3`."""

    step: str
    day: date
    coach: str = ""


def follow_ups(
    starts_on: date, coach: str = "", closed: Collection[date] = ()
) -> tuple[FollowUp, ...]:
    """Return the talks of the first year: closer together at first, on days the centre is open.

    Args:
        starts_on: first day of work.
        coach: who accompanies her, if anybody.
        closed: holidays and other days without a talk; weekends are always left out.
    """
    wanted = [
        ("day_1", starts_on),
        ("week_1", starts_on + timedelta(weeks=1)),
        ("week_2", starts_on + timedelta(weeks=2)),
        *((f"month_{n}", months_later(starts_on, n)) for n in (1, 2, 3, 6, 9, 12)),
    ]
    return tuple(FollowUp(step, _open_day(day, closed), coach) for step, day in wanted)


def _open_day(day: date, closed: Collection[date]) -> date:
    while day.weekday() >= 5 or day in closed:
        day += timedelta(days=1)
    return day
