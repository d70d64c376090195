"""Services over a real, encrypted store; no window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap.centre import Centre
from app.domain.ids import OperatorId, PersonId
from app.domain.operators import Operator
from app.domain.people import PersonFields
from app.domain.roles import Actor, Role
from tests.helpers.stores import make_centre

KEIKO = OperatorId("operator-1")


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    """An empty centre with one volunteer."""
    joined = Centre(make_centre(tmp_path / "centre"))
    with joined.store.unit_of_work() as work:
        work.operators.add(Operator(KEIKO, "山田 恵子", "やまだ けいこ", Role.VOLUNTEER), "no-hash")
        work.commit()
    yield joined
    joined.close()


@pytest.fixture
def who() -> Actor:
    """The volunteer at the counter."""
    return Actor(KEIKO, "山田 恵子", Role.VOLUNTEER)


@pytest.fixture
def hana(centre: Centre, who: Actor) -> PersonId:
    """佐藤 ハナ, with a telephone and a birthday."""
    fields = PersonFields(
        name="佐藤 ハナ", kana="さとう はな", birth_date="S20.3.3", phone="090-0000-2231"
    )
    return centre.people.add_person(who, fields)[0]
