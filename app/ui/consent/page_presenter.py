"""What a person's consent page shows: who can see what, what she stopped, what was chosen and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.consent.events import CHOICES, DENIES, Event, EventType
from app.domain.consent.provision import Provided, Telling
from app.domain.consent.standing import Access, Standing
from app.domain.ids import PersonId
from app.domain.people import Person
from app.domain.roles import Actor
from app.messages import _
from app.messages.consent_page import (
    STATES,
    chosen_words,
    given_words,
    line_sentence,
    past_words,
    since_words,
    telling_words,
    when_words,
)
from app.messages.consent_topics import (
    TOPICS,
    categories_words,
    purpose_words,
    recipient_words,
    scope_of,
)
from app.messages.people_words import display_name
from app.ui.row_state import RowState


@dataclass(frozen=True, slots=True)
class ConsentFound:
    """What the services say of a person's choices."""

    person: Person
    standing: Standing
    events: tuple[Event, ...]
    provided: tuple[Provided, ...]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class LineState:
    """Somebody who can see something: in her words, since when, and what stops it."""

    event: str
    whom: str
    sentence: str
    since: str
    badge: str


@dataclass(frozen=True, slots=True)
class PageState:
    """What the page shows, in the language chosen."""

    name: str
    is_frozen: bool
    lines: tuple[LineState, ...]
    stops: tuple[tuple[str, str], ...]
    topics: tuple[RowState, ...]
    given: tuple[tuple[str, str], ...]
    tellings: tuple[tuple[str, str], ...]
    history: tuple[tuple[str, str], ...]


class ConsentPresenter:
    """Looks at one person's choices and says them."""

    def __init__(self, services: Any, who: Actor, person: str) -> None:
        self._services, self._who, self._person = services, who, PersonId(person)

    def look(self) -> ConsentFound:
        """Read everything; the look is logged by the services."""
        services, who, person = self._services, self._who, self._person
        records = services.consent_records
        return ConsentFound(
            services.people.open_person(who, person),
            services.consent.who_can_see(who, person),
            services.consent.events(who, person),
            records.provided(who, person),
            records.tellings(who, person),
        )

    def state(self, found: ConsentFound, now: datetime) -> PageState:
        """Return what the page shows."""
        by_id = {one.id: one for one in found.events}
        states = {one.id: state for one, state in found.standing.states}
        names = {str(one.id): one.name for one in self._services.operators.tiles()}
        newest = sorted(found.events, key=lambda one: one.at, reverse=True)
        return PageState(
            display_name(found.person.name, found.person.kana),
            found.standing.is_frozen,
            tuple(_line(one, by_id[one.event]) for one in found.standing.access),
            tuple(
                (when_words(one.at, now), chosen_words(one)) for one in found.standing.stops
            ),
            tuple(_topics(found)),
            tuple((when_words(one.at, now), given_words(one)) for one in found.provided),
            tuple((one.name or one.recipient, telling_words(one)) for one in found.tellings),
            tuple(
                (when_words(one.at, now), past_words(one, states.get(one.id, ""), names))
                for one in newest
                if one.type in CHOICES
            ),
        )  # fmt: skip


def _line(access: Access, event: Event) -> LineState:
    scope = access.scope
    what = categories_words(access.categories, access.without)
    whom = recipient_words(scope)
    return LineState(
        access.event, whom[:1].upper() + whom[1:], line_sentence(whom, what, purpose_words(scope.purpose)),
        since_words(event.at, access.until), str(STATES["given"]),
    )  # fmt: skip


def _topics(found: ConsentFound) -> list[RowState]:
    """Return what can be talked about: whatever does not stand as a yes."""
    open_now = {(one.scope.purpose, one.scope.recipient) for one in found.standing.access}
    rows: list[RowState] = []
    for topic in TOPICS.values():
        scope = scope_of(topic)
        if (scope.purpose, scope.recipient) in open_now:
            continue
        last = _last(found.events, lambda one, scope=scope: one.scope == scope)  # type: ignore[misc]
        badge = None
        if last is not None and last.type is EventType.DEFERRED:
            badge = (_("Asked for later"), "info", "clock")
        elif last is not None and last.type in DENIES:
            badge = (_("You said no"), "muted", "x")
        elif last is not None and last.type is EventType.WITHDRAWN:
            badge = (_("Stopped"), "muted", "ban")
        what = categories_words(topic.given)
        rows.append(
            RowState(
                topic.purpose, purpose_words(topic.purpose),
                _("{whom}: {what}").format(whom=recipient_words(scope), what=what),
                badge=badge, icon="messages-square",
            )
        )  # fmt: skip
    return rows


def _last(events: tuple[Event, ...], fits: Callable[[Event], bool]) -> Event | None:
    fitting = [one for one in events if one.type in CHOICES and fits(one)]
    return max(fitting, key=lambda one: (one.at, one.index), default=None)
