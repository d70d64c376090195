"""The register of delegations: written down, looked up, revoked; nothing is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from app.domain.changes import Changes
from app.domain.delegations import (
    LONGEST_YEARS,
    Delegation,
    DelegationBasis,
    DelegationFields,
    DelegationScope,
    speaking_for,
)
from app.domain.eras import DayError, parse_day
from app.domain.errors import BadInput, Finding, Refused
from app.domain.ids import PersonId, new_id
from app.domain.my_number import find_my_number
from app.domain.names import tidy_line, tidy_text
from app.domain.phones import check_phone, plain_phone
from app.domain.roles import Actor
from app.services.ports import Clock, UnitOfWorkFactory

AREA = "people"
CHANGED = "delegations"
LONGEST = {"name": 100, "relation": 100, "note": 2000}


class DelegationsService:
    """Who may speak for whom, for what, until when; every look and write is in the audit log."""

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

    def add(self, who: Actor, person: PersonId, fields: DelegationFields) -> tuple[str, Changes]:
        """Write an entry; `BadInput("delegations.fields")` names every field to mend."""
        who.require(AREA)
        one = self._made(who, person, fields)
        with self._unit_of_work() as work:
            if work.people.get(person) is None:
                raise Refused("store.no_such_record", area=AREA)
            work.delegations.add(one)
            work.audit.add(who.operator, "add", CHANGED, person, one.id)
            work.commit()
        return one.id, Changes.of(CHANGED, one.id)

    def of_person(self, who: Actor, person: PersonId) -> tuple[Delegation, ...]:
        """Return all entries of a person, also those that are over."""
        who.require(AREA)
        with self._unit_of_work() as work:
            return work.delegations.of_person(person)

    def who_may(
        self, who: Actor, person: PersonId, scope: DelegationScope
    ) -> tuple[Delegation, ...]:
        """Return who may do this for her today."""
        return speaking_for(self.of_person(who, person), scope, self.today())

    def revoke(self, who: Actor, one: str) -> Changes:
        """End an entry now; it stays in the register."""
        return self._set_revoked(who, one, self._clock.now())

    def restore(self, who: Actor, one: str) -> Changes:
        """Take a revocation back."""
        return self._set_revoked(who, one, None)

    def _set_revoked(self, who: Actor, one: str, at: datetime | None) -> Changes:
        who.require(AREA)
        with self._unit_of_work() as work:
            found = work.delegations.get(one)
            if found is None:
                raise Refused("store.no_such_record", area=CHANGED)
            work.delegations.change(one, revoked_at=at)
            verb = "remove" if at else "restore"
            work.audit.add(who.operator, verb, CHANGED, found.person, one)
            work.commit()
        return Changes.of(CHANGED, one)

    def _made(self, who: Actor, person: PersonId, fields: DelegationFields) -> Delegation:
        today = self.today()
        findings = list(_check_words(fields))
        scopes = tuple(one for one in fields.scopes.split(",") if one)
        if not scopes:
            findings.append(Finding("delegations.scope_missing", column="scopes"))
        known = {one.value for one in DelegationScope}
        findings += [
            Finding("consultations.unknown_code", column="scopes", value=one)
            for one in scopes
            if one not in known
        ]
        if fields.basis not in {one.value for one in DelegationBasis}:
            findings.append(Finding("consultations.unknown_code", column="basis"))
        starts_on = _read_day(fields.starts_on, "starts_on", findings) or today
        ends_on = _read_day(fields.ends_on, "ends_on", findings)
        if not fields.ends_on.strip():
            findings.append(Finding("delegations.end_missing", column="ends_on"))
        elif ends_on is not None:
            findings += _check_end(starts_on, ends_on, today)
        if findings or ends_on is None:
            raise BadInput("delegations.fields", tuple(findings))
        return Delegation(
            id=new_id(),
            person=person,
            name=tidy_line(fields.name),
            relation=tidy_line(fields.relation),
            scopes=tuple(DelegationScope(one) for one in scopes),
            starts_on=starts_on,
            ends_on=ends_on,
            basis=DelegationBasis(fields.basis),
            phone=plain_phone(fields.phone),
            note=tidy_text(fields.note).strip(),
            added_at=self._clock.now(),
            added_by=who.operator,
        )


def _check_words(fields: DelegationFields) -> list[Finding]:
    found: list[Finding] = []
    if not tidy_line(fields.name):
        found.append(Finding("delegations.name_missing", column="name"))
    for key, limit in LONGEST.items():
        value = getattr(fields, key)
        if len(value) > limit:
            data: dict[str, object] = {"have": len(value), "limit": limit}
            found.append(Finding("consultations.too_long", column=key, data=data))
        if find_my_number(value):
            found.append(Finding("people.my_number", column=key))
    return [*found, *check_phone(fields.phone, "phone")]


def _read_day(text: str, column: str, findings: list[Finding]) -> date | None:
    if not text.strip():
        return None
    try:
        return parse_day(text)
    except DayError as wrong:
        findings.append(Finding(wrong.code, column=column, value=text, data=dict(wrong.data)))
        return None


def _check_end(starts_on: date, ends_on: date, today: date) -> list[Finding]:
    if ends_on < max(starts_on, today):
        return [Finding("delegations.end_before", column="ends_on", value=ends_on.isoformat())]
    if ends_on.year - starts_on.year > LONGEST_YEARS:
        data: dict[str, object] = {"limit": LONGEST_YEARS}
        return [Finding("delegations.too_long", column="ends_on", data=data)]
    return []
