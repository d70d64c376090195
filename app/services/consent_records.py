"""What happened with somebody's data: what went to whom, who was told of a stop, who has confirmed."""

from __future__ import annotations

from app.domain.consent.benefits import Benefit, benefits_of
from app.domain.consent.events import Event, EventType, Expression, Scope
from app.domain.consent.provision import JAPAN, Provided, Telling, Told, provisions_of, tellings_of
from app.domain.consent.request import plain
from app.domain.errors import Refused
from app.domain.ids import PersonId
from app.domain.roles import Actor
from app.services.consent import AREA, ConsentService, Written
from app.services.consent_ports import ConsentUnitOfWork, ConsentWork
from app.services.ports import Clock


class ConsentRecordsService:
    """Third-party records as the person sees them; every look is in the audit log."""

    def __init__(self, unit_of_work: ConsentWork, consent: ConsentService, clock: Clock) -> None:
        self._unit_of_work, self._consent, self._clock = unit_of_work, consent, clock

    def provided(self, who: Actor, person: PersonId) -> tuple[Provided, ...]:
        """Return what of a person went to others, oldest first."""
        return provisions_of(self._looked_at(who, person))

    def tellings(self, who: Actor, person: PersonId) -> tuple[Telling, ...]:
        """Return who has to know of each stop of a person, and whether each knows."""
        return tellings_of(self._looked_at(who, person))

    def benefits(self, who: Actor, person: PersonId) -> tuple[Benefit, ...]:
        """Return what was promised for data of a person and what came, one row a hand-over."""
        events = self._looked_at(who, person)
        return benefits_of(events, self._clock.now().astimezone(JAPAN).date())

    def note_received(self, who: Actor, event: str, what: str, yen: int = 0) -> Written:
        """Write that something came back for a hand-over.

        Raises:
            Refused: `consent.no_such_event` also where the event is no hand-over.
        """
        who.require(AREA)
        with self._unit_of_work() as work:
            about = self._consent.event_in(work, event)
            if about.type is not EventType.PROVIDED:
                raise Refused("consent.no_such_event", event=event)
            written = self._consent.note(
                work, EventType.BENEFIT_RECEIVED, PersonId(about.person), about.scope, about=event,
                expression=Expression(by="", path="", staff=who.operator),
                details={"benefit": about.details.get("benefit", "-"), "received": plain(what),
                         **({"received_yen": str(yen)} if yen else {})},
            )  # fmt: skip
            work.audit.add(who.operator, "received", "consent", about.person, written.event.id)
            work.commit()
            self._consent.keep_heads(work)
        return written

    def note_told(self, who: Actor, stop: str, recipient: str, way: str = "") -> Written:
        """Write that a recipient was told of a stop; `Refused("consent.not_to_tell")`."""
        return self._note(who, EventType.TOLD, stop, recipient, way)

    def note_confirmed(self, who: Actor, stop: str, recipient: str, way: str = "") -> Written:
        """Write that a recipient confirmed a stop; `Refused("consent.not_to_tell")`."""
        return self._note(who, EventType.CONFIRMED, stop, recipient, way)

    def _note(self, who: Actor, kind: EventType, stop: str, recipient: str, way: str) -> Written:
        who.require(AREA)
        with self._unit_of_work() as work:
            about = self._consent.event_in(work, stop)
            events = self._consent.events_in(work, about.person)
            found = [
                one for one in tellings_of(events)
                if (one.stop, one.recipient) == (stop, recipient)
            ]  # fmt: skip
            if not found or found[0].state is Told.CONFIRMED:
                raise Refused("consent.not_to_tell", recipient=recipient)
            written = self._consent.note(
                work, kind, PersonId(about.person),
                Scope(about.scope.purpose, about.scope.categories, recipient), about=stop,
                expression=Expression(by="", path="", staff=who.operator),
                details={"way": way} if way else {},
            )  # fmt: skip
            work.audit.add(who.operator, kind.value, "consent", about.person, written.event.id)
            work.commit()
            self._consent.keep_heads(work)
        return written

    def _looked_at(self, who: Actor, person: PersonId) -> list[Event]:
        who.require(AREA)
        with self._unit_of_work() as work:
            found = self._consent.events_in(work, person)
            _log_look(work, who, person)
        return found


def _log_look(work: ConsentUnitOfWork, who: Actor, person: PersonId) -> None:
    work.audit.add(who.operator, "look", "consent", person)
    work.commit()
