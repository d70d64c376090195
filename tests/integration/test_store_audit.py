from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.store.centre import OpenCentre
from app.store.keyed_engine import connect
from tests.helpers.stores import START, make_centre

TRIGGERS = ("audit_log_no_update", "audit_log_no_delete")


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[OpenCentre]:
    opened = make_centre(tmp_path / "centre")
    with opened.unit_of_work() as work:
        for number in range(5):
            work.audit.add("operator-1", "look", "people", f"person-{number % 2}", "detail")
        work.commit()
    yield opened
    opened.close()


def test_rows_come_newest_first_by_page_and_subject(centre: OpenCentre) -> None:
    with centre.unit_of_work() as work:
        rows, total = work.audit.rows(limit=2)
        assert ([row.number for row in rows], total) == ([5, 4], 5)
        assert (rows[0].at, rows[0].verb, rows[0].operator) == (START, "look", "operator-1")
        hers, count = work.audit.rows(subject="person-1")
        assert ([row.number for row in hers], count) == ([4, 2], 2)
        assert [row.number for row in work.audit.every()] == [1, 2, 3, 4, 5]
        assert work.audit.verify() is None


def test_a_row_of_an_undone_transaction_leaves_no_gap(centre: OpenCentre) -> None:
    with centre.unit_of_work() as work:
        work.audit.add("operator-1", "look", "people")
    with centre.unit_of_work() as work:
        work.audit.add("operator-1", "look", "people")
        work.commit()
        assert work.audit.rows()[1] == 6
        assert work.audit.verify() is None


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_log SET operator = 'x'", "DELETE FROM audit_log WHERE number = 5"]
)
def test_the_database_itself_refuses_to_change_the_log(centre: OpenCentre, statement: str) -> None:
    raw = connect(centre.file, centre.data_key)
    with pytest.raises(dbapi2.IntegrityError, match="only added to"):
        raw.execute(statement)
    raw.close()


@pytest.mark.parametrize(
    ("statement", "first_broken"),
    [
        ("UPDATE audit_log SET subject = 'someone else' WHERE number = 3", 3),
        ("UPDATE audit_log SET hash = zeroblob(32) WHERE number = 2", 2),
        ("DELETE FROM audit_log WHERE number = 1", 1),
        ("DELETE FROM audit_log WHERE number = 4", 4),
        ("DELETE FROM audit_log WHERE number = 5", 5),
        ("DELETE FROM audit_log", 1),
        ("UPDATE audit_log SET number = 9 WHERE number = 5", 5),
        ("INSERT OR REPLACE INTO audit_log SELECT 2, at, 'x', verb, area, subject, detail, hash"
         " FROM audit_log WHERE number = 2", 2),
        ("INSERT INTO audit_log SELECT 6, at, operator, verb, area, subject, detail, hash"
         " FROM audit_log WHERE number = 5", 6),
    ],
)  # fmt: skip
def test_whoever_goes_around_the_triggers_breaks_the_chain_at_that_row(
    centre: OpenCentre, statement: str, first_broken: int
) -> None:
    raw = connect(centre.file, centre.data_key)
    for trigger in TRIGGERS:
        raw.execute(f"DROP TRIGGER {trigger}")
    raw.execute(statement)
    raw.close()
    with centre.unit_of_work() as work:
        assert work.audit.verify() == first_broken
