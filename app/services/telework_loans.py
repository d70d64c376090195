"""Equipment on loan: asked for, lent, reminded of, given back; and talks after the start."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from app.domain.changes import Changes
from app.domain.errors import Refused
from app.domain.exports import CalendarEntry
from app.domain.ids import new_id
from app.domain.roles import Actor
from app.domain.telework.follow_up import FollowUp, follow_ups
from app.domain.telework.loans import LONGEST_MONTHS, Loan, LoanState
from app.services.ports import UnitOfWorkFactory

AREA = "telework"


class LoansService:
    """Loans of the centre, nearest end first."""

    def __init__(self, unit_of_work: UnitOfWorkFactory) -> None:
        self._unit_of_work = unit_of_work

    def request(
        self,
        who: Actor,
        need: str,
        employer: str,
        months: int = LONGEST_MONTHS,
        *,
        is_private_employer: bool,
    ) -> Loan:
        """Ask for equipment; the rules of lending are those of `Loan`."""
        who.require(AREA)
        loan = Loan(new_id(), need, employer, is_private_employer, months)
        self._store(who, "add", loan)
        return loan

    def start(self, who: Actor, loan: str, day: date) -> Changes:
        """Note the day the thing arrived; the clock runs from here."""
        return self._store(who, "change", self._open(who, loan).started(day))

    def extend(self, who: Actor, loan: str, months: int) -> Changes:
        """Lend for longer, six months in all at most."""
        return self._store(who, "change", self._open(who, loan).extended(months))

    def give_back(self, who: Actor, loan: str, day: date) -> Changes:
        """Note that the thing went back."""
        return self._store(who, "close", self._open(who, loan).returned(day))

    def open_ones(self, who: Actor) -> tuple[Loan, ...]:
        """Return what is asked for or lent, nearest end first."""
        who.require(AREA)
        with self._unit_of_work() as work:
            found = [one for one in work.telework.loans() if one.returned_on is None]
        return tuple(sorted(found, key=lambda one: (one.ends_on or date.max, one.id)))

    def one(self, who: Actor, loan: str) -> Loan:
        """Return a loan; `Refused("telework.no_such_loan")`."""
        return self._open(who, loan)

    def put_back(self, who: Actor, before: Loan) -> Changes:
        """Undo a step: let a loan be as it was."""
        self._open(who, before.id)
        return self._store(who, "change", before)

    def alarms(self, who: Actor, today: date) -> tuple[Loan, ...]:
        """Return loans that end within the days of the alarm or are overdue, nearest end first."""
        who.require(AREA)
        wanted = (LoanState.DUE_SOON, LoanState.OVERDUE)
        with self._unit_of_work() as work:
            found = [one for one in work.telework.loans() if one.state_on(today) in wanted]
        return tuple(sorted(found, key=lambda one: (one.ends_on or today, one.id)))

    def _open(self, who: Actor, loan: str) -> Loan:
        who.require(AREA)
        with self._unit_of_work() as work:
            found = work.telework.loan(loan)
        if found is None:
            raise Refused("telework.no_such_loan")
        return found

    def _store(self, who: Actor, verb: str, loan: Loan) -> Changes:
        with self._unit_of_work() as work:
            work.telework.put_loan(loan)
            work.audit.add(who.operator, verb, AREA, loan.id)
            work.commit()
        return Changes.of(AREA, loan.id)


def follow_up_calendar(
    placement: str,
    starts_on: date,
    titles: dict[str, str],
    now: datetime,
    coach: str = "",
    closed: Collection[date] = (),
) -> tuple[CalendarEntry, ...]:
    """Return the talks after a start as calendar entries.

    Args:
        placement: id of the placement; entries keep it, so that a calendar replaces them.
        starts_on: first day of work.
        titles: step → words for the entry, which name no person.
        now: aware moment of writing.
        coach: who is there.
        closed: days without a talk.
    """
    return tuple(
        CalendarEntry(f"{placement}-{one.step}", one.day, titles[one.step], now, note=one.coach)
        for one in follow_ups(starts_on, coach, closed)
    )


def coach_calendar(
    starts: Sequence[tuple[str, date]], closed: Collection[date] = ()
) -> dict[str, tuple[FollowUp, ...]]:
    """Return coach → all her talks in order, from (coach, first day of work) of each placement."""
    found: dict[str, list[FollowUp]] = {}
    for coach, day in starts:
        found.setdefault(coach, []).extend(follow_ups(day, coach, closed))
    return {
        coach: tuple(sorted(talks, key=lambda one: (one.day, one.step)))
        for coach, talks in sorted(found.items())
    }
