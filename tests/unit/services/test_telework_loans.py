"""Loans over a real store: asked for, lent, reminded of and given back."""

from __future__ import annotations

from datetime import date

import pytest

from app.bootstrap.centre import Centre
from app.domain.errors import Refused
from app.domain.operators import Operator
from app.domain.roles import Role
from tests.helpers.telework_fakes import OFFICER, SUPPORTER


@pytest.fixture(autouse=True)
def supporter(centre: Centre) -> None:
    """Let the supporter work in the centre."""
    with centre.store.unit_of_work() as work:
        work.operators.add(Operator(SUPPORTER.operator, "支援 花", "", Role.SUPPORTER), "no-hash")
        work.commit()


def test_alarms_show_what_ends_first(centre: Centre) -> None:
    service = centre.loans
    first = service.request(SUPPORTER, "magnifier", "E1", 2, is_private_employer=True)
    second = service.request(SUPPORTER, "magnifier", "E2", 1, is_private_employer=True)
    asked = service.request(SUPPORTER, "magnifier", "E3", is_private_employer=True)
    service.start(SUPPORTER, first.id, date(2026, 9, 1))
    service.start(SUPPORTER, second.id, date(2026, 9, 1))
    found = [one.id for one in service.alarms(SUPPORTER, date(2026, 10, 2))]
    assert found == [second.id, first.id]
    service.give_back(SUPPORTER, second.id, date(2026, 10, 2))
    assert [one.id for one in service.alarms(SUPPORTER, date(2026, 10, 2))] == [first.id]
    assert asked.id not in found


def test_another_role_lends_nothing(centre: Centre) -> None:
    with pytest.raises(Refused):
        centre.loans.request(OFFICER, "magnifier", "E1", is_private_employer=True)


def test_a_loan_nobody_knows_is_refused(centre: Centre) -> None:
    with pytest.raises(Refused):
        centre.loans.start(SUPPORTER, "nothing", date(2026, 9, 1))
