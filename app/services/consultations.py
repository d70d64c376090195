"""Consultations: begin, write, close, reopen, find again."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from app.domain.changes import Changes
from app.domain.consultations import (
    AskedElsewhere,
    Consultation,
    ConsultationFields,
    ConsultationPage,
    Outcome,
    Speaker,
    Status,
    TeachBack,
)
from app.domain.devices import System
from app.domain.eras import DayError, parse_day
from app.domain.errors import BadInput, Finding, Refused
from app.domain.folding import fold
from app.domain.ids import ConsultationId, PersonId, new_id
from app.domain.my_number import find_my_number
from app.domain.names import tidy_line, tidy_text
from app.domain.roles import Actor
from app.domain.topics import ALL_TOPICS
from app.services.ports import Clock, UnitOfWork, UnitOfWorkFactory

AREA = "consultations"
# Ten times the longest story seen; beyond it a text was pasted by mistake.
LONGEST_STORY = 200_000
LONGEST_MINUTES = 24 * 60
LONGEST_LINE = 200
_TEXTS = ("story", "steps", "device")
_LINES = ("title", "speaker_name")
_SHORT = ("minutes", "next_date")
_CODES: dict[str, frozenset[str]] = {
    "speaker": frozenset(one.value for one in Speaker),
    "asked_elsewhere": frozenset(one.value for one in AskedElsewhere),
    "topic": frozenset(ALL_TOPICS),
    "system": frozenset(one.value for one in System),
    "outcome": frozenset(one.value for one in Outcome),
    "teach_back": frozenset(one.value for one in TeachBack),
}


class ConsultationsService:
    """What a volunteer does with consultations; every look and write is in the audit log."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, clock: Clock) -> None:
        self._unit_of_work = unit_of_work
        self._clock = clock

    def begin(
        self, who: Actor, person: PersonId | None, *, is_stub: bool = False
    ) -> tuple[ConsultationId, Changes]:
        """Open a consultation with a person, or with somebody who gave no name.

        A stub is one key while the counter is busy; writing its story makes it a usual one.
        """
        who.require(AREA)
        made = Consultation(
            id=ConsultationId(new_id()),
            person=person,
            status=Status.OPEN,
            opened_at=self._clock.now(),
            opened_by=who.operator,
            is_stub=is_stub,
        )
        with self._unit_of_work() as work:
            if person is not None and work.people.get(person) is None:
                raise Refused("store.no_such_record", area="people")
            work.consultations.add(made)
            work.audit.add(who.operator, "add", AREA, made.id)
            work.commit()
        return made.id, Changes.of(AREA, made.id)

    def set_person(self, who: Actor, one: ConsultationId, person: PersonId | None) -> Changes:
        """Say who an open consultation is with, or that nobody gave a name."""
        return self._write(who, one, {"person": person}, "change")

    def save(
        self,
        who: Actor,
        one: ConsultationId,
        fields: ConsultationFields,
        seen_version: int | None = None,
    ) -> Changes:
        """Keep what was typed so far; a field that cannot be kept as it is refuses the save.

        Raises:
            BadInput: `consultations.fields` with the fields to mend (My Number, a story too long).
        """
        findings = check_saved(fields)
        if findings:
            raise BadInput("consultations.fields", findings)
        return self._write(who, one, values_of(fields), "change", seen_version)

    def add_steps(
        self, who: Actor, one: ConsultationId, steps: Sequence[str]
    ) -> tuple[str, Changes]:
        """Write steps below those written already, one a line; return what stood there before."""
        who.require(AREA)
        with self._unit_of_work() as work:
            before = _existing(work, one).steps
        lines = [line for line in (before.rstrip("\n"), *steps) if line]
        return before, self.set_steps(who, one, "\n".join(lines))

    def set_steps(self, who: Actor, one: ConsultationId, steps: str) -> Changes:
        """Write what was tried, in the place of what stood there."""
        return self._write(who, one, {"steps": tidy_text(steps)}, "change")

    def check_for_close(self, fields: ConsultationFields) -> tuple[Finding, ...]:
        """Return what is missing before a consultation can close, in form order."""
        found = list(check_saved(fields))
        for key in ("topic", "story", "outcome"):
            if not getattr(fields, key).strip():
                found.append(Finding(f"consultations.{key}_missing", column=key))
        return tuple(found)

    def close(self, who: Actor, one: ConsultationId, fields: ConsultationFields) -> Changes:
        """Write the fields and close; `BadInput("consultations.fields")` when something is missing."""
        findings = self.check_for_close(fields)
        if findings:
            raise BadInput("consultations.fields", findings)
        values = values_of(fields) | {
            "status": Status.CLOSED,
            "closed_at": self._clock.now(),
            "closed_by": who.operator,
        }
        return self._write(who, one, values, "close")

    def reopen(self, who: Actor, one: ConsultationId) -> Changes:
        """Open a closed consultation again; the audit log keeps when it had been closed."""
        values: dict[str, object] = {"status": Status.OPEN, "closed_at": None, "closed_by": None}
        return self._write(who, one, values, "reopen")

    def open_consultation(self, who: Actor, one: ConsultationId) -> Consultation:
        """Return a consultation and write the look into the audit log."""
        who.require(AREA)
        with self._unit_of_work() as work:
            found = _existing(work, one)
            work.audit.add(who.operator, "look", AREA, one)
            if found.person:
                work.audit.add(who.operator, "look", "people", found.person, "consultation")
            work.commit()
        return found

    def fields_of(self, one: Consultation) -> ConsultationFields:
        """Return a consultation as a form shows it."""
        return ConsultationFields(
            speaker=one.speaker,
            speaker_name=one.speaker_name,
            asked_elsewhere=one.asked_elsewhere,
            topic=one.topic,
            device=one.device,
            system=one.system,
            title=one.title,
            story=one.story,
            steps=one.steps,
            outcome=one.outcome,
            minutes="" if one.minutes is None else str(one.minutes),
            teach_back=one.teach_back,
            next_date=one.next_date.isoformat() if one.next_date else "",
        )

    def search(self, who: Actor, text: str, limit: int = 20, offset: int = 0) -> ConsultationPage:
        """Return consultations in which every word occurs; an empty text gives the newest."""
        who.require(AREA)
        folded = fold(text)
        if not folded:
            return self.recent(who, limit, offset)
        with self._unit_of_work() as work:
            rows, total = work.consultations.search(folded, limit, offset)
        return ConsultationPage(tuple(rows), total, offset)

    def unfinished(self, who: Actor, limit: int = 20, offset: int = 0) -> ConsultationPage:
        """Return the consultations that are open, newest first."""
        return self._page(who, Status.OPEN, None, limit, offset)

    def stubs(self, who: Actor, limit: int = 20, offset: int = 0) -> ConsultationPage:
        """Return the stubs whose story is still to be written, newest first."""
        who.require(AREA)
        with self._unit_of_work() as work:
            rows, total = work.consultations.list(Status.OPEN, None, limit, offset, only_stubs=True)
        return ConsultationPage(tuple(rows), total, offset)

    def closed(self, who: Actor, limit: int = 20, offset: int = 0) -> ConsultationPage:
        """Return the consultations that are closed, newest first."""
        return self._page(who, Status.CLOSED, None, limit, offset)

    def recent(self, who: Actor, limit: int = 20, offset: int = 0) -> ConsultationPage:
        """Return all consultations, newest first."""
        return self._page(who, None, None, limit, offset)

    def coming(self, who: Actor, day: date, limit: int = 20) -> ConsultationPage:
        """Return the consultations whose next date is a day: who is to come then."""
        who.require(AREA)
        with self._unit_of_work() as work:
            rows, total = work.consultations.list(None, None, limit, next_on=day)
        return ConsultationPage(tuple(rows), total)

    def history_of(
        self, who: Actor, person: PersonId, limit: int = 20, offset: int = 0
    ) -> ConsultationPage:
        """Return one person's consultations, newest first."""
        return self._page(who, None, person, limit, offset)

    def discard(self, who: Actor, one: ConsultationId) -> Changes:
        """Hide a consultation; `restore` brings it back."""
        return self._hide(who, one, hidden=True)

    def restore(self, who: Actor, one: ConsultationId) -> Changes:
        """Bring a discarded consultation back."""
        return self._hide(who, one, hidden=False)

    def _page(
        self, who: Actor, status: Status | None, person: PersonId | None, limit: int, offset: int
    ) -> ConsultationPage:
        who.require(AREA)
        with self._unit_of_work() as work:
            rows, total = work.consultations.list(status, person, limit, offset)
        return ConsultationPage(tuple(rows), total, offset)

    def _write(
        self,
        who: Actor,
        one: ConsultationId,
        values: dict[str, object],
        verb: str,
        seen_version: int | None = None,
    ) -> Changes:
        who.require(AREA)
        with self._unit_of_work() as work:
            present = _existing(work, one)
            if present.is_stub and str(values.get("story", "")).strip():
                values = values | {"is_stub": False}
            changed = {k: v for k, v in values.items() if getattr(present, k) != v}
            if not changed:
                return Changes()
            work.consultations.change(one, changed, seen_version)
            work.audit.add(who.operator, verb, AREA, one, ",".join(changed))
            work.commit()
        return Changes.of(AREA, one)

    def _hide(self, who: Actor, one: ConsultationId, *, hidden: bool) -> Changes:
        who.require(AREA)
        with self._unit_of_work() as work:
            (work.consultations.remove if hidden else work.consultations.restore)(one)
            work.audit.add(who.operator, "remove" if hidden else "restore", AREA, one)
            work.commit()
        return Changes.of(AREA, one)


def check_saved(fields: ConsultationFields) -> tuple[Finding, ...]:
    """Return what keeps fields from being kept at all, finished or not."""
    found: list[Finding] = []
    for key, allowed in _CODES.items():
        value = getattr(fields, key)
        if value and value not in allowed:
            found.append(Finding("consultations.unknown_code", column=key, value=value))
    limits = dict.fromkeys(_TEXTS, LONGEST_STORY) | dict.fromkeys(_LINES, LONGEST_LINE)
    for key, limit in limits.items():
        value = getattr(fields, key)
        if len(value) > limit:
            data: dict[str, object] = {"have": len(value), "limit": limit}
            found.append(Finding("consultations.too_long", column=key, data=data))
    # The value is left out on purpose: a finding is shown, printed and logged.
    hidden = [key for key in (*_LINES, *_TEXTS, *_SHORT) if find_my_number(getattr(fields, key))]
    found.extend(Finding("people.my_number", column=key) for key in hidden)
    if hidden:
        return tuple(found)
    if fields.minutes.strip() and _minutes(fields.minutes) is None:
        found.append(Finding("consultations.minutes", column="minutes", value=fields.minutes))
    if fields.next_date.strip():
        try:
            parse_day(fields.next_date)
        except DayError as wrong:
            data = dict(wrong.data)
            found.append(Finding(wrong.code, column="next_date", value=fields.next_date, data=data))
    return tuple(found)


def values_of(fields: ConsultationFields) -> dict[str, object]:
    """Return checked fields as a consultation stores them."""
    values: dict[str, object] = dict(asdict(fields))
    for key in _TEXTS:
        values[key] = tidy_text(getattr(fields, key))
    for key in _LINES:
        values[key] = tidy_line(getattr(fields, key))
    values["minutes"] = _minutes(fields.minutes)
    next_date: date | None = parse_day(fields.next_date) if fields.next_date.strip() else None
    values["next_date"] = next_date
    return values


def _minutes(text: str) -> int | None:
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("分").strip()
    if not plain.isascii() or not plain.isdigit():
        return None
    return int(plain) if int(plain) <= LONGEST_MINUTES else None


def _existing(work: UnitOfWork, one: ConsultationId) -> Consultation:
    found = work.consultations.get(one)
    if found is None:
        raise Refused("store.no_such_record", area=AREA)
    return found
