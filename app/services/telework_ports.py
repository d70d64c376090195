"""What the telework services need from outside: consent, and somebody who writes packs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from app.domain.ids import PersonId
from app.domain.telework.hand_over import HandOverPack


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


class PackWriter(Protocol):
    """Writes a hand-over pack into a file; the files package has it."""

    def __call__(self, path: str, pack: HandOverPack) -> None:
        """Write the pack whole or not at all."""
