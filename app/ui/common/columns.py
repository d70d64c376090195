"""Two columns that become one in large text or in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.ui.parts.painting import follow_theme
from app.ui.theme import theme


class Columns(QWidget):
    """A left and a right column to fill; the shares are those of the width."""

    stacked = Signal(bool)

    def __init__(self, shares: tuple[int, int] = (66, 40), *, fills: bool = False) -> None:
        """Make empty columns; with `fills` what is inside shares the whole height."""
        super().__init__()
        self._is_stacked = False
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._sides = [QVBoxLayout(), QVBoxLayout()]
        for side, share in zip(self._sides, shares, strict=True):
            frame = QVBoxLayout()
            frame.addLayout(side)
            if not fills:
                frame.addStretch(1)
            self._across.addLayout(frame, share)
        follow_theme(self._renew)
        self._renew()

    @property
    def left(self) -> QVBoxLayout:
        """Return the column that is read first."""
        return self._sides[0]

    @property
    def right(self) -> QVBoxLayout:
        """Return the column beside it, below it when there is no room."""
        return self._sides[1]

    @property
    def is_stacked(self) -> bool:
        """Tell whether the columns stand one below the other."""
        return self._is_stacked

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._renew()

    def _renew(self) -> None:
        look = theme()
        stacked = look.is_stacked() or 0 < self.width() < 60 * look.em()
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self._across.setSpacing(look.space(24 if stacked else 32))
        for side in self._sides:
            side.setSpacing(look.space(12))
        if stacked != self._is_stacked:
            self._is_stacked = stacked
            self.stacked.emit(stacked)
