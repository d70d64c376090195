"""Words at the left and something small at the right; below each other when there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.ui.parts.painting import follow_theme
from app.ui.theme import theme

_ROOMY_EM = 12


class Sides(QWidget):
    """A left part that wraps and a right part that keeps its size."""

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        """Put two parts side by side."""
        super().__init__(parent)
        self._left, self._right = left, right
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(left, 1)
        self._across.addWidget(right, 0, Qt.AlignmentFlag.AlignVCenter)
        self._renew()
        follow_theme(self._renew)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the parts when the left one would get too narrow."""
        super().resizeEvent(event)
        self._renew()

    def _renew(self) -> None:
        rest = self.width() - self._right.sizeHint().width()
        wanted = min(_ROOMY_EM * theme().em(), self._left.sizeHint().width())
        stacked = theme().is_stacked() or rest < wanted
        direction = QBoxLayout.Direction
        wished = direction.TopToBottom if stacked else direction.LeftToRight
        self._across.setSpacing(theme().space(8 if stacked else 16))
        if self._across.direction() != wished:
            self._across.setDirection(wished)
            place = Qt.AlignmentFlag.AlignLeft if stacked else Qt.AlignmentFlag.AlignVCenter
            self._across.setAlignment(self._right, place)
