"""The board: rooms by days, one Tab stop, arrow keys to every cell."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui.actions import BoundAction
from app.ui.clubs.board_state import BoardState
from app.ui.clubs.cell import BoardCell
from app.ui.parts.painting import follow_theme
from app.ui.parts.tab_anchor import TabAnchor
from app.ui.parts.text import Text
from app.ui.theme import theme


class BoardGrid(QWidget):
    """Cells in rows and columns; `heard` tells the sentence of the cell that was gone to."""

    heard = Signal(str)

    def __init__(self, bound: BoundAction) -> None:
        super().__init__()
        self._bound = bound
        self._cells: list[list[list[BoardCell]]] = []
        self._others: list[QWidget] = []
        self._current: BoardCell | None = None
        self._anchor = TabAnchor(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        follow_theme(self._space)
        self._space()

    @property
    def current(self) -> BoardCell | None:
        """Return the cell that Tab leads to."""
        return self._current

    def _all(self) -> list[BoardCell]:
        return [cell for line in self._cells for place in line for cell in place]

    def show_state(self, state: BoardState) -> None:
        """Show another week; the cell that was gone to stays the one, if it is still there."""
        had_focus = self._current is not None and self._current.hasFocus()
        subject = self._current.subject if self._current is not None else None
        self._clear()
        for column, day in enumerate(state.days, 1):
            self._put(Text(day, "small", bold=True, max_em=0), 0, column)
            self._grid.setColumnStretch(column, 3)
        self._grid.setColumnStretch(0, 2)
        for row, line in enumerate(state.lines, 1):
            head = QWidget()
            column_of = QVBoxLayout(head)
            column_of.setContentsMargins(0, 0, 0, 0)
            column_of.setSpacing(0)
            column_of.addWidget(Text(line.house, "small", bold=True, is_data=True))
            column_of.addWidget(Text(line.room, "small", "muted", is_data=True))
            column_of.addStretch(1)
            self._put(head, row, 0)
            self._cells.append([])
            for column, cells in enumerate(line.cells, 1):
                # A layout and no widget: arrow keys reach all cells of one parent.
                below = QVBoxLayout()
                self._grid.addLayout(below, row, column)
                below.setSpacing(theme().space(8))
                made = [BoardCell(self._bound, one) for one in cells]
                for number, cell in enumerate(made):
                    cell.setObjectName(f"cell_{row}_{column}_{number}")
                    cell.setProperty("moves_by_arrows", True)
                    cell.installEventFilter(self)
                    below.addWidget(cell, 1)
                    cell.show()
                    self._others.append(cell)
                self._cells[-1].append(made)
        self._anchor.put_after(self._all())
        same = [one for one in self._all() if one.subject == subject]
        self._set_current(same[0] if same else self._first())
        if had_focus and self._current is not None:
            self._current.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self) -> BoardCell | None:
        """Return where to begin: at what is wrong, else at the first session."""
        cells = self._all()
        for kinds in (("trouble",), ("session", "proposed")):
            found = [one for one in cells if one.state.kind in kinds]
            if found:
                return found[0]
        return cells[0] if cells else None

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        self._grid.addWidget(widget, row, column)
        widget.show()
        self._others.append(widget)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            layout = item.layout()
            if layout is not None:
                layout.deleteLater()
        for widget in self._others:
            widget.hide()
            widget.deleteLater()
        for cell in self._all():
            # Until Qt ends it nobody may find it under the name its successor has.
            cell.setObjectName("")
        self._others, self._cells, self._current = [], [], None

    def _space(self) -> None:
        self._grid.setSpacing(theme().space(8))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with arrows, Home and End; a focused cell becomes the current one and is told."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, BoardCell):
            self._set_current(watched)
            self.heard.emit(watched.state.spoken)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            wanted = self._wanted(watched, Qt.Key(event.key()))
            if wanted is not None:
                wanted.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _wanted(self, watched: QObject, key: Qt.Key) -> BoardCell | None:
        at = self._place_of(watched)
        if at is None:
            return None
        row, column, number = at
        here = self._cells[row][column]
        across = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in across:
            column = max(0, min(column + across[key], len(self._cells[row]) - 1))
            cells = self._cells[row][column]
            return cells[min(number, len(cells) - 1)]
        if key == Qt.Key.Key_Home:
            return self._cells[row][0][0]
        if key == Qt.Key.Key_End:
            return self._cells[row][-1][0]
        if key == Qt.Key.Key_Down:
            if number + 1 < len(here):
                return here[number + 1]
            return self._cells[min(row + 1, len(self._cells) - 1)][column][0]
        if key == Qt.Key.Key_Up:
            return here[number - 1] if number else self._cells[max(row - 1, 0)][column][-1]
        return None

    def _place_of(self, watched: QObject) -> tuple[int, int, int] | None:
        for row, line in enumerate(self._cells):
            for column, cells in enumerate(line):
                for number, cell in enumerate(cells):
                    if cell is watched:
                        return row, column, number
        return None

    def _set_current(self, cell: BoardCell | None) -> None:
        self._current = cell
        for one in self._all():
            stop = Qt.FocusPolicy.StrongFocus if one is cell else Qt.FocusPolicy.ClickFocus
            one.setFocusPolicy(stop)
