"""What the services need from outside, as Protocols; the store and crypto satisfy them.

Every repository works inside one `UnitOfWork`. Nothing is kept unless `commit()` ran. A unit of
work is one write transaction: it belongs to one thread and should be short, so that a second
program on the same centre (the command line beside the console) waits only a moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from app.domain.consultations import Consultation, ConsultationRow, Status
from app.domain.ids import ConsultationId, OperatorId, PersonId
from app.domain.operators import AuditRow, Draft, Operator
from app.domain.people import Person, PersonRow
from app.domain.similar import CaseText
from app.services.clubs_repository import ClubsRepository
from app.services.register_ports import (
    AttachmentRepository,
    DelegationRepository,
    FollowUpRepository,
    MergeRepository,
)
from app.services.telework_repository import TeleworkRepository


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment, timezone-aware in UTC."""


class Pins(Protocol):
    """Turns an operator's PIN or passphrase into a slow hash and checks one against it."""

    def hash(self, secret: str) -> str:
        """Return the hash to store; the secret itself is never stored."""

    def matches(self, hashed: str, secret: str) -> bool:
        """Tell whether the secret belongs to the hash; False also for a hash nobody can read."""


class PeopleRepository(Protocol):
    """The people of the centre. Removed people are kept, hidden from everything but `restore`."""

    def add(self, person: Person) -> None:
        """Store a new person under her own id; `version` and search keys are made here."""

    def add_many(self, people: Iterable[Person]) -> int:
        """Store many people quickly and return how many; all belong to this unit of work."""

    def get(self, person: PersonId) -> Person | None:
        """Return one person with her present `version`, or None when unknown or removed."""

    def change(
        self, person: PersonId, fields: Mapping[str, object], seen_version: int | None = None
    ) -> int:
        """Write the named `Person` fields and return the new version.

        Raises:
            Refused: `store.changed_meanwhile` when the record is newer than `seen_version`
                (data: `fields`, the keys that differ), `store.no_such_record` when it is gone.
        """

    def remove(self, person: PersonId) -> None:
        """Hide a person until `restore`; `Refused("store.no_such_record")` when unknown."""

    def restore(self, person: PersonId) -> None:
        """Bring a removed person back."""

    def find(
        self, folded_terms: tuple[str, ...], digits: str = "", limit: int = 20, offset: int = 0
    ) -> tuple[tuple[PersonRow, ...], int]:
        """Return one page of people and the number of all hits, best first.

        A person is a hit when every folded term occurs in her folded name or kana, or `digits`
        (three or more) occur in one of her phone numbers or equal her town number. When both
        are given either is enough. Beginnings of the kana or name come first, then kana order.
        """

    def candidates(
        self,
        kana_folded: str = "",
        phone_digits: str = "",
        birth_date: date | None = None,
        name_folded: str = "",
    ) -> tuple[Person, ...]:
        """Return people who agree in at least one given fact; empty facts never agree."""

    def town_numbers(self, numbers: Iterable[str]) -> dict[str, PersonId]:
        """Return which of these town numbers are taken, and by whom."""

    def rows_of(self, people: Iterable[PersonId]) -> dict[PersonId, PersonRow]:
        """Return what lists show of these people."""

    def recent(self, limit: int = 20, offset: int = 0) -> tuple[tuple[PersonRow, ...], int]:
        """Return the people added, changed or seen last, newest first, and the number of all."""

    def count(self) -> int:
        """Return the number of people who are not removed."""

    def every(self) -> Iterator[Person]:
        """Walk all people in the order of their ids, without holding them all."""


class ConsultationRepository(Protocol):
    """The consultations of the centre. Removed ones are hidden from everything but `restore`."""

    def add(self, consultation: Consultation) -> None:
        """Store a new consultation under its own id."""

    def add_many(self, consultations: Iterable[Consultation]) -> int:
        """Store many consultations quickly and return how many."""

    def get(self, consultation: ConsultationId) -> Consultation | None:
        """Return one consultation with its present `version`, or None when unknown or removed."""

    def change(
        self,
        consultation: ConsultationId,
        fields: Mapping[str, object],
        seen_version: int | None = None,
    ) -> int:
        """Write the named `Consultation` fields and return the new version; raises as people do."""

    def list(
        self,
        status: Status | None = None,
        person: PersonId | None = None,
        limit: int = 20,
        offset: int = 0,
        *,
        only_stubs: bool = False,
        next_on: date | None = None,
    ) -> tuple[tuple[ConsultationRow, ...], int]:
        """Return one page, newest first, and the number of all; `next_on` is the next date."""

    def search(
        self, folded: str, limit: int = 20, offset: int = 0
    ) -> tuple[tuple[ConsultationRow, ...], int]:
        """Return consultations in which every word of the folded text occurs, newest first.

        Words are separated by spaces and are looked for in the title, the story, the steps, the
        device, who speaks, and the name and kana of the person. `excerpt` is cut around the first hit; `marks` lie in it.
        """

    def remove(self, consultation: ConsultationId) -> None:
        """Hide a consultation; `restore` brings it back."""

    def restore(self, consultation: ConsultationId) -> None:
        """Bring a removed consultation back."""

    def count(self, status: Status | None = None) -> int:
        """Return the number of consultations that are not removed."""


class SimilarRepository(Protocol):
    """What the text index knows of consultations that may be similar; reads only."""

    def holding(self, words: Sequence[Sequence[str]]) -> tuple[int, ...]:
        """Return how many consultations hold each word, in any of its forms."""

    def total(self) -> int:
        """Return the number of consultations in the index."""

    def likely(
        self, words: Sequence[Sequence[str]], look_at: int, of_each_topic: int
    ) -> tuple[CaseText, ...]:
        """Return cases that hold any of the words.

        Args:
            words: each with its forms.
            look_at: how many of the best are looked at.
            of_each_topic: how many of them are returned of one topic; the best come first.
        """

    def people_named(self, pieces: Iterable[str]) -> frozenset[str]:
        """Return those of the pieces that are somebody's whole or family name, or its kana."""


class OperatorRepository(Protocol):
    """Those who sign in, with the hash of their secret and their tries."""

    def add(self, operator: Operator, pin_hash: str) -> None:
        """Store a new operator."""

    def list(self, *, only_active: bool = False) -> tuple[Operator, ...]:
        """Return the operators in kana order."""

    def get(self, operator: OperatorId) -> Operator | None:
        """Return one operator, active or not."""

    def change(self, operator: OperatorId, fields: Mapping[str, object]) -> None:
        """Write the named `Operator` fields."""

    def pin_hash(self, operator: OperatorId) -> str | None:
        """Return the stored hash of her secret, or None when she is unknown."""

    def set_pin(self, operator: OperatorId, pin_hash: str) -> None:
        """Store the hash of a new secret."""

    def attempts(self, operator: OperatorId) -> tuple[int, datetime | None]:
        """Return how many tries went wrong since the last right one, and when the last was."""

    def note_attempt(self, operator: OperatorId, at: datetime, ok: bool) -> None:
        """Remember a try; a right one sets the count back. Commit before telling the person."""


class DraftRepository(Protocol):
    """Unsaved typing, one draft for an operator, a screen and a record."""

    def put(self, draft: Draft) -> None:
        """Store a draft, replacing the one before."""

    def get(self, operator: OperatorId, screen: str, record: str) -> Draft | None:
        """Return a draft, or None."""

    def list(self, operator: OperatorId) -> tuple[Draft, ...]:
        """Return an operator's drafts, newest first."""

    def drop(self, operator: OperatorId, screen: str, record: str) -> None:
        """Forget a draft; nothing happens when there is none."""


class AuditLog(Protocol):
    """Who looked at or did what: rows can only be added, each chained by hash to the one before."""

    def add(self, actor: str, verb: str, area: str, subject: str = "", detail: str = "") -> None:
        """Add a row at the present time; `actor` and `subject` are ids, `detail` holds no story."""

    def rows(
        self, limit: int = 100, offset: int = 0, subject: str | None = None
    ) -> tuple[tuple[AuditRow, ...], int]:
        """Return rows, newest first, and the number of all."""

    def verify(self) -> int | None:
        """Return the number of the first changed or missing row, or None if all hold."""

    def every(self) -> Iterator[AuditRow]:
        """Walk all rows, oldest first."""


class SettingsRepository(Protocol):
    """Values by key and scope; scope is `centre` or `operator:<id>`."""

    def get(self, key: str, scope: str = "centre") -> str | None:
        """Return a value, or None when it was never put."""

    def put(self, key: str, scope: str, value: str) -> None:
        """Store a value."""

    def every(self, scope: str = "centre") -> dict[str, str]:
        """Return all values of a scope."""


class UnitOfWork(Protocol):
    """One transaction: enter, read and write, `commit()`; leaving without it keeps nothing."""

    @property
    def people(self) -> PeopleRepository:
        """The people in this transaction."""

    @property
    def consultations(self) -> ConsultationRepository:
        """The consultations in this transaction."""

    @property
    def similar(self) -> SimilarRepository:
        """What may be similar, in this transaction."""

    @property
    def operators(self) -> OperatorRepository:
        """The operators in this transaction."""

    @property
    def drafts(self) -> DraftRepository:
        """The drafts in this transaction."""

    @property
    def audit(self) -> AuditLog:
        """The audit log in this transaction."""

    @property
    def settings(self) -> SettingsRepository:
        """The settings in this transaction."""

    @property
    def telework(self) -> TeleworkRepository:
        """Profiles and loans in this transaction."""

    @property
    def clubs(self) -> ClubsRepository:
        """The registers and the week of clubs in this transaction."""

    @property
    def follow_ups(self) -> FollowUpRepository:
        """Follow-ups in this transaction."""

    @property
    def delegations(self) -> DelegationRepository:
        """Delegations in this transaction."""

    @property
    def attachments(self) -> AttachmentRepository:
        """Pictures in this transaction."""

    @property
    def merges(self) -> MergeRepository:
        """Mergings in this transaction."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def commit(self) -> None:
        """Keep everything done so far; on return it is on the disk.

        Raises:
            Unavailable: `store.disk_full`, `store.read_only`, `store.busy`, `store.damaged`; then
                nothing of this unit of work is kept and everything before it is.
        """


class UnitOfWorkFactory(Protocol):
    """Opens units of work; give it to a service."""

    def __call__(self) -> UnitOfWork:
        """Return a unit of work, not yet entered."""
