"""What the telework services need from outside: consent, and places to keep things."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from app.domain.ids import PersonId
from app.domain.telework.hand_over import HandOverPack
from app.domain.telework.loans import Loan
from app.domain.telework.profile import WorkerProfile


class ConsentGate(Protocol):
    """Decides what of a person may go where; asked each time, never remembered."""

    def permitted(
        self,
        person: PersonId,
        purpose: str,
        recipient: str,
        categories: Collection[str],
        now: datetime,
    ) -> frozenset[str]:
        """Return the categories that may be shown; an unknown answer is no."""

    def record_hand_over(
        self,
        person: PersonId,
        purpose: str,
        recipient: str,
        categories: Collection[str],
        now: datetime,
    ) -> str:
        """Write the record of a provision to a third party and return its decision id."""


class WorkerProfiles(Protocol):
    """The profiles of the centre."""

    def get(self, person: PersonId) -> WorkerProfile | None:
        """Return a profile, or None."""

    def put(self, profile: WorkerProfile) -> None:
        """Store a profile, replacing the one before."""

    def people(self) -> tuple[PersonId, ...]:
        """Return whose profiles there are."""


class Loans(Protocol):
    """Equipment asked for and lent."""

    def get(self, loan: str) -> Loan | None:
        """Return a loan, or None."""

    def put(self, loan: Loan) -> None:
        """Store a loan, replacing the one before."""

    def every(self) -> tuple[Loan, ...]:
        """Return all loans."""


class PackWriter(Protocol):
    """Writes a hand-over pack into a file; the files package has it."""

    def __call__(self, path: str, pack: HandOverPack) -> None:
        """Write the pack whole or not at all."""
