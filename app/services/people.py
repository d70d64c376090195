"""People of the centre: find, look at, write down, change, and notice possible duplicates."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, replace
from datetime import date

from app.domain.changes import Changes
from app.domain.eras import DayError, parse_day
from app.domain.errors import BadInput, Finding, Refused
from app.domain.folding import fold
from app.domain.ids import PersonId, new_id
from app.domain.kana import is_kana, to_hiragana
from app.domain.modes import Modes
from app.domain.my_number import find_my_number
from app.domain.names import fold_name, tidy_line, tidy_text
from app.domain.people import FIELDS, DuplicateProposal, PeoplePage, Person, PersonFields
from app.domain.phones import check_phone, plain_phone, show_phone
from app.domain.roles import Actor
from app.services.duplicates import find_duplicates
from app.services.ports import Clock, UnitOfWork, UnitOfWorkFactory

AREA = "people"
LONGEST = {"name": 100, "kana": 100, "email": 254, "address": 300, "town_number": 30, "note": 5000}
_PHONES = ("phone", "phone_other")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
# The number of digits from which a search is for a telephone number as well as for a name.
_PHONE_DIGITS = 3


class PeopleService:
    """What people at the counter do with records of people; every look and write is in the log.

    Args:
        unit_of_work: opens transactions on the centre's store.
        clock: tells the time.
    """

    def __init__(self, unit_of_work: UnitOfWorkFactory, clock: Clock) -> None:
        self._unit_of_work = unit_of_work
        self._clock = clock

    def find_people(self, who: Actor, text: str, limit: int = 20, offset: int = 0) -> PeoplePage:
        """Return people whose name, kana, telephone or town number has what was typed.

        An empty text gives those added or changed last.
        """
        who.require(AREA)
        terms, digits = _search_terms(text)
        with self._unit_of_work() as work:
            if not terms and not digits:
                rows, total = work.people.recent(limit, offset)
            else:
                rows, total = work.people.find(terms, digits, limit, offset)
        return PeoplePage(tuple(rows), total, offset)

    def open_person(self, who: Actor, person: PersonId) -> Person:
        """Return a record and write the look into the audit log."""
        who.require(AREA)
        with self._unit_of_work() as work:
            found = _existing(work, person)
            work.audit.add(who.operator, "look", AREA, person)
            work.commit()
        return found

    def check_person(self, fields: PersonFields) -> tuple[Finding, ...]:
        """Return everything that keeps these fields from being a record, in form order."""
        return check_fields(fields)

    def add_person(self, who: Actor, fields: PersonFields) -> tuple[PersonId, Changes]:
        """Write a new record; `BadInput("people.fields")` names every field to mend."""
        who.require(AREA)
        person = self.made_from(fields, PersonId(new_id()))
        person = replace(person, added_at=self._clock.now(), added_by=who.operator)
        with self._unit_of_work() as work:
            work.people.add(person)
            work.audit.add(who.operator, "add", AREA, person.id)
            work.commit()
        return person.id, Changes.of(AREA, person.id)

    def change_person(
        self, who: Actor, person: PersonId, fields: PersonFields, seen_version: int | None = None
    ) -> Changes:
        """Write what differs; `Refused("store.changed_meanwhile")` when somebody was faster."""
        who.require(AREA)
        with self._unit_of_work() as work:
            present = _existing(work, person)
            # A town's number that an import asked about stays confirmed.
            is_same = plain_number(fields.town_number) == present.town_number
            wanted = self.made_from(fields, person, is_town_number_confirmed=is_same)
            keys = [k for k in asdict(fields) if getattr(wanted, k) != getattr(present, k)]
            if not keys:
                return Changes()
            values = {key: getattr(wanted, key) for key in keys}
            work.people.change(person, values, seen_version)
            work.audit.add(who.operator, "change", AREA, person, ",".join(keys))
            work.commit()
        return Changes.of(AREA, person)

    def propose_duplicates(
        self, who: Actor, fields: PersonFields, besides: PersonId | None = None
    ) -> tuple[DuplicateProposal, ...]:
        """Return records that may be the same person, most alike first; nothing is forced."""
        who.require(AREA)
        with self._unit_of_work() as work:
            return find_duplicates(work, fields, besides)

    def remove_person(self, who: Actor, person: PersonId) -> Changes:
        """Hide a record; `restore_person` takes it back."""
        return self._hide(who, person, hidden=True)

    def restore_person(self, who: Actor, person: PersonId) -> Changes:
        """Bring a removed record back."""
        return self._hide(who, person, hidden=False)

    def _hide(self, who: Actor, person: PersonId, *, hidden: bool) -> Changes:
        who.require(AREA)
        with self._unit_of_work() as work:
            (work.people.remove if hidden else work.people.restore)(person)
            work.audit.add(who.operator, "remove" if hidden else "restore", AREA, person)
            work.commit()
        return Changes.of(AREA, person)

    def set_modes(self, who: Actor, person: PersonId, modes: Modes | None) -> Changes:
        """Keep how this person reads best; None forgets it. No reason or diagnosis is stored."""
        who.require(AREA)
        with self._unit_of_work() as work:
            work.people.change(person, {"modes": modes})
            work.audit.add(who.operator, "change", AREA, person, "modes")
            work.commit()
        return Changes.of(AREA, person)

    def fields_of(self, person: Person) -> PersonFields:
        """Return a record as a form shows it."""
        return PersonFields(
            name=person.name,
            kana=person.kana,
            birth_date=person.birth_date.isoformat() if person.birth_date else "",
            phone=show_phone(person.phone),
            phone_other=show_phone(person.phone_other),
            email=person.email,
            address=person.address,
            town_number=person.town_number,
            note=person.note,
        )

    def made_from(
        self, fields: PersonFields, person: PersonId, *, is_town_number_confirmed: bool = False
    ) -> Person:
        """Return the record these fields make; BadInput with every finding when they make none."""
        findings = check_fields(fields, is_town_number_confirmed=is_town_number_confirmed)
        if findings:
            raise BadInput("people.fields", findings)
        return Person(
            id=person,
            name=tidy_line(fields.name),
            kana=to_hiragana(tidy_line(fields.kana)),
            birth_date=parse_day(fields.birth_date) if fields.birth_date.strip() else None,
            phone=plain_phone(fields.phone),
            phone_other=plain_phone(fields.phone_other),
            email=tidy_line(fields.email),
            address=tidy_line(fields.address),
            town_number=plain_number(fields.town_number),
            note=tidy_text(fields.note).strip(),
        )


def plain_number(text: str) -> str:
    """Return a town's number as it is stored and compared: full-width signs are plain."""
    return tidy_line(unicodedata.normalize("NFKC", text))


def check_fields(
    fields: PersonFields, today: date | None = None, *, is_town_number_confirmed: bool = False
) -> tuple[Finding, ...]:
    """Return the findings of one record's fields; `column` is the field's key.

    A town's own number may look like My Number by chance: an import asks, and says here that a
    person confirmed it.
    """
    found: list[Finding] = []
    if not tidy_line(fields.name) and not tidy_line(fields.kana):
        found.append(Finding("people.name_missing", column="name"))
    if fields.kana.strip() and not is_kana(fields.kana):
        found.append(Finding("people.kana_not_kana", column="kana", value=fields.kana))
    if fields.birth_date.strip():
        found.extend(_check_birth(fields.birth_date, today or date.today()))
    for key in _PHONES:
        found.extend(check_phone(getattr(fields, key), key))
    if fields.email.strip() and not _EMAIL.fullmatch(fields.email.strip()):
        found.append(Finding("people.email_form", column="email", value=fields.email))
    for key, limit in LONGEST.items():
        value = getattr(fields, key)
        if len(value) > limit:
            data: dict[str, object] = {"have": len(value), "limit": limit}
            found.append(Finding("people.too_long", column=key, value=value[:40], data=data))
    if is_town_number_confirmed:
        fields = replace(fields, town_number="")
    return _without_my_numbers(fields, found)


def _without_my_numbers(fields: PersonFields, found: list[Finding]) -> tuple[Finding, ...]:
    """Name My Number instead of whatever else its cell lacks, in form order.

    A telephone that is one (+81 90 … has twelve digits, too) is none. The value is left out on
    purpose: a finding is shown, printed and logged.
    """
    rest = {key: [one for one in found if one.column == key] for key in FIELDS}
    for key in FIELDS:
        value = getattr(fields, key)
        if key in _PHONES and not rest[key]:
            continue
        if find_my_number(value):
            rest[key] = [Finding("people.my_number", column=key)]
    return tuple(one for key in FIELDS for one in rest[key])


def _check_birth(text: str, today: date) -> list[Finding]:
    try:
        day = parse_day(text)
    except DayError as wrong:
        return [Finding(wrong.code, column="birth_date", value=text, data=dict(wrong.data))]
    if day > today:
        return [Finding("people.birth_in_future", column="birth_date", value=text)]
    return []


def _search_terms(text: str) -> tuple[tuple[str, ...], str]:
    folded = fold(text)
    digits = re.sub(r"\D", "", plain_phone(text)) if re.search(r"\d", folded) else ""
    only_digits = bool(re.fullmatch(r"[\d\s()+ー.]+", folded))
    terms = () if only_digits else tuple(fold_name(one) for one in folded.split() if fold_name(one))
    if only_digits and len(digits) < _PHONE_DIGITS:
        return (folded.replace(" ", ""),), ""
    return terms, digits if only_digits else ""


def _existing(work: UnitOfWork, person: PersonId) -> Person:
    found = work.people.get(person)
    if found is None:
        raise Refused("store.no_such_record", area=AREA)
    return found
