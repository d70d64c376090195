"""Giving the focus to a field of a page that has just come up, so that a screen reader says it.

A new line field moves its caret once while it is made. Orca 43 takes that news as the focus itself,
without a word, when the field has the focus by the time the news is read; the real news of the focus
then tells nothing new and the field stays silent. So with a screen reader running the field gets the
focus a moment later, and nothing else holds it in between. Everything else gets it at once: a button
may be made anew before that moment, and a long text is filled then, which moves its caret, too.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

AFTER_MS = 150


def drop_focus() -> None:
    """Let go of the focus before its page is hidden, so that Qt does not hand it to a neighbour."""
    here = QApplication.focusWidget()
    if here is not None and QAccessible.isActive():
        here.clearFocus()


def give_focus(find: Callable[[], QWidget | None]) -> None:
    """Give a control of a new page the focus.

    Args:
        find: returns the control; asked again when the moment comes, for the page may have changed.
    """
    target = find()
    if target is None:
        return
    if not isinstance(target, QLineEdit) or not QAccessible.isActive():
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return

    def late() -> None:
        there = find() if QApplication.focusWidget() is None else None
        if there is not None and there.isVisible():
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    drop_focus()
    QTimer.singleShot(AFTER_MS, target.window(), late)
