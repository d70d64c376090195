"""Somebody with one switch, a pointer or large keys writes into the real fields."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from app.domain.scan.settings import SwitchSettings
from app.domain.writing.letters import PAGES
from app.ui.parts.text import Text
from app.ui.shell.window import MainWindow
from app.ui.writing.write_view import WriteView
from tests.helpers.windows import settle
from tests.ui.reach.test_switch import choose

ONE = SwitchSettings("one", "keys", 3.0, 0)


def page_of(window: MainWindow) -> WriteView:
    view = window.view
    assert isinstance(view, WriteView)
    return view


def press(window: MainWindow, letters: str) -> None:
    view = page_of(window)
    for letter in letters:
        key = next(one for one in view.letters.keys if one.letter == letter)
        key.click()


def open_on(window: MainWindow, name: str) -> QLineEdit:
    window.show_screen("person-edit")
    settle(window)
    field = window.findChild(QLineEdit, name)
    assert field is not None
    field.setFocus()
    QApplication.processEvents()
    window.bound("writing.show").trigger(None)
    settle(window)
    return field


def test_letters_marks_katakana_and_erasing_work_on_the_field_at_once(window: MainWindow):
    field = open_on(window, "field_kana")
    press(window, "はまた")
    window.bound("writing.mark").trigger(None)
    assert field.text() == "はまだ"
    window.bound("writing.katakana").trigger(None)
    assert field.text() == "ハマダ"
    window.bound("writing.erase").trigger(None)
    window.bound("writing.left").trigger(None)
    press(window, "さ")
    assert field.text() == "ハさマ"
    window.bound("writing.done").trigger(None)
    settle(window)
    assert window.screen_id == "person-edit"
    assert field.text() == "ハさマ"
    assert QApplication.focusWidget() is field


def test_a_word_takes_the_place_of_its_kana(window: MainWindow):
    field = open_on(window, "field_name")
    press(window, "てんわ")
    for _step in range(3):
        window.bound("writing.left").trigger(None)
    window.bound("writing.right").trigger(None)
    window.bound("writing.mark").trigger(None)
    window.bound("writing.right").trigger(None)
    window.bound("writing.right").trigger(None)
    assert field.text() == "でんわ"
    buttons = page_of(window).findChildren(QAbstractButton)
    offered = [one for one in buttons if one.property("action_id") == "writing.word"]
    next(one for one in offered if one.text() == "電話").click()
    assert field.text() == "電話"


def test_arrow_keys_reach_every_letter_from_the_one_tab_stop(window: MainWindow):
    open_on(window, "field_name")
    grid = page_of(window).letters
    grid.first().setFocus()
    seen = {grid.first().letter}
    for _row in range(5):
        for _step in range(9):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
            seen.add(QApplication.focusWidget().property("text") or "")
        for _step in range(9):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        seen.add(QApplication.focusWidget().property("text") or "")
    assert {one.letter for one in grid.keys} <= seen
    stops = [one for one in grid.keys if one.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert len(stops) == 1


def test_one_switch_on_a_field_opens_the_letters_and_goes_on_writing(window: MainWindow):
    window.show_screen("person-edit")
    settle(window)
    window.reach.use(ONE)
    window.reach.look_again()
    field = window.findChild(QLineEdit, "field_kana")
    number = [one.widget for one in window.reach.targets].index(field)
    choose(window, number)
    settle(window)
    assert window.screen_id == "write"
    for letter in "やまた":
        window.reach.look_again()
        targets = [getattr(one.widget, "letter", "") for one in window.reach.targets]
        choose(window, targets.index(letter))
        # No second waking: the first row of letters is offered at once.
        assert window.reach.scanner.offer.items
    assert field.text() == "やまた"


def test_nobody_reads_a_secret_along_and_no_word_is_offered_for_it(locked_window: MainWindow):
    window = locked_window
    settle(window)
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    window.view.page.column.addWidget(field)
    field.show()
    window.go("write", field=field)
    settle(window)
    view = page_of(window)
    assert view.letters.page == "digits"
    press(window, "1234")
    assert field.text() == "1234"
    copy = view.findChild(Text, "written")
    assert copy is not None
    assert copy.text() == "●●●●｜"


def test_without_a_field_a_sentence_says_what_to_do(window: MainWindow):
    window.show_screen("home")
    settle(window)
    window.bound("writing.show").trigger(None)
    settled = window.announcer.history[0].text
    assert "欄" in settled
    assert window.screen_id == "home"


def test_a_field_that_takes_no_more_says_so(window: MainWindow):
    field = open_on(window, "field_kana")
    field.setMaxLength(2)
    press(window, "あいう")
    assert field.text() == "あい"
    assert "入りません" in window.announcer.history[0].text


def test_every_key_of_every_page_has_a_name_to_hear(window: MainWindow):
    open_on(window, "field_name")
    view = page_of(window)
    for page in PAGES:
        view.letters.show_page(page)
        names = [key.accessibleName() for key in view.letters.keys]
        assert len(set(names)) == len(names), page
        assert all(any(one.isalnum() for one in name) for name in names), page
