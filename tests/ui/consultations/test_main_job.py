"""The volunteer's main job through the real window: keys only, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.bootstrap.centre import Centre
from app.ui.shell.window import MainWindow
from tests.helpers.windows import DOWN, ENTER, ESC, field, focus_name, press, settle

F2, F3, F8 = Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F8
MOST_KEYS = 12
MY_NUMBER = "123456789018"


def begin_without_a_name(window: MainWindow) -> str:
    """Open a consultation with somebody who gave no name and return its id."""
    press(window, F2)
    window.bound("consultations.nameless").trigger(None)
    settle(window)
    assert window.screen_id == "consultation"
    return str(window.view._id)


def stored(window: MainWindow, one: str) -> Any:
    return window.context.services.consultations.open_consultation(window.actor, one)


def test_a_new_visitor_to_a_closed_record_in_twelve_keys_besides_the_text(
    window: MainWindow, centre: Centre
):
    who = window.actor
    before = centre.consultations.closed(who).total
    keys = 0

    def key(*presses: Any) -> None:
        nonlocal keys
        keys += len(presses)
        press(window, *presses)

    key(F2)
    press(window, "ざくろ みやこ")
    key(ENTER)
    assert focus_name() == "field_name"
    press(window, "柘榴 都")
    key(ENTER)
    assert focus_name() == "field_story"
    press(window, "孫の写真が LINE で送れない。")
    key(F8)
    assert focus_name() == "field_topic"
    key(DOWN, F8)
    assert focus_name() == "field_steps"
    key(F8)
    assert focus_name() == "field_outcome"
    key(DOWN, F8)
    assert window.screen_id == "home"
    assert keys <= MOST_KEYS
    assert centre.consultations.closed(who).total == before + 1
    (found,) = centre.consultations.search(who, "ざくろ").rows
    assert found.person_name == "柘榴 都"


def test_esc_from_the_search_leaves_no_consultation_behind(window: MainWindow, centre: Centre):
    before = centre.consultations.recent(window.actor).total
    press(window, F2, ESC)
    assert window.screen_id == "home"
    assert centre.consultations.recent(window.actor).total == before


def test_what_is_typed_is_in_the_store_half_a_second_later(window: MainWindow):
    one = begin_without_a_name(window)
    press(window, "電話が鳴らない")
    QTest.qWait(500)
    settle(window)
    assert stored(window, one).story == "電話が鳴らない"


def test_somebody_who_types_without_a_pause_is_saved_every_second(window: MainWindow):
    one = begin_without_a_name(window)
    story = field(window, "story")
    for letter in "あいうえおかきくけこ":
        story.insertPlainText(letter)
        QTest.qWait(110)
    assert stored(window, one).story != ""


def test_leaving_the_page_saves_what_was_typed_last(window: MainWindow):
    one = begin_without_a_name(window)
    press(window, "音が出ない")
    field(window, "story").insertPlainText("。急ぎ")
    press(window, ESC)
    assert stored(window, one).story == "音が出ない。急ぎ"


def test_my_number_is_refused_at_its_field_and_the_rest_is_kept(window: MainWindow):
    one = begin_without_a_name(window)
    press(window, f"番号は {MY_NUMBER}")
    field(window, "device").setFocus()
    press(window, "iPhone")
    QTest.qWait(500)
    settle(window)
    found = stored(window, one)
    assert (found.story, found.device) == ("", "iPhone")
    assert "My Number" in field(window, "story").property("error_text") or "個人番号" in field(
        window, "story"
    ).property("error_text")
    field(window, "story").selectAll()
    field(window, "story").insertPlainText("番号のこと")
    QTest.qWait(500)
    settle(window)
    assert not field(window, "story").property("error_text")
    assert stored(window, one).story == "番号のこと"


def test_a_sentence_at_a_missing_field_goes_once_the_field_is_filled(window: MainWindow):
    begin_without_a_name(window)
    press(window, "音が出ない", F8)
    topic = field(window, "topic")
    assert topic.property("error_text")
    press(window, DOWN)
    assert not topic.property("error_text")
    press(window, F8, F8)
    assert not field(window, "outcome").property("error_text")
    press(window, F8)
    assert field(window, "outcome").property("error_text")
    press(window, DOWN)
    assert not field(window, "outcome").property("error_text")


def test_closing_can_be_taken_back_and_reopening_goes_on_writing(window: MainWindow):
    one = begin_without_a_name(window)
    press(window, "音が出ない", F8, DOWN, F8, F8, DOWN, F8)
    assert window.screen_id == "home"
    window.bound("shell.undo").trigger(None)
    settle(window)
    assert stored(window, one).status.value == "open"
    assert window.screen_id == "consultation"
    assert field(window, "story").toPlainText() == "音が出ない"


def test_a_closed_consultation_is_read_and_can_be_opened_again(window: MainWindow):
    one = begin_without_a_name(window)
    press(window, "音が出ない", F8, DOWN, F8, F8, DOWN, F8)
    window.go("consultation", consultation=one)
    settle(window)
    assert not field(window, "story").isVisible()
    assert focus_name() == "action_consultations_reopen"
    press(window, ENTER)
    assert field(window, "story").isVisible()
    assert stored(window, one).status.value == "open"


def test_throwing_away_asks_and_can_be_taken_back(window: MainWindow):
    one = begin_without_a_name(window)
    press(window, "試しに書いた")
    window.bound("consultations.discard").trigger(None)
    settle(window)
    act = next(
        one for one in window.findChildren(QWidget) if one.property("kind") == "danger_filled"
    )
    act.click()
    settle(window)
    assert window.screen_id == "home"
    window.bound("shell.undo").trigger(None)
    settle(window)
    assert stored(window, one).story == "試しに書いた"


def test_the_list_answers_while_typing_and_marks_the_words(window: MainWindow):
    one = begin_without_a_name(window)
    press(window, "ざくろの写真が消えた")
    window.go("consultations")
    settle(window)
    press(window, "ざくろ")
    QTest.qWait(300)
    settle(window)
    rows = window.view._rows.rows
    assert [row.subject for row in rows] == [one]
    press(window, ENTER)
    assert focus_name() == "row_0"
    press(window, ENTER)
    assert window.screen_id == "consultation"


def test_a_page_left_while_it_loads_does_no_harm(window: MainWindow):
    for screen in ("consultations", "people", "home"):
        window.go(screen)
    begun = window.view
    settle(window)
    assert window.view is begun
