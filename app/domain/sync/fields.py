"""How one field is edited and how two states of it join: the least upper bound of each merge kind.

Joining is commutative, associative and idempotent for every kind, so the order and the number of
messages do not matter. `seen` of a strict field or a set holds, by device, the newest stamp that is
known: a value or a mark that is missing although its stamp is among the seen ones was replaced.
A field of kind `server` joins by its stamp like `lww`; the server answers a wish with a later one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TypeVar, cast

from app.domain.sync.records import More, State, Value, device_of

Seen = dict[str, str]
T = TypeVar("T")


def edit(kind: str, before: State | None, value: Value, stamp: str) -> State:
    """Return a field after a person changed it; what she replaces she has seen."""
    if kind == "set":
        return _edit_set(before, value, stamp)
    if kind == "counter":
        return _edit_counter(before, value, stamp)
    if kind == "strict" and before is not None:
        candidates = candidates_of(before)
        return _strict({stamp: value}, _seen_of(before.more, (*candidates, stamp)))
    return State(stamp, value)


def join(kind: str, one: State, other: State) -> State:
    """Return the least state that holds both."""
    if one == other:
        return one
    if kind == "strict":
        return _join_strict(one, other)
    if kind == "set":
        return _join_set(one, other)
    if kind == "counter":
        return _join_counter(one, other)
    if kind == "append":
        return min(one, other, key=_order)
    return max(one, other, key=_order)


def candidates_of(state: State) -> dict[str, Value]:
    """Return the values of a strict field that nobody chose between yet, by stamp."""
    others = {} if state.more is None else cast(dict[str, Value], state.more["others"])
    return {**others, state.clock: state.value}


def _order(state: State) -> tuple[str, str]:
    # Two values under one stamp come from no honest device; the larger text makes it one answer.
    return state.clock, json.dumps(state.value, sort_keys=True, ensure_ascii=False)


def _seen_of(more: More | None, clocks: Iterable[str]) -> Seen:
    seen = {} if more is None else dict(cast(Seen, more.get("seen", {})))
    for clock in clocks:
        device = device_of(clock)
        if clock > seen.get(device, ""):
            seen[device] = clock
    return seen


def _join_seen(one: Seen, other: Seen) -> Seen:
    return {
        device: max(one.get(device, ""), other.get(device, ""))
        for device in sorted(one.keys() | other.keys())
    }


def _survivors(mine: Mapping[str, T], theirs: Mapping[str, T], seen: Seen) -> dict[str, T]:
    """Keep what the other side also has, or cannot know yet."""
    return {
        clock: value
        for clock, value in mine.items()
        if clock in theirs or clock > seen.get(device_of(clock), "")
    }


def _strict(candidates: Mapping[str, Value], seen: Seen) -> State:
    shown = max(candidates)
    others = {clock: candidates[clock] for clock in sorted(candidates) if clock != shown}
    if not others and seen == {device_of(shown): shown}:
        return State(shown, candidates[shown])
    ordered = {device: seen[device] for device in sorted(seen)}
    return State(shown, candidates[shown], {"seen": cast(dict[str, object], ordered),
                                            "others": cast(dict[str, object], others)})  # fmt: skip


def _join_strict(one: State, other: State) -> State:
    mine, theirs = candidates_of(one), candidates_of(other)
    seen, their_seen = _seen_of(one.more, mine), _seen_of(other.more, theirs)
    kept = _survivors(mine, theirs, their_seen)
    for clock, value in _survivors(theirs, mine, seen).items():
        if clock in kept and kept[clock] != value:
            value = max(State(clock, value), State(clock, kept[clock]), key=_order).value
        kept[clock] = value
    return _strict(kept or mine | theirs, _join_seen(seen, their_seen))


def _edit_set(before: State | None, value: Value, stamp: str) -> State:
    wanted = sorted(set(cast(list[str], value or [])))
    dots = {} if before is None else _dots_of(before)
    known = [clock for clocks in dots.values() for clock in clocks]
    if before is not None:
        known.append(before.clock)
    seen = _seen_of(None if before is None else before.more, (*known, stamp))
    return _set(stamp, {one: dots.get(one) or [stamp] for one in wanted}, seen)


def _dots_of(state: State) -> dict[str, list[str]]:
    if state.more is None:
        return {one: [state.clock] for one in cast(list[str], state.value or [])}
    return cast(dict[str, list[str]], state.more["dots"])


def _set(clock: str, dots: Mapping[str, list[str]], seen: Seen) -> State:
    ordered = {one: sorted(dots[one]) for one in sorted(dots)}
    if seen == {device_of(clock): clock} and all(one == [clock] for one in ordered.values()):
        return State(clock, list(ordered))
    more = {"dots": ordered, "seen": {device: seen[device] for device in sorted(seen)}}
    return State(clock, list(ordered), cast(More, more))


def _join_set(one: State, other: State) -> State:
    mine, theirs = _dots_of(one), _dots_of(other)
    seen = _seen_of(one.more, (one.clock,))
    their_seen = _seen_of(other.more, (other.clock,))
    kept: dict[str, list[str]] = {}
    for element in mine.keys() | theirs.keys():
        ours = dict.fromkeys(mine.get(element, ()), True)
        others = dict.fromkeys(theirs.get(element, ()), True)
        alive = _survivors(ours, others, their_seen) | _survivors(others, ours, seen)
        if alive:
            kept[element] = sorted(alive)
    return _set(max(one.clock, other.clock), kept, _join_seen(seen, their_seen))


def _by_of(state: State) -> dict[str, list[int]]:
    if state.more is None:
        number = cast(int, state.value or 0)
        return {device_of(state.clock): [max(number, 0), max(-number, 0)]}
    return cast(dict[str, list[int]], state.more["by"])


def _counter(clock: str, by: Mapping[str, list[int]]) -> State:
    ordered = {device: by[device] for device in sorted(by) if any(by[device])}
    value = sum(plus - minus for plus, minus in ordered.values())
    simple = {device_of(clock): [max(value, 0), max(-value, 0)]} if value else {}
    more = None if ordered == simple else cast(More, {"by": ordered})
    return State(clock, value, more)


def _edit_counter(before: State | None, value: Value, stamp: str) -> State:
    by = {} if before is None else {one: list(pair) for one, pair in _by_of(before).items()}
    change = cast(int, value) - (0 if before is None else cast(int, before.value))
    mine = by.setdefault(device_of(stamp), [0, 0])
    mine[0 if change > 0 else 1] += abs(change)
    return _counter(stamp, by)


def _join_counter(one: State, other: State) -> State:
    mine, theirs = _by_of(one), _by_of(other)
    by = {
        device: [max(pair) for pair in zip(mine.get(device, (0, 0)), theirs.get(device, (0, 0)),
                                           strict=True)]
        for device in mine.keys() | theirs.keys()
    }  # fmt: skip
    return _counter(max(one.clock, other.clock), by)
