"""The paper: A4 pages as PDF, drawn in pt from the upper left corner, black on white.

Base text is written as text, so that it can be read out, copied and searched; kana over kanji are
drawn as outlines, because as text they would stand in the middle of the sentence when it is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSize, Qt, QUuid
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
    QTransform,
)

from app.printing.application import make_ready
from app.printing.glyph_log import GlyphLog
from app.printing.letters import UNITS_PER_PT, Face, font_of

PAGE_WIDTH_PT: Final = 595.276
PAGE_HEIGHT_PT: Final = 841.89
PT_PER_MM: Final = 72 / 25.4
_INK: Final = QColor(0, 0, 0)


class Canvas:
    """Pages being drawn with one painter; where they go is said by its kinds."""

    _painter: QPainter

    def __init__(self) -> None:
        make_ready()
        self.glyphs = GlyphLog()

    def new_page(self) -> None:
        """Begin the next page."""
        raise NotImplementedError

    def end(self) -> None:
        """End the drawing."""
        self._painter.end()

    def text(self, x: float, baseline: float, text: str, face: Face) -> None:
        """Write text on a base line."""
        font = font_of(face)
        self._painter.setFont(font)
        self._painter.setPen(QPen(_INK))
        self._painter.drawText(_at(x, baseline), text)
        self.glyphs.note(text, face)

    def outline(
        self, x: float, baseline: float, text: str, face: Face, narrow: float = 1.0
    ) -> None:
        """Draw letters as shapes that nobody reads out; `narrow` below 1 makes them narrower."""
        path = QPainterPath()
        path.addText(QPointF(0, 0), font_of(face), text)
        moved = QTransform.fromTranslate(x * UNITS_PER_PT, baseline * UNITS_PER_PT)
        self._fill(moved.scale(narrow, 1.0).map(path))

    def line(self, x1: float, y1: float, x2: float, y2: float, thick: float) -> None:
        """Draw a straight line."""
        self._stroke(thick)
        self._painter.drawLine(_at(x1, y1), _at(x2, y2))

    def strokes(self, points: Sequence[tuple[float, float]], thick: float) -> None:
        """Draw joined straight lines with round ends, as a tick is made."""
        self._stroke(thick, Qt.PenCapStyle.RoundCap)
        self._painter.drawPolyline([_at(x, y) for x, y in points])

    def frame(
        self, x: float, y: float, width: float, height: float, thick: float, radius: float = 0.0
    ) -> None:
        """Draw a frame whose outer edge is the rectangle named."""
        half, round_by = thick / 2, radius * UNITS_PER_PT
        self._stroke(thick)
        area = _area(x + half, y + half, width - thick, height - thick)
        self._painter.drawRoundedRect(area, round_by, round_by)

    def half_frame(
        self, x: float, y: float, width: float, height: float, thick: float, *, top: bool
    ) -> None:
        """Draw the upper or the lower end of a frame, open at the other side, with round corners."""
        half, units = thick / 2, UNITS_PER_PT
        left, right = (x + half) * units, (x + width - half) * units
        open_y, end_y = (y + height, y + half) if top else (y, y + height - half)
        curve = (end_y - open_y) * units
        side = abs(curve)
        path = QPainterPath(QPointF(left, open_y * units))
        path.quadTo(left, end_y * units, left + side, end_y * units)
        path.lineTo(right - side, end_y * units)
        path.quadTo(right, end_y * units, right, open_y * units)
        self._stroke(thick)
        self._painter.drawPath(path)

    def circle(self, x: float, y: float, radius: float, thick: float) -> None:
        """Draw a circle around a middle."""
        self._stroke(thick)
        self._painter.drawEllipse(_at(x, y), radius * UNITS_PER_PT, radius * UNITS_PER_PT)

    def squares(self, places: Sequence[tuple[float, float]], side: float) -> None:
        """Fill squares, as a code has them, as one shape without seams."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for x, y in places:
            path.addRect(_area(x, y, side, side))
        self._fill(path)

    def _stroke(self, thick: float, cap: Qt.PenCapStyle = Qt.PenCapStyle.SquareCap) -> None:
        pen = QPen(_INK, thick * UNITS_PER_PT)
        pen.setCapStyle(cap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _fill(self, path: QPainterPath) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.fillPath(path, QBrush(_INK))


class PdfCanvas(Canvas):
    """Pages in a file; `pdf()` ends the drawing and returns it as Qt wrote it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setResolution(72 * UNITS_PER_PT)
        self._writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        self._writer.setTitle(title)
        self._writer.setDocumentId(QUuid())
        self._painter = QPainter(self._writer)

    def new_page(self) -> None:
        """Begin the next page."""
        self._writer.newPage()

    def pdf(self) -> bytes:
        """End the drawing and return the PDF."""
        self.end()
        self._buffer.close()
        return bytes(self._buffer.data().data())


class PictureCanvas(Canvas):
    """Pages as pictures, white paper included, for the screen."""

    def __init__(self, width_px: int) -> None:
        super().__init__()
        self._scale = width_px / (PAGE_WIDTH_PT * UNITS_PER_PT)
        self._size = QSize(width_px, round(width_px * PAGE_HEIGHT_PT / PAGE_WIDTH_PT))
        self._pages: list[QImage] = []
        self._painter = QPainter()
        self.new_page()

    def new_page(self) -> None:
        """Begin the next picture."""
        if self._painter.isActive():
            self._painter.end()
        page = QImage(self._size, QImage.Format.Format_RGB32)
        page.fill(QColor(255, 255, 255))
        self._pages.append(page)
        self._painter.begin(page)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.scale(self._scale, self._scale)

    def png(self) -> list[bytes]:
        """End the drawing and return one PNG a page."""
        self.end()
        return [_png(page) for page in self._pages]


class PrinterCanvas(Canvas):
    """Pages on whatever printer somebody chose; its own margins are inside ours."""

    def __init__(self, printer: QPagedPaintDevice) -> None:
        super().__init__()
        self._printer = printer
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        self._painter = QPainter(printer)
        scale = printer.logicalDpiX() / (72 * UNITS_PER_PT)
        self._painter.scale(scale, scale)
        # Printers leave an edge white; the paper's middle stays where it is.
        left = printer.pageLayout().paintRect(QPageLayout.Unit.Point).left()
        top = printer.pageLayout().paintRect(QPageLayout.Unit.Point).top()
        self._painter.translate(-left * UNITS_PER_PT, -top * UNITS_PER_PT)

    def new_page(self) -> None:
        """Begin the next page."""
        self._printer.newPage()


def _png(page: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    page.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _at(x: float, y: float) -> QPointF:
    return QPointF(x * UNITS_PER_PT, y * UNITS_PER_PT)


def _area(x: float, y: float, width: float, height: float) -> QRectF:
    units = UNITS_PER_PT
    return QRectF(x * units, y * units, width * units, height * units)
