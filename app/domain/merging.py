"""Two records of one person made one, and made two again.

Nothing is thrown away: the record that goes is hidden, and what moved or was filled in is written
down, so that everything can go back to where it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.ids import OperatorId, PersonId
from app.domain.people import FIELDS, Person

# What moves from one record to the other, by the table it is in.
MOVING = ("consultations", "follow_ups", "delegations")


@dataclass(frozen=True, slots=True)
class Merge:
    """One merging: what moved, and each field that was empty with what it was filled with."""

    id: str
    kept: PersonId
    merged: PersonId
    at: datetime
    by: OperatorId
    moved: dict[str, tuple[str, ...]] = field(default_factory=dict)
    filled: dict[str, str] = field(default_factory=dict)
    undone_at: datetime | None = None


def filled_from(kept: Person, merged: Person) -> dict[str, object]:
    """Return the fields the kept record lacks and the other one has.

    Both telephones are kept where they differ and there is room; the notes stand one below the
    other. Nothing the kept record says is replaced.
    """
    found: dict[str, object] = {}
    for key in FIELDS:
        mine, other = getattr(kept, key), getattr(merged, key)
        if not mine and other:
            found[key] = other
    if merged.phone and merged.phone not in (kept.phone, kept.phone_other) and kept.phone:
        found["phone_other"] = kept.phone_other or merged.phone
        if kept.phone_other:
            found.pop("phone_other")
    if kept.note and merged.note and merged.note not in kept.note:
        found["note"] = f"{kept.note}\n{merged.note}"
    return found
