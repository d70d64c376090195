"""Keys and buttons as switches, digits as numbers, and the second press of a trembling hand."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from app.domain.scan.bounce import BounceFilter

if TYPE_CHECKING:
    from app.ui.reach.reach import Reach

DIGITS_MS = 1200
KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.KeyRelease)
BUTTONS = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
)
CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Presses(QObject):
    """Stands before every widget of the window while it is needed, and only then."""

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        self._reach = reach
        self._listens = False
        self._pause_ms = 0
        self._bounces: dict[object, BounceFilter] = {}
        self._swallowed: set[object] = set()
        self._typed = ""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(DIGITS_MS)
        self._typing.timeout.connect(self._press_typed)

    def listen(self, listens: bool) -> None:
        """Begin or end to stand before the widgets."""
        if listens == self._listens:
            return
        self._listens = listens
        application = self._reach.application()
        if application is None:
            return
        if listens:
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)

    def set_pause(self, milliseconds: int) -> None:
        """Let a second press of the same key or button so soon not count."""
        self._pause_ms = milliseconds
        self._bounces.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what belongs to a switch or a number; the rest goes on."""
        kind = event.type()
        if kind not in KEYS and kind not in BUTTONS:
            return False
        if not isinstance(watched, QWidget) or not self._reach.belongs(watched):
            return False
        if isinstance(event, QKeyEvent):
            return self._key(kind, event)
        return isinstance(event, QMouseEvent) and self._button(kind, event)

    def _key(self, kind: QEvent.Type, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if kind == QEvent.Type.KeyRelease:
            return key in self._swallowed and not event.isAutoRepeat()
        does = self._meaning_of_key(key)
        if kind == QEvent.Type.ShortcutOverride:
            # An accepted override comes back as a key instead of starting a shortcut.
            if does is not None:
                event.accept()
            return does is not None
        if event.isAutoRepeat():
            return does is not None or key in self._swallowed
        if not self._counts(key):
            self._swallowed.add(key)
            return True
        self._swallowed.discard(key)
        if does is None:
            return False
        self._swallowed.add(key)
        self._do(does, key)
        return True

    def _button(self, kind: QEvent.Type, event: QMouseEvent) -> bool:
        button = event.button()
        if kind == QEvent.Type.MouseButtonRelease:
            return button in self._swallowed
        is_switch = self._reach.is_scanning and self._reach.settings.by == "mouse"
        if not self._counts(button):
            self._swallowed.add(button)
            return True
        self._swallowed.discard(button)
        if not is_switch:
            return False
        self._swallowed.add(button)
        is_second = button == Qt.MouseButton.RightButton
        if self._reach.settings.mode == "one" or is_second:
            self._reach.choose()
        else:
            self._reach.step()
        return True

    def _counts(self, what: object) -> bool:
        bounce = self._bounces.setdefault(what, BounceFilter(self._pause_ms))
        return bounce.accepts(time.monotonic())

    def _meaning_of_key(self, key: Qt.Key) -> str | None:
        """Return what a key does now: choose, step, digit, press, delete, hide, or nothing."""
        settings = self._reach.settings
        if self._reach.is_scanning and settings.by == "keys":
            if key == Qt.Key.Key_Space:
                return "choose" if settings.mode == "one" else "step"
            if settings.mode == "two" and key in CHOOSING:
                return "choose"
        if self._reach.numbers_shown:
            if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
                return "digit"
            if key == Qt.Key.Key_Escape:
                return "hide"
            if self._typed and key in CHOOSING:
                return "press"
            if self._typed and key == Qt.Key.Key_Backspace:
                return "delete"
        return None

    def _do(self, does: str, key: Qt.Key) -> None:
        if does == "choose":
            self._reach.choose()
        elif does == "step":
            self._reach.step()
        elif does == "digit":
            self._type(str(int(key) - int(Qt.Key.Key_0)))
        elif does == "press":
            self._press_typed()
        elif does == "delete":
            self._typed = self._typed[:-1]
        else:
            self._typed = ""
            self._reach.switch_numbers(False)

    def _type(self, digit: str) -> None:
        self._typed += digit
        last = sum(1 for one in self._reach.targets if one.widget is not None)
        # Nothing longer begins like this: no need to wait for another digit.
        if int(self._typed) * 10 > last:
            self._press_typed()
        else:
            self._typing.start()

    def _press_typed(self) -> None:
        self._typing.stop()
        typed, self._typed = self._typed, ""
        if typed:
            self._reach.press_number(int(typed))
