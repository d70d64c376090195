"""A word in a small box with an icon; tells a state by word, shape and colour together."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.messages import Lazy
from app.ui.parts.painting import follow_theme, paint_box, painting
from app.ui.theme import theme
from app.ui.theme.icons import paint_icon
from app.ui.theme.tokens import shape_px

ICONS: Final = {
    "success": "circle-check",
    "warning": "triangle-alert",
    "danger": "octagon-alert",
    "info": "info",
    "muted": "circle-dashed",
    "plain": "",
    "required": "asterisk",
}
_EDGE_PX: Final = 1.5
_GROUND: Final = {"muted": "surface", "plain": "surface", "required": "surface"}
_INK: Final = {"plain": "text", "required": "muted"}


def badge_size(word: str, icon: str) -> QSize:
    """Return the room a badge takes."""
    metrics = QFontMetricsF(theme().font("small", bold=True))
    em = theme().em("small")
    width = metrics.horizontalAdvance(word) + 2 * theme().space(8)
    if icon:
        width += 1.2 * em + theme().space(4)
    return QSize(int(width) + 1, round(1.75 * em))


def paint_badge(painter: QPainter, rect: QRectF, word: str, kind: str, icon: str) -> None:
    """Draw a badge; rows and table cells use this without a widget of their own."""
    ink = theme().color(_INK.get(kind, kind))
    ground = theme().color(_GROUND.get(kind, f"{kind}_soft"))
    paint_box(painter, rect, ground, ink, _EDGE_PX, shape_px("radius_badge"))
    em = theme().em("small")
    x = rect.left() + theme().space(8)
    if icon:
        side = round(1.2 * em)
        place = QRectF(x, rect.center().y() - side / 2, side, side)
        paint_icon(painter, icon, place, ink, 2.2)
        x += side + theme().space(4)
    painter.setPen(QPen(ink))
    painter.setFont(theme().font("small", bold=True))
    painter.drawText(QPointF(x, rect.center().y() + em / 2 - 0.12 * em), word)


class Badge(QLabel):
    """One badge; for the tree a label with its word."""

    def __init__(
        self,
        word: str | Lazy,
        kind: str = "info",
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show a word; kinds: success, warning, danger, info, muted, plain, required."""
        super().__init__(parent)
        self._wording = word
        self._kind = kind
        self.setProperty("is_badge", True)
        self._icon = ICONS[kind] if icon is None else icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._renew()
        follow_theme(self._renew)

    def set_badge(self, word: str | Lazy, kind: str, icon: str | None = None) -> None:
        """Show another state."""
        self._wording, self._kind = word, kind
        self._icon = ICONS[kind] if icon is None else icon
        self._renew()

    def sizeHint(self) -> QSize:
        """Return the room for icon and word."""
        return badge_size(self.text(), self._icon)

    def minimumSizeHint(self) -> QSize:
        """A badge is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        with painting(self) as painter:
            paint_badge(painter, QRectF(self.rect()), self.text(), self._kind, self._icon)

    def _renew(self) -> None:
        self.setFont(theme().font("small", bold=True))
        self.setText(str(self._wording))
        self.updateGeometry()
        self.update()
