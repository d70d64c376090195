"""The message strip's life: what is said, how long it stays, what can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from app.messages import N_, Lazy, _
from app.ui.announcer import Message, Urgency

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow

MESSAGE_SECONDS = 10


class News(QObject):
    """Shows messages in their row and holds the one thing that can be undone."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._take_back: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        window.announcer.said.connect(self._on_said)
        window.announcer.undo_ended.connect(self.forget_undo)
        window.strip.closed.connect(self._on_closed)

    def offer_undo(self, text: str | Lazy, take_back: Callable[[], None]) -> None:
        """Tell what was done; 元に戻す takes it back for ten seconds."""
        self._take_back = take_back
        undo = self._window.bound("shell.undo")
        undo.set_available(True)
        self._window.announcer.say(text, Urgency.POLITE, undo)

    def undo(self) -> None:
        """Take the last change back."""
        take_back = self._take_back
        self.forget_undo()
        if take_back is not None:
            self._window.strip.clear()
            take_back()
            self._window.announcer.say(_("Taken back."))

    def forget_undo(self) -> None:
        """After ten seconds or a lock nothing can be taken back any more."""
        self._take_back = None
        self._window.bound("shell.undo").set_available(False, N_("There is nothing to take back."))

    def repeat(self) -> None:
        """Say the newest message again."""
        if self._window.announcer.repeat() is None:
            self._window.announcer.say(_("Nothing was said yet."), Urgency.HINT)

    def say_where(self) -> None:
        """Say the page and the control that has the focus, with its value."""
        view, focus = self._window.view, QApplication.focusWidget()
        title = str(view.title) if view is not None else ""
        found = QAccessible.queryAccessibleInterface(focus) if focus is not None else None
        name = found.text(QAccessible.Text.Name) if found is not None else ""
        value = found.text(QAccessible.Text.Value) if found is not None else ""
        more = view.where() if view is not None else ""
        control = " ".join(part for part in (name, value, more) if part)
        words = _("You are on the page {page}.").format(page=title)
        if control:
            words = _("You are on the page {page}, at {control}.").format(
                page=title, control=control
            )
        self._window.announcer.say(words, Urgency.HINT)

    def _on_said(self, message: Message) -> None:
        self._window.strip.show_message(message.text, message.urgency.value, message.undo)
        if message.urgency is Urgency.ERROR:
            self._timer.stop()
        else:
            self._timer.start(MESSAGE_SECONDS * 1000)

    def _on_time(self) -> None:
        # Somebody is on the strip's button: taking it away would lose the focus.
        focus = QApplication.focusWidget()
        if focus is not None and self._window.strip.isAncestorOf(focus):
            self._timer.start(MESSAGE_SECONDS * 1000)
            return
        self._window.strip.clear()

    def _on_closed(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or self._window.strip.isAncestorOf(focus):
            self._window.focus_page()
