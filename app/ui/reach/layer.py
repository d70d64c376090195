"""The layer over a window that shows numbers, the frames of a scan and how far a rest has come.

As the focus ring it is a QFocusFrame: outside the accessibility tree and transparent for the mouse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFocusFrame, QWidget

from app.ui.parts.painting import edge_pen, paint_box, painting
from app.ui.parts.row import Row
from app.ui.parts.segmented import SegmentCell
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.reach.targets import Target
from app.ui.theme import theme
from app.ui.theme.tokens import shape_px

HALO_PX = 2
ROW_OUT_PX = 8
ROW_LINE_PX = 3
ITEM_LINE_PX = 6
ITEM_GROUND_PX = 10
# A badge beside a control covers this much of its padding, never a word.
OVERLAP_PX = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """What the layer draws.

    Attributes:
        numbered: the targets with a badge, 1 first.
        outer: the group or row a scan is in or offers, dashed.
        item: the item a scan offers, solid.
        words: said in a box at the foot: what is offered.
        rest: the target a pointer rests on, and how much of the time has passed.
    """

    numbered: Sequence[Target] = ()
    outer: Sequence[Target] = ()
    item: Target | None = None
    words: str = ""
    rest: tuple[Target, float] | None = None


class Layer(QFocusFrame):
    """One for each window that is reached by other means; made and kept by `Reach`."""

    def __init__(self, root: QWidget) -> None:
        """Lie over a window."""
        super().__init__(root)
        self._root = root
        self._shown = Shown()
        self.setObjectName("reach_layer")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def present(self, shown: Shown) -> None:
        """Draw something else, over everything that is there now."""
        self._shown = shown
        self.setGeometry(self._root.rect())
        self.show()
        self.raise_()
        self.update()

    def badges(self) -> list[tuple[int, QRectF]]:
        """Return each number that is in sight and where its badge is."""
        found = []
        for number, target in enumerate(self._shown.numbered, 1):
            inside, seen = self._places(target)
            if seen.isEmpty():
                continue
            spot = self._spot(target, inside)
            if seen.adjusted(-40, -8, 8, 8).contains(spot.toPoint()):
                found.append((number, self._badge_at(number, spot)))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frames first, so that no frame hides a number."""
        shown = self._shown
        with painting(self) as painter:
            if shown.outer:
                self._paint_outer(painter, shown.outer)
            if shown.item is not None:
                self._paint_item(painter, shown.item)
            if shown.rest is not None:
                self._paint_rest(painter, *shown.rest)
            for number, area in self.badges():
                self._paint_badge(painter, number, area)
            if shown.words:
                self._paint_words(painter, shown.words)

    def _places(self, target: Target) -> tuple[QRect, QRect]:
        """Return a target's rectangle and the part of it no scroll area cuts off."""
        inside = target.rectangle(self._root)
        seen = inside.intersected(self._root.rect())
        if inside.isNull() or target.widget is None:
            return QRect(), QRect()
        step = target.widget.parentWidget()
        while step is not None and step is not self._root:
            area = step.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is step:
                seen = seen.intersected(step.rect().translated(step.mapTo(self._root, QPoint())))
            step = area
        return inside, seen

    def _spot(self, target: Target, inside: QRect) -> QPointF:
        """Return the middle of a badge: on the icon, else at the left edge outside the words."""
        widget = target.widget
        own = getattr(widget, "icon_spot", None)
        spot = own() if callable(own) else None
        if spot is not None:
            return QPointF(inside.topLeft()) + spot
        half = 0.8 * theme().em()
        if isinstance(widget, SegmentCell):
            # Cells touch: beside one stands the word of its neighbour, below them is air.
            return QPointF(inside.left() + half + HALO_PX, inside.bottom() + half / 4)
        badge = 1.6 * theme().em() + HALO_PX
        if isinstance(widget, Row) and inside.left() + OVERLAP_PX < badge:
            # No margin to stand in, as in large text: it covers the chevron instead.
            return QPointF(inside.right() - badge / 2, inside.center().y())
        is_line = target.row >= 0 or isinstance(widget, Row)
        middle = (
            inside.center().y()
            if is_line or inside.height() < 3 * theme().em()
            else (inside.top() + theme().target() / 2)
        )
        left = inside.left() + (0 if is_line else OVERLAP_PX) - half
        return QPointF(max(half + HALO_PX, left), middle)

    def _badge_at(self, number: int, middle: QPointF) -> QRectF:
        metrics = QFontMetricsF(theme().font("strong", tabular=True))
        side = 1.6 * theme().em()
        width = max(side, metrics.horizontalAdvance(str(number)) + 0.7 * theme().em())
        area = QRectF(middle.x() - width / 2, middle.y() - side / 2, width, side)
        room = QRectF(self.rect()).adjusted(HALO_PX, HALO_PX, -HALO_PX, -HALO_PX)
        area.moveLeft(min(max(area.left(), room.left()), room.right() - width))
        area.moveTop(min(max(area.top(), room.top()), room.bottom() - side))
        return area

    def _paint_badge(self, painter: QPainter, number: int, area: QRectF) -> None:
        radius = shape_px("radius_badge")
        halo = area.adjusted(-HALO_PX, -HALO_PX, HALO_PX, HALO_PX)
        paint_box(painter, halo, theme().color("bg"), None, 0, radius + HALO_PX)
        paint_box(painter, area, theme().color("num_bg"), None, 0, radius)
        painter.setFont(theme().font("strong", tabular=True))
        painter.setPen(QPen(theme().color("num_text")))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(number))

    def _paint_outer(self, painter: QPainter, targets: Sequence[Target]) -> None:
        around = QRect()
        for target in targets:
            around = around.united(self._places(target)[1])
        if around.isEmpty():
            return
        area = QRectF(around).adjusted(-ROW_OUT_PX, -ROW_OUT_PX, ROW_OUT_PX, ROW_OUT_PX)
        area = area.intersected(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(edge_pen(theme().color("scan"), ROW_LINE_PX, dashed=True))
        painter.drawRoundedRect(area, shape_px("radius_card"), shape_px("radius_card"))

    def _paint_item(self, painter: QPainter, target: Target) -> None:
        seen = self._places(target)[1]
        if seen.isEmpty():
            return
        half = ITEM_GROUND_PX / 2
        area = QRectF(seen).adjusted(-half, -half, half, half)
        area = area.intersected(QRectF(self.rect()).adjusted(half, half, -half, -half))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("bg", ITEM_GROUND_PX), ("scan", ITEM_LINE_PX)):
            painter.setPen(QPen(theme().color(colour), width))
            painter.drawRoundedRect(area, shape_px("radius_card"), shape_px("radius_card"))

    def _paint_rest(self, painter: QPainter, target: Target, passed: float) -> None:
        """Draw the countdown as a line that grows along the foot of the control."""
        inside, seen = self._places(target)
        if seen.isEmpty() or passed <= 0:
            return
        bar = QRectF(inside.left(), inside.bottom() - ITEM_LINE_PX, inside.width(), ITEM_LINE_PX)
        painter.fillRect(bar.adjusted(-2, -2, 2, 2), theme().color("bg"))
        bar.setWidth(bar.width() * passed)
        painter.fillRect(bar, theme().color("scan"))

    def _paint_words(self, painter: QPainter, said: str) -> None:
        pad = theme().space(16)
        words = TextLayout(said, self.width() * 0.7, TextStyle("strong", line_em=1.35))
        width, height = words.size().width() + 2 * pad, words.height() + pad
        foot = self.height() - ROW_LINE_PX
        area = QRectF((self.width() - width) / 2, foot - height, width, height)
        edge, radius = theme().color("scan"), shape_px("radius_card")
        paint_box(painter, area, theme().color("surface"), edge, ROW_LINE_PX, radius)
        place = area.adjusted(pad, pad / 2, -pad, -pad / 2)
        words.paint(painter, place, theme().color("text"))
