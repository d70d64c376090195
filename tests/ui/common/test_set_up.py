"""A new centre from an empty folder, and opening it again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.bootstrap.window import Door
from app.domain.modes import Modes
from app.ui.console import make_window
from app.ui.shell.window import MainWindow
from tests.helpers.windows import ENTER, end, field, press, settle

PASSPHRASE = "かわのほとりのいえ"


@pytest.fixture
def empty_window(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    door = Door(tmp_path / "new")
    window = make_window(None, None, Modes())
    window.gate = door
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    yield window
    end(window)
    if window.context.services is not None:
        window.context.services.close()
    door.let_go()


def fill(window: MainWindow, **values: str) -> None:
    for key, value in values.items():
        field(window, key).setText(value)


def test_what_is_missing_is_said_at_its_field_and_nothing_is_made(empty_window, tmp_path: Path):
    empty_window.show_screen("setup")
    empty_window.bound("access.create").trigger(None)
    settle(empty_window)
    assert field(empty_window, "centre").property("error_text")
    assert field(empty_window, "secret").property("error_text")
    assert not list((tmp_path / "new").glob("*"))


def test_a_centre_is_made_its_code_shown_and_both_secrets_open_it(empty_window: MainWindow):
    window = empty_window
    window.show_screen("setup")
    fill(window, centre="光が原", passphrase=PASSPHRASE, name="山口 めぐみ", secret="2580")
    window.bound("access.create").trigger(None)
    settle(window)
    assert window.screen_id == "recovery-code"
    code = window.view.where()
    window.bound("access.go_on").trigger(None)
    settle(window)
    assert window.screen_id == "sign-in"
    window.context.services.close()
    window.context.services = None
    for secret in ("ちがうことば", PASSPHRASE, code):
        window.show_screen("unlock")
        fill(window, passphrase=secret)
        field(window, "passphrase").setFocus()
        press(window, ENTER)
        if secret == "ちがうことば":
            assert window.screen_id == "unlock"
            assert field(window, "passphrase").property("error_text")
        else:
            assert window.screen_id == "sign-in"
            window.context.services.close()
            window.context.services = None
