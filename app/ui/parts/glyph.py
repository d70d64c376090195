"""An icon beside words; decoration, so the accessibility tree gets no name for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.parts.painting import follow_theme, painting
from app.ui.theme import theme
from app.ui.theme.icons import paint_icon


class Glyph(QWidget):
    """One icon at 1.3 em of a text style, in a colour role."""

    def __init__(
        self, icon: str, color: str = "text", style: str = "body", parent: QWidget | None = None
    ) -> None:
        """Show an icon."""
        super().__init__(parent)
        self._icon, self._color, self._style = icon, color, style
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self._renew)

    def set_icon(self, icon: str, color: str) -> None:
        """Show another icon."""
        self._icon, self._color = icon, color
        self.update()

    def sizeHint(self) -> QSize:
        """Return the icon's square."""
        side = theme().icon_px(self._style)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        with painting(self) as painter:
            paint_icon(painter, self._icon, QRectF(self.rect()), theme().color(self._color))

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
