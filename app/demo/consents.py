"""Lets invented people choose about their data: some yes, a no, a later, a stop."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from app.domain.consent.events import Expression, Scope
from app.domain.people import PeoplePage
from app.domain.roles import Actor
from app.messages.consent_topics import TOPICS, scope_of
from app.services.consent import JAPAN, Choice, ConsentService
from app.services.consent_talks import ConsentTalksService


class People(Protocol):
    """Finds the people of the centre."""

    def find_people(self, who: Actor, text: str, limit: int = 20, offset: int = 0) -> PeoplePage:
        """Return a page of people."""


class Services(Protocol):
    """What the demo works with."""

    @property
    def people(self) -> People:
        """The people."""

    @property
    def consent(self) -> ConsentService:
        """Their choices."""

    @property
    def consent_talks(self) -> ConsentTalksService:
        """Choices left for later."""


def fill_consents(services: Services, who: Actor, now: datetime) -> None:
    """Write choices of the first people of the list; none where there are no people."""
    people = [one.id for one in services.people.find_people(who, "", 2).rows]
    said = Expression(teach_back="understood_in_round_1")
    ledger = services.consent
    for person in people:
        for purpose in ("referral", "family"):
            ledger.give(who, person, _choice(purpose, now, said))
        ledger.refuse(who, person, _choice("other-centres", None, said))
    for person in people[1:]:
        ledger.withdraw(who, person, _choice("family", None, Expression(path="phone")))
        services.consent_talks.defer(who, person, scope_of(TOPICS["placement"]), "placement")


def _choice(purpose: str, now: datetime | None, said: Expression) -> Choice:
    topic = TOPICS[purpose]
    scope: Scope = scope_of(topic)
    until = ""
    if now is not None:
        until = (now.astimezone(JAPAN).date() + timedelta(days=topic.days)).isoformat()
    return Choice(
        scope.purpose, scope.categories, scope.recipient, until, purpose,
        classes=scope.classes, expression=said,
    )  # fmt: skip
