"""What goes when a person stops a purpose or leaves, what stays, and what is only blocked.

Each kind names what it rests on. What rests only on a purpose goes with it; what has a ground of its
own (a duty to keep, a dated retention) stays. The same table stands in docs/consent.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from app.domain.consent.events import GRANTS, Event, EventType
from app.domain.consent.provision import JAPAN, kept_until
from app.domain.telework.consent import MATCHING


class Cause(StrEnum):
    """What makes data go: matching is stopped as a whole, everything is frozen, she leaves."""

    MATCHING_STOPPED = "matching_stopped"
    FROZEN = "frozen"
    LEFT = "left"


class Fate(StrEnum):
    """What becomes of a kind; blocked data stay here and go nowhere."""

    PURGE = "purge"
    KEEP = "keep"
    BLOCK = "block"


def _fates(matching: str, frozen: str, left: str) -> Mapping[Cause, Fate]:
    return MappingProxyType(
        dict(zip(Cause, (Fate(matching), Fate(frozen), Fate(left)), strict=True))
    )


FATES: Mapping[str, Mapping[Cause, Fate]] = MappingProxyType(
    {
        "people": _fates("keep", "block", "purge"),
        "consultations": _fates("keep", "block", "purge"),
        "attachments": _fates("keep", "block", "purge"),
        "follow_ups": _fates("keep", "block", "purge"),
        "follow_up_attempts": _fates("keep", "block", "purge"),
        "delegations": _fates("keep", "block", "purge"),
        "drafts": _fates("keep", "block", "purge"),
        "telework_fields": _fates("purge", "block", "purge"),
        "telework_proposals": _fates("purge", "block", "purge"),
        "telework_talks": _fates("purge", "block", "purge"),
        # The centre has to account for equipment; who used it is not in the row.
        "telework_loans": _fates("keep", "keep", "keep"),
        "audit_log": _fates("keep", "keep", "keep"),
        # What she chose; what proves that she stopped and what went to others is the next row.
        "consent_choices": _fates("keep", "keep", "purge"),
        "consent_proofs": _fates("keep", "keep", "keep"),
        "consent_entries": _fates("keep", "keep", "keep"),
    }
)
# Contents that stay until their dated retention ends, also when she leaves.
_PROOFS = frozenset(
    {
        EventType.WITHDRAWN, EventType.FROZEN, EventType.REFUSED, EventType.PROVIDED,
        EventType.TOLD, EventType.CONFIRMED, EventType.BENEFIT_RECEIVED,
    }
)  # fmt: skip


def purged_kinds(causes: Sequence[Cause]) -> tuple[str, ...]:
    """Return the kinds that go for any of these causes."""
    return tuple(
        kind for kind, fates in FATES.items() if any(fates[one] is Fate.PURGE for one in causes)
    )


def causes_of(events: Sequence[Event], now: datetime) -> tuple[Cause, ...]:
    """Return what her choices ask for: matching is stopped once no yes to it is left."""
    of_matching = [one for one in events if one.scope.purpose in ("", MATCHING)]
    stops = [
        one for one in of_matching
        if one.type is EventType.WITHDRAWN and one.scope.purpose == MATCHING
    ]  # fmt: skip
    alive = [
        one for one in of_matching
        if one.type in GRANTS and one.holds_at(now) and all(one.has_seen(stop) for stop in stops)
    ]  # fmt: skip
    found = [Cause.MATCHING_STOPPED] if stops and not alive else []
    frozen = any(one.type is EventType.FROZEN and not one.scope.purpose for one in events)
    return (*found, *((Cause.FROZEN,) if frozen else ()))


def erasable(events: Sequence[Event], today: date) -> tuple[str, ...]:
    """Return the events whose contents go when she leaves, or when their retention is over."""
    return tuple(one.id for one in events if one.type not in _PROOFS or kept_until(one.at) < today)


def today_of(now: datetime) -> date:
    """Return the day in Japan."""
    return now.astimezone(JAPAN).date()
