"""Findings as sentences at their fields."""

from __future__ import annotations

from app.domain.errors import BadInput, Finding, MadoguchiError
from app.messages.errors import sentence_for, what_to_do

MOST_FINDINGS = 30


def finding_sentence(finding: Finding) -> str:
    """Return what is wrong and what to do, as one text."""
    return " ".join(part for part in (sentence_for(finding), what_to_do(finding)) if part)


def field_errors(error: BadInput) -> dict[str, str]:
    """Return the first sentence of each field, by the field's key."""
    found: dict[str, str] = {}
    for finding in error.findings:
        found.setdefault(finding.column, finding_sentence(finding))
    return found


def all_words(error: MadoguchiError) -> str:
    """Return an error with every finding, each with where it is."""
    lines = [" ".join(part for part in (sentence_for(error), what_to_do(error)) if part)]
    if isinstance(error, BadInput):
        for one in error.findings[:MOST_FINDINGS]:
            place = " ".join(part for part in (one.file, str(one.row or ""), one.column) if part)
            lines.append(f"{place}: {sentence_for(one)}" if place else sentence_for(one))
    return "\n".join(lines)
