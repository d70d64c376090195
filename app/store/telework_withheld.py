"""Whose telework records stay on this device: those of everybody who has not agreed, right now."""

from __future__ import annotations

import json

from app.domain.consent.decision import Rules, decide
from app.domain.consent.request import Request
from app.domain.consent.writing import event_of
from app.domain.telework.consent import CANDIDATE, CENTRE, MATCHING
from app.store.consent_ledger import StoredConsentLog
from app.store.stamps import Transaction

_WAITING = (
    "SELECT person FROM telework_fields WHERE dirty IS NOT NULL "
    "UNION SELECT person FROM telework_proposals WHERE dirty IS NOT NULL "
    "UNION SELECT p.person FROM telework_talks t JOIN telework_proposals p ON p.id = t.proposal "
    "WHERE t.dirty IS NOT NULL"
)


def without_consent(transaction: Transaction) -> list[str]:
    """Return those with something unsent who do not agree to be matched at this moment.

    The ledger is asked anew each time: what waits travels once she agrees, and what she took back
    no longer does.
    """
    waiting = transaction.connection.exec_driver_sql(_WAITING).scalars().all()
    return [str(one) for one in waiting if not _agrees(transaction, str(one))]


def _agrees(transaction: Transaction, person: str) -> bool:
    events = [
        event_of(json.loads(payload)) for payload in StoredConsentLog(transaction).payloads(person)
    ]
    request = Request(CENTRE, "use", person, (CANDIDATE,), MATCHING)
    return CANDIDATE in decide(request, Rules(events), transaction.now()).permitted
