"""Times of a week as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.telework.windows import ANY_TIME, parse_windows, say_windows


@given(st.integers(1, ANY_TIME))
def test_what_is_said_is_read_back(bits: int) -> None:
    assert parse_windows(say_windows(bits)) == bits


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("月-金 9:00-15:00", "mon-fri 09:00-15:00"),
        ("月〜金　９：００〜１５：００；土 10:00-12:00", "mon-fri 09:00-15:00;sat 10:00-12:00"),
        ("いつでも", "any"),
        ("fri-mon 09:00-10:00", "fri 9:00-10:00;sat 9:00-10:00;sun 9:00-10:00;mon 9:00-10:00"),
        ("mon 22:00-02:00", "mon 22:00-24:00;tue 00:00-02:00"),
        ("mon 09:10-10:50", "mon 09:30-10:30"),
    ],
)
def test_two_ways_of_writing_mean_the_same(one: str, other: str) -> None:
    assert parse_windows(one) == parse_windows(other) is not None


@pytest.mark.parametrize("text", ["morning", "mon", "mon 25:00-26:00", "xyz 09:00-10:00", "9-15"])
def test_what_cannot_be_read_is_not_guessed(text: str) -> None:
    assert parse_windows(text) is None
