"""The recovery code on paper or in a text file: black on white, large figures."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtWidgets import QWidget

from app.messages import Lazy, _
from app.ui.theme import theme

MARGIN_MM = 15.0
TITLE_PT, WORDS_PT, CODE_PT = 28, 14, 26


def sheet_text(centre: str | Lazy, code: str) -> str:
    """Return the sheet as plain text."""
    return "\n".join((*_lines(str(centre)), "", code, ""))


def print_sheet(window: QWidget, centre: str, code: str) -> bool:
    """Ask for a printer and print; False when the person kept it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageMargins(
        QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter
    )
    if not QPrintDialog(printer, window).exec():
        return False
    painter = QPainter(printer)
    try:
        _paint(painter, QRectF(painter.viewport()), centre, code)
    finally:
        painter.end()
    return True


def _lines(centre: str) -> tuple[str, ...]:
    return (
        _("Recovery code of {centre}").format(centre=centre),
        _("It opens the centre when the passphrase is forgotten."),
        _("Keep it locked away. Whoever has it can read everything."),
    )


def _paint(painter: QPainter, page: QRectF, centre: str, code: str) -> None:
    painter.setPen(Qt.GlobalColor.black)
    title, *words = _lines(centre)
    groups = code.split()
    halves = [" ".join(groups[n : n + 4]) for n in range(0, len(groups), 4)]
    pieces = [(title, TITLE_PT, False)]
    pieces += [(one, WORDS_PT, False) for one in words]
    pieces += [(one, CODE_PT, True) for one in halves]
    wrap = int(Qt.TextFlag.TextWordWrap.value)
    y = page.top()
    for text, points, figures in pieces:
        painter.setFont(theme().font_of_pt(points, bold=points == TITLE_PT, tabular=figures))
        room = QRectF(page.left(), y, page.width(), page.bottom() - y)
        y = painter.drawText(room, wrap, text).bottom() + painter.fontMetrics().height() * 0.8
