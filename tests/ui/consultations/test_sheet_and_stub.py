"""つぎへ, the one-key stub, the sheet to take home and follow-ups on a consultation."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from app.bootstrap.centre import Centre
from app.domain.consultations import ConsultationFields
from app.domain.delegations import DelegationFields
from app.domain.people import PersonFields
from app.messages.consultation_papers import sheet_of
from app.ui.shell.window import MainWindow
from tests.helpers.windows import DOWN, ENTER, field, focus_name, press, settle

F2, F5, F8 = Qt.Key.Key_F2, Qt.Key.Key_F5, Qt.Key.Key_F8
STEPS = "① LINEを開く\n② 「送信」を押す\nだめなときは、「許可」を押す"


@pytest.fixture
def hana(window: MainWindow, centre: Centre) -> str:
    fields = PersonFields(name="神保 ハナ", kana="じんぼ はな", phone="090-0000-2231")
    return centre.people.add_person(window.actor, fields)[0]


@pytest.fixture
def told(window: MainWindow, centre: Centre, hana: str) -> str:
    """An open consultation with steps."""
    one = centre.consultations.begin(window.actor, hana)[0]
    fields = ConsultationFields(story="写真を送りたい", steps=STEPS, title="写真を送る")
    centre.consultations.save(window.actor, one, fields)
    return one


def go(window: MainWindow, screen: str, **arguments: object) -> None:
    window.go(screen, **arguments)
    settle(window)


def next_words(window: MainWindow) -> str:
    return window.view.header_button(window.bound("consultations.go_on")).text()


def test_the_button_says_which_part_comes_next(window: MainWindow, told: str):
    go(window, "consultation", consultation=told)
    assert next_words(window) == "つぎへ: ためす"
    field(window, "topic").setFocus()
    press(window, DOWN, F8)
    assert next_words(window) == "つぎへ: まとめ"
    press(window, F8)
    assert next_words(window) == "終える"
    field(window, "story").setFocus()
    settle(window)
    assert next_words(window) == "つぎへ: ためす"


def test_what_is_missing_elsewhere_is_filled_and_finished_with_one_key(
    window: MainWindow, centre: Centre, told: str
):
    go(window, "consultation", consultation=told)
    field(window, "outcome").setFocus()
    press(window, DOWN, F8)
    assert focus_name() == "field_topic"
    assert next_words(window) == "終える"
    press(window, DOWN, F8)
    assert window.screen_id == "home"
    assert centre.consultations.open_consultation(window.actor, told).status.value == "closed"


@pytest.mark.parametrize("screen", ["home", "people", "consultations", "follow-ups"])
def test_one_key_notes_a_visit_from_any_page(window: MainWindow, centre: Centre, screen: str):
    go(window, screen)
    press(window, F5)
    assert window.screen_id == screen
    assert centre.consultations.stubs(window.actor).total == 1
    window.bound("shell.undo").trigger(None)
    settle(window)
    assert centre.consultations.stubs(window.actor).total == 0


def test_a_stub_is_found_in_its_list_and_written_later(window: MainWindow, centre: Centre):
    press(window, F5)
    go(window, "consultations")
    window.view._form.set_values({"which": "stub"})
    window.view._load(20)
    settle(window)
    (row,) = window.view._rows.rows
    assert "あとで書きます" in row.accessibleName()
    row.setFocus()
    press(window, ENTER)
    press(window, "電源の入れ方")
    window.view._save()
    settle(window)
    assert centre.consultations.stubs(window.actor).total == 0


def test_a_follow_up_begins_at_the_consultation_with_its_title(
    window: MainWindow, centre: Centre, told: str, hana: str
):
    go(window, "consultation", consultation=told)
    window.view._on_typed()
    window.bound("follow_ups.new").trigger(None)
    settle(window)
    assert window.screen_id == "follow-up-new"
    assert field(window, "about").text() == "写真を送る"
    window.bound("follow_ups.save").trigger(None)
    settle(window)
    assert window.screen_id == "consultation"
    (row,) = centre.follow_ups.of_person(window.actor, hana).rows
    assert row.follow_up.consultation == told
    assert [one.subject for one in window.view._follow_ups._rows.rows] == [row.follow_up.id]


def test_somebody_without_a_name_cannot_be_followed_up_and_it_says_why(window: MainWindow):
    press(window, F2)
    window.bound("consultations.nameless").trigger(None)
    settle(window)
    assert not window.bound("follow_ups.new").is_available
    assert "人を選" in str(window.bound("follow_ups.new").because)


def test_whoever_speaks_for_her_is_compared_with_the_register(
    window: MainWindow, centre: Centre, told: str, hana: str
):
    def help_line() -> str:
        return window.view._form.field("speaker_name").help.text()

    go(window, "consultation", consultation=told)
    window.view._form.set_values({"speaker": "family"})
    assert "書いてありません" in help_line()
    fields = DelegationFields(name="神保 史子", relation="長女", scopes="consultations",
                              starts_on="2026-01-01", ends_on="2030-01-01")  # fmt: skip
    centre.delegations.add(window.actor, hana, fields)
    go(window, "home")
    go(window, "consultation", consultation=told)
    assert "神保 史子 長女" in help_line()
    assert "2030" in help_line() or "令和12年" in help_line()


def test_the_sheet_is_shown_in_words_and_as_a_picture(window: MainWindow, told: str):
    go(window, "consultation", consultation=told)
    window.bound("consultations.sheet").trigger(None)
    settle(window)
    picture = window.view.findChild(QWidget, "pictures")
    assert picture.accessibleName()
    assert "「送信」を押す" in picture.accessibleDescription()
    assert "「許可」を押す" in picture.accessibleDescription()
    (small,) = picture._pages
    assert small.width() > 500
    window.view._form.set_values({"size": "36"})
    window.view._show()
    settle(window)
    assert picture._pages[0] != small


def test_the_sheet_is_saved_as_a_pdf_and_the_log_says_so(
    window: MainWindow, centre: Centre, told: str, tmp_path: Path, monkeypatch
):
    target = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    go(window, "sheet", consultation=told)
    window.bound("sheet.save").trigger(None)
    settle(window)
    assert target.read_bytes().startswith(b"%PDF")
    rows, _total = centre.audit.looks(window.actor, told)
    assert rows[0].verb == "print"


def test_the_same_paper_goes_to_a_printer(
    window: MainWindow, centre: Centre, told: str, tmp_path: Path
):
    ground = centre.consultations_out.for_sheet(window.actor, told, is_preview=True)
    sheet = sheet_of(ground.consultation, ground.person, centre.name, 28)
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFullPage(True)
    centre.papers.print_sheet(sheet, printer)
    assert (tmp_path / "printed.pdf").stat().st_size > 5_000
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4


def test_the_telephone_of_the_centre_is_written_in_the_settings(window: MainWindow, centre: Centre):
    go(window, "settings")
    field(window, "phone").setFocus()
    press(window, "049-555-0123", ENTER)
    settle(window)
    assert centre.settings.read("centre.phone") == "049-555-0123"
    window.bound("shell.undo").trigger(None)
    settle(window)
    assert centre.settings.read("centre.phone") == ""
