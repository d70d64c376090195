"""A talk about consent that ended without a yes or a no: that, too, is written down."""

from __future__ import annotations

from app.domain.consent.events import EventType, Expression, Scope
from app.domain.errors import Refused
from app.domain.ids import PersonId
from app.domain.roles import Actor
from app.services.consent import AREA, ConsentService, Written
from app.services.consent_ports import ConsentWork


class ConsentTalksService:
    """Writes that somebody wants to decide later; it neither permits nor stops anything."""

    def __init__(self, unit_of_work: ConsentWork, consent: ConsentService) -> None:
        self._unit_of_work, self._consent = unit_of_work, consent

    def defer(
        self, who: Actor, person: PersonId, scope: Scope, notice: str, teach_back: str = ""
    ) -> Written:
        """Write "not now"; `notice` is what she was shown."""
        who.require(AREA)
        with self._unit_of_work() as work:
            if work.people.get(person) is None:
                raise Refused("store.no_such_record", area=AREA)
            said = Expression(staff=who.operator, teach_back=teach_back)
            written = self._consent.note(
                work, EventType.DEFERRED, person, scope, expression=said,
                details={"notice": notice},
            )  # fmt: skip
            work.audit.add(who.operator, "deferred", "consent", person, written.event.id)
            work.commit()
            self._consent.keep_heads(work)
        return written
