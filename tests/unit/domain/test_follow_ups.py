"""Follow-ups: a missed call comes back on a workday; three in a row need more than a call."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.follow_ups import (
    Attempt,
    AttemptResult,
    FollowUp,
    FollowUpKind,
    after_attempt,
    missed_in_a_row,
    next_workday,
)
from app.domain.ids import OperatorId, PersonId

TODAY = date(2026, 11, 24)
START = datetime(2026, 11, 24, tzinfo=UTC)
RESULTS = st.lists(st.sampled_from(AttemptResult), max_size=12)


def a_follow_up(**fields: object) -> FollowUp:
    return FollowUp("f", FollowUpKind.CALL, PersonId("p"), TODAY, **fields)  # type: ignore[arg-type]


def tries(results: list[AttemptResult]) -> list[Attempt]:
    return [
        Attempt(str(n), "f", START + timedelta(hours=n), OperatorId("o"), one)
        for n, one in enumerate(results)
    ]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_next_workday_is_later_and_no_weekend(day):
    later = next_workday(day)
    assert day < later <= day + timedelta(days=3)
    assert later.weekday() < 5


@given(RESULTS, st.randoms())
def test_missed_calls_are_counted_since_the_last_answer_whatever_order_rows_arrive_in(
    results, dice
):
    rows = tries(results)
    told = [one for one in results if one is not AttemptResult.LATER]
    expected = 0
    for one in reversed(told):
        if one is not AttemptResult.MISSED:
            break
        expected += 1
    dice.shuffle(rows)
    assert missed_in_a_row(rows) == expected


def test_a_call_that_was_answered_is_done_and_a_check_in_comes_again():
    assert after_attempt(a_follow_up(), AttemptResult.REACHED, TODAY) == (TODAY, True)
    weekly = a_follow_up(every_days=7)
    assert after_attempt(weekly, AttemptResult.REACHED, TODAY) == (date(2026, 12, 1), False)


def test_who_asks_for_another_day_is_called_on_that_day():
    day = date(2026, 12, 3)
    assert after_attempt(a_follow_up(), AttemptResult.LATER, TODAY, day) == (day, False)
