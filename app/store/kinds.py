"""How each synchronised field merges when two devices changed it (sync.md, Protocol).

`lww` the later edit wins · `set` add wins · `counter` sums · `append` rows are only added ·
`server` the server decides · `strict` both are kept and a person chooses. Fields that are not
listed here stay on this device (search keys, `version`, `dirty`).
"""

from __future__ import annotations

from types import MappingProxyType

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
AUDIT_LOG = MappingProxyType({"row": "append"})
