"""Hours of a week as bits: Monday 00:00 is bit 0, one bit for each half hour, 336 in all."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

HALF_HOURS_A_DAY = 48
HALF_HOURS_A_WEEK = 7 * HALF_HOURS_A_DAY
ANY_TIME = (1 << HALF_HOURS_A_WEEK) - 1

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_JAPANESE = "月火水木金土日"
_PIECE = re.compile(
    r"(?P<first>[a-z]{3}|[月火水木金土日])(?:-(?P<last>[a-z]{3}|[月火水木金土日]))?\s*"
    r"(?P<from_hour>[0-9]{1,2}):(?P<from_minute>[0-5][0-9])-"
    r"(?P<to_hour>[0-9]{1,2}):(?P<to_minute>[0-5][0-9])"
)
_ANY = ("any", "いつでも")


@lru_cache(maxsize=4096)
def parse_windows(text: str) -> int | None:
    """Return the half hours of `mon-fri 09:00-15:00;sat 10:00-12:00`, or None when unreadable.

    Days may be Japanese (月-金), `any` or いつでも is the whole week. A half hour counts when all
    of it lies inside. A window that ends before it begins goes on into the next day.
    """
    plain = normalize("NFKC", text).strip().lower().replace("〜", "-").replace("~", "-")
    if plain in _ANY:
        return ANY_TIME
    bits = 0
    for piece in plain.split(";"):
        if not piece.strip():
            continue
        found = _PIECE.fullmatch(piece.strip())
        if found is None:
            return None
        first = _day(found["first"])
        last = _day(found["last"] or found["first"])
        start = _half_hours(found["from_hour"], found["from_minute"], up=True)
        end = _half_hours(found["to_hour"], found["to_minute"], up=False)
        if first is None or last is None or start is None or end is None:
            return None
        bits |= _window(first, last, start, end)
    return bits


def say_windows(bits: int) -> str:
    """Return the shortest text that `parse_windows` reads back to the same half hours."""
    if bits == ANY_TIME:
        return "any"
    days = [_runs(bits >> (day * HALF_HOURS_A_DAY)) for day in range(7)]
    pieces = []
    day = 0
    while day < 7:
        last = day
        while last + 1 < 7 and days[last + 1] == days[day]:
            last += 1
        name = _DAYS[day] if last == day else f"{_DAYS[day]}-{_DAYS[last]}"
        pieces += [f"{name} {_clock(start)}-{_clock(end)}" for start, end in days[day]]
        day = last + 1
    return ";".join(pieces)


def _window(first: int, last: int, start: int, end: int) -> int:
    length = end - start if end > start else end + HALF_HOURS_A_DAY - start
    bits = 0
    for step in range((last - first) % 7 + 1):
        day = (first + step) % 7
        for half in range(length):
            bits |= 1 << (day * HALF_HOURS_A_DAY + start + half) % HALF_HOURS_A_WEEK
    return bits


def _day(word: str) -> int | None:
    if word in _DAYS:
        return _DAYS.index(word)
    return _JAPANESE.index(word) if word in _JAPANESE else None


def _half_hours(hour: str, minute: str, *, up: bool) -> int | None:
    minutes = int(hour) * 60 + int(minute)
    if minutes > 24 * 60:
        return None
    return -(-minutes // 30) if up else minutes // 30


def _runs(bits: int) -> list[tuple[int, int]]:
    """Return the stretches of one day as (start, end) in half hours."""
    runs: list[tuple[int, int]] = []
    for half in range(HALF_HOURS_A_DAY):
        if not bits >> half & 1:
            continue
        if runs and runs[-1][1] == half:
            runs[-1] = (runs[-1][0], half + 1)
        else:
            runs.append((half, half + 1))
    return runs


def _clock(half: int) -> str:
    return f"{half // 2:02d}:{half % 2 * 30:02d}"
