"""Strokes every part shares: boxes with an edge, bars at a card's left, following the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPaintDevice, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from app.ui.theme import theme

DASH_ON_PX = 5.0
DASH_OFF_PX = 3.0


def follow_theme(on_change: Callable[[], None]) -> None:
    """Call a method after each change of modes, as long as its widget lives."""
    theme().changed.connect(on_change)


def room_on_screen(widget: QWidget) -> QRect:
    """Return the usable area of the screen a widget is on.

    Never `QWidget.screen()`: PySide takes what it returns for a child of the widget, and the
    screen would die with the first dialog that closes.
    """
    at = widget.mapToGlobal(QPoint(0, 0))
    screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """Give a painter with smooth edges and end it whatever happens."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    try:
        yield painter
    finally:
        painter.end()


def paint_box(
    painter: QPainter,
    rect: QRectF,
    fill: QColor | None,
    edge: QColor | None,
    edge_px: float = 1.0,
    radius: float = 0.0,
    *,
    dashed: bool = False,
) -> None:
    """Fill and frame a rounded box; the edge lies inside the rectangle."""
    half = edge_px / 2 if edge is not None else 0.0
    inner = rect.adjusted(half, half, -half, -half)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(edge_pen(edge, edge_px, dashed=dashed))
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    rounded = max(0.0, radius - half)
    painter.drawRoundedRect(inner, rounded, rounded)


def edge_pen(colour: QColor, width_px: float, *, dashed: bool = False) -> QPen:
    """Return a pen for edges; dashed means "not available" or "nothing here"."""
    pen = QPen(colour, width_px)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dashed:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([DASH_ON_PX / width_px * 1.4, DASH_OFF_PX / width_px * 1.2])
    return pen


def paint_bar(
    painter: QPainter, rect: QRectF, colour: QColor, bar_px: float, radius: float
) -> None:
    """Draw the bar at the left edge of a box, following the box's round corners."""
    box = QPainterPath()
    box.addRoundedRect(rect, radius, radius)
    strip = QPainterPath()
    strip.addRect(QRectF(rect.left(), rect.top(), bar_px, rect.height()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(box.intersected(strip))


def paint_line(painter: QPainter, start: QPointF, end: QPointF, colour: QColor, px: float) -> None:
    """Draw a straight ruled line without soft edges."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(
        QRectF(start.x(), start.y(), end.x() - start.x() or px, end.y() - start.y() or px)
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
