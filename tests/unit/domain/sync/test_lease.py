from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.sync.lease import answers, lease_of, offline_code, question_of

START = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "is_warning", "is_locked"),
    [(0, False, False), (22, False, False), (23, True, False), (29.9, True, False),
     (30, True, True), (400, True, True)],
)  # fmt: skip
def test_a_device_warns_for_seven_days_and_then_locks(
    days: float, is_warning: bool, is_locked: bool
) -> None:
    lease = lease_of(START, 30, None, START + timedelta(days=days))
    assert (lease.is_warning, lease.is_locked) == (is_warning, is_locked)


def test_the_policy_is_held_between_seven_and_sixty_days() -> None:
    assert lease_of(START, 1, None, START).days_left == 7
    assert lease_of(START, 900, None, START).days_left == 60


def test_an_offline_code_opens_for_seven_days_more() -> None:
    now = START + timedelta(days=50)
    assert lease_of(START, 30, None, now).is_locked
    assert lease_of(START, 30, now + timedelta(days=7), now).days_left == 7


def test_a_code_answers_one_number_of_one_device() -> None:
    first, second = question_of("0000000a", 1), question_of("0000000a", 2)
    code = offline_code("secret", first)
    assert answers("secret", first, code.replace("-", " "))
    assert not answers("secret", second, code)
    assert not answers("other", first, code)
    assert not answers("secret", first, "")
