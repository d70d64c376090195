"""Two records become one, field by field, and what a person might miss afterwards is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.sync.fields import candidates_of, join
from app.domain.sync.kinds import kind_of
from app.domain.sync.records import Key, More, Record, Value, normal_record


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that two devices changed without knowing of each other.

    `kept` is the value now shown, `lost` the other one. With `is_open` both are kept (strict) and a
    person chooses; otherwise the later edit won and this is for reading and undoing.
    """

    key: Key
    field: str
    kept: Value
    kept_clock: str
    lost: Value
    lost_clock: str
    is_open: bool


def merge(one: Record, other: Record) -> Record:
    """Return the least record that holds both."""
    if one == other:
        return one
    fields: dict[str, Value] = {}
    clocks: dict[str, str] = {}
    besides: dict[str, More] = {}
    mine, theirs = one.fields, other.fields
    for name in sorted(mine if mine.keys() == theirs.keys() else mine.keys() | theirs.keys()):
        # Most fields of most pairs are the same; they are passed on without a detour.
        if name not in theirs or (name in mine and _is_same(name, one, other)):
            source = one
        elif name not in mine:
            source = other
        else:
            joined = join(kind_of(one.kind, name), one.state(name), other.state(name))
            clocks[name], fields[name], more = joined
            if more is not None:
                besides[name] = more
            continue
        fields[name], clocks[name] = source.fields[name], source.clocks.get(name, source.base)
        if name in source.more:
            besides[name] = source.more[name]
    return normal_record(one.kind, one.id, fields, clocks, besides)


def _is_same(name: str, one: Record, other: Record) -> bool:
    return (
        one.clocks.get(name, one.base) == other.clocks.get(name, other.base)
        and one.fields[name] == other.fields[name]
        and one.more.get(name) == other.more.get(name)
    )


def conflicts(
    mine: Record, theirs: Record, merged: Record, unsent: Mapping[str, str]
) -> list[Conflict]:
    """Return the values that merging `theirs` into a record overwrites without their being seen.

    `unsent` holds the fields edited here since the server last had them, each with the stamp that
    its editor saw. Sets and counters join without loss, fields of kind `server` are not ours, and
    strict fields lose nothing (`choices`).
    """
    found: list[Conflict] = []
    for name in sorted(unsent.keys() & theirs.fields.keys()):
        if kind_of(mine.kind, name) not in ("lww", "append"):
            continue
        ours, others, now = mine.state(name), theirs.state(name), merged.state(name)
        if ours.value == others.value or others.clock <= unsent[name]:
            # The same word, or one that the editor here had before her.
            continue
        lost = others if now.clock == ours.clock else ours
        found.append(Conflict(mine.key, name, now.value, now.clock, lost.value, lost.clock,
                              is_open=False))  # fmt: skip
    return found


def choices(before: Record | None, merged: Record) -> list[Conflict]:
    """Return the values of strict fields that newly stand beside the one shown."""
    found: list[Conflict] = []
    for name in merged.more:
        if kind_of(merged.kind, name) != "strict":
            continue
        now = merged.state(name)
        known = {} if before is None or name not in before.fields else candidates_of(
            before.state(name))  # fmt: skip
        candidates = candidates_of(now)
        is_new = len(candidates) > 1 and candidates.keys() != known.keys()
        for clock, value in candidates.items() if is_new else ():
            if clock != now.clock and value != now.value:
                found.append(Conflict(merged.key, name, now.value, now.clock, value, clock,
                                      is_open=True))  # fmt: skip
    return found
