"""Merging: the least upper bound of two states of a record, field by field.

Whatever the order, grouping or number of merges, the result is the same. Each field is of a kind
(see `app.store.kinds`), and its state is one of the frozen values below. Stamps are those of the
hybrid clock; nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.hybrid_clock import NOTHING_YET

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Latest:
    """`lww`: the value of the latest stamp. `server`: the same, stamped by the server alone."""

    stamp: str = NOTHING_YET
    value: Value = None

    def merged(self, other: Latest) -> Latest:
        """Return the later one; equal stamps cannot differ, but a total order costs nothing."""
        return max(self, other, key=lambda one: (one.stamp, repr(one.value)))

    def stamps(self) -> frozenset[str]:
        """Return every stamp in it."""
        return frozenset((self.stamp,))


@dataclass(frozen=True, slots=True)
class Elements:
    """`set`: adding wins over a removal that had not seen the addition.

    Both hold (element, stamp of an addition); a removal names the additions it saw.
    """

    added: frozenset[tuple[str, str]] = frozenset()
    removed: frozenset[tuple[str, str]] = frozenset()

    @property
    def present(self) -> frozenset[str]:
        """Return what is in the set."""
        return frozenset(element for element, _stamp in self.added - self.removed)

    def with_added(self, element: str, stamp: str) -> Elements:
        """Return the set with one more addition."""
        return Elements(self.added | {(element, stamp)}, self.removed)

    def without(self, element: str) -> Elements:
        """Return the set without the additions of an element known here."""
        seen = frozenset(one for one in self.added if one[0] == element)
        return Elements(self.added, self.removed | seen)

    def merged(self, other: Elements) -> Elements:
        """Return the union of both."""
        return Elements(self.added | other.added, self.removed | other.removed)

    def stamps(self) -> frozenset[str]:
        """Return every stamp in it."""
        return frozenset(stamp for _element, stamp in self.added)


@dataclass(frozen=True, slots=True)
class Tally:
    """`counter`: what each device counted by itself, which only grows."""

    counted: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Return the sum over all devices."""
        return sum(self.counted.values())

    def with_one(self, device: str) -> Tally:
        """Return the tally with one more of a device."""
        return Tally({**self.counted, device: self.counted.get(device, 0) + 1})

    def merged(self, other: Tally) -> Tally:
        """Return the larger count of each device."""
        devices = sorted(self.counted.keys() | other.counted.keys())
        return Tally(
            {one: max(self.counted.get(one, 0), other.counted.get(one, 0)) for one in devices}
        )

    def stamps(self) -> frozenset[str]:
        """Return nothing: counting needs no clock."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class Entries:
    """`append`: entries that are only added, each under its stamp."""

    entries: frozenset[tuple[str, Value]] = frozenset()

    def with_entry(self, stamp: str, value: Value) -> Entries:
        """Return the entries with one more."""
        return Entries(self.entries | {(stamp, value)})

    def merged(self, other: Entries) -> Entries:
        """Return the union of both."""
        return Entries(self.entries | other.entries)

    def stamps(self) -> frozenset[str]:
        """Return every stamp in it."""
        return frozenset(stamp for stamp, _value in self.entries)


@dataclass(frozen=True, slots=True)
class Kept:
    """`strict`: values written without knowing of each other are all kept; a person chooses."""

    written: frozenset[tuple[str, Value]] = frozenset()
    replaced: frozenset[str] = frozenset()

    @property
    def values(self) -> tuple[Value, ...]:
        """Return what stands beside each other, the oldest first."""
        return tuple(value for stamp, value in sorted(self.written) if stamp not in self.replaced)

    def with_value(self, stamp: str, value: Value) -> Kept:
        """Return the field with a value that replaces all it had seen."""
        seen = frozenset(one for one, _value in self.written)
        return Kept(self.written | {(stamp, value)}, self.replaced | seen)

    def merged(self, other: Kept) -> Kept:
        """Return the union of both."""
        return Kept(self.written | other.written, self.replaced | other.replaced)

    def stamps(self) -> frozenset[str]:
        """Return every stamp in it."""
        return frozenset(stamp for stamp, _value in self.written)


State = Latest | Elements | Tally | Entries | Kept
Fields = Mapping[str, State]
KINDS: Mapping[str, State] = {
    "lww": Latest(), "server": Latest(), "set": Elements(), "counter": Tally(),
    "append": Entries(), "strict": Kept(),
}  # fmt: skip


def merged(one: State, other: State) -> State:
    """Return the least upper bound of two states of one field.

    Raises:
        TypeError: they are of different kinds.
    """
    match one, other:
        case (
            (Latest(), Latest())
            | (Elements(), Elements())
            | (Tally(), Tally())
            | (Entries(), Entries())
            | (Kept(), Kept())
        ):
            found: State = one.merged(other)  # type: ignore[arg-type]
            return found
    raise TypeError("one field cannot be of two kinds")


def merged_fields(one: Fields, other: Fields) -> dict[str, State]:
    """Return the least upper bound of two states of one record; unknown fields are passed on."""
    found = dict(one)
    for name, state in other.items():
        found[name] = merged(found[name], state) if name in found else state
    return found


def latest_stamp(fields: Fields) -> str:
    """Return the latest stamp anywhere in a record."""
    return max(
        (stamp for state in fields.values() for stamp in state.stamps()), default=NOTHING_YET
    )
