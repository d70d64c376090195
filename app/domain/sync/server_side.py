"""What the server does with a batch; the same code over PostgreSQL, SQLite and the simulator.

Merge decides fields, the server decides rights and withdrawals. A withdrawn record keeps its id for
ever and nothing else; whatever comes late for it is answered with "gone".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.domain.hybrid_clock import milliseconds_of
from app.domain.roles import Role
from app.domain.sync.client_side import Push, PushReply
from app.domain.sync.kinds import DECIDED_BY_SERVER, KINDS_OF_ROLE, MAY_DECIDE, MAY_PURGE
from app.domain.sync.merge import merge
from app.domain.sync.records import Key, Record, State, from_states

# How far ahead of the server a device's clock may be.
MOST_AHEAD_MILLISECONDS = 5 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends: an enrolled device of a centre, with the role its code was made for."""

    tenant: str
    centre: str
    device: str
    role: Role


@dataclass(slots=True)
class Held:
    """A record of the server. `record` None: it was withdrawn. `writer` is the device that already
    has exactly this state, empty when nobody is known to."""

    seq: int
    record: Record | None
    writer: str = ""


class ServerBook(Protocol):
    """What the server keeps for one tenant, inside one transaction."""

    @property
    def epoch(self) -> str:
        """The life of this server; a restored backup begins a new one."""

    def kept_reply(self, batch: str) -> PushReply | None:
        """Return the answer this device's batch got before, if it was here already."""

    def held(self, keys: Sequence[Key]) -> dict[Key, Held]:
        """Return the records there are."""

    def advance(self, count: int) -> int:
        """Take `count` numbers of the tenant's counter row and return the last of them."""

    def write(self, rows: Mapping[Key, Held]) -> None:
        """Keep records; a withdrawn one loses every field."""

    def keep_reply(self, reply: PushReply) -> None:
        """Remember the answer."""

    def stamp(self) -> str:
        """Return a fresh stamp of the server's own clock, later than all it has seen."""

    def observe(self, clock: str) -> None:
        """Let the server's clock know a stamp."""


@dataclass(slots=True)
class _Work:
    rows: dict[Key, Held] = field(default_factory=dict)
    theirs: list[Record] = field(default_factory=list)
    gone: list[Key] = field(default_factory=list)
    refused: dict[Key, str] = field(default_factory=dict)


def too_far_ahead(push: Push, now_milliseconds: int) -> int:
    """Return by how many milliseconds the batch is too far ahead of the server's time, or 0."""
    newest = max((milliseconds_of(one.newest()) for one in push.records), default=0)
    ahead = newest - now_milliseconds
    return ahead if ahead > MOST_AHEAD_MILLISECONDS else 0


class ServerSide:
    """The rules of the server."""

    def push(self, book: ServerBook, caller: Caller, push: Push) -> PushReply:
        """Take a batch; the same batch again gets the same answer and changes nothing."""
        if (known := book.kept_reply(push.id)) is not None:
            return known
        work = _Work()
        keys = [one.key for one in push.records]
        held = book.held([*keys, *push.gone])
        # A device that follows an earlier life of this server has seen nothing of the present one.
        cursor = push.cursor if push.epoch == book.epoch else -1
        newest = ""
        for record in push.records:
            newest = max(newest, record.newest())
            self._take(work, held, book, caller, record, cursor)
        if caller.role in MAY_PURGE:
            self._withdraw(work, held, push.gone)
        if newest:
            book.observe(newest)
        self._keep(book, work)
        reply = PushReply(push.id, book.epoch, book.stamp(), tuple(work.theirs), tuple(work.gone),
                          work.refused)  # fmt: skip
        book.keep_reply(reply)
        return reply

    def purge(self, book: ServerBook, keys: Sequence[Key]) -> int:
        """Withdraw records for ever and return how many still had something to lose."""
        work = _Work()
        self._withdraw(work, book.held(keys), keys)
        self._keep(book, work)
        return len(work.rows)

    def merge(self, held: Record, incoming: Record) -> Record:
        """Return both in one."""
        return merge(held, incoming)

    def _take(
        self, work: _Work, held: dict[Key, Held], book: ServerBook, caller: Caller,
        record: Record, cursor: int,
    ) -> None:  # fmt: skip
        key = record.key
        if record.kind not in KINDS_OF_ROLE[caller.role]:
            work.refused[key] = "role"
            return
        row = held.get(key)
        if row is not None and row.record is None:
            work.gone.append(key)
            return
        decided = decide(record, None if row is None else row.record, caller, book)
        if row is None or row.record is None:
            held[key] = work.rows[key] = Held(0, decided, caller.device)
            if decided is not record:
                held[key].writer = ""
            return
        merged = self.merge(row.record, decided)
        if row.seq > cursor and row.writer != caller.device:
            work.theirs.append(row.record)
        if merged == row.record:
            return
        has_seen = decided is record and (row.writer == caller.device or 0 < row.seq <= cursor)
        held[key] = work.rows[key] = Held(row.seq, merged, caller.device if has_seen else "")

    def _withdraw(self, work: _Work, held: dict[Key, Held], keys: Sequence[Key]) -> None:
        for key in keys:
            row = held.get(key)
            if row is None or row.record is not None:
                held[key] = work.rows[key] = Held(0, None)

    def _keep(self, book: ServerBook, work: _Work) -> None:
        if not work.rows:
            return
        # The counter row is locked from here to the end of the transaction: numbers are handed out
        # in the order in which transactions become visible, so no reader's cursor skips any.
        last = book.advance(len(work.rows))
        for number, row in enumerate(work.rows.values(), last - len(work.rows) + 1):
            row.seq = number
        book.write(work.rows)


def decide(record: Record, held: Record | None, caller: Caller, book: ServerBook) -> Record:
    """Return a record whose fields of kind `server` are the server's word.

    An administrator's wish becomes the server's decision. Anybody else's is answered with what
    holds, under a later stamp, so that the wish gives way everywhere.
    """
    decided = DECIDED_BY_SERVER.get(record.kind, frozenset())
    wishes = [name for name in record.fields if name in decided]
    if not wishes:
        return record
    states: dict[str, State] = {name: record.state(name) for name in record.fields}
    for name in wishes:
        known = held.state(name) if held is not None and name in held.fields else None
        if known == states[name]:
            continue
        if known is not None and states[name].clock <= known.clock:
            del states[name]
        elif caller.role in MAY_DECIDE:
            book.observe(states[name].clock)
            states[name] = State(book.stamp(), states[name].value)
        elif known is not None:
            book.observe(states[name].clock)
            states[name] = State(book.stamp(), known.value)
        else:
            del states[name]
    return from_states(record.kind, record.id, states)
