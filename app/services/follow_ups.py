"""Follow-ups: what is due, whom to call, what came of it, and what needs more than a call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.changes import Changes
from app.domain.eras import DayError, parse_day
from app.domain.errors import BadInput, Finding, Refused
from app.domain.follow_ups import (
    LONGEST_EVERY_DAYS,
    Attempt,
    AttemptResult,
    DueRow,
    FollowUp,
    FollowUpEnd,
    FollowUpKind,
    after_attempt,
)
from app.domain.ids import ConsultationId, PersonId, new_id
from app.domain.my_number import find_my_number
from app.domain.names import tidy_line
from app.domain.roles import Actor
from app.services.ports import Clock, UnitOfWork, UnitOfWorkFactory

AREA = "consultations"
CHANGED = "follow_ups"
LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class FollowUpFields:
    """What somebody typed about a follow-up; `every_days` is empty for once."""

    kind: str = FollowUpKind.CALL.value
    due_on: str = ""
    about: str = ""
    every_days: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """One page of follow-ups with the number of all."""

    rows: tuple[DueRow, ...] = ()
    total: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Tried:
    """What a try led to: when it is due next, whether it is done, whether a call is no longer enough.

    `before` is the follow-up as it was, for taking the try back.
    """

    attempt: str
    before: FollowUp
    due_on: date
    is_done: bool
    missed: int
    is_escalated: bool


class FollowUpsService:
    """What volunteers do with follow-ups; every write is in the audit log.

    Args:
        unit_of_work: opens transactions on the centre's store.
        clock: tells the time.
        local: turns an aware moment into the centre's own time.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        clock: Clock,
        local: Callable[[datetime], datetime],
    ) -> None:
        self._unit_of_work, self._clock, self._local = unit_of_work, clock, local

    def today(self) -> date:
        """Return the centre's present day."""
        return self._local(self._clock.now()).date()

    def check(self, fields: FollowUpFields) -> tuple[Finding, ...]:
        """Return everything that keeps these fields from being a follow-up, in form order."""
        return _read(fields, self.today())[1]

    def add(
        self,
        who: Actor,
        person: PersonId,
        fields: FollowUpFields,
        consultation: ConsultationId | None = None,
    ) -> tuple[str, Changes]:
        """Write a new follow-up; `BadInput("follow_ups.fields")` names every field to mend."""
        who.require(AREA)
        made, findings = _read(fields, self.today())
        if made is None:
            raise BadInput("follow_ups.fields", findings)
        one = FollowUp(
            id=new_id(), kind=made.kind, person=person, due_on=made.due_on, about=made.about,
            consultation=consultation, every_days=made.every_days, added_at=self._clock.now(),
            added_by=who.operator,
        )  # fmt: skip
        with self._unit_of_work() as work:
            if work.people.get(person) is None:
                raise Refused("store.no_such_record", area="people")
            work.follow_ups.add(one)
            work.audit.add(who.operator, "add", CHANGED, one.id)
            work.commit()
        return one.id, Changes.of(CHANGED, one.id)

    def due(
        self,
        who: Actor,
        day: date | None = None,
        limit: int = 20,
        offset: int = 0,
        *,
        with_errands: bool = True,
    ) -> FollowUpPage:
        """Return what is due up to a day, by default today; what needs more than a call first."""
        who.require(AREA)
        with self._unit_of_work() as work:
            rows, total = work.follow_ups.due(
                day or self.today(), limit, offset, with_errands=with_errands
            )
        return FollowUpPage(rows, total, offset)

    def all_open(
        self, who: Actor, limit: int = 20, offset: int = 0, kind: FollowUpKind | None = None
    ) -> FollowUpPage:
        """Return every open follow-up, of one kind or all."""
        who.require(AREA)
        with self._unit_of_work() as work:
            rows, total = work.follow_ups.all_open(limit, offset, kind)
        return FollowUpPage(rows, total, offset)

    def of_person(self, who: Actor, person: PersonId) -> FollowUpPage:
        """Return a person's open follow-ups by day."""
        who.require(AREA)
        with self._unit_of_work() as work:
            rows, total = work.follow_ups.of_person(person)
        return FollowUpPage(rows, total)

    def open_one(self, who: Actor, one: str) -> tuple[DueRow, tuple[Attempt, ...]]:
        """Return a follow-up with its person's telephone and every try; the look is logged."""
        who.require(AREA)
        with self._unit_of_work() as work:
            found = _existing(work, one)
            rows, _total = work.follow_ups.of_person(found.person, limit=1000)
            row = next((row for row in rows if row.follow_up.id == one), None)
            if row is None:
                raise Refused("follow_ups.not_open")
            tries = work.follow_ups.attempts(one)
            work.audit.add(who.operator, "look", "people", found.person, "follow-up")
            work.commit()
        return row, tries

    def note_attempt(
        self,
        who: Actor,
        one: str,
        result: AttemptResult,
        note: str = "",
        later_on: str = "",
    ) -> tuple[Tried, Changes]:
        """Note what came of a try and when it is due next.

        Three calls in a row that nobody answered make it one that needs more than a call.

        Raises:
            BadInput: `follow_ups.fields` for a day that is none or a note that holds My Number.
            Refused: `follow_ups.not_open`, `store.no_such_record`.
        """
        who.require(AREA)
        today = self.today()
        day = _day_later(later_on, note, today)
        with self._unit_of_work() as work:
            before = _existing(work, one)
            if before.end:
                raise Refused("follow_ups.not_open")
            now = self._clock.now()
            attempt = Attempt(new_id(), one, now, who.operator, result, tidy_line(note))
            work.follow_ups.add_attempt(attempt)
            due_on, is_done = after_attempt(before, result, today, day)
            fields: dict[str, object] = {"due_on": due_on}
            if is_done:
                fields |= {"end": FollowUpEnd.DONE.value, "ended_at": now, "ended_by": who.operator}
            work.follow_ups.change(one, **fields)
            rows, _total = work.follow_ups.of_person(before.person, limit=1000)
            row = next((row for row in rows if row.follow_up.id == one), None)
            work.audit.add(who.operator, "attempt", CHANGED, one, result.value)
            work.commit()
        tried = Tried(
            attempt.id, before, due_on, is_done,
            missed=row.missed if row else 0, is_escalated=bool(row and row.is_escalated),
        )  # fmt: skip
        return tried, Changes.of(CHANGED, one)

    def take_back(self, who: Actor, tried: Tried) -> Changes:
        """Undo a try: the row is hidden and the follow-up is as it was before."""
        who.require(AREA)
        one, before = tried.before.id, tried.before
        with self._unit_of_work() as work:
            work.follow_ups.hide_attempt(tried.attempt)
            work.follow_ups.change(
                one, due_on=before.due_on, end=before.end, ended_at=before.ended_at,
                ended_by=before.ended_by,
            )  # fmt: skip
            work.audit.add(who.operator, "restore", CHANGED, one)
            work.commit()
        return Changes.of(CHANGED, one)

    def end(self, who: Actor, one: str, how: FollowUpEnd = FollowUpEnd.DROPPED) -> Changes:
        """End a follow-up without another try; `reopen` brings it back."""
        return self._set_end(who, one, how.value)

    def reopen(self, who: Actor, one: str) -> Changes:
        """Open an ended follow-up again."""
        return self._set_end(who, one, "")

    def _set_end(self, who: Actor, one: str, how: str) -> Changes:
        who.require(AREA)
        with self._unit_of_work() as work:
            _existing(work, one)
            now = self._clock.now() if how else None
            by = who.operator if how else None
            work.follow_ups.change(one, end=how, ended_at=now, ended_by=by)
            work.audit.add(who.operator, "close" if how else "reopen", CHANGED, one)
            work.commit()
        return Changes.of(CHANGED, one)


@dataclass(frozen=True, slots=True)
class _Readable:
    kind: FollowUpKind
    due_on: date
    about: str
    every_days: int | None


def _read(fields: FollowUpFields, today: date) -> tuple[_Readable | None, tuple[Finding, ...]]:
    found: list[Finding] = []
    if fields.kind not in [one.value for one in FollowUpKind]:
        found.append(Finding("consultations.unknown_code", column="kind", value=fields.kind))
    day: date | None = None
    if not fields.due_on.strip():
        found.append(Finding("follow_ups.day_missing", column="due_on"))
    else:
        day, wrong = _day(fields.due_on, "due_on", today)
        found += wrong
    if len(fields.about) > LONGEST_LINE:
        data: dict[str, object] = {"have": len(fields.about), "limit": LONGEST_LINE}
        found.append(Finding("consultations.too_long", column="about", data=data))
    if find_my_number(fields.about):
        found.append(Finding("people.my_number", column="about"))
    every = fields.every_days.strip()
    days = int(every) if every.isascii() and every.isdigit() else 0
    if every and not 1 <= days <= LONGEST_EVERY_DAYS:
        data = {"limit": LONGEST_EVERY_DAYS}
        found.append(Finding("follow_ups.every_days", column="every_days", value=every, data=data))
    if found or day is None:
        return None, tuple(found)
    made = _Readable(FollowUpKind(fields.kind), day, tidy_line(fields.about), days or None)
    return made, ()


def _day(text: str, column: str, today: date) -> tuple[date | None, list[Finding]]:
    try:
        day = parse_day(text)
    except DayError as wrong:
        return None, [Finding(wrong.code, column=column, value=text, data=dict(wrong.data))]
    if day < today:
        return None, [Finding("follow_ups.day_past", column=column, value=text)]
    return day, []


def _day_later(text: str, note: str, today: date) -> date | None:
    day, findings = _day(text, "later_on", today) if text.strip() else (None, [])
    if find_my_number(note):
        findings.append(Finding("people.my_number", column="note"))
    if findings:
        raise BadInput("follow_ups.fields", tuple(findings))
    return day


def _existing(work: UnitOfWork, one: str) -> FollowUp:
    found = work.follow_ups.get(one)
    if found is None:
        raise Refused("store.no_such_record", area=CHANGED)
    return found
