"""Whose record a row of the journal is about."""

from __future__ import annotations

from typing import Any

from app.domain.errors import MadoguchiError
from app.domain.ids import ConsultationId, PersonId
from app.domain.roles import Actor
from app.domain.sync.records import Key


def whose(services: Any, who: Actor, key: Key) -> str:
    """Return the person's name; "" where the record is nobody's or is not here any more."""
    try:
        if key.kind == "people":
            return str(services.people.open_person(who, PersonId(key.id)).name)
        if key.kind == "consultations":
            found = services.consultations.open_consultation(who, ConsultationId(key.id))
            return str(services.people.open_person(who, found.person).name) if found.person else ""
    except MadoguchiError:
        # The values can be compared without the name.
        return ""
    return ""
