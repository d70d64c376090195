"""How many came today. It stays open on a device that is locked: the door is never closed."""

from __future__ import annotations

from datetime import date
from types import TracebackType
from typing import Protocol, Self

from app.domain.errors import BadInput, Finding
from app.domain.roles import Actor
from app.domain.tallies import Tally
from app.services.ports import Clock

MOST_AT_ONCE = 500


class Tallies(Protocol):
    """The day's tallies in one transaction."""

    def get(self, day: date) -> Tally | None:
        """Return a day's tally, None when nobody opened it."""

    def open(self, day: date, opened_by: str) -> Tally:
        """Return a day's tally, begun when nobody did yet."""

    def count(self, day: date, visitors: int) -> None:
        """Add visitors to a day that was opened, or take back."""


class AttendanceUnitOfWork(Protocol):
    """One transaction."""

    @property
    def tallies(self) -> Tallies:
        """The tallies in this transaction."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def commit(self) -> None:
        """Keep everything that was done."""


class AttendanceUnitOfWorkFactory(Protocol):
    """Opens transactions."""

    def __call__(self) -> AttendanceUnitOfWork:
        """Open one."""


class AttendanceService:
    """Counts who comes, without names; several desks count the same day and none loses a visitor."""

    def __init__(self, unit_of_work: AttendanceUnitOfWorkFactory, clock: Clock) -> None:
        self._unit_of_work = unit_of_work
        self._clock = clock

    def today(self) -> Tally:
        """Return the present day as it stands; one that nobody opened has no visitors."""
        day = self._day()
        with self._unit_of_work() as work:
            return work.tallies.get(day) or Tally(day, "")

    def count(self, who: Actor, visitors: int) -> Tally:
        """Add visitors to today, or take some back; fewer than none is not kept.

        Raises:
            BadInput: `attendance.too_many` at once, `attendance.below_none`.
        """
        if abs(visitors) > MOST_AT_ONCE:
            raise _bad("attendance.too_many", str(visitors), most=MOST_AT_ONCE)
        day = self._day()
        with self._unit_of_work() as work:
            there = work.tallies.open(day, who.name)
            if there.visitors + visitors < 0:
                raise _bad("attendance.below_none", str(visitors), visitors=there.visitors)
            work.tallies.count(day, visitors)
            found = work.tallies.get(day)
            work.commit()
        assert found is not None
        return found

    def _day(self) -> date:
        return self._clock.now().astimezone().date()


def _bad(code: str, value: str, **data: object) -> BadInput:
    return BadInput(code, (Finding(code, column="visitors", value=value, data=data),), **data)
