"""How each synchronised field merges when two devices changed it (sync.md, Protocol).

`lww` the later edit wins · `set` add wins · `counter` sums · `append` the first that was written
stays · `server` the server decides · `strict` both are kept and a person chooses. Fields that are
not listed here stay on this device (search keys, `version`, `dirty`). The server reads this list
too; a new area is added here first (docs/recipes/sync-an-area.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.domain.roles import Role

MERGE_KINDS = ("lww", "set", "counter", "append", "server", "strict")
FieldKinds = Mapping[str, str]

# Additive changes leave it as it is; a server takes every number from OLDEST_SCHEMA on.
SCHEMA = 1
OLDEST_SCHEMA = 1

PEOPLE = MappingProxyType(
    {
        "name": "strict",
        "kana": "lww",
        "birth_date": "lww",
        "phone": "lww",
        "phone_other": "lww",
        "email": "lww",
        "address": "lww",
        "town_number": "lww",
        "note": "lww",
        "modes": "lww",
        "added_at": "lww",
        "added_by": "lww",
        "removed_at": "lww",
    }
)
CONSULTATIONS = MappingProxyType(
    {
        "person": "lww",
        "status": "lww",
        "opened_at": "lww",
        "opened_by": "lww",
        "speaker": "lww",
        "speaker_name": "lww",
        "asked_elsewhere": "lww",
        "topic": "lww",
        "device": "lww",
        "system": "lww",
        "title": "lww",
        "story": "lww",
        "steps": "lww",
        "outcome": "lww",
        "minutes": "lww",
        "teach_back": "lww",
        "next_date": "lww",
        "closed_at": "lww",
        "closed_by": "lww",
        "is_stub": "lww",
        "removed_at": "lww",
    }
)
# A secret's hash comes from the server's side of an enrolment, never from an older device.
OPERATORS = MappingProxyType(
    {
        "name": "lww",
        "kana": "lww",
        "role": "server",
        "picture": "lww",
        "is_active": "server",
        "pin_hash": "server",
    }
)
SETTINGS = MappingProxyType({"value": "lww"})
TELEWORK_FIELDS = MappingProxyType(
    {"text": "strict", "proposed_text": "lww", "proposed_by": "lww", "proposed_at": "lww"}
)
TELEWORK_LOANS = MappingProxyType(
    {
        "need": "lww",
        "employer": "lww",
        "is_private_employer": "lww",
        "months": "lww",
        "starts_on": "lww",
        "returned_on": "lww",
    }
)
TELEWORK_JOBS = MappingProxyType(
    {
        "employer": "lww",
        "title": "lww",
        "windows": "lww",
        "required": "lww",
        "desired": "lww",
        "fields": "lww",
        "provides": "lww",
        "subsidised": "lww",
        "vetoes": "lww",
        "tasks": "lww",
        "has_consented": "lww",
        "capacity": "lww",
        "least_half_hours": "lww",
        "most_half_hours": "lww",
        "redesign_yen": "lww",
        "removed_at": "lww",
    }
)
TELEWORK_RECIPIENTS = MappingProxyType(
    {"name": "lww", "kind": "lww", "registration": "lww", "removed_at": "lww"}
)
TELEWORK_PROPOSALS = MappingProxyType(
    {
        "person": "append",
        "job": "append",
        "stage": "lww",
        "added_at": "append",
        "recipient": "lww",
        "decision": "lww",
        "handed_over_at": "lww",
        "starts_on": "lww",
        "coach": "lww",
        "ended_on": "lww",
    }
)
TELEWORK_TALKS = MappingProxyType(
    {"proposal": "append", "step": "append", "held_on": "lww", "result": "lww", "note": "lww"}
)
FOLLOW_UPS = MappingProxyType(
    {
        "kind": "lww",
        "person": "lww",
        "consultation": "lww",
        "about": "lww",
        "due_on": "lww",
        "every_days": "lww",
        "added_at": "lww",
        "added_by": "lww",
        "end": "lww",
        "ended_at": "lww",
        "ended_by": "lww",
        "removed_at": "lww",
    }
)
# A try is never changed; one that was noted by mistake is hidden.
FOLLOW_UP_ATTEMPTS = MappingProxyType(
    {
        "follow_up": "append",
        "at": "append",
        "by": "append",
        "result": "append",
        "note": "append",
        "removed_at": "lww",
    }
)
DELEGATIONS = MappingProxyType(
    {
        "person": "lww",
        "name": "lww",
        "relation": "lww",
        "phone": "lww",
        "scopes": "lww",
        "basis": "lww",
        "starts_on": "lww",
        "ends_on": "lww",
        "note": "lww",
        "added_at": "lww",
        "added_by": "lww",
        "revoked_at": "lww",
    }
)
MERGES = MappingProxyType(
    {
        "kept": "append",
        "merged": "append",
        "at": "append",
        "by": "append",
        "moved": "append",
        "filled": "append",
        "undone_at": "lww",
    }
)
# Pictures stay on the device that took them in until there is a way for large records to travel.
ATTACHMENTS = MappingProxyType(
    {
        "consultation": "append",
        "name": "append",
        "media_type": "append",
        "width": "append",
        "height": "append",
        "data": "append",
        "alt": "lww",
        "added_at": "append",
        "added_by": "append",
        "removed_at": "lww",
    }
)
AUDIT_LOG = MappingProxyType({"row": "append"})
# The day's tally of the desk: who came without giving a name, and what about.
TALLIES = MappingProxyType(
    {
        "opened_by": "append",
        "visitors": "counter",
        "topics": "set",
        "note": "lww",
        "lead": "strict",
    }
)

# What travels. The name of a kind is the name of its table.
# Entries of the consent ledger are never changed; what they commit to can only be erased.
CONSENT_EVENTS = MappingProxyType(
    {
        "log": "append",
        "number": "append",
        "entry": "append",
        "head": "append",
        "key": "append",
        "has_text": "append",
    }
)
CONSENT_TEXTS = MappingProxyType(
    {"person": "append", "salt": "append", "payload": "append", "receipt": "append"}
)
# A part is small and means something only as a whole.
CLUB_PARTS = MappingProxyType({"body": "lww", "removed_at": "lww"})
KINDS: Mapping[str, FieldKinds] = MappingProxyType(
    {
        "people": PEOPLE,
        "consultations": CONSULTATIONS,
        "operators": OPERATORS,
        "settings": SETTINGS,
        "telework_fields": TELEWORK_FIELDS,
        "telework_loans": TELEWORK_LOANS,
        "telework_jobs": TELEWORK_JOBS,
        "telework_recipients": TELEWORK_RECIPIENTS,
        "telework_proposals": TELEWORK_PROPOSALS,
        "telework_talks": TELEWORK_TALKS,
        "tallies": TALLIES,
        "club_parts": CLUB_PARTS,
        "follow_ups": FOLLOW_UPS,
        "follow_up_attempts": FOLLOW_UP_ATTEMPTS,
        "delegations": DELEGATIONS,
        "merges": MERGES,
        "consent_texts": CONSENT_TEXTS,
        "consent_events": CONSENT_EVENTS,
    }
)
# Fields of kind `server`, by kind of record.
DECIDED_BY_SERVER: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        kind: frozenset(name for name, how in fields.items() if how == "server")
        for kind, fields in KINDS.items()
    }
)
# Whoever may hand something over has to know what was stopped.
_LEDGER = frozenset({"consent_texts", "consent_events"})
_DESK = frozenset(
    {
        "people", "consultations", "operators", "settings", "tallies", "follow_ups",
        "follow_up_attempts", "delegations", "merges",
    }
) | _LEDGER  # fmt: skip
_TELEWORK = frozenset(
    {
        "telework_fields", "telework_loans", "telework_jobs", "telework_recipients",
        "telework_proposals", "telework_talks",
    }
) | _LEDGER  # fmt: skip
_CLUBS = frozenset({"club_parts"})
# What a device of each role may send and fetch; the officer's data set never leaves her computer.
KINDS_OF_ROLE: Mapping[Role, frozenset[str]] = MappingProxyType(
    {
        Role.VISITOR: frozenset(),
        Role.VOLUNTEER: _DESK,
        Role.COORDINATOR: _DESK | _CLUBS,
        Role.SUPPORTER: frozenset({"people", "operators", "settings"}) | _TELEWORK,
        Role.OFFICER: frozenset({"operators", "settings"}),
        Role.ADMINISTRATOR: _DESK | _TELEWORK | _CLUBS,
    }
)
# Who may decide fields of kind `server`, and withdraw a record for ever.
MAY_DECIDE = frozenset({Role.ADMINISTRATOR})
MAY_PURGE = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


def kind_of(kind: str, field: str) -> str:
    """Return how a field merges; one that a newer program added merges by its clock."""
    return KINDS.get(kind, {}).get(field, "lww")
