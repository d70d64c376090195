"""The sheet to take home, made from a record that a real store keeps."""

from __future__ import annotations

import pytest

from app.bootstrap.centre import Centre
from app.domain.consultations import ConsultationFields
from app.domain.ids import OperatorId
from app.domain.operators import Operator
from app.domain.people import PersonFields
from app.domain.roles import Actor, Role
from app.messages.consultation_papers import sheet_of
from tests.helpers.stores import make_centre

WHO = Actor(OperatorId("operator-1"), "管理 はるか", Role.ADMINISTRATOR)


@pytest.fixture
def centre(tmp_path):
    joined = Centre(make_centre(tmp_path / "centre"))
    with joined.store.unit_of_work() as work:
        work.operators.add(Operator(WHO.operator, WHO.name, "", WHO.role), "no-hash")
        work.commit()
    yield joined
    joined.close()


@pytest.fixture
def sheet(centre):
    """The sheet of what Hana was shown today."""
    hana = centre.people.add_person(WHO, PersonFields(name="佐藤 ハナ", kana="さとう はな"))[0]
    one = centre.consultations.begin(WHO, hana)[0]
    steps = "① LINEを開く\n② 「送信」を押す\nだめなときは、「許可」を押す"
    centre.consultations.save(WHO, one, ConsultationFields(steps=steps))

    def made():
        found = centre.consultations_out.for_sheet(WHO, one)
        return sheet_of(found.consultation, found.person, centre.name, 28, found.centre_phone)

    return made


def test_what_to_do_when_it_does_not_work_has_its_own_line(sheet):
    assert sheet().steps == ("LINEを開く", "「送信」を押す")
    assert sheet().if_not == "「許可」を押す"


def test_the_telephone_of_the_centre_stands_on_the_sheet_once_it_is_written_down(centre, sheet):
    assert sheet().phone == ""
    centre.settings.write(WHO, {"centre.phone": " 049-555-0123 "})
    assert sheet().phone == "049-555-0123"
