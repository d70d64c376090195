"""What went to others: the record of a provision, and who has to be told when a person stops it.

The record is that of the Act on the Protection of Personal Information (個人情報保護法), arts. 29 and 30:
who got what of whom, when and on what ground. It is an event of the ledger like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from app.domain.consent.categories import touches
from app.domain.consent.events import STOPS, Event, EventType, Scope

JAPAN = timezone(timedelta(hours=9))
# Enforcement rules of the Act, arts. 21 and 25: three years from the day of the record.
KEPT_YEARS = 3


class Relation(StrEnum):
    """What a recipient is to the centre (Act, art. 27 (1) and (5))."""

    THIRD_PARTY = "third_party"
    ENTRUSTED = "entrusted"
    SUCCESSION = "succession"
    JOINT_USE = "joint_use"


@dataclass(frozen=True, slots=True)
class GivenTo:
    """Who gets the data: its id and class, and what the record says of it."""

    id: str
    name: str = ""
    representative: str = ""
    address: str = ""
    recipient_class: str = ""
    certified_until: datetime | None = None
    relation: Relation = Relation.THIRD_PARTY


@dataclass(frozen=True, slots=True)
class OtherBasis:
    """A ground that is no consent (art. 27 (1)): the article, the reason, and who approved it."""

    law: str
    reason: str
    approver: str


@dataclass(frozen=True, slots=True)
class Provision:
    """One hand-over to be: whose data, which, to whom, what for, in what way they go.

    `benefit` is what is promised to her for it, in words and in yen, until a day.
    """

    person: str
    purpose: str
    to: GivenTo
    categories: tuple[str, ...]
    way: str
    benefit: str = ""
    basis: OtherBasis | None = None
    benefit_yen: int = 0
    benefit_due: date | None = None


@dataclass(frozen=True, slots=True)
class Provided:
    """One hand-over that was: the record as the person sees it.

    `kept_until` is the last day on which the record is kept.
    """

    event: str
    at: datetime
    to: GivenTo
    purpose: str
    categories: tuple[str, ...]
    way: str
    decision: str
    consents: tuple[str, ...]
    benefit: str
    basis: OtherBasis | None
    kept_until: date


class Told(StrEnum):
    """How far a recipient knows that a person stopped something."""

    OPEN = "open"
    TOLD = "told"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Telling:
    """One recipient who holds data that a person stopped."""

    stop: str
    stopped_at: datetime
    recipient: str
    name: str
    state: Told
    told_at: datetime | None = None
    confirmed_at: datetime | None = None


def details_of(provision: Provision, decision: str, consents: Sequence[str]) -> dict[str, str]:
    """Return what the event of a provision writes down beside its scope."""
    to, basis = provision.to, provision.basis
    found = {
        "recipient_name": to.name, "representative": to.representative, "address": to.address,
        "recipient_class": to.recipient_class, "relation": to.relation.value,
        "certified_until": to.certified_until.isoformat() if to.certified_until else "",
        "way": provision.way, "decision": decision, "consents": " ".join(consents),
        "benefit": provision.benefit,
        "promised": str(provision.benefit_yen) if provision.benefit_yen else "",
        "due": provision.benefit_due.isoformat() if provision.benefit_due else "",
        "law": basis.law if basis else "", "reason": basis.reason if basis else "",
        "approver": basis.approver if basis else "",
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}


def provided_of(event: Event) -> Provided:
    """Return the record that an event of a provision holds."""
    said = event.details
    until = said.get("certified_until")
    to = GivenTo(
        event.scope.recipient, said.get("recipient_name", ""), said.get("representative", ""),
        said.get("address", ""), said.get("recipient_class", ""),
        datetime.fromisoformat(until) if until else None,
        Relation(said.get("relation", Relation.THIRD_PARTY.value)),
    )  # fmt: skip
    basis = None
    if "law" in said:
        basis = OtherBasis(said["law"], said.get("reason", ""), said.get("approver", ""))
    return Provided(
        event.id, event.at, to, event.scope.purpose, event.scope.categories, said.get("way", ""),
        said.get("decision", ""), tuple(said.get("consents", "").split()),
        said.get("benefit", ""), basis, kept_until(event.at),
    )  # fmt: skip


def provisions_of(events: Iterable[Event]) -> tuple[Provided, ...]:
    """Return what went to others, oldest first."""
    found = [provided_of(one) for one in events if one.type is EventType.PROVIDED]
    return tuple(sorted(found, key=lambda one: (one.at, one.event)))


def kept_until(at: datetime) -> date:
    """Return the last day on which the record of a provision has to be kept, in Japan."""
    day = at.astimezone(JAPAN).date()
    try:
        return day.replace(year=day.year + KEPT_YEARS)
    except ValueError:
        # 29 February: there is no such day three years on.
        return date(day.year + KEPT_YEARS, 3, 1)


def is_concerned(provided: Provided, stop: Scope) -> bool:
    """Tell whether a stop is about data that a recipient got."""
    if stop.purpose not in ("", provided.purpose):
        return False
    if stop.recipient not in ("", provided.to.id):
        return False
    if stop.classes and provided.to.recipient_class not in ("", *stop.classes):
        return False
    return any(touches(stop.categories, one) for one in provided.categories)


def tellings_of(events: Sequence[Event]) -> tuple[Telling, ...]:
    """Return who has to know of each stop, and whether each knows; oldest stop first.

    A recipient is named once for a stop, whatever the number of hand-overs. A hand-over that was
    written on another device before it saw the stop counts as well: those data are out.
    """
    given = [(one, provided_of(one)) for one in events if one.type is EventType.PROVIDED]
    notes = [one for one in events if one.type in (EventType.TOLD, EventType.CONFIRMED)]
    found: list[Telling] = []
    for stop in sorted((one for one in events if one.type in STOPS), key=lambda e: (e.at, e.id)):
        concerned = {
            provided.to.id: provided.to.name
            for event, provided in given
            if not event.has_seen(stop) and is_concerned(provided, stop.scope)
        }
        for recipient, name in sorted(concerned.items()):
            found.append(_telling(stop, recipient, name, notes))
    return tuple(found)


def _telling(stop: Event, recipient: str, name: str, notes: Iterable[Event]) -> Telling:
    at: dict[EventType, datetime] = {}
    for one in notes:
        if one.about == stop.id and one.scope.recipient == recipient:
            at[one.type] = min(one.at, at.get(one.type, one.at))
    confirmed, told = at.get(EventType.CONFIRMED), at.get(EventType.TOLD)
    state = Told.CONFIRMED if confirmed else Told.TOLD if told else Told.OPEN
    return Telling(stop.id, stop.at, recipient, name, state, told, confirmed)
