"""Answers of the ledger as others ask for them: ids of decisions, many at once, who may have data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from app.domain.consent.decision import Decision, Rules, decide
from app.domain.consent.events import GRANTS, Event
from app.domain.consent.request import Request
from app.domain.consent.writing import moment_text

# AuthZEN 1.0, Access Evaluations API: whether to go on after an answer.
EXECUTE_ALL = "execute_all"
DENY_ON_FIRST_DENY = "deny_on_first_deny"
PERMIT_ON_FIRST_PERMIT = "permit_on_first_permit"
SEMANTICS = (EXECUTE_ALL, DENY_ON_FIRST_DENY, PERMIT_ON_FIRST_PERMIT)


def decision_id(
    request: Request, found: Decision, canonical: Callable[[Mapping[str, object]], bytes]
) -> str:
    """Return the id of an answer: the same question at the same moment has the same one."""
    value: dict[str, object] = {
        "recipient": request.recipient, "action": request.action, "person": request.person,
        "categories": list(request.categories), "purpose": request.purpose,
        "outcome": found.outcome, "permitted": list(found.permitted),
        "moment": moment_text(found.moment), "rules": found.rules,
    }  # fmt: skip
    return sha256(canonical(value)).hexdigest()[:32]


def is_last(found: Decision, semantic: str) -> bool:
    """Tell whether nothing more is asked after this answer."""
    if semantic == DENY_ON_FIRST_DENY:
        return not found.is_permitted
    return semantic == PERMIT_ON_FIRST_PERMIT and found.is_permitted


def recipients_permitted(asked: Request, events: Sequence[Event], now: datetime) -> tuple[str, ...]:
    """Return the recipients named in her choices who may have all that is asked, by id."""
    named = sorted({one.scope.recipient for one in _grants(events) if one.scope.recipient})
    rules = Rules(events)
    return tuple(
        one for one in named if decide(replace(asked, recipient=one), rules, now).is_permitted
    )


def _grants(events: Iterable[Event]) -> list[Event]:
    return [one for one in events if one.type in GRANTS]
