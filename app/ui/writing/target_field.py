"""The field somebody writes into from another page, and the one that had the focus last."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from app.domain.writing.line import Change

Writable = QLineEdit | QTextEdit


class TargetField:
    """One field of a page behind: what stands before the place in it, and changes there."""

    def __init__(self, widget: Writable) -> None:
        self._widget = widget

    @property
    def is_there(self) -> bool:
        """Tell whether the page of the field still lives."""
        return bool(shiboken6.isValid(self._widget))

    @property
    def is_secret(self) -> bool:
        """Tell whether nobody may read along."""
        widget = self._widget
        return isinstance(widget, QLineEdit) and widget.echoMode() != QLineEdit.EchoMode.Normal

    @property
    def has_lines(self) -> bool:
        """Tell whether it takes several lines."""
        return isinstance(self._widget, QTextEdit)

    @property
    def name(self) -> str:
        """Return what the field is called."""
        if self._widget.accessibleName():
            return self._widget.accessibleName()
        node = QAccessible.queryAccessibleInterface(self._widget)
        return node.text(QAccessible.Text.Name) if node is not None else ""

    def before(self) -> str:
        """Return the text before the place."""
        return self._text()[: self._place()]

    def after(self) -> str:
        """Return the text after the place."""
        return self._text()[self._place() :]

    def apply(self, change: Change) -> None:
        """Do what a key does; the field itself decides what it takes."""
        widget = self._widget
        if isinstance(widget, QLineEdit):
            for _one in range(change.remove):
                widget.backspace()
            if change.put:
                widget.insert(change.put)
            return
        cursor = widget.textCursor()
        cursor.clearSelection()
        for _one in range(change.remove):
            cursor.deletePreviousChar()
        if change.put:
            cursor.insertText(change.put)
        widget.setTextCursor(cursor)

    def move(self, steps: int) -> None:
        """Move the place by a letter."""
        widget = self._widget
        if isinstance(widget, QLineEdit):
            widget.cursorForward(False, steps)
            return
        cursor = widget.textCursor()
        way = QTextCursor.MoveOperation.Right if steps > 0 else QTextCursor.MoveOperation.Left
        cursor.movePosition(way)
        widget.setTextCursor(cursor)

    def _text(self) -> str:
        widget = self._widget
        return widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()

    def _place(self) -> int:
        widget = self._widget
        if isinstance(widget, QLineEdit):
            return widget.cursorPosition()
        return widget.textCursor().position()


def can_take(widget: QWidget | None) -> bool:
    """Tell whether something is a field that is shown and takes text."""
    if not isinstance(widget, (QLineEdit, QTextEdit)) or not shiboken6.isValid(widget):
        return False
    return widget.isEnabled() and not widget.isReadOnly()


class LastField(QObject):
    """Remembers which field had the focus last: a menu or a voice takes the focus away."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._last: QWidget | None = None
        application.focusChanged.connect(self._on_focus)

    def found_in(self, page: QWidget | None) -> QWidget | None:
        """Return the last field if it is still part of the open page."""
        last = self._last
        if page is None or last is None or not shiboken6.isValid(last) or not can_take(last):
            return None
        return last if page.isAncestorOf(last) else None

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if can_take(now):
            self._last = now
