"""Operators, their tries, drafts and settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.errors import Refused
from app.domain.ids import OperatorId
from app.domain.operators import Draft, Operator
from app.domain.roles import Role
from app.store.centre import OpenCentre, open_centre
from app.store.keyed_engine import connect
from tests.helpers.stores import START, SetClock, make_centre

KEIKO = Operator(OperatorId("o1"), "山田 恵子", "やまだ けいこ", Role.VOLUNTEER, "cat")
HARUKA = Operator(OperatorId("o2"), "青木 はるか", "あおき はるか", Role.ADMINISTRATOR)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[OpenCentre]:
    opened = make_centre(tmp_path / "centre")
    with opened.unit_of_work() as work:
        work.operators.add(KEIKO, "hash-1")
        work.operators.add(HARUKA, "hash-2")
        work.commit()
    yield opened
    opened.close()


def test_operators_are_listed_by_kana_and_changed(centre: OpenCentre) -> None:
    with centre.unit_of_work() as work:
        assert work.operators.list() == (HARUKA, KEIKO)
        work.operators.change(KEIKO.id, {"is_active": False, "role": Role.COORDINATOR})
        assert work.operators.list(only_active=True) == (HARUKA,)
        found = work.operators.get(KEIKO.id)
        assert found is not None
        assert (found.is_active, found.role) == (False, Role.COORDINATOR)
        assert work.operators.pin_hash(KEIKO.id) == "hash-1"
        work.operators.set_pin(KEIKO.id, "hash-3")
        assert work.operators.pin_hash(KEIKO.id) == "hash-3"
        assert work.operators.pin_hash(OperatorId("nobody")) is None


def test_wrong_tries_are_counted_over_a_restart_until_a_right_one(centre: OpenCentre) -> None:
    for minute in range(3):
        with centre.unit_of_work() as work:
            work.operators.note_attempt(KEIKO.id, START + timedelta(minutes=minute), ok=False)
            work.commit()
    centre.close()
    again = open_centre(centre.folder, centre.data_key, now=SetClock())
    with again.unit_of_work() as work:
        assert work.operators.attempts(KEIKO.id) == (3, START + timedelta(minutes=2))
        assert work.operators.attempts(HARUKA.id) == (0, None)
        work.operators.note_attempt(KEIKO.id, START + timedelta(minutes=9), ok=True)
        assert work.operators.attempts(KEIKO.id) == (0, START + timedelta(minutes=9))
        with pytest.raises(Refused):
            work.operators.note_attempt(OperatorId("nobody"), START, ok=False)
    again.close()


def test_a_draft_is_kept_for_operator_screen_and_record(centre: OpenCentre) -> None:
    draft = Draft(KEIKO.id, "consultation", "c1", {"story": "途中の\n話🙂"}, START)
    later = Draft(KEIKO.id, "person-edit", "", {"name": "佐"}, START + timedelta(minutes=1))
    with centre.unit_of_work() as work:
        work.drafts.put(Draft(KEIKO.id, "consultation", "c1", {"story": "途"}, START))
        work.drafts.put(draft)
        work.drafts.put(later)
        work.commit()
    with centre.unit_of_work() as work:
        assert work.drafts.get(KEIKO.id, "consultation", "c1") == draft
        assert work.drafts.list(KEIKO.id) == (later, draft)
        assert work.drafts.list(HARUKA.id) == ()
        work.drafts.drop(KEIKO.id, "consultation", "c1")
        work.drafts.drop(KEIKO.id, "consultation", "c1")
        assert work.drafts.get(KEIKO.id, "consultation", "c1") is None


def test_settings_belong_to_their_scope(centre: OpenCentre) -> None:
    with centre.unit_of_work() as work:
        work.settings.put("language", "centre", "ja")
        work.settings.put("language", "operator:o1", "ja_easy")
        work.settings.put("language", "centre", "en")
        work.settings.put("language", "centre", "en")
        work.commit()
    with centre.unit_of_work() as work:
        assert work.settings.get("language") == "en"
        assert work.settings.get("language", "operator:o1") == "ja_easy"
        assert work.settings.get("text") is None
        assert work.settings.every("operator:o1") == {"language": "ja_easy"}


def test_only_drafts_older_than_their_rule_are_swept_and_only_once_a_day(
    centre: OpenCentre,
) -> None:
    with centre.unit_of_work() as work:
        work.drafts.put(Draft(KEIKO.id, "old", "", {}, START))
        work.drafts.put(Draft(KEIKO.id, "new", "", {}, START + timedelta(days=300)))
        work.operators.note_attempt(KEIKO.id, START, ok=False)
        work.commit()
    copies = centre.folder / "backups"
    for name, at in (("fresh", START + timedelta(days=390)), ("stale", START)):
        copy = copies / f"before-schema-2-{name}.db"
        copy.write_bytes(b"")
        os.utime(copy, (at.timestamp(), at.timestamp()))
    centre.close()
    again = open_centre(centre.folder, centre.data_key, now=SetClock(START + timedelta(days=400)))
    with again.unit_of_work() as work:
        assert [one.screen for one in work.drafts.list(KEIKO.id)] == ["new"]
        assert work.operators.attempts(KEIKO.id) == (0, None)
    again.close()
    raw = connect(centre.file, centre.data_key)
    assert raw.execute("SELECT swept_on FROM device").fetchone() == ("2027-06-05",)
    raw.close()
    assert [one.name for one in copies.iterdir()] == ["before-schema-2-fresh.db"]


def test_a_unit_of_work_cannot_be_entered_twice_or_kept_outside(centre: OpenCentre) -> None:
    work = centre.unit_of_work()
    with pytest.raises(RuntimeError):
        work.commit()
    with work, pytest.raises(RuntimeError):
        work.__enter__()


def test_a_unit_of_work_may_go_on_after_a_commit(centre: OpenCentre) -> None:
    with centre.unit_of_work() as work:
        work.settings.put("a", "centre", "1")
        work.audit.add("o1", "change", "settings")
        work.commit()
        work.settings.put("a", "centre", "2")
        work.audit.add("o1", "change", "settings")
        work.commit()
        work.settings.put("a", "centre", "3")
    with centre.unit_of_work() as work:
        assert work.settings.get("a") == "2"
        assert work.audit.verify() is None
        assert work.audit.rows()[1] == 2
