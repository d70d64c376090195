"""One cell of the board, painted as the design has it; heard as one sentence."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.actions import BoundAction
from app.ui.clubs.board_state import CLOSED, FREE, PROPOSED, TROUBLE, CellState
from app.ui.parts.painting import paint_bar, paint_box, painting
from app.ui.parts.pressable import Pressable
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.theme import theme
from app.ui.theme.icons import paint_icon
from app.ui.theme.tokens import shape_px

LEAST_WIDTH_PX, LEAST_HEIGHT_PX = 132, 72
_ICONS = {TROUBLE: "triangle-alert", PROPOSED: "move-right"}


class BoardCell(Pressable):
    """A session, or the place of none; what is wrong has edge, sign and words, not colour alone."""

    role = QAccessible.Role.Button

    def __init__(self, bound: BoundAction, state: CellState, parent: QWidget | None = None) -> None:
        super().__init__(bound, state.subject, parent)
        self.state = state
        self.setProperty("is_data", True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._renew()

    @property
    def is_session(self) -> bool:
        """Tell whether something takes place here."""
        return self.state.kind not in (FREE, CLOSED)

    def _renew(self) -> None:
        self.setText(self.state.title)
        self.setAccessibleName(self.state.spoken)
        super()._renew()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        width = theme().space(LEAST_WIDTH_PX)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which every word still has room."""
        return QSize(theme().space(LEAST_WIDTH_PX), theme().space(LEAST_HEIGHT_PX))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words in a width."""
        if not self.is_session:
            return theme().space(LEAST_HEIGHT_PX)
        height = sum(one.height() for one in self._words(width)) + 2 * self._pad()
        return max(theme().space(LEAST_HEIGHT_PX), height)

    def _pad(self) -> int:
        return theme().space(8)

    def _left(self) -> int:
        return self._pad() + shape_px("marker_bar_px") + theme().space(4)

    def _room(self, width: int) -> float:
        return width - self._left() - self._pad()

    def _words(self, width: int) -> list[TextLayout]:
        """Return time, title, and who leads it or what is wrong, below each other."""
        room = self._room(width)
        state = self.state
        sign = theme().icon_px() + theme().space(4) if state.kind in _ICONS else 0
        line = theme().line_height("small_in_rows")
        return [
            TextLayout(f"{state.time}  {state.count}", room, TextStyle("small", True, line_em=line)),
            TextLayout(
                state.title, room, TextStyle("strong", line_em=line),
                readings=theme().readings(state.title),
            ),
            TextLayout(
                state.who, room - sign, TextStyle("small", line_em=line),
                readings=theme().readings(state.who) if state.kind in _ICONS else (),
            ),
        ]  # fmt: skip

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, edge, bar and words."""
        area = QRectF(self.rect())
        radius = shape_px("radius_card")
        with painting(self) as painter:
            ground, edge = self._colours()
            if self.underMouse() and self.state.kind != TROUBLE:
                ground = "hover"
            dashed = self.state.kind in (FREE, PROPOSED)
            width = theme().rule() * (2 if self.state.kind in _ICONS else 1)
            paint_box(painter, area, theme().color(ground), None, 0, radius)
            if self.state.kind == CLOSED:
                self._hatch(painter, area)
            if self.state.kind in _ICONS:
                bar = shape_px("marker_bar_px")
                paint_bar(painter, area, theme().color(edge), bar, radius)
            if self.state.kind != CLOSED:
                paint_box(painter, area, None, theme().color(edge), width, radius, dashed=dashed)
            if self.is_session:
                self._paint_session(painter)
            else:
                self._paint_middle(painter, area)

    def _colours(self) -> tuple[str, str]:
        """Return the colour roles of ground and edge."""
        if self.state.kind == TROUBLE:
            return "warning_soft", "warning"
        if self.state.kind == PROPOSED:
            return "info_soft", "info"
        return ("bg", "border_strong") if not self.is_session else ("surface", "border_strong")

    def _hatch(self, painter: QPainter, area: QRectF) -> None:
        painter.save()
        painter.setPen(theme().color("border"))
        painter.setClipRect(area)
        step = theme().space(8)
        for x in range(-round(area.height()), round(area.width()), step):
            painter.drawLine(x, round(area.height()), x + round(area.height()), 0)
        painter.restore()

    def _paint_middle(self, painter: QPainter, area: QRectF) -> None:
        words = TextLayout(
            self.state.title, area.width(), TextStyle("small"),
            readings=theme().readings(self.state.title),
        )  # fmt: skip
        size = words.size()
        ground = QRectF(
            (area.width() - size.width()) / 2 - self._pad(), (area.height() - size.height()) / 2,
            size.width() + 2 * self._pad(), size.height(),
        )  # fmt: skip
        if self.state.kind == CLOSED:
            painter.fillRect(ground, theme().color("bg"))
        words.paint(
            painter, QRectF(0, ground.top(), area.width(), size.height()), theme().color("muted"),
            Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip

    def _paint_session(self, painter: QPainter) -> None:
        ink = theme().color("text")
        y = float(self._pad())
        for number, words in enumerate(self._words(self.width())):
            x = float(self._left())
            if number == 2 and self.state.kind in _ICONS:
                side = theme().icon_px()
                place = QRectF(x, y + words.middle() - side / 2, side, side)
                paint_icon(painter, _ICONS[self.state.kind], place, ink)
                x += side + theme().space(4)
            words.paint(painter, QRectF(x, y, self._room(self.width()), words.height()), ink)
            y += words.height()
