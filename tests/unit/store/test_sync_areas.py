from __future__ import annotations

import pytest

from app.domain.sync.kinds import KINDS, KINDS_OF_ROLE, MERGE_KINDS
from app.store.sync_areas import AREAS
from app.store.tables import metadata

STAMPS = {"base_clock", "field_clocks", "version", "dirty"}


def test_every_kind_has_its_table_and_every_area_its_kind() -> None:
    assert AREAS.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_is_a_column_and_merges_in_a_known_way(kind: str) -> None:
    columns = metadata.tables[kind].c.keys()
    assert set(KINDS[kind]) <= set(columns)
    assert set(columns) >= STAMPS
    assert set(KINDS[kind].values()) <= set(MERGE_KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_outbox_is_found_by_an_index(kind: str) -> None:
    assert [one for one in metadata.tables[kind].indexes if "dirty" in one.columns]


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_without_a_default_travels_or_is_made_here(kind: str) -> None:
    area = AREAS[kind]
    made = set(area.identity("x/x")) | STAMPS | {"place", "touched_at"}
    for column in area.table.c:
        if not column.nullable and column.server_default is None:
            assert column.name in made | set(area.fields), column.name


def test_roles_name_kinds_that_there_are_and_the_officer_sees_no_people() -> None:
    for role, kinds in KINDS_OF_ROLE.items():
        assert kinds <= KINDS.keys(), role
    assert "people" not in KINDS_OF_ROLE[next(r for r in KINDS_OF_ROLE if r.value == "officer")]
