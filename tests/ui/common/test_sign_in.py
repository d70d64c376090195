"""Signing in: no memory puzzle, slowed attempts, the waiting said in words."""

from __future__ import annotations

from app.demo.build import demo_login
from app.ui.shell.window import MainWindow
from tests.helpers.windows import ENTER, field, press, settle


def type_pin(window: MainWindow, pin: str) -> None:
    field(window, "secret").setFocus()
    press(window, pin, ENTER)


def test_the_staff_is_listed_and_the_pin_opens_the_first_page(locked_window: MainWindow):
    settle(locked_window)
    type_pin(locked_window, demo_login().pin)
    assert locked_window.screen_id == "home"


def test_a_pin_in_full_width_figures_is_the_same_pin(locked_window: MainWindow):
    settle(locked_window)
    wide = demo_login().pin.translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    type_pin(locked_window, wide)
    assert locked_window.screen_id == "home"


def test_wrong_pins_lead_to_a_wait_with_a_sentence(locked_window: MainWindow):
    settle(locked_window)
    for _try in range(3):
        type_pin(locked_window, "9876")
    assert locked_window.screen_id == "sign-in"
    enter = locked_window.bound("access.enter")
    assert not enter.is_available
    assert any(ch.isdigit() for ch in str(enter.because))
    type_pin(locked_window, demo_login().pin)
    assert locked_window.screen_id == "sign-in"


def test_the_wait_survives_opening_the_page_again(locked_window: MainWindow):
    settle(locked_window)
    for _try in range(3):
        type_pin(locked_window, "9876")
    locked_window.show_screen("sign-in")
    settle(locked_window)
    type_pin(locked_window, demo_login().pin)
    assert locked_window.screen_id == "sign-in"
    assert not locked_window.bound("access.enter").is_available


def test_an_empty_pin_is_asked_for_at_the_field(locked_window: MainWindow):
    settle(locked_window)
    field(locked_window, "secret").setFocus()
    press(locked_window, ENTER)
    assert field(locked_window, "secret").property("error_text")
