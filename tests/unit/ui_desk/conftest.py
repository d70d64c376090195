"""Presenters over the real services and a real store; no window, no Qt."""

from __future__ import annotations

import pytest

from app.bootstrap.centre import Centre
from app.domain.ids import OperatorId
from app.domain.operators import Operator
from app.domain.people import PersonFields
from app.domain.roles import Actor, Role
from app.messages import set_language
from tests.helpers.stores import make_centre

ADMINISTRATOR = OperatorId("operator-1")


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language of their source."""
    set_language("en")
    yield
    set_language("ja")


@pytest.fixture
def centre(tmp_path):
    """An empty centre with one administrator."""
    joined = Centre(make_centre(tmp_path / "centre"))
    with joined.store.unit_of_work() as work:
        member = Operator(ADMINISTRATOR, "管理 はるか", "かんり はるか", Role.ADMINISTRATOR)
        work.operators.add(member, "no-hash")
        work.commit()
    yield joined
    joined.close()


@pytest.fixture
def who():
    """The administrator, who sees every area."""
    return Actor(ADMINISTRATOR, "管理 はるか", Role.ADMINISTRATOR)


@pytest.fixture
def hana(centre, who):
    """佐藤 ハナ, with a telephone and a birthday."""
    fields = PersonFields(
        name="佐藤 ハナ", kana="さとう はな", birth_date="S20.3.3", phone="090-0000-2231"
    )
    return centre.people.add_person(who, fields)[0]
