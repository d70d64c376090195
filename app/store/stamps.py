"""What every write leaves on a record: field clocks, and a local version that still has to travel.

A record keeps one base stamp for its fields and, in `field_clocks`, the stamps of those fields that
were changed on their own since. Under "~" the same column holds `unsent` (the fields that still have
to travel, each with the stamp its editor saw; a new record has none and travels whole), `more` (what
strict fields, sets and counters keep besides their value) and `at` (when an edit was made by this
computer's clock, where its stamp could not say so because a later one had been seen). `version` is taken from a counter
that never gives a number twice, not even after a restart; `dirty` is that number until the server
has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Connection, RowMapping, select, update

from app.domain.hybrid_clock import milliseconds_of, next_stamp
from app.domain.sync.fields import edit
from app.domain.sync.records import More, State, Value
from app.store.tables import device

EXTRA = "~"
# A stamp that differs more from the computer's time than this was borrowed from one seen earlier.
BORROWED_MILLISECONDS = 2_000


@dataclass(slots=True)
class Transaction:
    """One open transaction: its connection, the time, and the device's counters inside it."""

    connection: Connection
    now: Callable[[], datetime]
    _state: RowMapping | None = None
    _clock: str = ""
    _version: int = 0
    _offset: int = 0
    # The computer's time of the last stamp, where the stamp itself had to be a later one.
    borrowed_at: int | None = None
    _audit: tuple[int, bytes] = (0, b"")
    _is_changed: bool = False

    def stamp(self) -> str:
        """Return a fresh stamp of the hybrid clock."""
        state = self._load()
        # What the server told us of our clock: edits are dated by the corrected time.
        now = milliseconds(self.now() + timedelta(milliseconds=self._offset))
        self._clock = next_stamp(self._clock, now, str(state["id"]))
        self._is_changed = True
        self.borrowed_at = (
            now if milliseconds_of(self._clock) - now > BORROWED_MILLISECONDS else None
        )
        return self._clock

    def observe(self, clock: str) -> None:
        """Make every later stamp later than one from outside."""
        self._load()
        if clock > self._clock:
            self._clock = clock
            self._is_changed = True

    @property
    def clock(self) -> str:
        """Return the latest stamp made or seen."""
        self._load()
        return self._clock

    def set_clock(self, clock: str, offset_milliseconds: int) -> None:
        """Go on from another stamp, with the clock corrected by an offset."""
        self._load()
        self._clock, self._offset, self._is_changed = clock, offset_milliseconds, True

    @property
    def offset_milliseconds(self) -> int:
        """Return by how much the computer's clock is behind the server's."""
        self._load()
        return self._offset

    @property
    def device(self) -> str:
        """Return the id of this device: 8 hexadecimal digits."""
        return str(self._load()["id"])

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
                clock_offset=self._offset,
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
            self._offset = int(state["clock_offset"])
            self._audit = int(state["audit_number"]), bytes(state["audit_hash"])
        return self._state


def fresh(transaction: Transaction) -> dict[str, object]:
    """Return the stamps of a new record."""
    version, stamp = transaction.next_version(), transaction.stamp()
    at = transaction.borrowed_at
    return {
        "base_clock": stamp,
        "field_clocks": "{}" if at is None else json.dumps({EXTRA: {"at": {stamp: at}}}),
        "version": version,
        "dirty": version,
    }


def after_change(
    transaction: Transaction,
    row: RowMapping,
    changed: Mapping[str, object],
    kinds: Mapping[str, str],
) -> dict[str, object]:
    """Return the stamps of a record after fields got the values of `changed`.

    Args:
        transaction: gives stamp and version.
        row: the record as it was.
        changed: columns and their new content.
        kinds: how each synchronised field merges.
    """
    stamp, version = transaction.stamp(), transaction.next_version()
    base = str(row["base_clock"])
    clocks, unsent, more = read_clocks(row["field_clocks"])
    is_new_to_server = row["dirty"] is not None and unsent is None
    unsent = None if is_new_to_server else dict(unsent or {})
    borrowed = borrowed_of(row["field_clocks"])
    if transaction.borrowed_at is not None:
        borrowed[stamp] = transaction.borrowed_at
    for name, content in changed.items():
        kind, before = kinds[name], clocks.get(name, base)
        if unsent is not None:
            unsent.setdefault(name, before)
        if kind in ("set", "counter", "strict"):
            was = State(before, value_of(kind, row[name]), more.pop(name, None))
            now = edit(kind, was, value_of(kind, content), stamp)
            if now.more is not None:
                more[name] = now.more
        clocks[name] = stamp
    if set(kinds) <= {name for name, clock in clocks.items() if clock == stamp}:
        base, clocks = stamp, {}
    return {
        "base_clock": base,
        "field_clocks": clocks_text(clocks, unsent, more, borrowed),
        "version": version,
        "dirty": version,
    }


def borrowed_of(text: object) -> dict[str, int]:
    """Return the computer's time of those stamps in `field_clocks` that do not say it."""
    if text == "{}":
        return {}
    found: dict[str, int] = json.loads(str(text)).get(EXTRA, {}).get("at", {})
    return found


def read_clocks(
    text: object,
) -> tuple[dict[str, str], dict[str, str] | None, dict[str, More]]:
    """Return what `field_clocks` holds: stamps of fields, unsent fields, and `more`."""
    clocks = json.loads(str(text))
    extra = clocks.pop(EXTRA, {})
    return clocks, extra.get("unsent"), extra.get("more", {})


def clocks_text(
    clocks: Mapping[str, str],
    unsent: Mapping[str, str] | None,
    more: Mapping[str, More],
    borrowed: Mapping[str, int] | None = None,
) -> str:
    """Return `field_clocks`."""
    if not clocks and unsent is None and not more and not borrowed:
        return "{}"
    extra: dict[str, object] = {}
    if unsent is not None:
        extra["unsent"] = unsent
    if more:
        extra["more"] = more
    if borrowed:
        extra["at"] = borrowed
    content = {**clocks, EXTRA: extra} if extra else clocks
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def value_of(kind: str, content: object) -> Value:
    """Return what a column says: a set is kept as a JSON list."""
    if kind == "set":
        return cast(list[str], json.loads(str(content or "[]")))
    return cast(Value, content)


def content_of(kind: str, value: Value) -> object:
    """Return a value as its column holds it."""
    return json.dumps(value or [], ensure_ascii=False) if kind == "set" else value


def milliseconds(moment: datetime) -> int:
    """Return a moment as whole milliseconds since 1970 in UTC."""
    return int(moment.timestamp() * 1000)
