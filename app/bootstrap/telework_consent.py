"""Telework asks the consent ledger of the centre, and writes there what a worker chooses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.consent.request import Request
from app.domain.ids import PersonId
from app.domain.roles import Actor
from app.domain.telework.consent import CENTRE
from app.services.consent import Choice

if TYPE_CHECKING:
    from app.services.consent import ConsentService
    from app.services.consent_ports import ConsentWork


@dataclass(frozen=True, slots=True)
class LedgerOfTelework:
    """Satisfies `ConsentGate` and `ConsentChoices` over the ledger of one centre."""

    consent: ConsentService
    unit_of_work: ConsentWork

    def permitted(
        self,
        person: PersonId,
        purpose: str,
        recipient: str,
        categories: Collection[str],
        now: datetime,
    ) -> frozenset[str]:
        """Return the categories that may be shown; whatever is not a clear yes is no."""
        request = self._request(person, purpose, recipient, categories, now)
        with self.unit_of_work() as work:
            return frozenset(self.consent.decide_in(work, request).permitted)

    def record_hand_over(
        self,
        person: PersonId,
        purpose: str,
        recipient: str,
        categories: Collection[str],
        now: datetime,
    ) -> str:
        """Return the id of the decision under which data goes to a third party."""
        request = self._request(person, purpose, recipient, categories, now)
        with self.unit_of_work() as work:
            return self.consent.decision_id(request, self.consent.decide_in(work, request))

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

    def _request(
        self, person: str, purpose: str, recipient: str, categories: Collection[str], now: datetime
    ) -> Request:
        action = "use" if recipient == CENTRE else "provide"
        return Request(recipient, action, person, tuple(sorted(categories)), purpose, now)
