"""Settings, staff, backup, log, scam card: each does its work through the services."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.bootstrap.centre import Centre
from app.ui.common.scam_steps import STEPS
from app.ui.parts.record_table import RecordTable
from app.ui.parts.step_card import StepCard
from app.ui.shell.window import MainWindow
from tests.helpers.windows import ENTER, administrator, field, press, settle


def test_a_colour_scheme_applies_at_once_and_can_be_taken_back(window: MainWindow):
    window.go("settings")
    settle(window)
    before = window.modes
    card = window.view.findChild(QWidget, "choice_yellow")
    card.click()
    settle(window)
    assert window.modes.scheme == "yellow"
    window.bound("shell.undo").trigger(None)
    settle(window)
    assert window.modes == before


def test_the_idle_time_is_kept_for_the_centre(window: MainWindow, centre: Centre):
    window.go("settings")
    settle(window)
    window.view.findChild(QWidget, "choice_30").click()
    settle(window)
    assert centre.settings.read("lock.idle_minutes") == "30"


def test_somebody_new_can_sign_in_with_her_pin(window: MainWindow, centre: Centre):
    window.go("operators")
    window.bound("operators.new").trigger(None)
    settle(window)
    field(window, "name").setText("青木 みどり")
    field(window, "secret").setText("2580")
    window.bound("operators.save").trigger(None)
    settle(window)
    assert window.screen_id == "operators"
    made = centre.operators.named("青木 みどり")
    assert centre.operators.sign_in(made.id, "2580").name == "青木 みどり"


def test_a_weak_pin_is_refused_at_its_field(window: MainWindow):
    window.go("operator-edit")
    settle(window)
    field(window, "name").setText("青木 みどり")
    field(window, "secret").setText("1234")
    window.bound("operators.save").trigger(None)
    settle(window)
    assert window.screen_id == "operator-edit"
    assert field(window, "secret").property("error_text")


def test_a_backup_is_written_and_checked_from_the_page(window: MainWindow, tmp_path: Path):
    file = tmp_path / "stick" / "centre.madoguchi"
    window.go("backup")
    settle(window)
    field(window, "file").setText(str(file))
    window.bound("backup.create").trigger(None)
    settle(window)
    assert file.is_file()
    window.bound("backup.verify").trigger(None)
    settle(window)
    assert "6" in window.announcer.history[0].text


def test_a_file_that_is_no_backup_is_refused_at_the_field(window: MainWindow, tmp_path: Path):
    file = tmp_path / "note.txt"
    file.write_text("hello", encoding="utf-8")
    window.go("backup")
    settle(window)
    field(window, "file").setText(str(file))
    window.bound("backup.verify").trigger(None)
    settle(window)
    assert field(window, "file").property("error_text")


def test_the_log_is_shown_and_found_whole(window: MainWindow):
    window.go("audit-log")
    settle(window)
    window.bound("audit.verify").trigger(None)
    settle(window)
    assert window.announcer.history[0].urgency.value == "success"


def test_a_volunteer_does_not_get_the_pages_of_the_administrator(
    window: MainWindow, centre: Centre
):
    from app.domain.roles import Actor, Role

    boss = administrator(centre)
    window.signed_in(Actor(boss.operator, boss.name, Role.VOLUNTEER), window.modes)
    settle(window)
    for page in ("operators", "backup", "audit-log"):
        window.go(page)
        settle(window)
        assert window.screen_id == "home"


def test_enter_walks_through_the_scam_card_and_undo_steps_back(window: MainWindow):
    window.go("scam-card")
    settle(window)
    for _step in STEPS:
        window.focus_page()
        press(window, ENTER)
    assert not window.bound("scam.done").is_available
    window.bound("shell.undo").trigger(None)
    settle(window)
    assert window.bound("scam.done").is_available


def test_in_large_text_the_scam_card_shows_one_step_and_the_next_key_below_it(window: MainWindow):
    window.set_modes(replace(window.modes, text_percent=300))
    window.go("scam-card")
    settle(window)
    for step in range(1, len(STEPS) + 1):
        seen = [card for card in window.view.findChildren(StepCard) if card.isVisible()]
        button = window.view.first_focus()
        assert len(seen) == 1
        assert str(STEPS[step - 1].title) in window.view.where()
        assert 0 < button.y() - seen[0].geometry().bottom() < button.height()
        press(window, ENTER)


def test_the_audit_log_opens_at_its_newest_row_in_large_text(window: MainWindow):
    window.set_modes(replace(window.modes, text_percent=300))
    window.go("audit-log")
    settle(window)
    assert window.view.findChild(RecordTable).isAncestorOf(window.focusWidget())


def test_the_scam_card_is_there_before_anybody_signed_in(locked_window: MainWindow):
    locked_window.go("scam-card")
    settle(locked_window)
    assert locked_window.screen_id == "scam-card"
    locked_window.back()
    settle(locked_window)
    assert locked_window.screen_id == "sign-in"
