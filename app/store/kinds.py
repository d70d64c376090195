"""How each synchronised field merges; the server reads the same list (app.domain.sync.kinds)."""

from __future__ import annotations

from app.domain.sync.kinds import (
    AUDIT_LOG,
    CONSULTATIONS,
    OPERATORS,
    PEOPLE,
    SETTINGS,
    TALLIES,
    TELEWORK_FIELDS,
    TELEWORK_LOANS,
)

__all__ = [
    "AUDIT_LOG",
    "CONSULTATIONS",
    "OPERATORS",
    "PEOPLE",
    "SETTINGS",
    "TALLIES",
    "TELEWORK_FIELDS",
    "TELEWORK_LOANS",
]
