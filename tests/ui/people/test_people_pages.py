"""Finding, writing, reading and importing people through the real window."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.bootstrap.centre import Centre
from app.domain.modes import Modes
from app.domain.people import PersonFields
from app.ui.shell.window import MainWindow
from tests.helpers.windows import (
    CTRL,
    DOWN,
    ENTER,
    ESC,
    field,
    focus_name,
    press,
    settle,
)

F3 = Qt.Key.Key_F3
SAVE = (Qt.Key.Key_S, CTRL)


def add(window: MainWindow, **fields: str) -> str:
    people = window.context.services.people
    return str(people.add_person(window.actor, PersonFields(**fields))[0])


def test_f3_leads_to_the_search_and_enter_opens_the_only_hit(window: MainWindow):
    person = add(window, name="柘榴 都", kana="ざくろ みやこ")
    press(window, F3)
    assert focus_name() == "field_search"
    press(window, "ざくろ", ENTER)
    assert window.screen_id == "person"
    assert window.view._presenter._person == person
    assert "柘榴 都" in str(window.view.title)


def test_arrows_walk_the_rows_found(window: MainWindow):
    for given in ("いち", "に"):
        add(window, kana=f"ざくろ {given}")
    press(window, F3, "ざくろ", ENTER)
    assert focus_name() == "row_0"
    press(window, DOWN)
    assert focus_name() == "row_1"


def test_how_many_were_found_is_told_at_the_field(window: MainWindow):
    press(window, F3, "ぬぬぬ")
    QTest.qWait(250)
    settle(window)
    assert "ぬぬぬ" in field(window, "search").accessibleDescription()


def test_a_wrong_day_says_so_at_its_field(window: MainWindow):
    window.go("person-edit")
    settle(window)
    press(window, "柘榴 都")
    field(window, "birth_date").setText("S15.13.1")
    press(window, SAVE)
    assert focus_name() == "field_birth_date"
    assert "13" in field(window, "birth_date").property("error_text")
    assert window.screen_id == "person-edit"


def test_saving_shows_the_record_and_can_be_taken_back(window: MainWindow, centre: Centre):
    press(window, F3)
    window.bound("people.new").trigger(None)
    settle(window)
    press(window, "柘榴 都", SAVE)
    assert window.screen_id == "person"
    window.bound("shell.undo").trigger(None)
    settle(window)
    assert centre.people.find_people(window.actor, "柘榴").total == 0


def test_what_was_typed_and_not_saved_waits_on_the_page_of_today(window: MainWindow):
    press(window, F3)
    window.bound("people.new").trigger(None)
    settle(window)
    press(window, "柘榴 都")
    QTest.qWait(500)
    settle(window)
    window.go("home")
    settle(window)
    assert focus_name() == "draft_row_0"
    press(window, ENTER)
    assert window.screen_id == "person-edit"
    assert field(window, "name").text() == "柘榴 都"


def test_not_saving_forgets_the_typing_and_can_be_taken_back(window: MainWindow, centre: Centre):
    press(window, F3)
    window.bound("people.new").trigger(None)
    settle(window)
    press(window, "柘榴 都")
    window.bound("people.drop_draft").trigger(None)
    settle(window)
    assert window.screen_id == "people"
    assert centre.drafts.list_parked(window.actor) == ()
    window.bound("shell.undo").trigger(None)
    settle(window)
    assert field(window, "name").text() == "柘榴 都"


def test_somebody_alike_stands_beside_the_form_while_typing(window: MainWindow):
    person = add(window, name="柘榴 都", kana="ざくろ みやこ")
    window.go("person-edit")
    settle(window)
    press(window, "柘榴 都")
    field(window, "kana").setFocus()
    press(window, "ざくろ みやこ")
    QTest.qWait(600)
    settle(window)
    assert [row.subject for row in window.view._panel.rows.rows] == [person]


def test_a_persons_look_switches_the_window_and_back(window: MainWindow, centre: Centre):
    person = add(window, kana="ざくろ みやこ")
    centre.people.set_modes(window.actor, person, Modes(150, "yellow"))
    window.go("person", person=person)
    settle(window)
    window.bound("people.use_modes").trigger(None)
    settle(window)
    assert window.modes == Modes(150, "yellow")
    window.bound("people.leave_modes").trigger(None)
    settle(window)
    assert window.modes == Modes()


def test_the_record_says_who_looked(window: MainWindow):
    person = add(window, kana="ざくろ みやこ")
    window.go("person", person=person)
    settle(window)
    words = [text.text() for text in window.view._looks.findChildren(QWidget) if text.isVisible()]
    assert any("管理 はるか" in word for word in words)


def test_a_town_file_is_checked_and_its_good_rows_imported(
    window: MainWindow, centre: Centre, tmp_path: Path
):
    town = tmp_path / "town.csv"
    with town.open("w", encoding="cp932", newline="") as stream:
        csv.writer(stream).writerows(
            [
                ["氏名", "フリガナ", "生年月日"],
                ["柘榴 都", "ザクロ ミヤコ", "S20.3.3"],
                ["柘榴 一", "ザクロ ハジメ", "昭和15年13月1日"],
            ]
        )
    window.go("people-import")
    settle(window)
    press(window, str(town), ENTER)
    window.bound("import.check").trigger(None)
    settle(window)
    (record,) = window.view._found.cells.records
    assert record.cells[:3] == ("3", "生年月日", "昭和15年13月1日")
    window.view._import()
    settle(window)
    assert window.screen_id == "people"
    assert centre.people.find_people(window.actor, "ざくろ").total == 1


def test_a_file_that_is_not_there_is_said_at_the_field(window: MainWindow):
    window.go("people-import")
    settle(window)
    press(window, "/nowhere/town.csv", ENTER)
    assert field(window, "file").property("error_text")
    press(window, ESC)
    assert window.screen_id == "home"
