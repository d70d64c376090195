"""Messages, undo, and the look that changes while everything stays."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from app.bootstrap.centre import Centre
from app.domain.errors import Unavailable
from app.ui.announcer import Urgency
from app.ui.shell.window import MainWindow
from tests.helpers.windows import CTRL, field, focus_name, press, settle


def test_undo_works_from_the_keyboard_for_a_while_and_only_once(window: MainWindow):
    taken = []
    window.offer_undo("Done.", lambda: taken.append(1))
    press(window, (Qt.Key.Key_Z, CTRL))
    press(window, (Qt.Key.Key_Z, CTRL))
    assert taken == [1]


def test_a_message_takes_a_row_and_covers_nothing(window: MainWindow):
    window.announcer.say("Saved.")
    settle(window)
    strip = window.strip.geometry()
    assert not strip.intersects(window.status.geometry())
    assert window.body.geometry().bottom() <= strip.top()


def test_an_error_is_told_as_a_sentence_with_its_remedy(window: MainWindow):
    window.tell_error(Unavailable("store.disk_full"))
    newest = window.announcer.history[0]
    assert newest.urgency is Urgency.ERROR
    assert "store." not in newest.text


def test_an_error_inside_a_job_is_told_and_the_work_goes_on(window: MainWindow):
    def fail():
        raise Unavailable("store.read_only")

    window.jobs.store("fail", fail)
    settle(window)
    assert window.announcer.history[0].urgency is Urgency.ERROR
    done = []
    window.jobs.store("next", lambda: 1, done.append)
    settle(window)
    assert done == [1]


def test_where_am_i_says_page_field_and_value(window: MainWindow):
    window.go("people", text="さとう")
    settle(window)
    window.bound("shell.where").trigger(None)
    said = window.announcer.history[0].text
    assert str(window.view.title) in said
    assert "さとう" in said


def test_the_look_changes_with_focus_and_contents_kept(window: MainWindow):
    window.go("people")
    settle(window)
    press(window, "さと")
    for modes in (
        replace(window.modes, text_percent=300, scheme="yellow"),
        replace(window.modes, language="en"),
        replace(window.modes, language="ja_easy", furigana=True),
    ):
        window.set_modes(modes)
        settle(window)
        assert focus_name() == "field_search"
        assert field(window, "search").text() == "さと"


def test_a_chosen_look_is_remembered_for_the_operator(window: MainWindow, centre: Centre):
    window.choose_modes(replace(window.modes, scheme="white", text_percent=150))
    settle(window)
    kept = centre.profiles.modes_for(window.actor)
    assert (kept.scheme, kept.text_percent) == ("white", 150)


def test_a_visitors_look_ends_when_she_leaves(window: MainWindow):
    own = window.modes
    window.look.begin(own)
    window.use_person_modes(replace(own, text_percent=250))
    assert window.modes.text_percent == 250
    window.leave_person_modes()
    assert window.modes == own
