"""Asks how this device stands to its server, and has the status line say it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.ui.screen import ScreenContext
from app.ui.shell.status_line import StatusLine

MILLISECONDS = 500


class SyncLook(QObject):
    """Many changes in a row are one look."""

    def __init__(self, context: ScreenContext, status: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._status = context, status
        self._timer = QTimer(self, singleShot=True, interval=MILLISECONDS)
        self._timer.timeout.connect(self.now)

    def soon(self) -> None:
        """Look once what is written now has come to rest."""
        self._timer.start()

    def now(self) -> None:
        """Look at once."""
        if self._context.window.actor is not None:
            standing = self._context.services.sync.standing
            self._context.run("standing", standing, self._status.show_standing)
