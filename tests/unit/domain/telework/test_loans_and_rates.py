"""The clock of a loan, the talks after a start, and the dated table of the legal rate."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.telework.follow_up import follow_ups
from app.domain.telework.legal_rate import (
    Employed,
    Group,
    count_of,
    legal_rate_report,
    rate_on,
)
from app.domain.telework.loans import Loan, LoanState, months_later
from app.messages.telework_hand_over import FOLLOW_UP_TITLES
from app.services.telework_loans import coach_calendar, follow_up_calendar
from tests.helpers.telework_fakes import NOW

DAY = date(2026, 8, 31)


def test_a_loan_ends_after_its_months_and_warns_thirty_days_before() -> None:
    loan = Loan("l1", "screen_reader", "E1", True).started(DAY)
    assert loan.ends_on == date(2027, 2, 27)
    assert loan.alarm_on == date(2027, 1, 28)
    assert loan.state_on(date(2027, 1, 27)) is LoanState.LENT
    assert loan.state_on(date(2027, 1, 28)) is LoanState.DUE_SOON
    assert loan.state_on(date(2027, 2, 27)) is LoanState.DUE_SOON
    assert loan.state_on(date(2027, 2, 28)) is LoanState.OVERDUE
    assert loan.returned(date(2027, 2, 28)).state_on(date(2027, 3, 1)) is LoanState.RETURNED


@pytest.mark.parametrize(
    ("need", "is_private", "months"),
    [("screen_reader", False, 6), ("screen_reader", True, 7), ("clinic_days", True, 3)],
)
def test_the_rules_of_lending_are_kept(need: str, is_private: bool, months: int) -> None:
    with pytest.raises(Refused):
        Loan("l1", need, "E1", is_private, months)


def test_a_loan_grows_to_six_months_in_all() -> None:
    loan = Loan("l1", "magnifier", "E1", True, 4).started(DAY)
    assert loan.extended(2).months == 6
    with pytest.raises(Refused):
        loan.extended(3)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 24))
def test_months_later_never_leaves_the_month_meant(day: date, months: int) -> None:
    found = months_later(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_talks_are_on_open_days_and_in_order(start: date) -> None:
    closed = {start + timedelta(weeks=1)}
    found = follow_ups(start, "C1", closed)
    assert all(one.day.weekday() < 5 and one.day not in closed for one in found)
    assert [one.day for one in found] == sorted(one.day for one in found)


def test_calendar_entries_keep_their_key_and_coaches_see_all_their_talks() -> None:
    titles = {step: str(words) for step, words in FOLLOW_UP_TITLES.items()}
    entries = follow_up_calendar("P1", DAY, titles, NOW)
    assert len({one.key for one in entries}) == len(entries) == len(titles)
    both = coach_calendar([("C1", DAY), ("C2", DAY), ("C1", date(2026, 10, 1))])
    assert len(both["C1"]) == 2 * len(both["C2"])
    assert [one.day for one in both["C1"]] == sorted(one.day for one in both["C1"])


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2024, 3, 31), Fraction(23, 10)),
        (date(2024, 4, 1), Fraction(25, 10)),
        (date(2026, 6, 30), Fraction(25, 10)),
        (date(2026, 7, 1), Fraction(27, 10)),
    ],
)
def test_the_rate_is_that_of_the_day(day: date, percent: Fraction) -> None:
    assert rate_on(day).percent == percent
    assert rate_on(day).source


@pytest.mark.parametrize(
    ("hours", "group", "counts"),
    [
        (30, Group.PHYSICAL_OR_INTELLECTUAL, 1), (30, Group.SEVERE, 2), (30, Group.MENTAL, 1),
        (20, Group.PHYSICAL_OR_INTELLECTUAL, Fraction(1, 2)), (20, Group.SEVERE, 1),
        (20, Group.MENTAL, 1), (10, Group.SEVERE, Fraction(1, 2)),
        (10, Group.MENTAL, Fraction(1, 2)), (10, Group.PHYSICAL_OR_INTELLECTUAL, 0),
        (9, Group.SEVERE, 0),
    ],
)  # fmt: skip
def test_people_count_by_hours_and_group(hours: int, group: Group, counts: Fraction) -> None:
    assert count_of(Employed(Fraction(hours), group), date(2026, 12, 1)) == counts


def test_short_hours_counted_nothing_before_they_did() -> None:
    assert count_of(Employed(Fraction(15), Group.MENTAL), date(2024, 3, 31)) == 0


def test_a_report_rounds_the_duty_down() -> None:
    staff = [Employed(Fraction(32), Group.SEVERE), Employed(Fraction(12), Group.MENTAL)]
    found = legal_rate_report(date(2026, 12, 1), 100, 30, staff)
    assert (found.staff, found.required, found.counted) == (115, 3, Fraction(5, 2))
    assert found.missing == Fraction(1, 2)
