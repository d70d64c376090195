"""Two records of one person side by side, and what the one that stays will hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from app.domain.changes import Changes
from app.domain.consultations import ConsultationPage
from app.domain.ids import PersonId
from app.domain.merging import Merge, filled_from
from app.domain.people import FIELDS, DuplicateProposal, PeoplePage, Person, PersonFields
from app.domain.phones import show_phone
from app.domain.roles import Actor
from app.messages import _
from app.messages.people_words import FIELD_LABELS, birthday_words, display_name
from app.messages.times import local, moment_words
from app.ui.parts.records import CellBadge, Record
from app.ui.people.row_states import person_row, twin_row
from app.ui.row_state import RowState

FOUND = 10


class People(Protocol):
    """What the page needs of the service of people."""

    def open_person(self, who: Actor, person: PersonId) -> Person:
        """Return a record."""

    def fields_of(self, person: Person) -> PersonFields:
        """Return a record as a form shows it."""

    def find_people(self, who: Actor, text: str, limit: int = 20, offset: int = 0) -> PeoplePage:
        """Return those a text finds."""

    def propose_duplicates(
        self, who: Actor, fields: PersonFields, besides: PersonId | None = None
    ) -> tuple[DuplicateProposal, ...]:
        """Return who may be the same."""


class Merging(Protocol):
    """What the page needs of the service of mergings."""

    def merge(self, who: Actor, kept: PersonId, merged: PersonId) -> tuple[Merge, Changes]:
        """Let one record have everything of the other."""

    def unmerge(self, who: Actor, merge: str) -> Changes:
        """Make two records again."""

    def of_person(self, who: Actor, person: PersonId) -> tuple[Merge, ...]:
        """Return the mergings that can be undone."""


class Consultations(Protocol):
    """What the page needs of the service of consultations."""

    def history_of(
        self, who: Actor, person: PersonId, limit: int = 20, offset: int = 0
    ) -> ConsultationPage:
        """Return one person's consultations."""


class Services(Protocol):
    """The services the page works with."""

    @property
    def people(self) -> People:
        """The records."""

    @property
    def people_merge(self) -> Merging:
        """The mergings."""

    @property
    def consultations(self) -> Consultations:
        """The consultations."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The record that stays, the one that goes, and how many consultations each has."""

    kept: Person
    merged: Person
    kept_count: int
    merged_count: int


@dataclass(frozen=True, slots=True)
class PairState:
    """What the page shows of two records."""

    kept: str
    merged: str
    rows: tuple[Record, ...]
    moves: str
    question: str


class MergePresenter:
    """Finds the other record, compares, merges and takes apart."""

    def __init__(self, services: Services, who: Actor, person: str) -> None:
        self._services, self._who = services, who
        self._person = PersonId(person)

    def proposals(self) -> tuple[DuplicateProposal, ...]:
        """Return who may be the same person; the look is logged."""
        people = self._services.people
        fields = people.fields_of(people.open_person(self._who, self._person))
        return people.propose_duplicates(self._who, fields, self._person)

    def find(self, text: str) -> PeoplePage:
        """Return those a text finds, without the person herself."""
        page = self._services.people.find_people(self._who, text, FOUND)
        return PeoplePage(tuple(one for one in page.rows if one.id != self._person), page.total)

    def look(self, kept: str, merged: str) -> Pair:
        """Read two records; both looks are logged."""
        services, who = self._services, self._who
        first, second = PersonId(kept), PersonId(merged)
        return Pair(
            services.people.open_person(who, first),
            services.people.open_person(who, second),
            self._count(first),
            self._count(second),
        )

    def _count(self, person: PersonId) -> int:
        if not self._who.may("consultations"):
            return 0
        return self._services.consultations.history_of(self._who, person, 1).total

    def merge(self, pair: Pair) -> tuple[Merge, Changes]:
        """Let the first record have everything of the second."""
        return self._services.people_merge.merge(self._who, pair.kept.id, pair.merged.id)

    def unmerge(self, merge: str) -> Changes:
        """Make two records again."""
        return self._services.people_merge.unmerge(self._who, merge)

    def state(self, pair: Pair) -> PairState:
        """Return two records line by line, with what stands there afterwards."""
        filled = filled_from(pair.kept, pair.merged)
        after = replace(pair.kept, **_only_fields(filled))
        rows = tuple(
            _line(key, pair.kept, pair.merged, after, is_new=key in filled)
            for key in FIELDS
            if _cell(pair.kept, key) or _cell(pair.merged, key)
        )
        kept, merged = _name(pair.kept), _name(pair.merged)
        both = pair.kept_count + pair.merged_count
        moves = _("Consultations: {kept} here, {merged} there, {both} together.").format(
            kept=pair.kept_count, merged=pair.merged_count, both=both
        )
        question = _(
            "Everything of the second record moves to {name}. The second one no longer appears. "
            "You can take them apart again on the page of this person."
        ).format(name=kept)
        return PairState(kept, merged, rows, moves, question)


def proposal_rows(found: tuple[DuplicateProposal, ...], today: date) -> tuple[RowState, ...]:
    """Return the rows of those who may be the same."""
    return tuple(twin_row(one, today) for one in found)


def found_rows(page: PeoplePage, today: date) -> tuple[RowState, ...]:
    """Return the rows of a search."""
    return tuple(person_row(one, today) for one in page.rows)


def merge_words(merge: Merge, names: dict[str, str], now: datetime) -> str:
    """Return when and by whom two records were made one, and what moved."""
    when = moment_words(merge.at, local(now).date())
    count = sum(len(ids) for ids in merge.moved.values())
    return _("{when}, {name}, {count} entries moved").format(
        when=when, name=names.get(merge.by, ""), count=count
    )


def _line(key: str, kept: Person, merged: Person, after: Person, *, is_new: bool) -> Record:
    label, mine, other = str(FIELD_LABELS[key]), _cell(kept, key), _cell(merged, key)
    then = _cell(after, key)
    if is_new:
        badge = CellBadge(_("filled in"), "info", "plus")
    elif other and other != mine:
        badge = CellBadge(_("stays as it is"), "warning", "triangle-alert")
    else:
        badge = CellBadge(_("the same"), "success", "check")
    if mine and not other:
        badge = CellBadge(_("stays"), "success", "check")
    return Record(key, (label, mine, other, then, badge))


def _cell(person: Person, key: str) -> str:
    value: Any = getattr(person, key)
    if key == "birth_date":
        return birthday_words(value)
    if key in ("phone", "phone_other"):
        return show_phone(value) if value else ""
    return str(value or "").replace("\n", " / ")


def _only_fields(filled: dict[str, object]) -> dict[str, Any]:
    return {key: value for key, value in filled.items() if key in FIELDS}


def _name(person: Person) -> str:
    return display_name(person.name, person.kana)
