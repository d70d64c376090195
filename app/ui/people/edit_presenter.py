"""Writing a record: fields as typed, who may be the same, what undo means, and the parked draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Protocol

from app.domain.changes import Changes
from app.domain.errors import Refused
from app.domain.ids import ConsultationId, PersonId
from app.domain.kana import is_kana
from app.domain.operators import Draft
from app.domain.people import DuplicateProposal, Person, PersonFields
from app.domain.roles import Actor
from app.messages import ngettext
from app.ui.people.list_presenter import NEW, Consultations
from app.ui.people.row_states import twin_row
from app.ui.row_state import RowState

SCREEN = "person-edit"


class People(Protocol):
    """What the page needs of the service of people."""

    def open_person(self, who: Actor, person: PersonId) -> Person:
        """Return a record."""

    def add_person(self, who: Actor, fields: PersonFields) -> tuple[PersonId, Changes]:
        """Write a new record."""

    def change_person(
        self, who: Actor, person: PersonId, fields: PersonFields, seen_version: int | None = None
    ) -> Changes:
        """Write what differs."""

    def propose_duplicates(
        self, who: Actor, fields: PersonFields, besides: PersonId | None = None
    ) -> tuple[DuplicateProposal, ...]:
        """Return who may be the same."""

    def remove_person(self, who: Actor, person: PersonId) -> Changes:
        """Hide a record."""

    def fields_of(self, person: Person) -> PersonFields:
        """Return a record as a form shows it."""


class Drafts(Protocol):
    """Parked typing."""

    def park(self, who: Actor, screen: str, record: str, values: Mapping[str, str]) -> None:
        """Keep what was typed."""

    def take(self, who: Actor, screen: str, record: str) -> Draft | None:
        """Return it."""

    def drop(self, who: Actor, screen: str, record: str) -> None:
        """Forget it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What the form begins with: the stored record, and typing of an earlier time if any."""

    person: Person | None
    fields: PersonFields
    draft: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Saved:
    """The record that was written, what changed, and the consultation that has it now."""

    person: PersonId
    changes: Changes
    consultation: str = ""


class PersonEditPresenter:
    """One record being written.

    Args:
        people: the service of people.
        consultations: the service of consultations, for one that waits for this person.
        drafts: where typing is parked.
        who: who writes.
        person: whose record; None for a new one.
        draft: name of the draft of a new record; a known record's draft has the person's id.
        for_consultation: a consultation that waits, or `new`.
    """

    def __init__(
        self,
        people: People,
        consultations: Consultations,
        drafts: Drafts,
        who: Actor,
        person: str | None,
        draft: str,
        for_consultation: str,
    ) -> None:
        self._people, self._consultations, self._drafts = people, consultations, drafts
        self._who = who
        self._person_id = PersonId(person) if person else None
        self._for = for_consultation
        self._before: Person | None = None
        self.record = person or draft

    @property
    def is_new(self) -> bool:
        """Tell whether the record is not written yet."""
        return self._person_id is None

    def open(self, typed: str) -> Opened:
        """Read the record and its draft; what was searched for begins a new one."""
        draft = self._drafts.take(self._who, SCREEN, self.record)
        values = dict(draft.values) if draft is not None else None
        if self._person_id is None:
            return Opened(None, PersonFields(**taken_from(typed)), values)
        self._before = self._people.open_person(self._who, self._person_id)
        return Opened(self._before, self._people.fields_of(self._before), values)

    def park(self, values: Mapping[str, str]) -> None:
        """Keep what was typed so far, encrypted; an emptied new form is forgotten."""
        if self.is_new and not any(value.strip() for value in values.values()):
            self.drop()
            return
        self._drafts.park(self._who, SCREEN, self.record, values)

    def drop(self) -> None:
        """Forget what was typed and not saved."""
        self._drafts.drop(self._who, SCREEN, self.record)

    def twins(self, values: Mapping[str, str]) -> tuple[DuplicateProposal, ...]:
        """Return records that may be the same person."""
        fields = PersonFields(**values)
        return self._people.propose_duplicates(self._who, fields, self._person_id)

    def save(self, values: Mapping[str, str]) -> Saved:
        """Write the record, give it to the consultation that waits, and forget the draft.

        Raises:
            BadInput: `people.fields` with the fields to mend.
            Refused: somebody else changed the record meanwhile.
        """
        fields = PersonFields(**values)
        if self._person_id is None:
            person, changes = self._people.add_person(self._who, fields)
        else:
            person = self._person_id
            seen = self._before.version if self._before is not None else None
            changes = self._people.change_person(self._who, person, fields, seen)
        self.drop()
        return self._given(person, changes)

    def take_known(self, person: str) -> Saved:
        """Use the record that was there already instead of a new one."""
        self.drop()
        return self._given(PersonId(person), Changes())

    def _given(self, person: PersonId, changes: Changes) -> Saved:
        if not self._for:
            return Saved(person, changes)
        if self._for == NEW:
            one, more = self._consultations.begin(self._who, person)
        else:
            one = ConsultationId(self._for)
            more = self._consultations.set_person(self._who, one, person)
        return Saved(person, changes | more, one)

    def take_back(self, saved: Saved) -> Changes:
        """Undo a save: hide the new record, or write the fields as they were."""
        before = self._before
        if self.is_new:
            return self._people.remove_person(self._who, saved.person)
        if before is None:
            raise Refused("store.no_such_record", area="people")
        return self._people.change_person(self._who, saved.person, self._people.fields_of(before))


def twin_rows(twins: tuple[DuplicateProposal, ...], today: date) -> tuple[RowState, ...]:
    """Return the rows of who may be the same."""
    return tuple(twin_row(one, today) for one in twins)


def twins_words(count: int) -> str:
    """Return what is said when somebody alike appears while typing."""
    return ngettext(
        "{count} record may be the same person. It is listed beside the form.",
        "{count} records may be the same person. They are listed beside the form.",
        count,
    ).format(count=count)


def taken_from(typed: str) -> dict[str, str]:
    """Put what was looked for into the field it belongs to, so that nobody types it twice."""
    if not typed:
        return {}
    if re.search(r"\d{3}", typed):
        return {"phone": typed}
    return {"kana": typed} if is_kana(typed) else {"name": typed}


def differs(values: Mapping[str, str], fields: PersonFields) -> bool:
    """Tell whether a form holds something else than the record."""
    return any(values.get(key, "") != value for key, value in asdict(fields).items())
