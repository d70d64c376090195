"""Records of people: found, proposed, removed and taken back, never overwritten unseen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.people import PersonFields
from tests.helpers.windows import CTRL, focus_name
from tests.ui.desk.conftest import Desk

SAVE = (Qt.Key.Key_S, CTRL)
SAMPLE = (
    "宛名番号,氏名,フリガナ,生年月日,電話番号\r\n"
    "00990001,髙梨 ふみ,タカナシ フミ,S15.4.1,090-0000-4512\r\n"
    "00990002,濵田 正吉,ハマダ ショウキチ,昭和15年13月40日,0480-00-4513\r\n"
    "00990003,戸塚 いと,トツカ イト,1938-01-05,090-0000-4514\r\n"
)


def names(desk: Desk, text: str) -> list[str]:
    return [row.name for row in desk.centre.people.find_people(desk.actor, text).rows]


def write_sample(folder: Path) -> Path:
    file = folder / "町.csv"
    file.write_bytes(SAMPLE.encode("cp932"))
    return file


def trigger(desk: Desk, action: str) -> None:
    desk.window.bound(action).trigger()
    desk.settle()


def test_somebody_with_the_same_kana_and_telephone_is_proposed(desk: Desk):
    known = desk.person("白井 とめ", "しらい とめ", phone="099-900-8881")
    page = desk.show("person-edit")
    desk.field("kana").setFocus()
    desk.press("しらい とめ")
    desk.field("phone").setFocus()
    desk.press("0999008881")
    QTest.qWait(500)
    desk.settle()
    assert [row.subject for row in page._panel.rows.rows] == [known]


def test_a_removed_record_can_be_taken_back(desk: Desk):
    person = desk.person("根本 きく", "ねもと きく")
    page = desk.show("person", person=person)
    page._remove()
    desk.settle()
    assert names(desk, "ねもと きく") == []
    trigger(desk, "shell.undo")
    assert names(desk, "ねもと きく") == ["根本 きく"]


def test_a_record_changed_meanwhile_is_not_overwritten_and_the_typing_stays(desk: Desk):
    person = desk.person("浜 よし", "はま よし")
    desk.show("person-edit", person=person)
    seen = desk.centre.people.open_person(desk.actor, person)
    desk.centre.people.change_person(
        desk.actor, person, PersonFields(name="浜 よし", kana="はま よし", email="a@example.jp"),
        seen.version,
    )  # fmt: skip
    desk.field("email").setFocus()
    desk.press("b@example.jp", SAVE)
    assert desk.window.screen_id == "person-edit"
    assert desk.field("email").text() == "b@example.jp"
    assert desk.centre.people.open_person(desk.actor, person).email == "a@example.jp"
    assert desk.window.announcer.history


def test_a_form_without_any_name_says_so_at_the_field(desk: Desk):
    desk.show("person-edit")
    desk.field("email").setFocus()
    desk.press("c@example.jp", SAVE)
    assert desk.window.screen_id == "person-edit"
    assert focus_name() in ("field_name", "field_kana")
    desk.page._drop()
    desk.settle()


def test_an_import_lists_broken_cells_and_takes_the_good_rows(desk: Desk, tmp_path: Path):
    page = desk.show("people-import")
    page_file(desk, write_sample(tmp_path))
    trigger(desk, "import.check")
    assert [cell.value for cell in page._preview.refused] == ["昭和15年13月40日"]
    assert [record.cells[2] for record in page._found.cells.records] == ["昭和15年13月40日"]
    assert names(desk, "とつか いと") == []
    page._import()
    desk.settle()
    assert names(desk, "とつか いと") == ["戸塚 いと"]
    assert names(desk, "はまだ しょうきち") == []


def test_an_import_that_is_stopped_keeps_nothing(desk: Desk, tmp_path: Path):
    before = desk.centre.people.find_people(desk.actor, "").total
    desk.show("people-import")
    page_file(desk, write_sample(tmp_path))
    trigger(desk, "import.check")
    trigger(desk, "import.cancel")
    assert desk.centre.people.find_people(desk.actor, "").total == before


def page_file(desk: Desk, file: Path) -> None:
    desk.field("file").setFocus()
    desk.press(str(file))
    trigger(desk, "import.read")
