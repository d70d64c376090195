"""What a person takes home of her ledger: the same state always gives the same values.

`records.jsonld` follows ISO/IEC TS 27560 in the words of the W3C Data Privacy Vocabulary, `kantara/`
the consent receipt of the Kantara Initiative (1.1). The receipts prove both; they alone are read back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.consent.categories import is_sensitive
from app.domain.consent.events import GRANTS, STOPS, Event, EventType
from app.domain.consent.ledger import Proved, SigningKey
from app.domain.consent.writing import event_value, moment_text

SCHEMA = "madoguchi.takeout.1"
MANIFEST, MANIFEST_SIGNED = "manifest.json", "manifest.jws"
KEYS, PROOFS, RECORDS = "jwks.json", "proofs.json", "records.jsonld"
RECEIPTS, KANTARA = "receipts/", "kantara/"
JURISDICTION = "JP"
Value = dict[str, object]

DISCLOSURE_COLUMNS = (
    "event", "at", "recipient", "representative", "relation", "purpose", "categories", "items",
    "consent", "acquired",
)  # fmt: skip
EVENT_COLUMNS = (
    "event", "at", "type", "purpose", "categories", "recipient", "classes", "starts", "ends",
    "supersedes", "about", "notice", "notice_digest", "notice_language", "by", "by_name", "path",
    "staff", "present", "teach_back", "log", "index",
)  # fmt: skip
BENEFIT_COLUMNS = ("event", "at", "benefit", "promised", "received", "due", "state")
_DPV = {
    "dpv": "https://w3id.org/dpv#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_STATUS = {
    EventType.NOTICE_SHOWN: "dpv:ConsentRequested", EventType.REQUESTED: "dpv:ConsentRequested",
    EventType.GIVEN: "dpv:ConsentGiven", EventType.RENEWED: "dpv:RenewedConsentGiven",
    EventType.REFUSED: "dpv:ConsentRefused", EventType.DEFERRED: "dpv:ConsentRequestDeferred",
    EventType.LAPSED: "dpv:ConsentRequestDeferred", EventType.WITHDRAWN: "dpv:ConsentWithdrawn",
    EventType.PAUSED: "dpv:ConsentInvalidated", EventType.INVALIDATED: "dpv:ConsentInvalidated",
    EventType.FROZEN: "dpv:ConsentWithdrawn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TakenEvent:
    """One event with all that proves it."""

    event: Event
    proved: Proved


@dataclass(frozen=True, slots=True)
class TakeOut:
    """Everything of one person, events in the order in which they happened."""

    person: str
    controller: str
    events: tuple[TakenEvent, ...]
    keys: tuple[SigningKey, ...]

    @property
    def day(self) -> date:
        """Return the day of the newest event, in UTC: the same state has the same day."""
        return max((one.event.at.date() for one in self.events), default=date(2000, 1, 1))


def record_values(taken: TakeOut) -> Value:
    """Return the records as linked data: ISO/IEC TS 27560 fields, DPV words."""
    return {
        "@context": _DPV,
        "@graph": [_record(one.event, taken) for one in taken.events],
    }


def _record(event: Event, taken: TakeOut) -> Value:
    scope, notice = event.scope, event.notice
    found: Value = {
        "@id": f"urn:uuid:{event.id}",
        "@type": "dpv:ConsentRecord",
        "dct:conformsTo": "ISO/IEC TS 27560:2023",
        "dct:hasVersion": SCHEMA,
        "dct:identifier": event.id,
        "dct:dateSubmitted": moment_text(event.at),
        "dpv:hasDataSubject": taken.person,
        "dpv:hasDataController": taken.controller,
        "dpv:hasJurisdiction": JURISDICTION,
        "dpv:hasPurpose": scope.purpose or "*",
        "dpv:hasPersonalData": [
            {"@id": one, "@type": "dpv:SensitivePersonalData"}
            if is_sensitive(one)
            else {"@id": one, "@type": "dpv:PersonalData"}
            for one in scope.categories
        ],
        "dpv:hasRecipient": [scope.recipient] if scope.recipient else list(scope.classes),
        "dpv:isIndicatedBy": event.expression.name or event.expression.by,
        "dpv:hasIndicationMethod": event.expression.path,
        "dpv:hasWithdrawalMethod": "madoguchi consent withdraw",
        "dpv:hasStorageLocation": JURISDICTION,
        "dpv:hasNotice": None if notice is None else {
            "@id": notice.id, "dct:language": notice.language, "dpv:hash": notice.digest,
            "dct:format": notice.format,
        },
        "dpv:hasConsentStatus": _STATUS.get(event.type),
        "dpv:hasDuration": {
            "dpv:from": moment_text(event.starts or event.at),
            "dpv:until": event.ends and moment_text(event.ends),
        },
        "dct:replaces": [f"urn:uuid:{one}" for one in event.supersedes],
        "madoguchi:event": event_value(event),
    }  # fmt: skip
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def kantara_value(one: TakenEvent, taken: TakeOut) -> Value | None:
    """Return the Kantara receipt of a consent that was given; None for every other event."""
    event, scope = one.event, one.event.scope
    if event.type not in GRANTS:
        return None
    purpose: Value = {
        "purpose": scope.purpose,
        "purposeCategory": [scope.purpose],
        "consentType": "EXPLICIT",
        "piiCategory": list(scope.categories),
        "primaryPurpose": True,
        "termination": event.ends and moment_text(event.ends),
        "thirdPartyDisclosure": bool(scope.recipient or scope.classes),
        "thirdPartyName": scope.recipient or ", ".join(scope.classes),
    }
    return {
        "version": "KI-CR-v1.1.0",
        "jurisdiction": JURISDICTION,
        "consentTimestamp": int(event.at.timestamp()),
        "collectionMethod": event.expression.path,
        "consentReceiptID": event.id,
        "language": (event.notice.language if event.notice else "") or "ja",
        "piiPrincipalId": taken.person,
        "piiControllers": [{"piiController": taken.controller}],
        "services": [{"service": taken.controller, "purposes": [_filled(purpose)]}],
        "sensitive": any(is_sensitive(category) for category in scope.categories),
        "spiCat": [category for category in scope.categories if is_sensitive(category)],
    }


def event_rows(taken: TakeOut) -> list[tuple[str, ...]]:
    """Return one row an event, in the order of `EVENT_COLUMNS`."""
    return [_event_row(one.event) for one in taken.events]


def _event_row(event: Event) -> tuple[str, ...]:
    scope, said, notice = event.scope, event.expression, event.notice
    return (
        event.id, moment_text(event.at), event.type.value, scope.purpose,
        ",".join(scope.categories), scope.recipient, ",".join(scope.classes),
        moment_text(event.starts) if event.starts else "",
        moment_text(event.ends) if event.ends else "",
        ",".join(event.supersedes), event.about,
        notice.id if notice else "", notice.digest if notice else "",
        notice.language if notice else "",
        said.by, said.name, said.path, said.staff, ",".join(said.present), said.teach_back,
        event.log, str(event.index),
    )  # fmt: skip


def disclosure_rows(taken: TakeOut) -> list[tuple[str, ...]]:
    """Return what was given to whom, in the order of `DISCLOSURE_COLUMNS`."""
    found: list[tuple[str, ...]] = []
    for one in taken.events:
        event, scope = one.event, one.event.scope
        if event.type is EventType.PROVIDED:
            told = event.details
            found.append(
                (
                    event.id, moment_text(event.at), scope.recipient,
                    told.get("representative", ""), told.get("relation", ""), scope.purpose,
                    ",".join(scope.categories), told.get("items", ""), event.about,
                    told.get("acquired", ""),
                )
            )  # fmt: skip
    return found


def benefit_rows(taken: TakeOut) -> list[tuple[str, ...]]:
    """Return what came back for it, in the order of `BENEFIT_COLUMNS`."""
    found: list[tuple[str, ...]] = []
    for one in taken.events:
        told = one.event.details
        if told.get("benefit"):
            found.append(
                (one.event.id, moment_text(one.event.at),
                 *(told.get(name, "") for name in BENEFIT_COLUMNS[2:]))
            )  # fmt: skip
    return found


def counts(events: Sequence[TakenEvent]) -> tuple[int, int, int]:
    """Return how many choices said yes, how many said no or stop, and how often data went out."""
    kinds = [one.event.type for one in events]
    return (
        sum(kind in GRANTS for kind in kinds),
        sum(kind in STOPS for kind in kinds),
        sum(kind is EventType.PROVIDED for kind in kinds),
    )


def _filled(value: Value) -> Value:
    return {key: one for key, one in value.items() if one not in (None, "", [])}
