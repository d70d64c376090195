"""The server's side of the protocol: merge, number, answer; a purge stays for ever."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.sync.merge import Fields, State, merged_fields


@dataclass(frozen=True, slots=True)
class Row:
    """A record on its way; `version` is the sender's local version, 0 from the server."""

    record: str
    fields: Fields
    version: int = 0


@dataclass(frozen=True, slots=True)
class Pushed:
    """The reply to a push: (record, version) that were taken, and records that are gone."""

    taken: tuple[tuple[str, int], ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Changes after a cursor, and the cursor after them."""

    after: int
    cursor: int
    rows: tuple[Row, ...]
    gone: tuple[str, ...]


@dataclass(slots=True)
class Hub:
    """What the server keeps of one tenant.

    `numbers` is the place of each record's last change; the counter moves in the same transaction,
    so that no change can come below a cursor already given out.
    """

    rows: dict[str, dict[str, State]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    counter: int = 0
    replies: dict[str, Pushed] = field(default_factory=dict)

    def push(self, batch: str, rows: list[Row]) -> Pushed:
        """Take a batch, all or nothing; a batch that comes again gets its first reply."""
        known = self.replies.get(batch)
        if known is not None:
            return known
        taken: list[tuple[str, int]] = []
        gone: list[str] = []
        for row in rows:
            if row.record in self.gone:
                gone.append(row.record)
                continue
            taken.append((row.record, row.version))
            before = self.rows.get(row.record, {})
            after = self.merge(before, row.fields)
            if after != before:
                self.rows[row.record] = after
                self._number(row.record)
        reply = self.replies[batch] = Pushed(tuple(taken), tuple(gone))
        return reply

    def merge(self, before: Fields, fields: Fields) -> dict[str, State]:
        """Join what stands here with what came."""
        return merged_fields(before, fields)

    def pull(self, after: int, limit: int) -> Page:
        """Return the next changes after a cursor."""
        waiting = sorted(
            (number, record) for record, number in self.numbers.items() if number > after
        )[:limit]
        rows = tuple(
            Row(record, dict(self.rows[record]))
            for _number, record in waiting
            if record not in self.gone
        )
        gone = tuple(record for _number, record in waiting if record in self.gone)
        return Page(after, self.cursor_of(waiting, after), rows, gone)

    def cursor_of(self, waiting: list[tuple[int, str]], after: int) -> int:
        """Return the place of the last change of a page."""
        return waiting[-1][0] if waiting else after

    def purge(self, record: str) -> None:
        """Delete a record's fields; its id stays, and late edits of it are refused for ever."""
        if record not in self.gone:
            self.gone.add(record)
            self.rows.pop(record, None)
            self._number(record)

    def _number(self, record: str) -> None:
        self.counter += 1
        self.numbers[record] = self.counter
