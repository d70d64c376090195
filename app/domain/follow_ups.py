"""Follow-ups: calls after a consultation, check-ins (見守り) and errands (生活支援), with every try.

A try is a row of its own that is only added, so two volunteers who both called offline lose
nothing: how often nobody answered is counted from the rows and stored nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.ids import ConsultationId, OperatorId, PersonId

# After so many calls in a row that nobody answered, somebody goes there or asks the family.
MISSED_BEFORE_ESCALATION = 3
LONGEST_EVERY_DAYS = 366


class FollowUpKind(StrEnum):
    """What is to be done: a call, a check-in that comes again, an errand."""

    CALL = "call"
    CHECK_IN = "check_in"
    ERRAND = "errand"


class FollowUpEnd(StrEnum):
    """How one ended; an open one has none."""

    DONE = "done"
    DROPPED = "dropped"


class AttemptResult(StrEnum):
    """What came of a try. `LATER`: she asked for another day."""

    REACHED = "reached"
    MISSED = "missed"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to be done for a person on a day; `every_days` None means once.

    `about` says in a few words what it is about. Times are aware (UTC), `due_on` is a local day.
    """

    id: str
    kind: FollowUpKind
    person: PersonId
    due_on: date
    about: str = ""
    consultation: ConsultationId | None = None
    every_days: int | None = None
    added_at: datetime | None = None
    added_by: OperatorId | None = None
    end: str = ""
    ended_at: datetime | None = None
    ended_by: OperatorId | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to reach somebody, or to do the errand."""

    id: str
    follow_up: str
    at: datetime
    by: OperatorId
    result: AttemptResult
    note: str = ""


@dataclass(frozen=True, slots=True)
class DueRow:
    """A follow-up as the list shows it: whose, how to reach her, how often nobody answered."""

    follow_up: FollowUp
    person_name: str
    person_kana: str
    phone: str
    missed: int = 0
    last_try: datetime | None = None

    @property
    def is_escalated(self) -> bool:
        """Tell whether calling is no longer enough."""
        return self.missed >= MISSED_BEFORE_ESCALATION


def missed_in_a_row(attempts: Iterable[Attempt]) -> int:
    """Return how many calls nobody answered since the last one that was."""
    missed = 0
    for one in sorted(attempts, key=lambda attempt: (attempt.at, attempt.id)):
        if one.result is AttemptResult.MISSED:
            missed += 1
        elif one.result is AttemptResult.REACHED:
            missed = 0
    return missed


def next_workday(day: date) -> date:
    """Return the first day after this one that is no Saturday or Sunday."""
    later = day + timedelta(days=1)
    while later.weekday() >= 5:
        later += timedelta(days=1)
    return later


def after_attempt(
    one: FollowUp, result: AttemptResult, today: date, later_on: date | None = None
) -> tuple[date, bool]:
    """Return (next due day, whether it is done) after a try.

    Nobody answered: the next workday. Another day was asked for: that day. Reached: done, or, for
    what comes again, as many days from today as it says.
    """
    if result is AttemptResult.MISSED:
        return next_workday(today), False
    if result is AttemptResult.LATER:
        return later_on or next_workday(today), False
    if one.every_days is not None:
        return today + timedelta(days=one.every_days), False
    return one.due_on, True
