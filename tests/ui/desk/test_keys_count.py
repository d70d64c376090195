"""From a new visitor to a closed record in at most twelve key presses besides name and story."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.domain.consultations import Status
from tests.helpers.windows import CTRL, DOWN, ENTER, focus_name
from tests.ui.desk.conftest import Desk

F2, F8 = Qt.Key.Key_F2, Qt.Key.Key_F8
SAVE = (Qt.Key.Key_S, CTRL)
STORY = "孫の写真が LINE で送れない。"


def test_a_new_visitor_becomes_a_closed_record_in_at_most_twelve_presses(desk: Desk):
    presses = 0

    def press(*keys: object) -> None:
        nonlocal presses
        presses += len(keys)
        desk.press(*keys)

    press(F2)
    assert focus_name() == "field_search"
    desk.press("せんざき みつ")
    press(ENTER)
    assert desk.window.screen_id == "person-edit"
    assert desk.field("kana").text() == "せんざき みつ"
    assert focus_name() == "field_name"
    desk.press("仙﨑 みつ")
    press(SAVE)
    assert desk.window.screen_id == "consultation"
    assert focus_name() == "field_story"
    desk.press(STORY)
    # One key leads on: to what this part still needs, to the next part, and to the end.
    press(F8)
    assert focus_name() == "field_topic"
    press(DOWN, F8)
    assert focus_name() == "field_steps"
    press(F8)
    assert focus_name() == "field_outcome"
    press(DOWN, F8)

    assert desk.window.screen_id == "home"
    assert presses <= 12
    closed = desk.centre.consultations.closed(desk.actor).rows[0]
    record = desk.record(closed.id)
    assert record.status is Status.CLOSED
    assert record.story == STORY
    assert record.topic
    assert record.outcome
    assert closed.person_name == "仙﨑 みつ"


def test_somebody_known_needs_fewer_presses(desk: Desk):
    desk.person("大槻 はな", "おおつき はな", phone="099-900-7771")
    presses = (F2, ENTER, F8, DOWN, F8, F8, DOWN, F8)
    desk.press(F2, "7771", ENTER)
    assert desk.window.screen_id == "consultation"
    assert focus_name() == "field_story"
    desk.press(STORY, F8, DOWN, F8, F8, DOWN, F8)
    assert desk.window.screen_id == "home"
    assert len(presses) <= 8
