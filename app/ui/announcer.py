"""One call tells news to the eye, the ear and the screen reader; and remembers it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.messages import Lazy
from app.ui.actions import BoundAction

LONGEST_HISTORY = 200
UNDO_SECONDS = 10


class Urgency(Enum):
    """What a message interrupts: hints nothing, errors everything. The value is the strip's kind."""

    HINT = "info"
    POLITE = "success"
    URGENT = "warning"
    ERROR = "danger"


@dataclass(frozen=True, slots=True)
class Message:
    """Something said: when, what, how urgent, and the action that takes it back."""

    at: datetime
    text: str
    urgency: Urgency
    undo: BoundAction | None = None


class Announcer(QObject):
    """Says a message once in every channel.

    On Linux the strip's Notification role makes Orca speak; elsewhere an announcement event does.
    Only one of the two is sent, or a reader would say it twice (accessibility.md).
    """

    said = Signal(object)
    undo_ended = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._history: list[Message] = []
        self._undo_timer = QTimer(self)
        self._undo_timer.setSingleShot(True)
        self._undo_timer.setInterval(UNDO_SECONDS * 1000)
        self._undo_timer.timeout.connect(self.undo_ended)

    @property
    def history(self) -> tuple[Message, ...]:
        """Return what was said, newest first."""
        return tuple(reversed(self._history))

    def say(
        self,
        text: str | Lazy,
        urgency: Urgency = Urgency.POLITE,
        undo: BoundAction | None = None,
    ) -> None:
        """Tell a sentence; `undo` is offered with it for ten seconds."""
        message = Message(datetime.now().astimezone(), str(text), urgency, undo)
        self._history.append(message)
        del self._history[:-LONGEST_HISTORY]
        self._undo_timer.stop()
        if undo is not None:
            self._undo_timer.start()
        self.said.emit(message)
        if not sys.platform.startswith("linux"):
            self._announce(message)

    def forget(self) -> None:
        """Forget what was said to one person before another takes the seat."""
        self._history.clear()
        self._undo_timer.stop()

    def repeat(self) -> Message | None:
        """Say the newest message again; None when nothing was said yet."""
        if not self._history:
            return None
        message = self._history[-1]
        self.said.emit(message)
        if not sys.platform.startswith("linux"):
            self._announce(message)
        return message

    def _announce(self, message: Message) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        event = QAccessibleAnnouncementEvent(self._window, message.text)
        if message.urgency in (Urgency.URGENT, Urgency.ERROR):
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
