from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.hybrid_clock import (
    MOST_MILLISECONDS,
    NOTHING_YET,
    milliseconds_of,
    next_stamp,
)

DEVICE = "0badcafe"


@given(st.lists(st.integers(0, 10_000), min_size=2))
def test_stamps_only_grow_whatever_the_computers_clock_does(times: list[int]) -> None:
    stamps = [NOTHING_YET]
    for time in times:
        stamps.append(next_stamp(stamps[-1], time, DEVICE))
    assert all(earlier < later for earlier, later in pairwise(stamps))
    assert {len(one) for one in stamps} == {24}


def test_a_stamp_says_when_how_often_and_where() -> None:
    stamp = next_stamp(NOTHING_YET, 0x1234, DEVICE)
    assert stamp == "000000001234" + "0000" + DEVICE
    assert next_stamp(stamp, 0x1234, DEVICE) == "000000001234" + "0001" + DEVICE


def test_a_full_counter_borrows_the_next_millisecond() -> None:
    full = "000000001234" + "ffff" + DEVICE
    assert next_stamp(full, 0x1234, DEVICE) == "000000001235" + "0000" + DEVICE
    assert next_stamp(full, 0x1000, DEVICE) > full


def test_after_seeing_a_device_that_runs_ahead_the_next_edit_is_newer() -> None:
    mine, other = next_stamp(NOTHING_YET, 100, DEVICE), next_stamp(NOTHING_YET, 9000, "ffffffff")
    assert next_stamp(max(mine, other), 101, DEVICE) > other


def test_the_last_stamp_of_all_is_an_error_and_not_an_older_one() -> None:
    last = f"{MOST_MILLISECONDS:012x}ffff{DEVICE}"
    assert milliseconds_of(last) == MOST_MILLISECONDS
    with pytest.raises(OverflowError):
        next_stamp(last, 0, DEVICE)
