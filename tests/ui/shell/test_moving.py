"""Moving between pages: nothing typed is lost, and the focus comes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.ui.shell.window import MainWindow
from tests.helpers.windows import (
    CTRL,
    DOWN,
    ENTER,
    ESC,
    F1,
    F6,
    F9,
    F10,
    TAB,
    field,
    focus_name,
    press,
    settle,
)


def test_help_comes_and_goes_without_costing_a_half_typed_form(window: MainWindow):
    window.go("person-edit")
    settle(window)
    field(window, "kana").setFocus()
    press(window, "さとう")
    press(window, F1)
    assert window.screen_id == "keys"
    press(window, ESC)
    assert window.screen_id == "person-edit"
    assert field(window, "kana").text() == "さとう"
    assert focus_name() == "field_kana"


def test_help_names_the_keys_of_the_page_it_was_called_from(window: MainWindow):
    window.go("people")
    press(window, F1)
    assert window.place is not None
    assert window.place.arguments == {"page": "people"}


def test_esc_at_the_first_page_stays_there(window: MainWindow):
    press(window, ESC, ESC)
    assert window.screen_id == "home"


def test_the_scam_card_is_one_key_away_and_esc_comes_back(window: MainWindow):
    window.go("people")
    press(window, F9)
    assert window.screen_id == "scam-card"
    press(window, ESC)
    assert window.screen_id == "people"


def test_the_menu_opens_a_page_with_arrows_and_enter(window: MainWindow):
    press(window, F10)
    press(window, DOWN, ENTER)
    assert window.screen_id == window.navigation_screens()[1].id


def test_the_palette_does_the_action_on_the_page_that_was_open(window: MainWindow):
    press(window, (Qt.Key.Key_K, CTRL))
    assert window.screen_id == "palette"
    before = window.modes.text_percent
    window.set_modes(window.modes)
    field(window, "search").setFocus()
    press(window, str(window.registry.action("modes.larger").label), ENTER)
    assert window.screen_id == "home"
    assert window.modes.text_percent > before


def test_f6_reaches_every_part_of_the_window_and_comes_around(window: MainWindow):
    window.go("people")
    settle(window)
    regions = []
    for _step in range(8):
        press(window, F6)
        regions.append(_region())
    assert {"navigation", "header", "content", "status"} <= set(regions)


def test_tab_follows_the_reading_order_though_rows_are_loaded_late(locked_window: MainWindow):
    window = locked_window
    settle(window)
    assert focus_name() == "row_0"
    seen = []
    for _step in range(3):
        press(window, TAB)
        seen.append(focus_name())
    assert seen == ["field_secret", "show_secret", "action_access_enter"]


def test_a_key_held_down_acts_once(window: MainWindow):
    window.go("menu")
    settle(window)
    row = QApplication.focusWidget()
    pressed = []
    row.clicked.connect(lambda: pressed.append(1))
    event = QKeyEvent(
        QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True, 1
    )
    QApplication.sendEvent(row, event)
    assert pressed == []


def test_no_shortcut_is_a_key_of_a_screen_reader(window: MainWindow):
    for action in window.registry.actions():
        assert not any(key in action.shortcut for key in ("Ins", "CapsLock", "Num+", "KP"))


def _region() -> str:
    step = QApplication.focusWidget()
    while step is not None:
        if step.property("region"):
            return str(step.property("region"))
        step = step.parentWidget()
    return ""


@pytest.mark.parametrize("page", ["settings", "backup", "person-edit", "people-import", "menu"])
def test_searching_and_beginning_work_from_every_page(window: MainWindow, page: str):
    window.go("people")
    window.go(page)
    settle(window)
    press(window, Qt.Key.Key_F3)
    assert (window.screen_id, focus_name()) == ("people", "field_search")
    window.go(page)
    settle(window)
    press(window, Qt.Key.Key_F2)
    assert window.screen_id == "people"
    assert "for_consultation" in window.place.arguments
