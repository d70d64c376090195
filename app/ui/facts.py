"""Label and value pairs to be read: labels in a narrow column, above their value in large text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.parts.painting import follow_theme
from app.ui.parts.text import Text
from app.ui.theme import theme

LABEL_EM = 8


@dataclass(frozen=True, slots=True)
class Fact:
    """One label with its value."""

    label: str
    value: str


class Facts(QWidget):
    """A list of facts; what the centre wrote is marked as its data."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: list[tuple[Text, Text]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        follow_theme(self._place)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts; none hide the whole list."""
        for pair in self._pairs:
            for part in pair:
                self._grid.removeWidget(part)
                part.hide()
                part.deleteLater()
        self._pairs = [
            (Text(one.label, "small", "muted", max_em=0), Text(one.value, is_data=True))
            for one in facts
        ]
        self._place()
        self.setVisible(bool(facts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        look = theme()
        stacked = look.is_stacked() or 0 < self.width() < 4 * LABEL_EM * look.em()
        self._grid.setHorizontalSpacing(look.space(16))
        self._grid.setVerticalSpacing(look.space(4 if not stacked else 0))
        self._grid.setColumnMinimumWidth(0, 0 if stacked else round(LABEL_EM * look.em()))
        top = Qt.AlignmentFlag.AlignTop
        for number, (label, value) in enumerate(self._pairs):
            if stacked:
                self._grid.addWidget(label, 2 * number, 0, 1, 2)
                self._grid.addWidget(value, 2 * number + 1, 0, 1, 2)
            else:
                self._grid.addWidget(label, 2 * number, 0, top)
                self._grid.addWidget(value, 2 * number, 1)
