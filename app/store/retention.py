"""How long each kind is kept, as a dated table, and the sweep that carries out what a device may.

A row holds from `since` until the next row of the same kind. `keep_days` None keeps a kind until a
person or the server removes it (consent.md, Basis and purge).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.store.mapping import JAPAN, moment_text


@dataclass(frozen=True, slots=True)
class Retention:
    """One rule: a kind, the day from which it holds, how long, and on which basis."""

    kind: str
    since: date
    keep_days: int | None
    basis: str


_FROM_THE_START = date(2026, 4, 1)
RULES: tuple[Retention, ...] = (
    Retention("people", _FROM_THE_START, None, "consent of the person"),
    Retention("consultations", _FROM_THE_START, None, "consent of the person"),
    Retention("telework_fields", _FROM_THE_START, None, "consent of the worker"),
    Retention("telework_loans", _FROM_THE_START, None, "duty to account for equipment"),
    Retention("telework_jobs", _FROM_THE_START, None, "consent of the employer"),
    Retention("telework_recipients", _FROM_THE_START, None, "public bodies and their numbers"),
    Retention("telework_proposals", _FROM_THE_START, None, "consent of the worker"),
    Retention("telework_talks", _FROM_THE_START, None, "consent of the worker"),
    Retention("club_parts", _FROM_THE_START, None, "running of the clubs"),
    Retention("follow_ups", _FROM_THE_START, None, "consent of the person"),
    Retention("follow_up_attempts", _FROM_THE_START, None, "consent of the person"),
    Retention("delegations", _FROM_THE_START, None, "consent of the person"),
    Retention("attachments", _FROM_THE_START, None, "consent of the person"),
    Retention("merges", _FROM_THE_START, None, "way back after a mistake"),
    Retention("audit_log", _FROM_THE_START, None, "duty to show who looked"),
    Retention("drafts", _FROM_THE_START, 365, "unfinished work of an operator"),
    Retention("sign_in_attempts", _FROM_THE_START, 90, "protection of sign-in"),
    Retention("migration_copies", _FROM_THE_START, 90, "way back after an update"),
)
COPIES = "before-schema-*.db"


def rule_for(kind: str, day: date) -> Retention:
    """Return the rule that holds for a kind on a day; the oldest one before the table begins."""
    rules = sorted((one for one in RULES if one.kind == kind), key=lambda one: one.since)
    if not rules:
        raise KeyError(kind)
    return next((one for one in reversed(rules) if one.since <= day), rules[0])


def sweep(raw: Any, backups: Path, now: datetime) -> bool:
    """Once a day, erase what has outlived its rule; tell whether this was the day's first time."""
    today = now.astimezone(JAPAN).date()
    if raw.execute("SELECT swept_on FROM device").fetchone()[0] == today.isoformat():
        return False
    raw.execute("BEGIN IMMEDIATE")
    try:
        for kind, column in (("drafts", "saved_at"), ("sign_in_attempts", "last_at")):
            limit = _oldest_kept(kind, today)
            if limit is not None:
                raw.execute(f"DELETE FROM {kind} WHERE {column} < ?", (moment_text(limit),))
        raw.execute("UPDATE device SET swept_on = ?", (today.isoformat(),))
        raw.execute("COMMIT")
    except BaseException:
        raw.execute("ROLLBACK")
        raise
    limit = _oldest_kept("migration_copies", today)
    for copy in backups.glob(COPIES):
        if limit is not None and datetime.fromtimestamp(copy.stat().st_mtime, UTC) < limit:
            copy.unlink(missing_ok=True)
    return True


def _oldest_kept(kind: str, today: date) -> datetime | None:
    days = rule_for(kind, today).keep_days
    if days is None:
        return None
    return datetime.combine(today - timedelta(days=days), time(), JAPAN).astimezone(UTC)
