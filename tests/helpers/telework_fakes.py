"""Fakes for the telework services: consent that can be taken back, and a clock that stands."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from app.domain.consent.provision import Provision
from app.domain.ids import OperatorId, PersonId
from app.domain.roles import Actor, Role
from app.services.consent_ports import Carry
from app.services.ports import UnitOfWorkFactory

SUPPORTER = Actor(OperatorId("o1"), "支援 花", Role.SUPPORTER)
OFFICER = Actor(OperatorId("o2"), "係 一郎", Role.OFFICER)
NOW = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)


class FixedClock:
    def now(self) -> datetime:
        return NOW


class FakeGate:
    """Permits what was given for (person, purpose, recipient) until it is taken back."""

    def __init__(self, unit_of_work: UnitOfWorkFactory) -> None:
        self._unit_of_work = unit_of_work
        self.given: dict[tuple[str, str, str], set[str]] = {}
        self.records: list[tuple[str, str, tuple[str, ...]]] = []

    def give(self, person: str, purpose: str, recipient: str, *categories: str) -> None:
        self.given.setdefault((person, purpose, recipient), set()).update(categories)

    def withdraw(self, person: str) -> None:
        for key in list(self.given):
            if key[0] == person:
                del self.given[key]

    def permitted(
        self, person: PersonId, purpose: str, recipient: str, categories: Collection[str],
        now: datetime,
    ) -> frozenset[str]:  # fmt: skip
        return frozenset(self.given.get((person, purpose, recipient), ())) & frozenset(categories)

    def hand_over(self, who: Actor, provision: Provision, carry: Carry) -> str:
        self.records.append((provision.person, provision.to.id, provision.categories))
        decision = f"D{len(self.records)}"
        with self._unit_of_work() as work:
            out = carry(work, decision)
            work.commit()
        out.release()
        return decision
