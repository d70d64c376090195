"""The parts of the clubs' registers inside one unit of work; the store satisfies it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from app.domain.clubs.register import Body


class ClubsRepository(Protocol):
    """Venues, rooms, mentors, offers, people who take part, sessions, and what fell away."""

    def parts(self) -> Mapping[str, Body]:
        """Return every part by its id."""

    def put(self, parts: Mapping[str, Body]) -> None:
        """Store parts; one that is as it was is not written again."""

    def remove(self, ids: Collection[str]) -> None:
        """Take parts away; one that is not there changes nothing."""
