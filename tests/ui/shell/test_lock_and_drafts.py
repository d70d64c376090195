"""A lock, a call or a crash costs nobody her words, and shows nobody else's."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from app.bootstrap.centre import Centre
from app.demo.build import demo_login
from app.ui.shell.window import MainWindow
from tests.helpers.windows import ENTER, ESC, field, press, settle


def type_into_a_new_record(window: MainWindow, words: str) -> None:
    window.go("person-edit")
    settle(window)
    field(window, "kana").setFocus()
    press(window, words)


def sign_in_as_the_same(window: MainWindow) -> None:
    settle(window)
    field(window, "secret").setFocus()
    press(window, demo_login().pin, ENTER)


def test_a_lock_brings_the_same_page_back_with_what_was_typed(window: MainWindow):
    type_into_a_new_record(window, "すずき")
    window.lock()
    settle(window)
    assert window.screen_id == "sign-in"
    assert window.actor is None
    sign_in_as_the_same(window)
    assert window.screen_id == "person-edit"
    assert field(window, "kana").text() == "すずき"


def test_a_locked_screen_shows_nothing_of_what_was_open(window: MainWindow):
    type_into_a_new_record(window, "すずき")
    window.announcer.say("すずきさんの記録")
    window.lock()
    settle(window)
    words = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    assert not any("すずき" in one for one in words)
    assert window.announcer.history == ()


def test_pages_of_the_work_stay_closed_while_locked(window: MainWindow):
    window.lock()
    settle(window)
    window.go("people")
    settle(window)
    assert window.screen_id == "sign-in"


def test_another_person_does_not_get_the_page_that_was_open(window: MainWindow, centre: Centre):
    type_into_a_new_record(window, "すずき")
    window.lock()
    settle(window)
    other = centre.operators.named("山田 恵子")
    window.bound("access.choose").trigger(other.id)
    sign_in_as_the_same(window)
    assert window.screen_id == "home"


def test_typing_is_parked_while_it_goes_on(window: MainWindow, centre: Centre):
    type_into_a_new_record(window, "たなか")
    window.drafts.look()
    settle(window)
    assert window.actor is not None
    parked = centre.drafts.list_parked(window.actor)
    assert [one.values["kana"] for one in parked] == ["たなか"]


def test_leaving_a_half_written_page_keeps_it_and_one_button_brings_it_back(window: MainWindow):
    type_into_a_new_record(window, "たなか")
    press(window, ESC)
    assert window.strip.isVisible()
    window.bound("shell.take_up").trigger(None)
    settle(window)
    assert window.screen_id == "person-edit"
    assert field(window, "kana").text() == "たなか"


def test_the_warning_comes_before_the_lock_and_any_key_extends(window: MainWindow):
    watch = window._idle
    watch.set_limit_minutes(1)
    watch._last -= 30
    watch.look()
    assert window.screen_id == "home"
    assert window.strip.isVisible()
    press(window, ESC)
    watch.look()
    assert window.actor is not None
    watch._last -= 120
    watch.look()
    assert window.screen_id == "sign-in"
