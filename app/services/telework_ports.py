"""What the telework services need from outside: consent, and somebody who writes packs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.domain.consent.provision import Provision
from app.domain.ids import PersonId
from app.domain.roles import Actor
from app.domain.telework.hand_over import HandOverPack
from app.domain.telework.inputs import Job
from app.services.consent_ports import Carry, Outgoing


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

    def hand_over(self, who: Actor, provision: Provision, carry: Carry) -> str:
        """Let data go with their record in one transaction; return the id of the decision."""


class PackWriter(Protocol):
    """Writes a hand-over pack into a file; the files package has it."""

    def __call__(self, path: str, pack: HandOverPack) -> Outgoing:
        """Write the pack beside its place; it is there once it is released."""


class JobReader(Protocol):
    """Reads a table of jobs; the files package has it."""

    def __call__(self, path: Path) -> tuple[tuple[Job, ...], int]:
        """Return the jobs of employers who agreed, and how many rows have not."""
