"""A real window over a real demo centre, offscreen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap.centre import Centre
from app.bootstrap.joined import make_demo
from app.demo.build import demo_login
from app.domain.modes import Modes
from app.domain.roles import Actor
from app.store.centre import Passphrase, open_centre
from app.ui.console import make_window
from app.ui.shell.window import MainWindow
from app.ui.theme import theme


def make_centre(folder: Path, people: int = 6, consultations: int = 6) -> None:
    """Write a small demo centre into an empty folder."""
    make_demo(folder, people, consultations, 1)


def open_demo(folder: Path) -> Centre:
    """Open a demo centre."""
    return Centre(open_centre(folder, Passphrase(demo_login().passphrase)))


def administrator(centre: Centre) -> Actor:
    """Sign the demo's administrator in."""
    login = demo_login()
    return centre.operators.sign_in(centre.operators.named(login.operator).id, login.pin)


def window_over(
    centre: Centre, actor: Actor | None, size: tuple[int, int] = (1366, 768)
) -> MainWindow:
    """Return a shown window."""
    window = make_window(centre, actor, Modes())
    window.resize(*size)
    window.show()
    window.activateWindow()
    settle(window)
    return window


def end(window: MainWindow) -> None:
    """Close a window and let it die here, not in the middle of the next test's change of modes."""
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme().apply(Modes())


def settle(window: MainWindow) -> None:
    """Let jobs and layout come to rest; messages stay."""
    for _round in range(3):
        window.jobs.wait_idle(20)
        QApplication.processEvents()


def press(window: MainWindow, *keys: Any) -> None:
    """Press keys where the focus is, one after the other."""
    for key in keys:
        target = QApplication.focusWidget() or window
        if isinstance(key, str):
            # As an input method gives what was chosen; keys alone cannot write kana.
            event = QInputMethodEvent()
            event.setCommitString(key)
            QApplication.sendEvent(target, event)
        elif isinstance(key, tuple):
            QTest.keyClick(target, key[0], key[1])
        else:
            QTest.keyClick(target, key)
        settle(window)


def field(window: MainWindow, key: str) -> Any:
    """Return the control of a field on the open page."""
    assert window.view is not None
    found = window.view.findChild(QWidget, f"field_{key}")
    assert found is not None, f"no field {key} on {window.screen_id}"
    return found


def focus_name() -> str:
    """Return the object name of what has the focus."""
    focus = QApplication.focusWidget()
    return focus.objectName() if focus is not None else ""


F1, F6, F9, F10, ESC = (
    Qt.Key.Key_F1, Qt.Key.Key_F6, Qt.Key.Key_F9, Qt.Key.Key_F10, Qt.Key.Key_Escape,
)  # fmt: skip
ENTER, TAB, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down
CTRL = Qt.KeyboardModifier.ControlModifier


def walk_tab(window: MainWindow) -> None:
    """Tab through the page: every stop once, each with a name for readers, back to the first."""
    QAccessible.setActive(True)
    seen: list[QWidget] = []
    focus: QWidget | None = None
    for _step in range(80):
        QTest.keyClick(window, TAB)
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        if focus is None or focus in seen:
            break
        seen.append(focus)
    assert focus is seen[0]
    for widget in seen:
        node = QAccessible.queryAccessibleInterface(widget)
        assert node.text(QAccessible.Text.Name), widget.objectName()
        assert node.role() is not QAccessible.Role.NoRole
    QAccessible.setActive(False)
