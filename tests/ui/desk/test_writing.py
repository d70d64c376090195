"""What is written in a consultation is kept as it is typed, whatever it is."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.consultations import Status
from app.domain.modes import Modes
from app.ui.theme import theme
from tests.helpers.windows import DOWN, ENTER, focus_name
from tests.ui.desk.conftest import Desk

F8 = Qt.Key.Key_F8
# Twelve digits with the check digit of My Number; nobody's.
MY_NUMBER = "123456789018"


def undo(desk: Desk) -> None:
    desk.window.bound("shell.undo").trigger()
    desk.settle()


def finish(desk: Desk, story: str = "写真が送れない。") -> None:
    desk.press(story, F8, DOWN, F8, F8, DOWN, F8)
    assert desk.window.screen_id == "home"


def test_every_key_is_saved_within_a_second(desk: Desk):
    one = desk.begin()
    for letter in "abcdefgh":
        QTest.keyClick(QApplication.focusWidget(), letter)
        QTest.qWait(30)
    typed_at = time.monotonic()
    while desk.record(one).story != "abcdefgh" and time.monotonic() - typed_at < 1:
        QTest.qWait(20)
    assert desk.record(one).story == "abcdefgh"


def test_somebody_who_types_without_a_pause_is_saved_too(desk: Desk):
    one = desk.begin()
    until = time.monotonic() + 1.3
    while time.monotonic() < until:
        QTest.keyClick(QApplication.focusWidget(), "a")
        QTest.qWait(40)
    assert len(desk.record(one).story) >= 5


def test_leaving_the_page_saves(desk: Desk):
    one = desk.begin()
    desk.press("バスで来た")
    desk.show("people")
    assert desk.record(one).story == "バスで来た"


def test_what_is_missing_is_told_at_its_field_and_the_focus_goes_there(desk: Desk):
    one = desk.begin()
    desk.press(F8)
    assert focus_name() == "field_topic"
    assert desk.field("topic").property("error_text")
    assert desk.field("story").property("error_text")
    assert desk.record(one).status is Status.OPEN


def test_my_number_is_refused_at_the_field_and_no_word_is_lost(desk: Desk):
    one = desk.begin()
    story = f"カードの番号は {MY_NUMBER} です。"
    desk.press("電話が来た。")
    QTest.qWait(500)
    desk.settle()
    desk.press(story)
    QTest.qWait(500)
    desk.settle()
    assert desk.field("story").property("error_text")
    assert desk.field("story").toPlainText() == "電話が来た。" + story
    assert MY_NUMBER not in desk.record(one).story
    desk.press(F8)
    assert desk.record(one).status is Status.OPEN
    assert desk.window.screen_id == "consultation"


@pytest.mark.parametrize(
    "story",
    ["👵🏻が📱を…🧑‍🤝‍🧑", "مرحبا بالعالم", "שלום 123 עולם", "𠮷野家で髙﨑さんに", "あ" * 100_000],
    ids=["emoji", "arabic", "hebrew", "old characters", "100,000 characters"],
)
def test_any_story_is_kept_as_it_is(desk: Desk, story: str):
    one = desk.begin()
    desk.press(story)
    desk.show("home")
    assert desk.record(one).story == story
    desk.show("consultation", consultation=one)
    assert desk.field("story").toPlainText() == story


def test_finishing_can_be_taken_back(desk: Desk):
    one = desk.begin()
    finish(desk)
    assert desk.record(one).status is Status.CLOSED
    undo(desk)
    assert desk.record(one).status is Status.OPEN
    assert desk.window.screen_id == "consultation"


def test_a_finished_consultation_opens_again_with_one_press(desk: Desk):
    one = desk.begin()
    finish(desk)
    desk.show("consultation", consultation=one)
    assert focus_name() == "action_consultations_reopen"
    desk.press(ENTER)
    assert desk.record(one).status is Status.OPEN
    assert focus_name() == "field_story"
    assert desk.field("story").toPlainText() == "写真が送れない。"


def test_throwing_away_asks_and_can_be_taken_back(desk: Desk):
    one = desk.begin()
    desk.press("まちがい")
    before = desk.centre.consultations.unfinished(desk.actor).total
    desk.window.bound("consultations.discard").trigger()
    desk.settle()
    assert focus_name() == "dialog_keep"
    desk.window.findChild(QWidget, "dialog_act").click()
    desk.settle()
    assert desk.centre.consultations.unfinished(desk.actor).total == before - 1
    undo(desk)
    assert desk.centre.consultations.unfinished(desk.actor).total == before
    assert desk.record(one).story == "まちがい"


def test_another_language_keeps_the_focus_and_what_was_typed(desk: Desk):
    desk.begin()
    assert focus_name() == "field_story"
    desk.press("途中の話")
    story = desk.field("story")
    for language in ("en", "ja_easy", "ja"):
        desk.window.set_modes(Modes(100, "light", language))
        desk.settle()
        assert desk.field("story") is story
        assert story.toPlainText() == "途中の話"
        assert focus_name() == "field_story"


def test_a_persons_modes_switch_and_go_back_within_a_second(desk: Desk):
    theirs = Modes(200, "yellow", "ja_easy")
    person = desk.person("見田 えい", "みた えい")
    desk.centre.people.set_modes(desk.actor, person, theirs)
    desk.show("person", person=person)
    mine = theme().modes
    for action, wanted in (("people.use_modes", theirs), ("people.leave_modes", mine)):
        began = time.monotonic()
        desk.window.bound(action).trigger()
        QApplication.processEvents()
        assert time.monotonic() - began < 1
        assert theme().modes == wanted
        desk.settle()
