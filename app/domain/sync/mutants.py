"""Protocols with one rule broken: the simulator has to catch each of them."""

from __future__ import annotations

from app.domain.hybrid_clock import next_stamp
from app.domain.sync.hub import Hub, Page, Pushed
from app.domain.sync.merge import Fields, State, latest_stamp
from app.domain.sync.replica import Replica


class _AckClearsNewer(Replica):
    """An acknowledgement clears a record even where it was edited since."""

    __slots__ = ()

    def acknowledged(self, reply: Pushed) -> None:
        for record, _version in reply.taken:
            self.dirty.pop(record, None)
        for record in reply.gone:
            self.erase(record)


class _PurgeIgnored(Replica):
    """A device keeps what was purged."""

    __slots__ = ()

    def erase(self, record: str) -> None:
        self.dirty.pop(record, None)


class _WholeRowReplica(Replica):
    """The later record wins as a whole."""

    __slots__ = ()

    def merge(self, record: str, fields: Fields) -> None:
        self.rows[record] = _later(self.rows.get(record, {}), fields)


class _WholeRowHub(Hub):
    """The later record wins as a whole, at the server too."""

    __slots__ = ()

    def merge(self, before: Fields, fields: Fields) -> dict[str, State]:
        return _later(before, fields)


class _PullOverwrites(Replica):
    """What comes from the server replaces what stands here, unsent edits included."""

    __slots__ = ()

    def merge(self, record: str, fields: Fields) -> None:
        self.rows[record] = dict(fields)


class _CursorSkips(Hub):
    """A page's cursor is where the counter stands, not where the page ends."""

    __slots__ = ()

    def cursor_of(self, waiting: list[tuple[int, str]], after: int) -> int:
        return max(self.counter, after)


class _ClockNeverObserves(Replica):
    """Stamps follow the device's own clock alone."""

    __slots__ = ()

    def observe(self, fields: Fields) -> None:
        return

    def take(self, page: Page) -> bool:
        own = self.last_stamp
        taken = Replica.take(self, page)
        self.last_stamp = own
        return taken

    def stamp(self, milliseconds: int) -> str:
        self.last_stamp = next_stamp(self.last_stamp, milliseconds, self.device)
        return self.last_stamp


def _later(one: Fields, other: Fields) -> dict[str, State]:
    def age(fields: Fields) -> tuple[str, str]:
        return latest_stamp(fields), repr(fields)

    return dict(one if age(one) >= age(other) else other)


_REPLICAS: dict[str, type[Replica]] = {
    "ack-clears-newer": _AckClearsNewer,
    "purge-ignored": _PurgeIgnored,
    "whole-row-lww": _WholeRowReplica,
    "pull-overwrites": _PullOverwrites,
    "clock-never-observes": _ClockNeverObserves,
}
_HUBS: dict[str, type[Hub]] = {"whole-row-lww": _WholeRowHub, "cursor-skips": _CursorSkips}
MUTANTS = tuple(sorted(_REPLICAS.keys() | _HUBS.keys()))


def make_replica(mutant: str | None, device: str) -> Replica:
    """Return a device, with a rule broken where the mutant breaks it there."""
    return _REPLICAS.get(mutant or "", Replica)(device)


def make_hub(mutant: str | None) -> Hub:
    """Return a server, with a rule broken where the mutant breaks it there."""
    return _HUBS.get(mutant or "", Hub)()
