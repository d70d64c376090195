"""A term: the typical week on dates, and what became different on one day or from one day on.

Every series keeps its id as long as its offer runs in the term, whatever is changed, so that a
calendar replaces what it has instead of showing it twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from app.domain.clubs.plan import Plan
from app.domain.clubs.problem import Problem
from app.domain.errors import Refused

MOST_WEEKS = 104


@dataclass(frozen=True, slots=True)
class Series:
    """One offer through the term; `first` is its first date, holidays counted too."""

    id: str
    offer: str
    first: date
    start: time
    minutes: int
    room: str
    venue: str
    mentors: tuple[str, ...]
    people: tuple[str, ...]
    version: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What is different on one date; None leaves a part as it is.

    `day` and `start` are where it moves, `reason` is a sentence for people.
    """

    is_cancelled: bool = False
    day: date | None = None
    start: time | None = None
    room: str | None = None
    mentors: tuple[str, ...] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting: `planned_on` names it for good, the rest is as it is now, in Japan's time."""

    series: str
    offer: str
    planned_on: date
    begins: datetime
    minutes: int
    room: str
    mentors: tuple[str, ...]
    people: tuple[str, ...]
    is_changed: bool
    is_cancelled: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Term:
    """The series of a term, its holidays, and the changes by series and planned date."""

    first: date
    weeks: int
    series: Mapping[str, Series]
    holidays: frozenset[date]
    changes: Mapping[tuple[str, date], Change] = field(default_factory=dict)
    rooms: Mapping[str, str] = field(default_factory=dict)
    """Room to venue."""


def term_of(
    problem: Problem, plan: Plan, first: date, weeks: int, holidays: frozenset[date]
) -> Term:
    """Put a week on the dates of a term; the first date is not before `first`."""
    series: dict[str, Series] = {}
    for one in plan.sessions:
        slot = problem.slots[one.slot]
        its_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"madoguchi:clubs:{first}:{one.offer}"))
        series[its_id] = Series(
            its_id, one.offer, first + timedelta(days=(slot.day - first.weekday()) % 7),
            time(slot.start // 60 % 24, slot.start % 60), slot.minutes, one.room,
            problem.rooms[one.room].venue, one.mentors, one.participants,
        )  # fmt: skip
    rooms = {its_id: room.venue for its_id, room in problem.rooms.items()}
    return Term(first, weeks, series, holidays, rooms=rooms)


def dates_of(term: Term, series: str) -> list[date]:
    """Return the dates on which a series was planned, without holidays."""
    first = term.series[series].first
    days = (first + timedelta(weeks=week) for week in range(term.weeks))
    return [day for day in days if day not in term.holidays]


def edit_one(term: Term, series: str, day: date, change: Change) -> Term:
    """Return the term with one date changed; a change to the same date takes the last one's place.

    Raises:
        Refused: `clubs.no_such_date`.
    """
    return _edited(term, series, [_known(term, series, day)], change)


def edit_following(term: Term, series: str, day: date, change: Change) -> Term:
    """Return the term with a date and all later ones changed; each moves by as many days.

    Raises:
        Refused: `clubs.no_such_date`.
    """
    _known(term, series, day)
    return _edited(term, series, [one for one in dates_of(term, series) if one >= day], change, day)


def cancel_one(term: Term, series: str, day: date, reason: str) -> Term:
    """Return the term without one date; it stays known as cancelled."""
    return edit_one(term, series, day, Change(is_cancelled=True, reason=reason))


def cancel_following(term: Term, series: str, day: date, reason: str) -> Term:
    """Return the term without a date and all later ones; they stay known as cancelled."""
    return edit_following(term, series, day, Change(is_cancelled=True, reason=reason))


def occurrences(term: Term, series: str) -> list[Occurrence]:
    """Return the meetings of a series in the order of their planned dates."""
    found = []
    one = term.series[series]
    for day in dates_of(term, series):
        change = term.changes.get((series, day))
        now = change or Change()
        found.append(
            Occurrence(
                series, one.offer, day,
                datetime.combine(now.day or day, now.start or one.start), one.minutes,
                now.room or one.room, one.mentors if now.mentors is None else now.mentors,
                one.people, change is not None, now.is_cancelled, now.reason,
            )
        )  # fmt: skip
    return found


def _known(term: Term, series: str, day: date) -> date:
    if series not in term.series or day not in dates_of(term, series):
        raise Refused("clubs.no_such_date", day=day.isoformat())
    return day


def _edited(
    term: Term, series: str, days: list[date], change: Change, origin: date | None = None
) -> Term:
    changes = dict(term.changes)
    for day in days:
        moved = change.day
        if moved is not None and origin is not None:
            moved = day + (moved - origin)
        merged = changes.get((series, day), Change())
        changes[series, day] = Change(
            change.is_cancelled, moved or merged.day, change.start or merged.start,
            change.room or merged.room,
            merged.mentors if change.mentors is None else change.mentors,
            change.reason or merged.reason,
        )  # fmt: skip
    one = term.series[series]
    every = {**term.series, series: replace(one, version=one.version + 1)}
    return replace(term, series=every, changes=changes)
