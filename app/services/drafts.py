"""Unsaved typing, parked encrypted, so that a lock, a crash or a call costs nobody her words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.my_number import find_my_number, masked
from app.domain.operators import Draft
from app.domain.roles import Actor
from app.services.ports import Clock, UnitOfWorkFactory

_WORDS = re.compile(r"[^\W\d]")


class DraftsService:
    """Parks and takes up drafts; each belongs to one operator, one screen and one record."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, clock: Clock) -> None:
        self._unit_of_work = unit_of_work
        self._clock = clock

    def park(self, who: Actor, screen: str, record: str, values: Mapping[str, str]) -> None:
        """Keep what was typed; digits of a My Number are never stored, the words around them are.

        A field that holds nothing else is left out, so that no row of dots replaces what the record
        holds.
        """
        kept = {
            key: masked(value)
            for key, value in values.items()
            if not (find_my_number(value) and not _WORDS.search(value))
        }
        with self._unit_of_work() as work:
            work.drafts.put(Draft(who.operator, screen, record, kept, self._clock.now()))
            work.commit()

    def take(self, who: Actor, screen: str, record: str) -> Draft | None:
        """Return the operator's own draft, or None."""
        with self._unit_of_work() as work:
            return work.drafts.get(who.operator, screen, record)

    def drop(self, who: Actor, screen: str, record: str) -> None:
        """Forget a draft once its words were saved elsewhere or thrown away."""
        with self._unit_of_work() as work:
            work.drafts.drop(who.operator, screen, record)
            work.commit()

    def list_parked(self, who: Actor) -> tuple[Draft, ...]:
        """Return the operator's own drafts, newest first."""
        with self._unit_of_work() as work:
            return work.drafts.list(who.operator)
