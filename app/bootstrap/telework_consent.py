"""What a worker chooses goes into the consent ledger of the centre."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.ids import PersonId
from app.domain.roles import Actor
from app.services.consent import Choice

if TYPE_CHECKING:
    from app.services.consent import ConsentService


@dataclass(frozen=True, slots=True)
class LedgerOfTelework:
    """Satisfies `ConsentChoices` over the ledger of one centre."""

    consent: ConsentService

    def allow(
        self,
        who: Actor,
        person: PersonId,
        purpose: str,
        recipient: str,
        categories: Collection[str],
        notice: str,
    ) -> None:
        """Write a consent."""
        self.consent.give(who, person, Choice(purpose, tuple(categories), recipient, notice=notice))

    def stop(
        self,
        who: Actor,
        person: PersonId,
        purpose: str,
        recipient: str,
        categories: Collection[str],
        notice: str,
    ) -> None:
        """Write a withdrawal."""
        self.consent.withdraw(
            who, person, Choice(purpose, tuple(categories), recipient, notice=notice)
        )
