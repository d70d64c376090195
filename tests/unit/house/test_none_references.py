"""Painting must not use up None: a release of the Qt binding did, and aborted after a while."""

from __future__ import annotations

import gc
import sys

REPAINTS = 1000
# The test's own frames come and go; the fault took one reference at each painting call.
SLACK = 50


def test_a_thousand_repaints_keep_the_references_to_none(qapp):
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
    from PySide6.QtWidgets import QWidget

    class Painted(QWidget):
        """Calls many painting functions that return nothing."""

        def paintEvent(self, _event: QPaintEvent) -> None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor("#14171f"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(2, 2, 40, 30), 6, 6)
            painter.drawText(10, 20, "窓口")
            painter.end()

    widget = Painted()
    widget.resize(60, 40)
    picture = QPixmap(60, 40)
    widget.render(picture)
    gc.collect()
    # From Python 3.12 on None is immortal and its count stands still.
    before = sys.getrefcount(None)
    for _ in range(REPAINTS):
        widget.render(picture)
    gc.collect()
    lost = before - sys.getrefcount(None)
    assert abs(lost) < SLACK
