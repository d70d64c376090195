"""A decision in the shape of AuthZEN 1.0, with its sentences."""

from __future__ import annotations

from app.domain.consent.decision import Decision, Reason
from app.domain.consent.writing import moment_text
from app.messages.consent_words import reason_for_person, reason_for_staff


def decision_json(found: Decision, decision_id: str) -> dict[str, object]:
    """Return a decision in the shape of AuthZEN 1.0."""
    return {
        "decision": found.is_permitted,
        "context": {
            "outcome": found.outcome,
            "permitted": list(found.permitted),
            "reasons": [_reason_json(one) for one in found.reasons],
            "reason_user": " ".join(dict.fromkeys(map(reason_for_person, found.reasons))),
            "reason_admin": " ".join(dict.fromkeys(map(reason_for_staff, found.reasons))),
            "obligations": list(found.obligations),
            "rules": found.rules,
            "valid_until": found.valid_until and moment_text(found.valid_until),
            "decision_id": decision_id,
        },
    }


def _reason_json(reason: Reason) -> dict[str, object]:
    return {"code": reason.code, "id": reason.id, "category": reason.category}
