"""Keeps what is typed: half a second after the last key, and every second while typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

AFTER_LAST_KEY_MS = 400
WHILE_TYPING_MS = 900


class Autosave(QObject):
    """Calls `save` soon after something was typed; two clocks so that a fast typist loses nothing."""

    def __init__(self, save: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._save = save
        self._pause = self._timer(AFTER_LAST_KEY_MS)
        self._longest = self._timer(WHILE_TYPING_MS)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.now)
        return timer

    def typed(self) -> None:
        """Note that something was typed."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    @property
    def is_waiting(self) -> bool:
        """Tell whether something typed is not saved yet."""
        return self._pause.isActive() or self._longest.isActive()

    def now(self) -> None:
        """Save at once."""
        self._pause.stop()
        self._longest.stop()
        self._save()

    def stop(self) -> None:
        """Forget what was to be saved."""
        self._pause.stop()
        self._longest.stop()
