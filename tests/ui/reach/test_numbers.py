"""Every control of every page is reached by its number."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication

from app.domain.modes import Modes
from app.ui.a11y.audit.focus import tab_chain
from app.ui.reach.layer import Layer
from app.ui.registry import registry
from app.ui.shell.window import MainWindow
from tests.helpers.windows import ESC, settle


def open_all(window: MainWindow):
    for screen in registry.screens():
        sample = screen.sample(window.context) if screen.sample else {}
        window.show_screen(screen.id, **sample)
        settle(window)
        yield screen.id


def test_every_stop_of_every_page_has_a_number(window: MainWindow):
    window.reach.switch_numbers(True)
    missing = set()
    for screen_id in open_all(window):
        window.reach.look_again()
        numbered = {one.widget for one in window.reach.targets}
        for stop in tab_chain(window):
            if stop not in numbered:
                missing.add((screen_id, type(stop).__name__, stop.objectName()))
    assert missing == set()


def test_every_action_of_every_page_is_started_by_the_number_of_its_control(window: MainWindow):
    started: list[tuple[str, object]] = []
    wrong = []
    for screen_id in open_all(window):
        window.reach.look_again()
        for number, target in enumerate(window.reach.targets, 1):
            bound = getattr(target.widget, "bound", None)
            if bound is None:
                continue
            meaning = bound.meaning
            bound.handle_by(lambda subject, one=bound: started.append((one.spec.id, subject)))
            started.clear()
            window.reach.press_number(number)
            if started != [(bound.spec.id, target.widget.subject)]:
                wrong.append((screen_id, bound.spec.id, list(started)))
            bound.handle_by(meaning[0])
            bound.set_available(meaning[1], meaning[2])
    assert wrong == []


def test_typing_a_number_presses_and_esc_takes_the_numbers_away(window: MainWindow):
    window.bound("numbers.show").trigger(None)
    settle(window)
    names = [one.words() for one in window.reach.targets]
    number = next(
        n for n, one in enumerate(names, 1) if one == str(registry.screen("settings").title)
    )
    for digit in str(number):
        QTest.keyClick(QApplication.focusWidget() or window, digit)
    if len(str(number)) == 1:
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
    settle(window)
    assert window.screen_id == "settings"
    QTest.keyClick(QApplication.focusWidget() or window, ESC)
    assert not window.reach.numbers_shown
    assert window.screen_id == "settings"


def test_a_line_of_a_table_has_its_own_number(window: MainWindow):
    window.show_screen("keys", page="home")
    settle(window)
    window.reach.look_again()
    lines = [
        number
        for number, one in enumerate(window.reach.targets, 1)
        if isinstance(one.widget, QAbstractItemView)
    ]
    assert len(lines) >= 2
    line = window.reach.targets[lines[1] - 1]
    given = []
    window.bound("palette.run").handle_by(given.append)
    window.reach.press_number(lines[1])
    assert given == [line.widget.model().records[line.row].subject]


def test_an_unknown_number_is_a_sentence_and_changes_nothing(window: MainWindow):
    before = window.screen_id
    window.reach.press_number(999)
    assert "999" in window.announcer.history[0].text
    assert window.screen_id == before


def test_badges_neither_hide_each_other_nor_leave_the_window(window: MainWindow):
    window.reach.switch_numbers(True)
    hidden = set()
    for modes in (Modes(), Modes(200, "yellow", "ja")):
        window.set_modes(modes)
        for screen_id in open_all(window):
            window.reach.look_again()
            layer = window.findChild(Layer)
            areas = layer.badges()
            for number, area in areas:
                assert layer.rect().contains(area.toRect()), (screen_id, number)
                for other, there in areas:
                    cover = area.intersected(there)
                    if other > number and min(cover.width(), cover.height()) > area.width() / 2:
                        hidden.add((screen_id, modes.text_percent, number, other))
    assert hidden == set()
