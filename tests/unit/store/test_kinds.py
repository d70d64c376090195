from __future__ import annotations

import dataclasses

from app.domain.consultations import Consultation
from app.domain.operators import Operator
from app.domain.people import Person
from app.store import kinds, tables

LOCAL = {"id", "version"}


def test_every_field_of_a_record_names_its_merge_kind() -> None:
    for record, table in (
        (Person, kinds.PEOPLE),
        (Consultation, kinds.CONSULTATIONS),
        (Operator, kinds.OPERATORS),
    ):
        fields = {one.name for one in dataclasses.fields(record)} - LOCAL
        assert fields <= table.keys()


def test_every_kind_is_one_of_the_six() -> None:
    six = {"lww", "set", "counter", "append", "server", "strict"}
    for table in (kinds.PEOPLE, kinds.CONSULTATIONS, kinds.OPERATORS, kinds.SETTINGS):
        assert set(table.values()) <= six


def test_every_synchronised_field_is_a_column() -> None:
    assert set(kinds.PEOPLE) <= set(tables.people.c.keys())
    assert set(kinds.CONSULTATIONS) <= set(tables.consultations.c.keys())
    assert set(kinds.OPERATORS) <= set(tables.operators.c.keys())
