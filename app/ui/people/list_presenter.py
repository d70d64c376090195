"""Finding people: what was asked, what the list shows, and where Enter leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import uuid4

from app.domain.changes import Changes
from app.domain.ids import ConsultationId, PersonId
from app.domain.people import PeoplePage
from app.domain.roles import Actor
from app.messages import _
from app.messages.people_words import found_words
from app.ui.people.row_states import person_row
from app.ui.row_state import RowState, sentences

PAGE = 20
# A consultation that is to begin with whoever is chosen; it is not written before that.
NEW = "new"


class People(Protocol):
    """What the page needs of the service of people."""

    def find_people(self, who: Actor, text: str, limit: int = 20, offset: int = 0) -> PeoplePage:
        """Return people for what was typed."""


class Consultations(Protocol):
    """What choosing needs of the service of consultations."""

    def begin(self, who: Actor, person: PersonId | None) -> tuple[ConsultationId, Changes]:
        """Open a consultation."""

    def set_person(self, who: Actor, one: ConsultationId, person: PersonId | None) -> Changes:
        """Say whose consultation it is."""


class Lead(StrEnum):
    """Where Enter in the search field leads."""

    STAY = "stay"
    OPEN = "open"
    ROWS = "rows"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class PeopleState:
    """What the page shows."""

    heading: str
    spoken: str
    rows: tuple[RowState, ...]
    nobody: tuple[str, str]
    has_more: bool


class PeoplePresenter:
    """Looks for people and, where a consultation waits, gives it the one chosen."""

    def __init__(
        self, people: People, consultations: Consultations, who: Actor, for_consultation: str
    ) -> None:
        self._people, self._consultations, self._who = people, consultations, who
        self._for = for_consultation

    def find(self, text: str, limit: int) -> PeoplePage:
        """Return the people for a text; the most recent ones for none."""
        return self._people.find_people(self._who, text, limit)

    def state(self, page: PeoplePage, text: str, today: date) -> PeopleState:
        """Return what the page shows of an answer."""
        asked = text.strip()
        count = found_words(page.total, text)
        nobody = (
            _("No one is found for “{text}”.").format(text=asked),
            _("Search by telephone or part of the kana, or add a new person."),
        )
        if not asked:
            nobody = (
                _("Nobody is written down yet."),
                _("Add a new person, or import the town's list."),
            )
        return PeopleState(
            heading=_("Here last") if not asked and page.rows else count,
            spoken=count if page.rows else sentences(nobody),
            rows=tuple(person_row(one, today) for one in page.rows),
            nobody=nobody,
            has_more=page.total > len(page.rows),
        )

    def lead_of(self, page: PeoplePage, text: str) -> Lead:
        """Return where Enter leads: the only hit, the list, or a new record."""
        if not text.strip():
            return Lead.ROWS if page.rows else Lead.STAY
        if page.total == 1:
            return Lead.OPEN
        return Lead.ROWS if page.rows else Lead.NEW

    def choose(self, person: str | None) -> tuple[str, Changes]:
        """Give the waiting consultation its person, None for no name; return its id."""
        chosen = None if person is None else PersonId(person)
        if self._for == NEW:
            return self._consultations.begin(self._who, chosen)
        one = ConsultationId(self._for)
        return one, self._consultations.set_person(self._who, one, chosen)


def new_draft() -> str:
    """Return the name under which the typing of one new record is parked."""
    return f"{NEW}:{uuid4().hex[:8]}"
