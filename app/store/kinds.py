"""How each synchronised field merges; the server reads the same list (app.domain.sync.kinds)."""

from __future__ import annotations

from app.domain.sync.kinds import (
    ATTACHMENTS,
    AUDIT_LOG,
    CLUB_PARTS,
    CONSULTATIONS,
    DELEGATIONS,
    FOLLOW_UP_ATTEMPTS,
    FOLLOW_UPS,
    MERGES,
    OPERATORS,
    PEOPLE,
    SETTINGS,
    TALLIES,
    TELEWORK_FIELDS,
    TELEWORK_JOBS,
    TELEWORK_LOANS,
    TELEWORK_PROPOSALS,
    TELEWORK_RECIPIENTS,
    TELEWORK_TALKS,
)

__all__ = [
    "ATTACHMENTS",
    "AUDIT_LOG",
    "CLUB_PARTS",
    "CONSULTATIONS",
    "DELEGATIONS",
    "FOLLOW_UPS",
    "FOLLOW_UP_ATTEMPTS",
    "MERGES",
    "OPERATORS",
    "PEOPLE",
    "SETTINGS",
    "TALLIES",
    "TELEWORK_FIELDS",
    "TELEWORK_JOBS",
    "TELEWORK_LOANS",
    "TELEWORK_PROPOSALS",
    "TELEWORK_RECIPIENTS",
    "TELEWORK_TALKS",
]
