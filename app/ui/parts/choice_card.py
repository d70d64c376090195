"""A choice whose whole card is the target: a radio or check mark, a title and one small line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.messages import Lazy
from app.ui.parts.painting import paint_box, painting
from app.ui.parts.pressable import Pressable
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.theme import theme
from app.ui.theme.icons import paint_icon
from app.ui.theme.tokens import shape_px

_LEAST_PX = 52
_ON_EDGE_PX = 3
_OFF_EDGE_PX = 1.5


class ChoiceCard(Pressable):
    """One choice of several; `radio` belongs to a group in which one is on."""

    def __init__(
        self,
        value: str,
        title: str | Lazy,
        second: str | Lazy = "",
        *,
        radio: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a card that is off."""
        super().__init__(parent=parent)
        self.value = value
        self._title, self._second = title, second
        self._radio = radio
        self._wrong = False
        self.setCheckable(True)
        self.setProperty("moves_by_arrows", radio)
        # Qt's tree calls a checkable button a radio button only when it excludes its neighbours.
        self.setAutoExclusive(radio)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._renew()

    def _renew(self) -> None:
        self.setText(str(self._title))
        self.setAccessibleName(str(self._title))
        super()._renew()

    def _describe(self) -> None:
        reason = "" if self._available else str(self._because)
        self.setAccessibleDescription(reason or str(self._second))

    def set_wrong(self, wrong: bool) -> None:
        """Show or take away the edge of a choice to be corrected."""
        self._wrong = wrong
        self.update()

    def nextCheckState(self) -> None:
        """Change the choice, unless it is not available just now."""
        if self._available:
            super().nextCheckState()

    def sizeHint(self) -> QSize:
        """Return the size with title and line unbroken."""
        title, second = self._words(1e6)
        widest = max(title.size().width(), second.size().width() if second else 0.0)
        return QSize(int(widest) + 1 + self._beside_words(), self._height(title, second))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which words still wrap well."""
        return QSize(round(7 * theme().em()) + self._beside_words(), self._least())

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words."""
        return self._height(*self._words(width - self._beside_words()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, its mark and its words."""
        on = self.isChecked()
        title, second = self._words(self.width() - self._beside_words())
        with painting(self) as painter:
            self._paint_card(painter, on)
            self._paint_mark(painter, on)
            x = self._beside_words() - theme().space(12)
            block = title.height() + (second.height() if second else 0)
            top = (self.height() - block) / 2
            ink = "on_selection" if on else "text" if self._available else "disabled_text"
            room = self.width() - x
            title.paint(painter, QRectF(x, top, room, title.height()), theme().color(ink))
            if second:
                quiet = theme().color("on_selection" if on else "muted")
                area = QRectF(x, top + title.height(), room, second.height())
                second.paint(painter, area, quiet)

    def _paint_card(self, painter: QPainter, on: bool) -> None:
        fill = "selection" if on else "hover" if self.underMouse() else "surface"
        edge, px = "border_strong", max(_OFF_EDGE_PX, theme().rule())
        if on:
            edge, px = "accent", float(_ON_EDGE_PX)
        if self._wrong:
            edge, px = "danger", theme().error_border()
        if not self._available:
            fill, edge, px = "disabled_bg", "disabled_border", theme().field_border()
        paint_box(
            painter,
            QRectF(self.rect()),
            theme().color(fill),
            theme().color(edge),
            px,
            shape_px("radius_card"),
            dashed=not self._available,
        )

    def _paint_mark(self, painter: QPainter, on: bool) -> None:
        side = self._mark_px()
        left = theme().space(12)
        box = QRectF(left, (self.height() - side) / 2, side, side)
        ink = theme().color("accent" if on else "border_strong")
        inner = box.adjusted(1, 1, -1, -1)
        painter.setPen(QPen(ink, 2))
        painter.setBrush(theme().color("field"))
        if self._radio:
            painter.drawEllipse(inner)
            if on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink)
                gap = side * 0.24
                painter.drawEllipse(box.adjusted(gap, gap, -gap, -gap))
        else:
            if on:
                painter.setBrush(ink)
            painter.drawRoundedRect(inner, 4, 4)
            if on:
                tick = box.adjusted(side * 0.14, side * 0.14, -side * 0.14, -side * 0.14)
                paint_icon(painter, "check", tick, theme().color("on_accent"), 3.5)

    def _words(self, width: float) -> tuple[TextLayout, TextLayout | None]:
        text, small = str(self._title), str(self._second)
        style = TextStyle("strong", line_em=1.35)
        title = TextLayout(text, width, style, readings=theme().readings(text))
        if not small:
            return title, None
        look = TextStyle("small", line_em=theme().line_height("small_in_rows"))
        return title, TextLayout(small, width, look, readings=theme().readings(small))

    def _mark_px(self) -> int:
        return round(1.5 * theme().em())

    def _beside_words(self) -> int:
        return theme().space(12) + self._mark_px() + theme().space(12) + theme().space(12)

    def _height(self, title: TextLayout, second: TextLayout | None) -> int:
        words = title.height() + (second.height() if second else 0)
        return max(self._least(), words + 2 * theme().space(8) + 4)

    def _least(self) -> int:
        return max(theme().target(), theme().space(_LEAST_PX))
