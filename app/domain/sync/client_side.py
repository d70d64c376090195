"""What a device does with its outbox, with replies and with pages; the same code everywhere.

The store and the simulator give a `ClientBook`; every method of `ClientSide` that writes runs in ONE
transaction of the caller, so a page's rows and its cursor are kept together or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.domain.sync.merge import Conflict, choices, conflicts, merge
from app.domain.sync.records import Key, Record


@dataclass(slots=True)
class Local:
    """A record of this device.

    `dirty` is the local version that still has to travel; `unsent` names the fields in it with the
    stamp each editor saw (None: the record is new, all of it travels). `before` is what the store
    holds while `record` is what it is to hold; None: nobody compared.
    """

    record: Record
    dirty: int | None = None
    unsent: Mapping[str, str] | None = None
    before: Record | None = None

    def outgoing(self) -> Record:
        """Return what of it has to travel."""
        return self.record if self.unsent is None else self.record.only(self.unsent)

    def changed_fields(self) -> frozenset[str] | None:
        """Return the fields whose values differ from what the store holds; None: maybe all."""
        if self.before is None:
            return None
        there = self.before.fields
        return frozenset(
            name
            for name, value in self.record.fields.items()
            if name not in there or there[name] != value
        )

    def edited(self) -> Mapping[str, str]:
        """Return the unsent fields, each with the stamp its editor saw."""
        if self.dirty is None:
            return {}
        return dict.fromkeys(self.record.fields, "") if self.unsent is None else self.unsent


@dataclass(frozen=True, slots=True)
class Push:
    """One batch on its way: its records and the local version each had. `gone` are old withdrawals
    that a server restored from a backup may not know."""

    id: str
    epoch: str
    cursor: int
    records: tuple[Record, ...]
    versions: Mapping[Key, int]
    gone: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class PushReply:
    """What the server made of a batch.

    Every record of the batch that is neither in `gone` nor in `refused` is on the server's disk.
    `theirs` are records that others changed since our cursor, as they were before ours joined them.
    """

    id: str
    epoch: str
    clock: str
    theirs: tuple[Record, ...] = ()
    gone: tuple[Key, ...] = ()
    refused: Mapping[Key, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that changed on the server after `after` up to `upto`, or the first part of it."""

    epoch: str
    after: int
    upto: int
    clock: str
    records: tuple[Record, ...] = ()
    gone: tuple[Key, ...] = ()
    is_last: bool = True


class ClientBook(Protocol):
    """What a device keeps."""

    @property
    def cursor(self) -> int:
        """Up to where it has followed the server."""

    @property
    def epoch(self) -> str:
        """The life of the server it follows; empty before the first contact."""

    def outbox(self, most: int, after: int = 0) -> Sequence[Local]:
        """Return unsent records with a local version above `after`, the oldest first."""

    def rows(self, keys: Sequence[Key]) -> dict[Key, Local]:
        """Return the records there are, with all their fields."""

    def versions(self, keys: Sequence[Key]) -> dict[Key, int | None]:
        """Return the `dirty` of the records there are."""

    def put(self, changed: Sequence[Local], *, are_new: bool) -> None:
        """Write merged records; their `dirty` and `unsent` stay what they are."""

    def clear(self, acknowledged: Sequence[Key]) -> None:
        """Nothing of these records has to travel any more."""

    def erase(self, keys: Sequence[Key]) -> None:
        """Delete for ever: rows, search index, outbox, journal; keep the ids among the gone."""

    def gone_among(self, keys: Sequence[Key]) -> set[Key]:
        """Return which of these were withdrawn."""

    def journal(self, found: Sequence[Conflict]) -> None:
        """Keep conflicts for people to read and undo."""

    def refuse(self, refused: Mapping[Key, str]) -> None:
        """Keep why the server did not take a record; it no longer tries to travel."""

    def follow(self, epoch: str, cursor: int) -> None:
        """Keep up to where the server was followed."""

    def observe(self, clock: str) -> None:
        """Let the hybrid clock know a stamp from outside."""

    def send_again(self) -> None:
        """Put into the outbox what a server restored from a backup may have lost."""

    def withdrawn(self) -> Sequence[Key]:
        """Return withdrawals that a server restored from a backup may have lost."""

    def told(self, keys: Sequence[Key]) -> None:
        """Note that the server knows these withdrawals."""


class ClientSide:
    """The rules of a device. Its small methods are what the simulator's mutants break."""

    def batch(self, book: ClientBook, id: str, most: int, after: int = 0) -> Push | None:
        """Return the next batch of the outbox, or None when there is nothing to send.

        With `after`, the one that follows a batch still on its way, whose highest version it is.
        """
        waiting = book.outbox(most, after)
        withdrawn = () if after else tuple(book.withdrawn())
        if not waiting and not withdrawn:
            return None
        versions = {one.record.key: one.dirty for one in waiting if one.dirty is not None}
        records = tuple(one.outgoing() for one in waiting)
        return Push(id, book.epoch, book.cursor, records, versions, withdrawn)

    def take_reply(self, book: ClientBook, push: Push, reply: PushReply) -> None:
        """Note what the server has; an answer of an earlier life of the server says nothing."""
        if reply.epoch < book.epoch:
            return
        self.take_epoch(book, reply.epoch)
        self.observe(book, reply.clock)
        self.erase(book, reply.gone)
        if push.gone:
            book.told(push.gone)
        sent = [one.key for one in push.records]
        if reply.theirs:
            self._join(book, reply.theirs)
        held = book.versions(sent)
        done = [
            key
            for key in sent
            if key in held and self.is_acknowledged(held[key], push.versions[key])
        ]
        book.refuse({key: why for key, why in reply.refused.items() if key in done})
        book.clear([key for key in done if key not in reply.refused])

    def take_page(self, book: ClientBook, page: Page) -> bool:
        """Join a page into the records and move the cursor; tell whether the page was of use."""
        if page.epoch < book.epoch:
            return False
        self.take_epoch(book, page.epoch)
        if not self.follows_on(book.cursor, page):
            return False
        self.observe(book, page.clock)
        self.erase(book, page.gone)
        self._join(book, page.records)
        book.follow(page.epoch, self.next_cursor(page))
        return True

    def take_records(self, book: ClientBook, records: Sequence[Record]) -> None:
        """Join records that came by another way than a page."""
        self._join(book, records)

    def take_epoch(self, book: ClientBook, epoch: str) -> None:
        """Begin again with a server that was restored: send the newest edits, fetch everything."""
        if book.epoch == epoch:
            return
        if book.epoch:
            book.send_again()
        book.follow(epoch, 0)

    def is_acknowledged(self, dirty: int | None, sent: int) -> bool:
        """Tell whether nothing was edited since the batch was made."""
        return dirty == sent

    def follows_on(self, cursor: int, page: Page) -> bool:
        """Tell whether a page begins where we are: a later one would leave a hole."""
        return page.after <= cursor < page.upto or page.after == cursor == page.upto

    def next_cursor(self, page: Page) -> int:
        """Return up to where the page went."""
        return page.upto

    def observe(self, book: ClientBook, clock: str) -> None:
        """Later edits of ours get later stamps than what we have seen."""
        book.observe(clock)

    def erase(self, book: ClientBook, gone: Sequence[Key]) -> None:
        """Carry out withdrawals."""
        if gone:
            book.erase(gone)

    def merge(self, mine: Record, theirs: Record) -> Record:
        """Return both in one."""
        return merge(mine, theirs)

    def _join(self, book: ClientBook, records: Sequence[Record]) -> None:
        keys = [one.key for one in records]
        dead = book.gone_among(keys)
        held = book.rows(keys)
        new: dict[Key, Local] = {}
        changed: dict[Key, Local] = {}
        found: list[Conflict] = []
        newest = ""
        for theirs in records:
            key = theirs.key
            if key in dead:
                continue
            newest = max(newest, theirs.newest())
            local = held.get(key)
            if local is None:
                held[key] = new[key] = Local(theirs)
                found += choices(None, theirs)
                continue
            mine = local.record
            merged = self.merge(mine, theirs)
            if local.dirty is not None:
                found += conflicts(mine, theirs, merged, local.edited())
            if merged == mine:
                continue
            found += choices(mine, merged)
            local.record = merged
            if key not in new:
                local.before = local.before or mine
                changed[key] = local
        if newest:
            self.observe(book, newest)
        book.put(list(new.values()), are_new=True)
        book.put(list(changed.values()), are_new=False)
        if found:
            book.journal(found)


def keys_of(wire: Iterable[Sequence[object]]) -> tuple[Key, ...]:
    """Read pairs of kind and id."""
    return tuple(Key(str(kind), str(one)) for kind, one in wire)
