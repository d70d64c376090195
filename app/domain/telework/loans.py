"""Equipment lent to a private employer for trial: at most six months, with an alarm before the end.

Source: rules of the lending service for employment support equipment (就労支援機器の貸出し, JEED): private
employers, in principle up to six months. The days are settings of this module, dated here: 2026.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.telework.vocabulary import EQUIPMENT

LONGEST_MONTHS = 6
ALARM_DAYS = 30


class LoanState(StrEnum):
    """Where a loan stands on a given day."""

    REQUESTED = "requested"
    LENT = "lent"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Loan:
    """One thing lent for one place of work; days are local days in Japan."""

    id: str
    need: str
    employer: str
    is_private_employer: bool
    months: int = LONGEST_MONTHS
    starts_on: date | None = None
    returned_on: date | None = None

    def __post_init__(self) -> None:
        if self.need not in EQUIPMENT:
            raise Refused("telework.no_equipment", need=self.need)
        if not self.is_private_employer:
            raise Refused("telework.loan_private_only")
        if not 1 <= self.months <= LONGEST_MONTHS:
            raise Refused("telework.loan_months", limit=LONGEST_MONTHS)

    @property
    def ends_on(self) -> date | None:
        """Return the last day, None before it starts."""
        if self.starts_on is None:
            return None
        return months_later(self.starts_on, self.months) - timedelta(days=1)

    @property
    def alarm_on(self) -> date | None:
        """Return the day on which the centre is reminded of the end."""
        return None if self.ends_on is None else self.ends_on - timedelta(days=ALARM_DAYS)

    def state_on(self, today: date) -> LoanState:
        """Return where the loan stands."""
        if self.returned_on is not None and self.returned_on <= today:
            return LoanState.RETURNED
        ends, alarm = self.ends_on, self.alarm_on
        if ends is None or alarm is None:
            return LoanState.REQUESTED
        if today > ends:
            return LoanState.OVERDUE
        return LoanState.DUE_SOON if today >= alarm else LoanState.LENT

    def started(self, day: date) -> Loan:
        """Return the loan from the day the thing arrived; `telework.loan_started` when it has."""
        if self.starts_on is not None:
            raise Refused("telework.loan_started")
        return replace(self, starts_on=day)

    def extended(self, months: int) -> Loan:
        """Return the loan with more months; all together stay within the limit."""
        return replace(self, months=self.months + months)

    def returned(self, day: date) -> Loan:
        """Return the loan given back; `telework.loan_not_started` when nothing was lent."""
        if self.starts_on is None or day < self.starts_on:
            raise Refused("telework.loan_not_started")
        return replace(self, returned_on=day)


def months_later(day: date, months: int) -> date:
    """Return the same day some months on; the last of the month where there is no such day."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
