"""The panel beside a consultation: what this person asked before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.messages import N_
from app.ui.actions import BoundAction
from app.ui.desk_view import show_rows
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.row_state import RowState


class HistoryPanel(QWidget):
    """Rows of earlier consultations, or one calm sentence."""

    def __init__(self, open_one: BoundAction) -> None:
        super().__init__()
        self._open = open_one
        self._words = Text(N_("Nothing was asked before."), "small", "muted")
        self._rows = RowList(N_("Asked before"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (Section(N_("Asked before")), self._words, self._rows):
            column.addWidget(part)

    def show_history(self, rows: Sequence[RowState]) -> None:
        """Show earlier consultations."""
        show_rows(self._rows, rows, self._open)
        self._words.setVisible(not rows)
