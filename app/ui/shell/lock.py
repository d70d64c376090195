"""The idle lock: warns a minute before, any key extends, nothing typed is lost."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.messages import _
from app.ui.announcer import Urgency

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow

WARNING_SECONDS = 60
SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Counts the time since the last sign of life while somebody is signed in."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._last = time.monotonic()
        self._limit_seconds = 10 * 60.0
        self._has_warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to count; the limit comes from the centre's settings."""
        self._last = time.monotonic()
        self._has_warned = False
        settings = self._window.context.services.settings
        self._window.jobs.store(
            "idle", lambda: settings.read("lock.idle_minutes"), self.set_limit_minutes
        )
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Stop counting."""
        self._timer.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def set_limit_minutes(self, minutes: str | int) -> None:
        """Lock after this many minutes without a sign of life."""
        self._limit_seconds = float(minutes) * 60

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice signs of life; never takes an event away."""
        if event.type() in SIGNS_OF_LIFE:
            self._last = time.monotonic()
            if self._has_warned:
                self._has_warned = False
                self._window.announcer.say(_("The screen stays open."), Urgency.HINT)
        return False

    def look(self) -> None:
        """Warn or lock when the time has come."""
        idle = time.monotonic() - self._last
        if idle >= self._limit_seconds:
            self._window.lock()
        elif idle >= self._limit_seconds - WARNING_SECONDS and not self._has_warned:
            self._has_warned = True
            self._window.announcer.say(
                _("The screen locks in one minute. Press any key to keep it open."),
                Urgency.URGENT,
                self._window.bound("shell.stay"),
            )
