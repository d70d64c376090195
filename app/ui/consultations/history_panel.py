"""The panel beside a consultation: what this person asked before."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.consultations import ConsultationPage
from app.messages import N_
from app.messages.consultation_words import row_badge, row_lead, row_second, row_title
from app.ui.actions import BoundAction
from app.ui.parts.row import Row, RowBadge
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text


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

    def show_history(self, history: ConsultationPage, besides: str) -> None:
        """Show everything but the consultation that is open."""
        rows = []
        for one in history.rows:
            if one.id == besides:
                continue
            word, kind, icon = row_badge(one)
            row = Row(
                self._open, one.id, row_title(one, with_name=False),
                row_second(one), lead=row_lead(one), badge=RowBadge(word, kind, icon),
            )  # fmt: skip
            row.setProperty("is_data", True)
            rows.append(row)
        self._rows.set_rows(rows)
        self._rows.setVisible(bool(rows))
        self._words.setVisible(not rows)
