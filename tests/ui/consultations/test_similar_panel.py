"""Similar consultations and step cards beside the story, in the real window."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.bootstrap.centre import Centre
from app.domain.consultations import ConsultationFields
from app.domain.people import PersonFields
from app.ui.parts.row_list import RowList
from app.ui.shell.window import MainWindow
from tests.helpers.windows import field, press, settle

F2, F7 = Qt.Key.Key_F2, Qt.Key.Key_F7
STORY = "孫の写真がラインで送れない。前は送れた。"


@pytest.fixture
def told(centre: Centre, window: MainWindow) -> str:
    """佐藤さん came with this trouble before, and her steps name her grandson."""
    who = window.actor
    hana = centre.people.add_person(who, PersonFields(name="神保 ハナ", kana="じんぼ はな"))[0]
    one = centre.consultations.begin(who, hana)[0]
    fields = ConsultationFields(
        topic="line.line_photo", story="神保です。LINEで孫に写真が送れない。許可の画面で止まる。",
        steps="神保さんと「許可」を押した。\n孫のケンタくんに送った。", outcome="hands_on",
        minutes="12",
    )  # fmt: skip
    centre.consultations.close(who, one, fields)
    return str(one)


def begin(window: MainWindow) -> None:
    press(window, F2)
    window.bound("consultations.nameless").trigger(None)
    settle(window)


def pause(window: MainWindow) -> None:
    QTest.qWait(200)
    settle(window)


def cases(window: MainWindow) -> tuple:
    return window.view._panel.findChildren(RowList)[0].rows


def test_similar_consultations_stand_beside_the_story_when_typing_stops(window, told):
    begin(window)
    press(window, STORY)
    pause(window)
    assert told in [row.subject for row in cases(window)]
    spoken = next(row for row in cases(window) if row.subject == told).accessibleName()
    assert "写真" in spoken
    assert "12" in spoken


def test_no_name_is_in_anything_the_panel_shows(window, told):
    begin(window)
    press(window, STORY)
    pause(window)
    window.bound("consultations.what_was_done").trigger(told)
    settle(window)
    shown = " ".join(
        f"{one.accessibleName()} {one.property('text') or ''}"
        for one in window.view._panel.findChildren(QWidget)
    )
    assert "許可" in shown
    for name in ("神保", "ハナ", "ケンタ"):
        assert name not in shown


def test_a_consultation_is_never_similar_to_itself(window, told):
    window.go("consultation", consultation=told)
    settle(window)
    assert told not in [row.subject for row in cases(window)]


def test_the_step_card_opens_with_one_key_and_its_steps_are_written_down(window, told):
    begin(window)
    one = window.view._id
    press(window, STORY)
    pause(window)
    press(window, F7)
    assert window.screen_id == "step-card"
    window.bound("steps.write").trigger(None)
    settle(window)
    assert window.screen_id == "consultation"
    assert "「LINE」" in field(window, "steps").toPlainText()
    assert field(window, "story").toPlainText() == STORY
    window.bound("shell.undo").trigger(None)
    settle(window)
    kept = window.context.services.consultations.open_consultation(window.actor, one)
    assert (kept.steps, kept.story) == ("", STORY)


def test_every_step_is_ticked_with_enter_alone(window, told):
    window.go("step-card", card="line-send-photo")
    settle(window)
    for _step in range(5):
        press(window, Qt.Key.Key_Return)
    assert "all steps" in window.view.where().casefold() or "すべて" in window.view.where()


def test_a_search_for_similar_ones_keeps_no_save_waiting(window, centre, told):
    """While a reader holds the store, what is typed is saved all the same."""
    begin(window)
    one = window.view._id
    held = threading.Event()
    done = threading.Event()

    def hold() -> None:
        with centre.store.reading() as work:
            work.similar.total()
            held.set()
            done.wait(10)

    reader = threading.Thread(target=hold)
    reader.start()
    held.wait(10)
    try:
        start = time.monotonic()
        press(window, "音が出ない")
        QTest.qWait(500)
        settle(window)
        kept = centre.consultations.open_consultation(window.actor, one)
        assert kept.story == "音が出ない"
        assert time.monotonic() - start < 4
    finally:
        done.set()
        reader.join()


def test_who_speaks_is_asked_by_name_only_when_it_is_somebody_else(window):
    begin(window)
    assert not field(window, "speaker_name").isVisible()
    window.view._form.widget("speaker").set_value("family")
    window.view._form.changed.emit()
    assert field(window, "speaker_name").isVisible()


def test_the_system_is_told_by_the_device(window, centre):
    begin(window)
    one = window.view._id
    field(window, "device").setFocus()
    press(window, "らくらくスマートフォン")
    QTest.qWait(500)
    settle(window)
    assert centre.consultations.open_consultation(window.actor, one).system == "android"
