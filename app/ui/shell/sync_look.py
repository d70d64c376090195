"""Asks how this device stands to its server; says so, warns in time, and locks when it has to."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.domain.sync.standing import Standing
from app.messages.sync import standing_lines
from app.ui.announcer import Urgency
from app.ui.registry import Screen
from app.ui.screen import ScreenContext
from app.ui.shell.status_line import StatusLine

MILLISECONDS = 500
# A device that is only looked at locks too.
AGAIN_MILLISECONDS = 10 * 60 * 1000
LOCKED_PAGE = "device-locked"
# Signing in, settings and help hold nothing about people; the incident card is the frame's.
OPEN_AREAS = frozenset({"access", "settings", "shell"})


class SyncLook(QObject):
    """Many changes in a row are one look."""

    def __init__(self, context: ScreenContext, status: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._status = context, status
        self._warned: str = ""
        self.is_locked = False
        self._timer = QTimer(self, singleShot=True, interval=MILLISECONDS)
        self._timer.timeout.connect(self.now)
        self._again = QTimer(self, interval=AGAIN_MILLISECONDS)
        self._again.timeout.connect(self.now)

    def begin(self) -> None:
        """Look before anything is shown to whoever has just signed in, and then now and again."""
        self._warned = ""
        self._again.start()
        self.now()

    def soon(self) -> None:
        """Look once what is written now has come to rest."""
        self._timer.start()

    def now(self) -> None:
        """Look at once."""
        if self._context.window.actor is not None:
            self._context.run("standing", self._context.services.sync.standing, self.show)

    def allows(self, screen: Screen) -> bool:
        """Tell whether a page may be open as the device stands."""
        return not self.is_locked or screen.open_when_locked or screen.area in OPEN_AREAS

    def show(self, standing: Standing) -> None:
        """Say how it stands; close or open the records as it says."""
        self._status.show_standing(standing)
        window = self._context.window
        was_locked, self.is_locked = self.is_locked, standing.is_locked or standing.is_revoked
        if window.actor is None or not standing.is_enrolled:
            return
        if self.is_locked and not self.allows(window.registry.screen(window.screen_id)):
            window.show_screen(LOCKED_PAGE, standing=standing)
        elif was_locked and not self.is_locked:
            window.navigation.show_screens(window.navigation_screens())
            if window.screen_id == LOCKED_PAGE:
                window.go_home()
        if self.is_locked != was_locked:
            window.navigation.show_screens(window.navigation_screens())
        state = "locked" if self.is_locked else f"{standing.days_left}" * standing.is_warning
        if state and state != self._warned:
            # Once for each day that is left, not at every look.
            self._context.say(standing_lines(standing)[0], Urgency.URGENT)
        self._warned = state
