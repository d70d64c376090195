"""What stands of a person's choices at a moment: who may see what, and what she stopped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.consent.categories import covers, overlap
from app.domain.consent.decision import PERMIT, Rules, decide
from app.domain.consent.events import DENIES, ENDS, GRANTS, STOPS, Event, EventType, Scope
from app.domain.consent.request import Request


@dataclass(frozen=True, slots=True)
class Access:
    """One way in which data may go out now.

    Args:
        event: id of the consent it rests on.
        scope: what that consent says.
        categories: what of it is left after every stop; none when it is a consent to all.
        without: what was taken out of a consent to all.
        until: when it ends, None for no end.
    """

    event: str
    scope: Scope
    categories: tuple[str, ...]
    without: tuple[str, ...]
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Who may see, what is stopped (refused or frozen), and the state of each choice."""

    access: tuple[Access, ...]
    stops: tuple[Event, ...]
    states: tuple[tuple[Event, str], ...]

    @property
    def is_frozen(self) -> bool:
        """Whether everything is frozen."""
        return any(one.type is EventType.FROZEN and not one.scope.purpose for one in self.stops)


def standing_of(events: Sequence[Event], now: datetime) -> Standing:
    """Return what stands; it never says that more may go than `decide` lets go."""
    ordered = sorted(events, key=lambda one: (one.at, one.log, one.index, one.id))
    access = [found for one in ordered if (found := _access(one, events, now)) is not None]
    stops = [
        one for one in ordered
        if one.type in DENIES and one.holds_at(now) and _stands(one, ordered)
    ]  # fmt: skip
    states = [(one, state_of(one, ordered, now)) for one in ordered if one.type in GRANTS | DENIES]
    return Standing(tuple(access), tuple(stops), tuple(states))


def state_of(event: Event, events: Iterable[Event], now: datetime) -> str:
    """Return the state of a choice: given, withdrawn, expired, frozen, superseded, refused, …"""
    others = [one for one in events if one.person == event.person and one.id != event.id]
    if event.type in DENIES:
        return "expired" if not event.holds_at(now) else event.type.value
    for one in others:
        if event.id in one.supersedes:
            return "superseded"
    against = [
        one for one in others
        if one.type in STOPS and not event.has_seen(one) and _same_matter(event.scope, one.scope)
    ]  # fmt: skip
    for one in against:
        if one.type in ENDS and _is_whole(event.scope, one.scope):
            return one.type.value
    for kind in (EventType.FROZEN, EventType.REFUSED):
        if any(one.type is kind and _is_whole(event.scope, one.scope) for one in against):
            return kind.value
    if event.needs_cosign and not any(
        one.type is EventType.COSIGNED and one.about == event.id for one in others
    ):
        return "pending_cosign"
    if event.ends is not None and event.ends <= now:
        return "expired"
    return event.type.value


def _access(event: Event, events: Sequence[Event], now: datetime) -> Access | None:
    if event.type not in GRANTS:
        return None
    scope = event.scope
    named = scope.categories or ("*",)
    left = tuple(one for one in named if _may_go(event, one, events, now))
    if not left:
        return None
    without = tuple(
        sorted(
            {
                category
                for one in events
                if one.type in STOPS and not event.has_seen(one)
                and _same_matter(scope, one.scope)
                for category in one.scope.categories
                if not scope.categories or any(overlap(category, mine) for mine in left)
            }
        )
    )  # fmt: skip
    return Access(event.id, scope, left if scope.categories else (), without, event.ends)


def _may_go(event: Event, category: str, events: Sequence[Event], now: datetime) -> bool:
    """Ask as a recipient who fulfils everything this consent wants, with this consent alone."""
    scope = event.scope
    wanted = {
        name: one[0] if isinstance(one, tuple) else one for name, one in scope.conditions.items()
    }
    asking = Request(
        scope.recipient or "somebody", "provide", event.person, (category,), scope.purpose,
        recipient_class=scope.classes[0] if scope.classes else "", is_certified=True,
        attributes=wanted,
    )  # fmt: skip
    if category == "*" and not covers(scope.categories, category):
        return False
    own = [one for one in events if one.type not in GRANTS or one.id == event.id
           or event.id in one.supersedes]  # fmt: skip
    shown = [one if one.id == event.id or one.type not in GRANTS else replace(one, ends=now)
             for one in own]  # fmt: skip
    return decide(asking, Rules(_without_narrow(shown, category)), now).outcome == PERMIT


def _without_narrow(events: Iterable[Event], category: str) -> list[Event]:
    """Leave out stops on parts of a consent to all: these are listed beside it."""
    if category != "*":
        return list(events)
    return [one for one in events if one.type not in STOPS or not one.scope.categories]


def _same_matter(scope: Scope, stop: Scope) -> bool:
    if stop.purpose not in ("", scope.purpose):
        return False
    if stop.recipient and scope.recipient and stop.recipient != scope.recipient:
        return False
    return not stop.classes or not scope.classes or bool(set(stop.classes) & set(scope.classes))


def _is_whole(scope: Scope, stop: Scope) -> bool:
    """Tell whether a stop ends all of a consent, not only a part."""
    if stop.recipient and stop.recipient != scope.recipient:
        return False
    if not stop.categories:
        return True
    return bool(scope.categories) and all(
        any(overlap(one, ended) for ended in stop.categories) for one in scope.categories
    )


def _stands(stop: Event, events: Iterable[Event]) -> bool:
    """Tell whether no later yes to the whole of it took a no back."""
    return not any(
        one.type in GRANTS and one.has_seen(stop) and one.scope.purpose == stop.scope.purpose
        and one.scope.recipient == stop.scope.recipient
        and set(one.scope.categories) == set(stop.scope.categories)
        for one in events
    )  # fmt: skip
