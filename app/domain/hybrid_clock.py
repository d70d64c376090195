"""Hybrid logical clock: stamps that sort as text, later edits after those they could know of.

A stamp is `12 hex milliseconds since 1970 | 4 hex counter | 8 hex device` without separators
(sync.md, Protocol). A clock never goes back: not when the computer's clock does, not after a
restart (the store keeps the last stamp), not when another device runs ahead.
"""

from __future__ import annotations

MOST_COUNTER = 0xFFFF
MOST_MILLISECONDS = (1 << 48) - 1
STAMP_LENGTH = 24
NOTHING_YET = "0" * STAMP_LENGTH


def next_stamp(last: str, milliseconds: int, device: str) -> str:
    """Return a stamp later than `last`, at the present time unless that lies behind.

    Args:
        last: the latest stamp this device made or saw, or `NOTHING_YET`.
        milliseconds: the computer's clock, since 1970 in UTC.
        device: 8 hex digits.
    """
    seen, counter = milliseconds_of(last), int(last[12:16], 16)
    if milliseconds > seen:
        seen, counter = min(milliseconds, MOST_MILLISECONDS), 0
    elif counter < MOST_COUNTER:
        counter += 1
    else:
        # 65,536 edits in one millisecond, or a clock that stands still: borrow from the next one.
        seen, counter = seen + 1, 0
    if seen > MOST_MILLISECONDS:
        raise OverflowError("the hybrid clock is at its end")
    return f"{seen:012x}{counter:04x}{device}"


def milliseconds_of(stamp: str) -> int:
    """Return the milliseconds since 1970 inside a stamp."""
    return int(stamp[:12], 16)
