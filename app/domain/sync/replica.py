"""A device's side of the protocol: an outbox that loses nothing, a cursor that skips nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.hybrid_clock import NOTHING_YET, next_stamp
from app.domain.sync.hub import Page, Pushed, Row
from app.domain.sync.merge import Fields, State, latest_stamp, merged_fields


@dataclass(slots=True)
class Replica:
    """What a device keeps on its disk.

    `dirty` is the outbox: record → the local version of its last unsent change. A version is never
    used again, so that a late acknowledgement cannot clear a newer change.
    """

    device: str
    rows: dict[str, dict[str, State]] = field(default_factory=dict)
    dirty: dict[str, int] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    cursor: int = 0
    last_stamp: str = NOTHING_YET
    last_version: int = 0

    def stamp(self, milliseconds: int) -> str:
        """Return the stamp of an edit made now."""
        self.last_stamp = next_stamp(self.last_stamp, milliseconds, self.device)
        return self.last_stamp

    def write(self, record: str, name: str, state: State) -> int:
        """Keep a changed field and return the version that has to be acknowledged."""
        self.last_version += 1
        self.rows.setdefault(record, {})[name] = state
        self.dirty[record] = self.last_version
        return self.last_version

    def outbox(self, most: int) -> list[Row]:
        """Return what is to be sent, the oldest first."""
        waiting = sorted(self.dirty.items(), key=lambda one: one[1])[:most]
        return [Row(record, dict(self.rows[record]), version) for record, version in waiting]

    def acknowledged(self, reply: Pushed) -> None:
        """Take a reply: what was sent and not changed since is done; what is gone is erased."""
        for record, version in reply.taken:
            if self.dirty.get(record) == version:
                del self.dirty[record]
        for record in reply.gone:
            self.erase(record)

    def take(self, page: Page) -> bool:
        """Take a page of changes in one transaction; False for one that is not the next."""
        if page.after > self.cursor:
            return False
        for row in page.rows:
            self.observe(row.fields)
            if row.record not in self.gone:
                self.merge(row.record, row.fields)
        for record in page.gone:
            self.erase(record)
        self.cursor = max(self.cursor, page.cursor)
        return True

    def observe(self, fields: Fields) -> None:
        """Let the clock run on from what was seen: a later edit is later everywhere."""
        self.last_stamp = max(self.last_stamp, latest_stamp(fields))

    def merge(self, record: str, fields: Fields) -> None:
        """Join a record with what stands here."""
        self.rows[record] = merged_fields(self.rows.get(record, {}), fields)

    def erase(self, record: str) -> None:
        """Erase a purged record from everywhere, for ever."""
        self.gone.add(record)
        self.rows.pop(record, None)
        self.dirty.pop(record, None)
