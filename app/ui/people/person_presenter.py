"""One person's record: who it is, what was asked before, who looked, and how she reads best."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from app.domain.changes import Changes
from app.domain.consultations import ConsultationPage
from app.domain.eras import age_on, format_day
from app.domain.ids import ConsultationId, PersonId
from app.domain.modes import Modes
from app.domain.operators import AuditRow, Operator
from app.domain.people import Person
from app.domain.phones import show_phone
from app.domain.roles import Actor
from app.messages import N_, Lazy, _, language
from app.messages.people_words import FIELD_LABELS, display_name
from app.messages.times import local, moment_words
from app.ui.consultations.row_states import NARROW_LINE, WIDE_LINE, consultation_row
from app.ui.row_state import RowState

HISTORY = 20
LOOKS = 6
DEEDS: dict[str, Lazy] = {
    "look": N_("looked at the record"),
    "add": N_("wrote the record"),
    "change": N_("changed the record"),
    "remove": N_("removed the record"),
    "restore": N_("brought the record back"),
}


class People(Protocol):
    """What the page needs of the service of people."""

    def open_person(self, who: Actor, person: PersonId) -> Person:
        """Return a record."""

    def remove_person(self, who: Actor, person: PersonId) -> Changes:
        """Hide it."""

    def restore_person(self, who: Actor, person: PersonId) -> Changes:
        """Bring it back."""

    def set_modes(self, who: Actor, person: PersonId, modes: Modes | None) -> Changes:
        """Keep how this person reads best."""


class Consultations(Protocol):
    """What the page needs of the service of consultations."""

    def begin(self, who: Actor, person: PersonId | None) -> tuple[ConsultationId, Changes]:
        """Open a consultation."""

    def history_of(
        self, who: Actor, person: PersonId, limit: int = 20, offset: int = 0
    ) -> ConsultationPage:
        """Return one person's consultations."""


class Audit(Protocol):
    """Who looked at whom."""

    def looks(
        self, who: Actor, subject: str | None = None, limit: int = 20, offset: int = 0
    ) -> tuple[tuple[AuditRow, ...], int]:
        """Return rows of the log."""


class Operators(Protocol):
    """The names of those who sign in."""

    def tiles(self) -> tuple[Operator, ...]:
        """Return them."""


class Services(Protocol):
    """The services the page works with."""

    @property
    def people(self) -> People:
        """The records."""

    @property
    def consultations(self) -> Consultations:
        """The consultations."""

    @property
    def audit(self) -> Audit:
        """The log."""

    @property
    def operators(self) -> Operators:
        """The staff."""


@dataclass(frozen=True, slots=True)
class PersonFound:
    """What the store answered."""

    person: Person
    history: ConsultationPage
    looks: tuple[AuditRow, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class PersonState:
    """What the page shows."""

    name: str
    kana: str
    facts: tuple[tuple[str, str], ...]
    note: str
    history: tuple[RowState, ...]
    looks: tuple[tuple[str, str], ...]


class PersonPresenter:
    """Reads a record with its history; opening it is written into the audit log."""

    def __init__(self, services: Services, who: Actor, person: str) -> None:
        self._services, self._who = services, who
        self._person = PersonId(person)

    def look(self) -> PersonFound:
        """Read everything the page shows."""
        services, who, person = self._services, self._who, self._person
        record = services.people.open_person(who, person)
        history = ConsultationPage()
        if who.may("consultations"):
            history = services.consultations.history_of(who, person, HISTORY)
        looks: tuple[AuditRow, ...] = ()
        names: dict[str, str] = {}
        if who.may("administration"):
            looks, _total = services.audit.looks(who, person, LOOKS)
            names = {one.id: one.name for one in services.operators.tiles()}
        return PersonFound(record, history, looks, names)

    def state(self, found: PersonFound, now: datetime, *, is_narrow: bool = False) -> PersonState:
        """Return what the page shows, in the language chosen; large text has less room."""
        longest = NARROW_LINE if is_narrow else WIDE_LINE
        person = found.person
        return PersonState(
            name=display_name(person.name, person.kana),
            kana=person.kana if person.name else "",
            facts=facts_of(person, local(now).date()),
            note=person.note,
            history=tuple(
                consultation_row(one, now, with_name=False, longest=longest)
                for one in found.history.rows
            ),
            looks=tuple(_look_words(one, found.names, now) for one in found.looks),
        )

    def begin(self) -> tuple[ConsultationId, Changes]:
        """Open a consultation with this person."""
        return self._services.consultations.begin(self._who, self._person)

    def remove(self) -> Changes:
        """Hide the record."""
        return self._services.people.remove_person(self._who, self._person)

    def restore(self) -> Changes:
        """Bring it back."""
        return self._services.people.restore_person(self._who, self._person)

    def keep_modes(self, modes: Modes | None) -> Changes:
        """Remember how this person reads best, or forget it."""
        return self._services.people.set_modes(self._who, self._person, modes)


def facts_of(person: Person, today: date) -> tuple[tuple[str, str], ...]:
    """Return (label, value) of what is known, in the order of the form."""
    found: list[tuple[str, str]] = []
    if person.birth_date is not None:
        day = format_day(person.birth_date, language())
        age = age_on(person.birth_date, today)
        # On a person's card: the whole birthday with its era, then the age.
        words = _("{day} ({age} years old)").format(day=day, age=age)
        found.append((str(FIELD_LABELS["birth_date"]), words))
    for key in ("phone", "phone_other"):
        if number := getattr(person, key):
            found.append((str(FIELD_LABELS[key]), show_phone(number)))
    for key in ("email", "address", "town_number"):
        if value := getattr(person, key):
            found.append((str(FIELD_LABELS[key]), value))
    return tuple(found)


def _look_words(row: AuditRow, names: dict[str, str], now: datetime) -> tuple[str, str]:
    when = moment_words(row.at, local(now).date())
    name = names.get(row.operator, row.operator)
    deed = DEEDS.get(row.verb, row.verb)
    return when, _("{name} {deed}").format(name=name, deed=deed)
