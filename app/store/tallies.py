"""The day's tally of the desk; two desks count at the same time and none loses a visitor."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from app.domain.tallies import Tally
from app.store.kinds import TALLIES
from app.store.mapping import Row
from app.store.records import Records
from app.store.stamps import Transaction
from app.store.tables import tallies


class StoredTallies:
    """The tallies inside one transaction; satisfies `TallyRepository`."""

    def __init__(self, transaction: Transaction) -> None:
        self._records = Records(transaction, tallies, TALLIES)

    def get(self, day: date) -> Tally | None:
        """Return a day's tally, None when nobody opened it."""
        row = self._records.row(day.isoformat())
        return None if row is None else _tally_of(row)

    def open(self, day: date, opened_by: str) -> Tally:
        """Return a day's tally, begun when nobody did yet."""
        found = self.get(day)
        if found is not None:
            return found
        self._records.insert([{"id": day.isoformat(), "opened_by": opened_by}])
        return Tally(day, opened_by)

    def count(self, day: date, visitors: int) -> None:
        """Add visitors to a day that was opened, or take back."""
        now = self.get(day)
        self._change(day, {"visitors": (0 if now is None else now.visitors) + visitors})

    def mark(self, day: date, topic: str, *, is_asked: bool) -> None:
        """Note that a topic was asked about, or take that back."""
        now = self.get(day)
        before = frozenset[str]() if now is None else now.topics
        topics = before | {topic} if is_asked else before - {topic}
        self._change(day, {"topics": json.dumps(sorted(topics), ensure_ascii=False)})

    def write(self, day: date, fields: Mapping[str, str]) -> None:
        """Write `note` or `lead`."""
        self._change(day, fields)

    def _change(self, day: date, fields: Mapping[str, object]) -> None:
        self._records.change(day.isoformat(), fields, None)


def _tally_of(row: Row) -> Tally:
    return Tally(
        date.fromisoformat(str(row["id"])), str(row["opened_by"] or ""),
        int(str(row["visitors"])), frozenset(json.loads(str(row["topics"]))), str(row["note"]),
        str(row["lead"]),
    )  # fmt: skip
