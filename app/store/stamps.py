"""What every write leaves on a record: field clocks, and a local version that still has to travel.

A record keeps one base stamp for its fields and, in `field_clocks`, the stamps of those fields that
were changed on their own since. `version` is taken from a counter that never gives a number twice,
not even after a restart; `dirty` is that number until the server has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select, update

from app.domain.hybrid_clock import next_stamp
from app.store.tables import device


@dataclass(slots=True)
class Transaction:
    """One open transaction: its connection, the time, and the device's counters inside it."""

    connection: Connection
    now: Callable[[], datetime]
    _state: RowMapping | None = None
    _clock: str = ""
    _version: int = 0
    _audit: tuple[int, bytes] = (0, b"")
    _is_changed: bool = False

    def stamp(self) -> str:
        """Return a fresh stamp of the hybrid clock."""
        state = self._load()
        self._clock = next_stamp(self._clock, milliseconds(self.now()), str(state["id"]))
        self._is_changed = True
        return self._clock

    def next_version(self) -> int:
        """Return a local version that no record ever had."""
        self._load()
        self._version += 1
        self._is_changed = True
        return self._version

    @property
    def centre(self) -> str:
        """Return the id of the centre."""
        return str(self._load()["centre"])

    @property
    def audit_head(self) -> tuple[int, bytes]:
        """Return the number and hash of the newest audit row."""
        self._load()
        return self._audit

    @audit_head.setter
    def audit_head(self, head: tuple[int, bytes]) -> None:
        self._load()
        self._audit = head
        self._is_changed = True

    def flush(self) -> None:
        """Write the counters back; runs before every commit."""
        if not self._is_changed:
            return
        number, digest = self._audit
        self.connection.execute(
            update(device).values(
                last_clock=self._clock,
                last_version=self._version,
                audit_number=number,
                audit_hash=digest,
            )
        )
        self._is_changed = False

    def forget(self) -> None:
        """Read the counters again next time: the transaction they belong to is over."""
        self._state = None
        self._is_changed = False

    def _load(self) -> RowMapping:
        if self._state is None:
            state = self.connection.execute(select(device)).mappings().one()
            self._state = state
            self._clock, self._version = str(state["last_clock"]), int(state["last_version"])
            self._audit = int(state["audit_number"]), bytes(state["audit_hash"])
        return self._state


def fresh(transaction: Transaction) -> dict[str, object]:
    """Return the stamps of a new record."""
    version = transaction.next_version()
    return {
        "base_clock": transaction.stamp(),
        "field_clocks": "{}",
        "version": version,
        "dirty": version,
    }


def after_change(
    transaction: Transaction, row: RowMapping, changed: Collection[str], every: Collection[str]
) -> dict[str, object]:
    """Return the stamps of a record after `changed` of its `every` synchronised fields changed."""
    stamp, version = transaction.stamp(), transaction.next_version()
    clocks: dict[str, str] = json.loads(str(row["field_clocks"]))
    clocks.update(dict.fromkeys(changed, stamp))
    base = str(row["base_clock"])
    if set(every) <= {name for name, clock in clocks.items() if clock == stamp}:
        base, clocks = stamp, {}
    return {
        "base_clock": base,
        "field_clocks": json.dumps(clocks, sort_keys=True, separators=(",", ":")),
        "version": version,
        "dirty": version,
    }


def milliseconds(moment: datetime) -> int:
    """Return a moment as whole milliseconds since 1970 in UTC."""
    return int(moment.timestamp() * 1000)
