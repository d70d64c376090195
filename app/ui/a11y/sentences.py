"""Findings as sentences at their fields."""

from __future__ import annotations

from app.domain.errors import BadInput, Finding
from app.messages.errors import sentence_for, what_to_do


def finding_sentence(finding: Finding) -> str:
    """Return what is wrong and what to do, as one text."""
    return " ".join(part for part in (sentence_for(finding), what_to_do(finding)) if part)


def field_errors(error: BadInput) -> dict[str, str]:
    """Return the first sentence of each field, by the field's key."""
    found: dict[str, str] = {}
    for finding in error.findings:
        found.setdefault(finding.column, finding_sentence(finding))
    return found
