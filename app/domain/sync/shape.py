"""Whether a record from outside has the shape that merging relies on."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from app.domain.sync.kinds import KINDS
from app.domain.sync.records import Record, is_stamp

LONGEST_ID = 200
MOST_FIELDS = 200
MOST_NUMBER = 2**53
_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}", re.ASCII)
_DEVICE = re.compile(r"[0-9a-f]{8}", re.ASCII)


def fault_of(record: Record) -> str | None:
    """Return what is wrong with a record, in a word for logs, or None."""
    if not is_name(record.kind) or not is_id(record.id):
        return "key"
    kinds = KINDS.get(record.kind, {})
    if len(record.fields) > MOST_FIELDS:
        return "field_name"
    if not all(name in kinds or is_name(name) for name in record.fields):
        return "field_name"
    if not is_stamp(record.base) or not all(map(is_stamp, record.clocks.values())):
        return "stamp"
    if not record.clocks.keys() <= record.fields.keys():
        return "stamp"
    if not record.more.keys() <= record.fields.keys():
        return "more"
    for name, value in record.fields.items():
        more = record.more.get(name) if record.more else None
        if not _fits(kinds.get(name, "lww"), value, more):
            return name
    return None


def is_name(text: object) -> bool:
    """Tell whether a text may name a kind or a field."""
    return isinstance(text, str) and _NAME.fullmatch(text) is not None


def is_id(text: object) -> bool:
    """Tell whether a text may be an id."""
    return isinstance(text, str) and 0 < len(text) <= LONGEST_ID and text.isprintable()


def _fits(kind: str, value: object, more: object) -> bool:
    if kind == "set":
        return _is_list(value) and (more is None or _is_set(value, more))
    if kind == "counter":
        return _is_number(value) and (more is None or _is_counter(value, more))
    if kind == "strict":
        return _is_plain(value) and (more is None or _is_strict(more))
    return more is None and (_is_plain(value) or _is_list(value))


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return _is_text(value)
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, bool) or _is_number(value)


def _is_text(value: str) -> bool:
    # Half of a pair cannot be written as UTF-8, and a zero byte ends a text in a database.
    if "\x00" in value:
        return False
    if value.isascii():
        return True
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MOST_NUMBER


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and _is_text(one) for one in value)


def _is_seen(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(device, str) and _DEVICE.fullmatch(device) and is_stamp(clock)
        for device, clock in value.items()
    )


def _is_strict(more: object) -> bool:
    if not isinstance(more, Mapping) or more.keys() != {"seen", "others"}:
        return False
    others = more["others"]
    return (
        _is_seen(more["seen"])
        and isinstance(others, Mapping)
        and all(is_stamp(clock) and _is_plain(value) for clock, value in others.items())
    )


def _is_set(value: object, more: object) -> bool:
    if not isinstance(more, Mapping) or more.keys() != {"dots", "seen"}:
        return False
    dots = more["dots"]
    return (
        _is_seen(more["seen"])
        and isinstance(dots, Mapping)
        and sorted(dots) == value
        and all(
            isinstance(clocks, list) and clocks and all(map(is_stamp, clocks))
            for clocks in dots.values()
        )
    )


def _is_counter(value: object, more: object) -> bool:
    if not isinstance(more, Mapping) or more.keys() != {"by"}:
        return False
    by = more["by"]
    return (
        isinstance(by, Mapping)
        and all(isinstance(one, str) and _DEVICE.fullmatch(one) for one in by)
        and all(
            isinstance(pair, list)
            and len(pair) == 2
            and all(_is_number(number) and number >= 0 for number in pair)
            for pair in by.values()
        )
        and sum(plus - minus for plus, minus in by.values()) == value
    )
