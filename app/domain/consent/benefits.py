"""What was promised for data and what came back: one row a hand-over, late and empty ones too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.consent.events import Event, EventType
from app.domain.consent.provision import provided_of


class BenefitState(StrEnum):
    """How far a promise was kept on a day."""

    NOTHING_PROMISED = "nothing_promised"
    OPEN = "open"
    LATE = "late"
    PARTLY = "partly"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Benefit:
    """What one hand-over was to bring and brought.

    Args:
        event: id of the hand-over.
        at: when the data went.
        recipient: who got them, by name where it has one.
        purpose: what for.
        promised: in words, "" for nothing.
        promised_yen: 0 where no money was promised.
        due: last day of the promise; None: without one.
        received: what came, in words, oldest first.
        received_yen: the sum of it.
        state: on the day that was asked about.
    """

    event: str
    at: datetime
    recipient: str
    purpose: str
    promised: str
    promised_yen: int
    due: date | None
    received: tuple[str, ...]
    received_yen: int
    state: BenefitState


def benefits_of(events: Sequence[Event], today: date) -> tuple[Benefit, ...]:
    """Return one row for each hand-over, oldest first."""
    came = [one for one in events if one.type is EventType.BENEFIT_RECEIVED]
    rows = [
        _benefit(one, [each for each in came if each.about == one.id], today)
        for one in events
        if one.type is EventType.PROVIDED
    ]
    return tuple(sorted(rows, key=lambda row: (row.at, row.event)))


def sums_of(benefits: Iterable[Benefit]) -> tuple[int, int]:
    """Return what was promised and what came, in yen."""
    rows = list(benefits)
    return sum(one.promised_yen for one in rows), sum(one.received_yen for one in rows)


def _benefit(event: Event, came: Sequence[Event], today: date) -> Benefit:
    record, due = provided_of(event), event.details.get("due", "")
    ordered = sorted(came, key=lambda one: (one.at, one.id))
    received = tuple(one.details.get("received", "") for one in ordered)
    promised_yen = _yen(event.details.get("promised", ""))
    received_yen = sum(_yen(one.details.get("received_yen", "")) for one in ordered)
    day = date.fromisoformat(due) if due else None
    is_whole = bool(came) and received_yen >= promised_yen
    return Benefit(
        event.id, event.at, record.to.name or record.to.id, record.purpose, record.benefit,
        promised_yen, day, received, received_yen,
        _state(record.benefit, day, today, is_whole=is_whole, has_part=bool(came)),
    )  # fmt: skip


def _state(
    promised: str, due: date | None, today: date, *, is_whole: bool, has_part: bool
) -> BenefitState:
    if is_whole:
        return BenefitState.RECEIVED
    if not promised:
        return BenefitState.NOTHING_PROMISED
    if due is not None and due < today:
        return BenefitState.LATE
    return BenefitState.PARTLY if has_part else BenefitState.OPEN


def _yen(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
