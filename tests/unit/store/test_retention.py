from __future__ import annotations

from datetime import date

import pytest

from app.store.retention import RULES, rule_for
from app.store.tables import metadata


def test_each_kind_has_a_rule_with_a_basis_on_every_day() -> None:
    for kind in {rule.kind for rule in RULES}:
        for day in (date(2020, 1, 1), date(2026, 4, 1), date(2040, 1, 1)):
            assert rule_for(kind, day).basis


def test_records_of_people_are_never_swept_by_the_calendar_alone() -> None:
    for kind in ("people", "consultations", "audit_log"):
        assert rule_for(kind, date(2030, 1, 1)).keep_days is None


def test_a_kind_without_a_rule_is_an_error() -> None:
    with pytest.raises(KeyError):
        rule_for("horoscopes", date(2030, 1, 1))


def test_the_kinds_are_tables_or_files_that_exist() -> None:
    known = set(metadata.tables) | {"migration_copies"}
    assert {rule.kind for rule in RULES} <= known
