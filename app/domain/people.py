"""A person the centre helps: the record, what may be typed into it, and what a list shows of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.ids import OperatorId, PersonId
from app.domain.modes import Modes

# Field keys in the order in which forms, imports and exports show them.
FIELDS: tuple[str, ...] = (
    "name", "kana", "birth_date", "phone", "phone_other", "email", "address", "town_number", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonFields:
    """What somebody typed about a person, not yet judged; every value is text as typed."""

    name: str = ""
    kana: str = ""
    birth_date: str = ""
    phone: str = ""
    phone_other: str = ""
    email: str = ""
    address: str = ""
    town_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One person's record, typed once and reused.

    `name` keeps every character as typed (旧字); `kana` is the person's own reading in hiragana.
    `phone` holds digits with a leading + where given. `version` is the local version shown to the
    caller who wants to change the record, so that two windows cannot overwrite each other unseen.
    """

    id: PersonId
    name: str
    kana: str = ""
    birth_date: date | None = None
    phone: str = ""
    phone_other: str = ""
    email: str = ""
    address: str = ""
    town_number: str = ""
    note: str = ""
    modes: Modes | None = None
    added_at: datetime | None = None
    added_by: OperatorId | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What a list of people shows: enough to tell two people apart, no more."""

    id: PersonId
    name: str
    kana: str
    birth_date: date | None
    phone_end: str
    consultations: int
    last_seen: date | None


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of a search, best first, with the number of all hits."""

    rows: tuple[PersonRow, ...] = ()
    total: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class DuplicateProposal:
    """A record that may be the same person, with the facts that agree (`kana`, `phone`, …)."""

    row: PersonRow
    agrees: tuple[str, ...] = field(default=())
    score_points: int = 0
