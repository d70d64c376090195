"""A record as it travels: fields, the stamp of each, and what some merge kinds keep besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain.hybrid_clock import NOTHING_YET, STAMP_LENGTH

# What JSON holds; deeper values are text by themselves.
Value = str | int | float | bool | None | list[str]
# Strict: {"seen", "others"}; set: {"seen", "dots"}; counter: {"by"} (see app.domain.sync.fields).
More = dict[str, dict[str, object]]

# Stamps of this device are the server's own: it decides fields of kind `server`.
SERVER_DEVICE = "00000000"


class Key(NamedTuple):
    """Which record: its kind and its id."""

    kind: str
    id: str


class State(NamedTuple):
    """One field: the stamp of its value, the value, and what its merge kind keeps besides."""

    clock: str
    value: Value
    more: More | None = None


@dataclass(slots=True)
class Record:
    """Some or all fields of a record. An absent field says nothing; it is not deleted.

    `clocks` holds the stamps that differ from `base`.
    """

    kind: str
    id: str
    fields: dict[str, Value]
    base: str
    clocks: dict[str, str] = field(default_factory=dict)
    more: dict[str, More] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """Return which record it is."""
        return Key(self.kind, self.id)

    def state(self, name: str) -> State:
        """Return one field."""
        return State(self.clocks.get(name, self.base), self.fields[name], self.more.get(name))

    def newest(self) -> str:
        """Return the highest stamp anywhere in the record."""
        found = max(self.clocks.values(), default=self.base)
        return max(found, self.base)

    def only(self, names: Iterable[str]) -> Record:
        """Return a record of some of the fields."""
        return from_states(self.kind, self.id, {name: self.state(name) for name in names})

    def as_json(self) -> dict[str, object]:
        """Return the wire form; empty parts are left out."""
        made: dict[str, object] = {
            "kind": self.kind, "id": self.id, "fields": self.fields, "base": self.base,
        }  # fmt: skip
        if self.clocks:
            made["clocks"] = self.clocks
        if self.more:
            made["more"] = self.more
        return made


def from_states(kind: str, id: str, states: Mapping[str, State]) -> Record:
    """Return the record of these fields in its one normal form: the commonest stamp is the base."""
    fields: dict[str, Value] = {}
    clocks: dict[str, str] = {}
    besides: dict[str, More] = {}
    for name in sorted(states):
        clocks[name], fields[name], more = states[name]
        if more is not None:
            besides[name] = more
    return normal_record(kind, id, fields, clocks, besides)


def normal_record(
    kind: str, id: str, fields: dict[str, Value], clocks: Mapping[str, str], more: dict[str, More]
) -> Record:
    """Return a record in its normal form; everything comes sorted by field, a stamp for each."""
    counted = Counter(clocks.values())
    if len(counted) == 1:
        return Record(kind, id, fields, next(iter(counted)), {}, more)
    base = max(counted, key=lambda clock: (counted[clock], clock), default=NOTHING_YET)
    differing = {name: clock for name, clock in clocks.items() if clock != base}
    return Record(kind, id, fields, base, differing, more)


def record_of(wire: Mapping[str, object]) -> Record:
    """Return the record of a wire form whose shape was checked (or that we wrote ourselves)."""
    return Record(
        wire["kind"], wire["id"], wire["fields"], wire["base"],  # type: ignore[arg-type]
        wire.get("clocks") or {}, wire.get("more") or {},  # type: ignore[arg-type]
    )  # fmt: skip


def device_of(clock: str) -> str:
    """Return the device that made a stamp."""
    return clock[16:]


def is_stamp(text: object) -> bool:
    """Tell whether a text is a stamp: 24 lower-case hexadecimal digits."""
    return (
        isinstance(text, str) and len(text) == STAMP_LENGTH and not text.strip("0123456789abcdef")
    )
