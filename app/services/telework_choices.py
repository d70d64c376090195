"""What a worker chooses about her data: to be matched at all, and who sees which field."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from app.domain.changes import Changes
from app.domain.ids import PersonId
from app.domain.roles import Actor
from app.domain.telework.consent import CANDIDATE, CENTRE, MATCHING, PLACEMENT
from app.domain.telework.hand_over import Recipient
from app.domain.telework.profile import SHOWABLE, category_of
from app.services.ports import Clock, UnitOfWorkFactory
from app.services.telework_ports import ConsentGate
from app.services.telework_profiles import AREA


class ConsentChoices(Protocol):
    """Writes what she chose into the consent ledger; nothing is ever overwritten there."""

    def allow(
        self,
        who: Actor,
        person: PersonId,
        purpose: str,
        recipient: str,
        categories: Collection[str],
        notice: str,
    ) -> None:
        """Write a consent; `notice` is the sentence she was shown."""

    def stop(
        self,
        who: Actor,
        person: PersonId,
        purpose: str,
        recipient: str,
        categories: Collection[str],
        notice: str,
    ) -> None:
        """Write a withdrawal: what was given for this ends now."""


class TeleworkChoicesService:
    """Her choices, field by field and recipient by recipient; each is asked again at every look."""

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        gate: ConsentGate,
        choices: ConsentChoices,
        clock: Clock,
    ) -> None:
        self._unit_of_work, self._gate = unit_of_work, gate
        self._choices, self._clock = choices, clock

    def is_candidate(self, who: Actor, person: PersonId) -> bool:
        """Tell whether she agrees to be matched at this moment."""
        who.require(AREA)
        asked = (CANDIDATE,)
        return CANDIDATE in self._gate.permitted(person, MATCHING, CENTRE, asked, self._clock.now())

    def join(self, who: Actor, person: PersonId, notice: str = "") -> Changes:
        """Write that she agrees to be matched."""
        who.require(AREA)
        self._choices.allow(who, person, MATCHING, CENTRE, (CANDIDATE,), notice)
        with self._unit_of_work() as work:
            work.telework.begin_profile(person)
            work.commit()
        return Changes.of(AREA, person)

    def leave(self, who: Actor, person: PersonId, notice: str = "") -> Changes:
        """Write that she no longer wants to be matched: she is in no list from now on."""
        who.require(AREA)
        self._choices.stop(who, person, MATCHING, CENTRE, (CANDIDATE,), notice)
        return Changes.of(AREA, person)

    def recipients(self, who: Actor) -> tuple[Recipient, ...]:
        """Return the bodies somebody may be shown to."""
        who.require(AREA)
        with self._unit_of_work() as work:
            return work.telework.recipients()

    def put_recipients(self, who: Actor, recipients: Collection[Recipient]) -> Changes:
        """Store bodies somebody may be shown to."""
        who.require(AREA)
        with self._unit_of_work() as work:
            for one in recipients:
                work.telework.put_recipient(one)
                work.audit.add(who.operator, "change", AREA, one.id)
            work.commit()
        return Changes.of(AREA, *(one.id for one in recipients))

    def remove_recipient(self, who: Actor, recipient: str) -> Changes:
        """Take a body off the list; what was shown to it stays written in the ledger."""
        who.require(AREA)
        with self._unit_of_work() as work:
            work.telework.remove_recipient(recipient)
            work.audit.add(who.operator, "remove", AREA, recipient)
            work.commit()
        return Changes.of(AREA, recipient)

    def shown_to(self, who: Actor, person: PersonId, recipient: str) -> frozenset[str]:
        """Return the fields a recipient may see at this moment."""
        who.require(AREA)
        asked = {category_of(key): key for key in SHOWABLE}
        permitted = self._gate.permitted(
            person, PLACEMENT, recipient, tuple(asked), self._clock.now()
        )
        return frozenset(asked[one] for one in permitted)

    def show(
        self, who: Actor, person: PersonId, recipient: str, keys: Collection[str], notice: str = ""
    ) -> Changes:
        """Let a recipient see some fields."""
        who.require(AREA)
        self._choices.allow(who, person, PLACEMENT, recipient, _categories(keys), notice)
        return Changes.of(AREA, person)

    def hide(
        self, who: Actor, person: PersonId, recipient: str, keys: Collection[str], notice: str = ""
    ) -> Changes:
        """Let a recipient no longer see some fields."""
        who.require(AREA)
        self._choices.stop(who, person, PLACEMENT, recipient, _categories(keys), notice)
        return Changes.of(AREA, person)


def _categories(keys: Collection[str]) -> tuple[str, ...]:
    return tuple(category_of(key) for key in keys)
