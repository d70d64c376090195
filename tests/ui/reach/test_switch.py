"""One switch does whatever keys do, on every page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap.centre import Centre
from app.domain.scan.scanner import Level
from app.domain.scan.settings import KEYS, SwitchSettings
from app.ui.reach.reach import Reach
from app.ui.registry import registry
from app.ui.shell.window import MainWindow
from tests.helpers.windows import administrator, settle
from tests.ui.reach.test_numbers import open_all

ONE = SwitchSettings("one", "keys", 3.0, 0)
TWO = SwitchSettings("two", "keys", 3.0, 0)
SPACE, ENTER = Qt.Key.Key_Space, Qt.Key.Key_Return


def switch(window: MainWindow, key: Qt.Key = SPACE) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key)


def choose(window: MainWindow, wanted: int) -> None:
    """Wait for what holds the target and press: only the switch and the clock take part."""
    reach: Reach = window.reach
    if reach.scanner.offer.level is Level.REST:
        switch(window)
    for _step in range(400):
        offer = reach.scanner.offer
        if offer.level in (Level.GROUP, Level.ROW, Level.ITEM) and wanted in offer.items:
            is_last = len(offer.items) == 1
            switch(window)
            if is_last:
                return
        else:
            reach.step()  # what the clock does
    raise AssertionError(f"target {wanted} is never offered")


def test_every_action_a_page_offers_is_started_by_one_switch(window: MainWindow):
    window.reach.use(ONE)
    started: list[tuple[str, object]] = []
    wrong, done = [], set()
    for screen_id in open_all(window):
        window.reach.look_again()
        for number, target in enumerate(window.reach.targets):
            bound = target.bound or getattr(target.widget, "bound", None)
            subject = getattr(target.widget, "subject", None)
            if bound is None or (bound.spec.id, screen_id) in done:
                continue
            done.add((bound.spec.id, screen_id))
            meaning = bound.meaning
            bound.handle_by(lambda given, one=bound: started.append((one.spec.id, given)))
            started.clear()
            choose(window, number)
            if started != [(bound.spec.id, subject)]:
                wrong.append((screen_id, bound.spec.id, list(started)))
            bound.handle_by(meaning[0])
            bound.set_available(meaning[1], meaning[2])
    assert wrong == []
    # What a page names and gives a meaning to is among them, also what no voice may start.
    started_ids = {one for one, _screen in done}
    assert {"settings.change_pin", "backup.new_code", "operators.save"} <= started_ids
    assert {one.id for one in registry.actions() if one.shortcut and not one.takes_subject} & {
        "shell.where",
        "shell.palette",
        "shell.back",
        "shell.lock",
    } <= started_ids


def test_a_choice_made_by_switch_is_the_choice_a_key_makes(window: MainWindow, centre: Centre):
    window.show_screen("settings")
    settle(window)
    window.reach.use(ONE)
    card = window.view.findChild(QWidget, "choice_yellow")
    wanted = next(n for n, one in enumerate(window.reach.targets) if one.widget is card)
    choose(window, wanted)
    settle(window)
    assert window.modes.scheme == "yellow"


def test_two_switches_step_and_choose_and_nothing_moves_by_itself(window: MainWindow):
    window.reach.use(TWO)
    switch(window)
    first = window.reach.scanner.offer
    assert not window.reach._steps.isActive()
    switch(window)
    assert window.reach.scanner.offer != first
    switch(window, ENTER)
    assert window.reach.scanner.offer.level in (Level.ROW, Level.ITEM)


def test_with_one_switch_the_clock_moves_and_the_first_stays_longer(window: MainWindow):
    window.reach.use(ONE)
    switch(window)
    assert window.reach._steps.interval() == 4500
    window.reach.step()
    assert window.reach._steps.interval() == 3000


def test_a_held_switch_counts_once(window: MainWindow):
    window.reach.use(ONE)
    target = QApplication.focusWidget() or window
    QTest.keyPress(target, SPACE)
    before = window.reach.scanner.offer
    for _repeat in range(5):
        held = QKeyEvent(
            QEvent.Type.KeyPress, SPACE, Qt.KeyboardModifier.NoModifier, " ", autorep=True
        )
        QApplication.sendEvent(target, held)
    assert window.reach.scanner.offer == before


def test_a_trembling_press_counts_once_for_buttons_too(window: MainWindow):
    window.reach.use(SwitchSettings("off", "keys", 1.5, 1000))
    window.show_screen("settings")
    settle(window)
    button = window.navigation.items()[0]
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    window.bound("shell.go").handle_by(lambda _screen: None)
    for _tremble in range(4):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(pressed) == 1


def test_the_way_somebody_works_is_kept_for_her(window: MainWindow, centre: Centre):
    window.show_screen("switch")
    settle(window)
    window.view.findChild(QWidget, "choice_two").click()
    settle(window)
    assert window.reach.settings.mode == "two"
    stored = SwitchSettings.of(centre.settings.read_all(KEYS, administrator(centre)))
    assert stored.mode == "two"
    window.bound("switch.stop").trigger(None)
    settle(window)
    assert window.reach.settings.mode == "off"


def test_switches_reach_the_answers_of_a_question(window: MainWindow):
    answered = []
    window.reach.use(ONE)
    window.ask("Delete?", "It is gone.", "Delete", "Keep", lambda: answered.append("act"))
    settle(window)
    window.reach.look_again()
    names = [one.words() for one in window.reach.targets]
    assert names == ["Keep", "Delete"]
    choose(window, 1)
    settle(window)
    assert answered == ["act"]
