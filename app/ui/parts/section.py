"""A section: a heading over a ruled line of ink."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.messages import Lazy
from app.ui.parts.painting import follow_theme, paint_line, painting
from app.ui.parts.text import Text
from app.ui.theme import theme


class Section(QWidget):
    """The heading line of a section; a badge or a quiet note may stand at its right."""

    def __init__(
        self,
        title: str | Lazy,
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show a title over the line."""
        super().__init__(parent)
        self._title = Text(title, "h2", max_em=0)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title, 1)
        if beside is not None:
            self._row.addWidget(beside)
        self._renew()
        follow_theme(self._renew)

    def set_title(self, title: str | Lazy) -> None:
        """Show another title."""
        self._title.set_text(title)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line of ink."""
        thickness = theme().strong_rule()
        y = self.height() - thickness
        with painting(self) as painter:
            ink = theme().color("border_strong")
            start, end = QPointF(0, y), QPointF(self.width(), y)
            paint_line(painter, start, end, ink, thickness)

    def _renew(self) -> None:
        self._row.setContentsMargins(
            0, theme().space(8), 0, theme().space(4) + theme().strong_rule()
        )
        self._row.setSpacing(theme().space(12))
        self.update()
