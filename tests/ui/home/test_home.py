"""The first page of the day through the real window."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.bootstrap.centre import Centre
from app.domain.modes import Modes
from app.ui.shell.window import MainWindow
from tests.helpers.windows import ENTER, administrator, focus_name, press, settle, window_over


def test_what_is_unfinished_has_the_focus_and_opens_with_enter(qapp: QApplication, centre: Centre):
    who = administrator(centre)
    one, _changes = centre.consultations.begin(who, None)
    window = window_over(centre, who)
    assert focus_name() == "row_0"
    press(window, ENTER)
    assert window.screen_id == "consultation"
    assert window.view._id == one
    window.close()


def test_after_a_crash_the_page_is_offered_again(qapp: QApplication, centre: Centre):
    who = administrator(centre)
    one, _changes = centre.consultations.begin(who, None)
    window = window_over(centre, who)
    window.go("consultation", consultation=one)
    settle(window)
    press(window, "途中まで書いた")
    window.view._save()
    window.jobs.wait_idle(10)
    # Nothing is closed in order: a second window over the same store stands for the next start.
    second = window_over(centre, who)
    rows = second.view._open_rows.rows
    assert rows[0].subject == one
    assert "途中まで書いた" in rows[0].accessibleName()
    second.close()
    window.close()


def test_every_look_at_this_place_has_a_word(window: MainWindow):
    window.bound("home.check").trigger(None)
    settle(window)
    assert window.announcer.history[-1].text or window.announcer.history[0].text


def test_changing_language_says_everything_again_and_keeps_the_focus(
    qapp: QApplication, centre: Centre
):
    who = administrator(centre)
    centre.consultations.begin(who, None)
    window = window_over(centre, who)
    window.set_modes(Modes(language="en"))
    settle(window)
    assert "not finished" in window.view._open_title._title.text()
    assert focus_name() == "row_0"
    window.set_modes(Modes())
    window.close()
