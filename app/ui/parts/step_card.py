"""One step of a guide: a large number, a verb, one line; the present one stands out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.messages import N_, Lazy
from app.ui.parts.badge import Badge
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.painting import follow_theme, painting
from app.ui.parts.text import Text
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.theme import theme
from app.ui.theme.icons import paint_icon

HERE = N_("You are here")
DONE = N_("Done")
_NOW_EDGE_PX = 3


class _Number(QWidget):
    """The step's number in a circle of 48; decoration, the title is numbered in words."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number, self.state = number, "next"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = round(3 * theme().em())
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        now, done = self.state == "now", self.state == "done"
        ink = theme().color("accent" if now else "success" if done else "border_strong")
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with painting(self) as painter:
            painter.setPen(QPen(ink, 2))
            painter.setBrush(theme().color("accent" if now else "surface"))
            painter.drawEllipse(area)
            if done:
                inset = area.width() * 0.25
                paint_icon(painter, "check", area.adjusted(inset, inset, -inset, -inset), ink, 3)
                return
            style = TextStyle("h2", tabular=True, line_em=1)
            words = TextLayout(str(self.number), 1e4, style)
            place = QRectF(0, area.center().y() - words.height() / 2, self.width(), words.height())
            colour = theme().color("on_accent" if now else "text")
            words.paint(painter, place, colour, Qt.AlignmentFlag.AlignHCenter)


class StepCard(Card):
    """A step that is next, now or done."""

    def __init__(
        self,
        number: int,
        title: str | Lazy,
        line: str | Lazy = "",
        state: str = "next",
        parent: QWidget | None = None,
        *,
        is_data: bool = False,
    ) -> None:
        """Show step `number`; states: next, now, done. `is_data`: written in a language of its own."""
        super().__init__(parent=parent)
        self._number = _Number(number)
        self._badge = Badge(HERE, "info", "arrow-right")
        words = QVBoxLayout()
        words.setSpacing(theme().space(4))
        words.addWidget(FlowRow(Text(title, "h2", max_em=0, is_data=is_data), self._badge))
        if str(line):
            words.addWidget(Text(line, "body"))
        across = QHBoxLayout()
        across.setSpacing(theme().space(16))
        across.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        if not str(line):
            across.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(across)
        self.set_state(state)

    def set_state(self, state: str) -> None:
        """Become next, now or done."""
        self._number.state = state
        self._number.update()
        self._edge_px = _NOW_EDGE_PX if state == "now" else None
        self.set_colors(
            "selection" if state == "now" else "surface",
            "accent" if state == "now" else "border_strong",
        )
        self._badge.setVisible(state != "next")
        if state == "done":
            self._badge.set_badge(DONE, "success")
        elif state == "now":
            self._badge.set_badge(HERE, "info", "arrow-right")
