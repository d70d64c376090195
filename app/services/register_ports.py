"""What the services of the desk's registers need from the store: follow-ups, delegations, pictures, mergings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from app.domain.attachments import Attachment, CleanPicture
from app.domain.delegations import Delegation
from app.domain.follow_ups import Attempt, DueRow, FollowUp, FollowUpKind
from app.domain.ids import ConsultationId, PersonId
from app.domain.merging import Merge


class FollowUpRepository(Protocol):
    """Follow-ups with every try."""

    def add(self, one: FollowUp) -> None:
        """Store a new follow-up."""

    def get(self, one: str) -> FollowUp | None:
        """Return one follow-up, or None when unknown or removed."""

    def change(self, one: str, **fields: object) -> None:
        """Write fields of a follow-up; `Refused("store.no_such_record")` when it is gone."""

    def add_attempt(self, attempt: Attempt) -> None:
        """Store a try."""

    def hide_attempt(self, attempt: str) -> None:
        """Take back a try that was noted by mistake."""

    def attempts(self, one: str) -> tuple[Attempt, ...]:
        """Return the tries of a follow-up, oldest first."""

    def due(
        self, day: date, limit: int = 20, offset: int = 0, *, with_errands: bool = True
    ) -> tuple[tuple[DueRow, ...], int]:
        """Return what is due up to a day or needs more than a call, those first, then by day."""

    def of_person(
        self, person: PersonId, limit: int = 20, offset: int = 0
    ) -> tuple[tuple[DueRow, ...], int]:
        """Return a person's open follow-ups by day."""

    def all_open(
        self, limit: int = 20, offset: int = 0, kind: FollowUpKind | None = None
    ) -> tuple[tuple[DueRow, ...], int]:
        """Return open follow-ups, of one kind or all: first what needs more than a call, then by day."""


class DelegationRepository(Protocol):
    """Who may speak for whom."""

    def add(self, one: Delegation) -> None:
        """Store a new entry."""

    def get(self, one: str) -> Delegation | None:
        """Return one entry, or None."""

    def change(self, one: str, **fields: object) -> None:
        """Write fields of an entry."""

    def of_person(self, person: PersonId) -> tuple[Delegation, ...]:
        """Return all entries of a person, the one that ends last at the front."""


class AttachmentRepository(Protocol):
    """Pictures of consultations."""

    def add(self, one: Attachment, picture: CleanPicture) -> None:
        """Store a picture."""

    def of_consultation(self, consultation: ConsultationId) -> tuple[Attachment, ...]:
        """Return a consultation's pictures without their bytes, oldest first."""

    def get(self, one: str) -> tuple[Attachment, bytes] | None:
        """Return a picture with its bytes, or None when unknown or removed."""

    def change(self, one: str, **fields: object) -> None:
        """Write fields of a picture; `Refused("store.no_such_record")` when it is gone."""

    def remove(self, one: str) -> None:
        """Hide a picture until `restore`."""

    def restore(self, one: str) -> None:
        """Bring a removed picture back."""


class MergeRepository(Protocol):
    """Mergings of two records of one person."""

    def add(self, merge: Merge) -> None:
        """Store a merging."""

    def get(self, merge: str) -> Merge | None:
        """Return a merging, or None."""

    def of_person(self, person: PersonId) -> tuple[Merge, ...]:
        """Return the mergings a record took part in that were not undone, newest first."""

    def set_undone(self, merge: str, at: datetime) -> None:
        """Note that a merging was undone."""

    def belongings(self, person: PersonId) -> dict[str, tuple[str, ...]]:
        """Return the ids of everything that moves with a record, by table; removed ones too."""

    def move(self, table: str, ids: Iterable[str], of: PersonId, to: PersonId) -> None:
        """Give records that still belong to one person to another."""

    def has_work_profile(self, person: PersonId) -> bool:
        """Tell whether a record carries a telework profile, which moves with nobody."""
