"""What devices and the server keep, in memory, for the simulator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.hybrid_clock import NOTHING_YET, next_stamp
from app.domain.sync.client_side import Local, Page, PushReply
from app.domain.sync.merge import Conflict
from app.domain.sync.records import SERVER_DEVICE, Key
from app.domain.sync.server_side import Held


class Time:
    """The world's time in milliseconds."""

    def __init__(self) -> None:
        self.now = 1_800_000_000_000


class Device:
    """One device: satisfies `ClientBook`. What it holds survives a crash, as a disk does."""

    def __init__(self, name: str, time: Time, skew: int) -> None:
        self.name = name
        self.skew = skew
        self.cursor = 0
        self.epoch = ""
        self.kept: dict[Key, Local] = {}
        self.gone: set[Key] = set()
        self.conflicts: dict[tuple[Key, str, str], Conflict] = {}
        self._waiting: dict[Key, int] = {}
        self._time = time
        self._clock = NOTHING_YET
        self._version = 0
        self._must_tell: list[Key] = []

    def stamp(self) -> str:
        """Return a fresh stamp by this device's own, wrong clock."""
        self._clock = next_stamp(self._clock, self._time.now + self.skew, self.name)
        return self._clock

    def next_version(self) -> int:
        """Return a local version that no record ever had."""
        self._version += 1
        return self._version

    def keep(self, local: Local) -> None:
        """Keep what a person wrote."""
        key = local.record.key
        self.kept[key] = local
        if local.dirty is not None:
            self._waiting[key] = local.dirty

    def outbox(self, most: int, after: int = 0) -> Sequence[Local]:
        """Return unsent records, the oldest local version first."""
        waiting = sorted(self._waiting, key=self._waiting.__getitem__)
        waiting = [key for key in waiting if self._waiting[key] > after]
        return [self.kept[key] for key in waiting[:most]]

    def rows(self, keys: Sequence[Key]) -> dict[Key, Local]:
        """Return the records there are."""
        return {key: self.kept[key] for key in keys if key in self.kept}

    def versions(self, keys: Sequence[Key]) -> dict[Key, int | None]:
        """Return the `dirty` of the records there are."""
        return {key: self.kept[key].dirty for key in keys if key in self.kept}

    def put(self, changed: Sequence[Local], *, are_new: bool) -> None:
        """Write merged records."""
        for local in changed:
            self.kept[local.record.key] = local

    def clear(self, acknowledged: Sequence[Key]) -> None:
        """Nothing of these records has to travel any more."""
        for key in acknowledged:
            self.kept[key].dirty = self.kept[key].unsent = None
            self._waiting.pop(key, None)

    def erase(self, keys: Sequence[Key]) -> None:
        """Delete for ever."""
        for key in keys:
            self.kept.pop(key, None)
            self._waiting.pop(key, None)
            self.gone.add(key)
        dead = [place for place in self.conflicts if place[0] in self.gone]
        for place in dead:
            del self.conflicts[place]

    def gone_among(self, keys: Sequence[Key]) -> set[Key]:
        """Return which of these were withdrawn."""
        return self.gone.intersection(keys)

    def journal(self, found: Sequence[Conflict]) -> None:
        """Keep conflicts."""
        for one in found:
            self.conflicts[one.key, one.field, one.lost_clock] = one

    def refuse(self, refused: Mapping[Key, str]) -> None:
        """Stop sending what the server does not take."""
        self.clear(list(refused))

    def follow(self, epoch: str, cursor: int) -> None:
        """Keep up to where the server was followed."""
        self.epoch, self.cursor = epoch, cursor

    def observe(self, clock: str) -> None:
        """Let the clock know a stamp from outside."""
        self._clock = max(self._clock, clock)

    def send_again(self) -> None:
        """Put everything into the outbox: in a history nothing is older than a day."""
        for local in self.kept.values():
            local.dirty, local.unsent = self.next_version(), None
            self._waiting[local.record.key] = local.dirty
        self._must_tell = sorted(self.gone)

    def withdrawn(self) -> Sequence[Key]:
        """Return withdrawals that the server may have lost."""
        return self._must_tell

    def told(self, keys: Sequence[Key]) -> None:
        """Note that the server knows these."""
        known = set(keys)
        self._must_tell = [key for key in self._must_tell if key not in known]


class Server:
    """The server: satisfies `ServerBook`."""

    def __init__(self, time: Time) -> None:
        self.life = 1
        self.seq = 0
        self.rows: dict[Key, Held] = {}
        self.replies: dict[str, PushReply] = {}
        self._clock = NOTHING_YET
        self._time = time

    @property
    def epoch(self) -> str:
        """The life of this server."""
        return f"{self.life:04}"

    def kept_reply(self, batch: str) -> PushReply | None:
        """Return the answer a batch got before."""
        return self.replies.get(batch)

    def held(self, keys: Sequence[Key]) -> dict[Key, Held]:
        """Return the records there are."""
        return {key: self.rows[key] for key in keys if key in self.rows}

    def advance(self, count: int) -> int:
        """Take numbers of the counter."""
        self.seq += count
        return self.seq

    def write(self, rows: Mapping[Key, Held]) -> None:
        """Keep records."""
        self.rows.update(rows)

    def keep_reply(self, reply: PushReply) -> None:
        """Remember the answer."""
        self.replies[reply.id] = reply

    def stamp(self) -> str:
        """Return a fresh stamp of the server's own clock."""
        self._clock = next_stamp(self._clock, self._time.now, SERVER_DEVICE)
        return self._clock

    def observe(self, clock: str) -> None:
        """Let the server's clock know a stamp."""
        self._clock = max(self._clock, clock)

    def page(self, device: str, after: int, most: int) -> Page:
        """Return what changed after a cursor, without what the device wrote itself."""
        later = sorted((row.seq, key) for key, row in self.rows.items() if row.seq > after)
        part = later[:most]
        is_last = len(part) == len(later)
        rows = [(key, self.rows[key]) for _, key in part]
        return Page(
            self.epoch, after, self.seq if is_last else part[-1][0], self.stamp(),
            tuple(row.record for _, row in rows
                  if row.record is not None and row.writer != device),
            tuple(key for key, row in rows if row.record is None), is_last,
        )  # fmt: skip

    def copy(self) -> tuple[int, dict[Key, Held], dict[str, PushReply]]:
        """Return a backup."""
        rows = {key: Held(row.seq, row.record, row.writer) for key, row in self.rows.items()}
        return self.seq, rows, dict(self.replies)

    def restore(self, backup: tuple[int, dict[Key, Held], dict[str, PushReply]]) -> None:
        """Go back to a backup and begin a new life."""
        self.seq, self.rows, self.replies = backup[0], dict(backup[1]), dict(backup[2])
        self.life += 1
