"""A list of rows: one Tab stop, arrow keys move, the current row survives a change of content."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.messages import Lazy
from app.ui.parts.roles import give_role
from app.ui.parts.row import Row
from app.ui.parts.tab_anchor import TabAnchor


class RowList(QWidget):
    """Rows below each other; callers give pages of 20 and offer more."""

    current_changed = Signal(int)

    def __init__(
        self, name: str | Lazy = "", parent: QWidget | None = None, *, key: str = ""
    ) -> None:
        """Make an empty list; `name` is what the tree calls it.

        `key` tells its rows apart from those of another list on the page, so that coming back to
        the page finds the row that was left.
        """
        super().__init__(parent)
        give_role(self, QAccessible.Role.List)
        self._name = name
        self._key = f"{key}_" if key else ""
        self._rows: list[Row] = []
        self._current = 0
        self._anchor = TabAnchor(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAccessibleName(str(name))

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows in order."""
        return tuple(self._rows)

    @property
    def current_index(self) -> int:
        """Return the index of the current row; 0 when there is none."""
        return self._current

    @property
    def current_row(self) -> Row | None:
        """Return the row that Tab leads to."""
        return self._rows[self._current] if self._rows else None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the current place and the focus stay as near as possible."""
        had_focus = any(row.hasFocus() for row in self._rows)
        subject = self._subject_of_current()
        old, self._rows = self._rows, list(rows)
        for number, row in enumerate(self._rows):
            row.setObjectName(f"{self._key}row_{number}")
            row.setProperty("moves_by_arrows", True)
            row.installEventFilter(self)
            self._column.addWidget(row)
            # Qt would show it later; only what is shown can take the focus now.
            row.show()
        self._anchor.put_after(self._rows)
        subjects = [row.subject for row in self._rows]
        if subject is not None and subject in subjects:
            self._current = subjects.index(subject)
        self._set_current(min(self._current, max(0, len(self._rows) - 1)))
        if had_focus and self._rows:
            self._rows[self._current].setFocus(Qt.FocusReason.OtherFocusReason)
        for row in old:
            self._column.removeWidget(row)
            # Until Qt ends it nobody may find it under the name its successor has.
            row.setObjectName("")
            row.hide()
            row.deleteLater()
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with arrows, Home and End; a focused row becomes the current one."""
        if event.type() == QEvent.Type.FocusIn and watched in self._rows:
            self._set_current(self._rows.index(watched))
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            wanted = self._wanted(event.key())
            if wanted is not None:
                self._rows[wanted].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _wanted(self, key: int) -> int | None:
        last = len(self._rows) - 1
        moves = {
            Qt.Key.Key_Down: min(self._current + 1, last),
            Qt.Key.Key_Up: max(self._current - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        return moves.get(Qt.Key(key))

    def _set_current(self, index: int) -> None:
        changed = index != self._current
        self._current = index
        for number, row in enumerate(self._rows):
            stop = Qt.FocusPolicy.StrongFocus if number == index else Qt.FocusPolicy.ClickFocus
            row.setFocusPolicy(stop)
        if changed:
            self.current_changed.emit(index)

    def _subject_of_current(self) -> object | None:
        row = self._rows[self._current] if self._current < len(self._rows) else None
        return row.subject if row is not None else None
