"""Events of the consent ledger: facts that are added and never changed.

What holds at a time is computed from all events of a person (`decision`, `standing`). Devices append
offline, each to a log of its own; `seen` says how much of every other log was known when an event was
written. It alone decides what came after what: clocks may be wrong or set back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class EventType(StrEnum):
    """What happened. States of a consent are computed from these."""

    NOTICE_SHOWN = "notice_shown"
    REQUESTED = "requested"
    GIVEN = "given"
    RENEWED = "renewed"
    REFUSED = "refused"
    DEFERRED = "deferred"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    PAUSED = "paused"
    INVALIDATED = "invalidated"
    FROZEN = "frozen"
    COSIGNED = "cosigned"
    PROVIDED = "provided"
    # Events of another centre's log were read in from a take-out.
    TAKEN_IN = "taken_in"
    # Something came back for data that went out.
    BENEFIT_RECEIVED = "benefit_received"
    # An operator signed that entries of a log are lost: a device broke before it sent them.
    GAP_ACCEPTED = "gap_accepted"
    # A recipient was told that a person stopped something, and confirmed it.
    TOLD = "told"
    CONFIRMED = "confirmed"


GRANTS = frozenset({EventType.GIVEN, EventType.RENEWED})
# These end a consent; of these, the last two say no to whatever comes as well.
ENDS = frozenset({EventType.WITHDRAWN, EventType.PAUSED, EventType.INVALIDATED})
DENIES = frozenset({EventType.REFUSED, EventType.FROZEN})
STOPS = ENDS | DENIES
CHOICES = GRANTS | STOPS | {EventType.DEFERRED}

Attribute = str | int | bool
Condition = Attribute | tuple[Attribute, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a choice is about.

    Args:
        purpose: its id; "" for every purpose (stops only).
        categories: of data; none means all, but see `categories.covers`.
        recipient: its id; "" for anybody, or for anybody of `classes`.
        classes: of recipients, as the notice names them.
        conditions: attributes that must be known and equal (or among) before anything may go.
    """

    purpose: str
    categories: tuple[str, ...] = ()
    recipient: str = ""
    classes: tuple[str, ...] = ()
    conditions: Mapping[str, Condition] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """The exact notice a person had before her: id, SHA-256 of its text, language, format."""

    id: str
    digest: str = ""
    language: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True)
class Expression:
    """How a choice reached the centre.

    Args:
        by: "person", or the role of who decides for her (guardian, curator, assistant, agent, parent).
        name: of that proxy.
        path: screen, paper, phone or qr.
        staff: id of the operator who wrote it down.
        present: who else was there, who wrote or read for her.
        teach_back: result of the questions about what was understood.
    """

    by: str = "person"
    name: str = ""
    path: str = "screen"
    staff: str = ""
    present: tuple[str, ...] = ()
    teach_back: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One fact of one person.

    Args:
        id: UUID, made offline.
        person: whose.
        type: what happened.
        at: when, in UTC by the clock of the device; shown, never used to order stops.
        log: id of the log it stands in (device and generation).
        index: its place there, from 0.
        seen: the size of every other log that was known.
        scope: what it is about.
        starts: from when it holds (included); None: at once.
        ends: until when (not included); None: without end.
        supersedes: ids of all earlier choices that this one takes the place of.
        about: id of the event that it answers (`COSIGNED`, `PROVIDED`, `TOLD`, `CONFIRMED`).
        needs_cosign: it counts only once somebody with the right to has signed too.
        notice: the notice shown.
        expression: how it reached the centre.
        details: what else is written down with it, texts only.
    """

    id: str
    person: str
    type: EventType
    at: datetime
    log: str
    index: int
    scope: Scope
    seen: Mapping[str, int] = field(default_factory=dict)
    starts: datetime | None = None
    ends: datetime | None = None
    supersedes: tuple[str, ...] = ()
    about: str = ""
    needs_cosign: bool = False
    notice: NoticeShown | None = None
    expression: Expression = field(default_factory=Expression)
    details: Mapping[str, str] = field(default_factory=dict)

    def has_seen(self, other: Event) -> bool:
        """Tell whether the other one was known when this one was written."""
        if self.log == other.log:
            return other.index < self.index
        return self.seen.get(other.log, 0) > other.index

    def holds_at(self, moment: datetime) -> bool:
        """Tell whether a moment is in [starts, ends)."""
        begun = self.starts is None or self.starts <= moment
        return begun and (self.ends is None or moment < self.ends)
