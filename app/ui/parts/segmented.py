"""A choice of few short words side by side in one frame; cards below each other when too wide."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from app.messages import Lazy
from app.ui.parts.arrow_steps import ArrowSteps
from app.ui.parts.painting import edge_pen, follow_theme, paint_box, painting
from app.ui.parts.roles import give_role
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.theme import theme
from app.ui.theme.icons import paint_icon
from app.ui.theme.tokens import shape_px

_TICK_STROKE: Final = 3
_FRAME_PX: Final = 2


class Segmented(QWidget):
    """One of a few choices; for the tree a group of radio buttons, arrow keys move."""

    changed = Signal(str)

    def __init__(
        self,
        choices: list[tuple[str, str | Lazy]],
        value: str | None = None,
        name: str | Lazy = "",
        parent: QWidget | None = None,
    ) -> None:
        """Offer (value, label) pairs; `value` None chooses nothing beforehand."""
        super().__init__(parent)
        self._name = name
        self._group = QButtonGroup(self)
        self._cells: list[SegmentCell] = []
        self._arrows = ArrowSteps(self._cells, self)
        give_role(self, QAccessible.Role.Grouping)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for key, label in choices:
            self._add_cell(key, label)
        if value is not None:
            self.set_value(value)
        self._renew()
        follow_theme(self._renew)

    @property
    def cells(self) -> tuple[SegmentCell, ...]:
        """Return the cells in order."""
        return tuple(self._cells)

    def value(self) -> str:
        """Return the chosen value; empty while nothing is chosen."""
        return next((cell.value for cell in self._cells if cell.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose a value without telling; an unknown one takes the choice away."""
        known = any(cell.value == value for cell in self._cells)
        self._group.setExclusive(known)
        for cell in self._cells:
            cell.blockSignals(True)
            cell.setChecked(cell.value == value)
            cell.blockSignals(False)
        self._group.setExclusive(True)
        self._place()
        self._set_stops()

    def set_label(self, value: str, label: str | Lazy) -> None:
        """Give one choice other words, for example a new count."""
        for cell in self._cells:
            if cell.value == value:
                cell.set_label(label)
        self._renew()

    def set_wrong(self, wrong: bool) -> None:
        """Show or take away the edge of a choice to be corrected."""
        for cell in self._cells:
            cell.set_state(wrong=wrong)

    def set_available(self, available: bool) -> None:
        """Make the choice dashed and keep its value, or let it be changed again."""
        for cell in self._cells:
            cell.set_state(available=available)

    def focus_cell(self) -> SegmentCell | None:
        """Return the cell Tab leads to."""
        chosen = next((cell for cell in self._cells if cell.isChecked()), None)
        return chosen or (self._cells[0] if self._cells else None)

    def sizeHint(self) -> QSize:
        """Return the size with all cells side by side."""
        return QSize(self._width_in_line(), self._height_in_line())

    def minimumSizeHint(self) -> QSize:
        """Return the size of the widest cell: narrower frames stack their cells."""
        widest = max((cell.least_width() for cell in self._cells), default=theme().target())
        return QSize(widest, theme().target())

    def hasHeightForWidth(self) -> bool:
        """Stacked cells are higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the line, or of the stack when the line is too wide."""
        if width >= self._width_in_line():
            return self._height_in_line()
        gap = theme().space(8)
        return sum(cell.heightForWidth(width) + gap for cell in self._cells) - gap

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the cells in a line or a stack."""
        super().resizeEvent(event)
        self._place()

    def _add_cell(self, value: str, label: str | Lazy) -> None:
        cell = SegmentCell(value, label, self)
        cell.installEventFilter(self._arrows)
        cell.toggled.connect(self._on_toggled)
        self._group.addButton(cell)
        self._cells.append(cell)

    def _on_toggled(self, checked: bool) -> None:
        self._place()
        self._set_stops()
        if checked:
            self.changed.emit(self.value())

    def _set_stops(self) -> None:
        stop = self.focus_cell()
        for cell in self._cells:
            wanted = Qt.FocusPolicy.StrongFocus if cell is stop else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(wanted)

    def _renew(self) -> None:
        if str(self._name):
            self.setAccessibleName(str(self._name))
        for cell in self._cells:
            cell.renew()
        self._set_stops()
        self._place()
        self.updateGeometry()
        self.update()

    def _width_in_line(self) -> int:
        return sum(cell.full_width() for cell in self._cells)

    def _height_in_line(self) -> int:
        return max(
            (cell.heightForWidth(10**6) for cell in self._cells),
            default=theme().target(),
        )

    def _place(self) -> None:
        stacked = self.width() < self._width_in_line()
        x = y = 0
        last = len(self._cells) - 1
        for index, cell in enumerate(self._cells):
            cell.set_place(stacked, index == 0, index == last)
            if stacked:
                height = cell.heightForWidth(self.width())
                cell.setGeometry(QRect(0, y, self.width(), height))
                y += height + theme().space(8)
            else:
                size = QSize(cell.full_width(), self._height_in_line())
                cell.setGeometry(QRect(QPoint(x, 0), size))
                x += cell.full_width()


class SegmentCell(QAbstractButton):
    """One cell; chosen it is filled, ticked and bold."""

    def __init__(self, value: str, label: str | Lazy, parent: QWidget) -> None:
        """Make a cell for one value."""
        super().__init__(parent)
        self.value = value
        self._label = label
        self._stacked, self._first, self._last = False, True, True
        self._wrong, self._available = False, True
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setObjectName(f"choice_{value}")
        self.setProperty("moves_by_arrows", True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.renew()

    def set_label(self, label: str | Lazy) -> None:
        """Use other words."""
        self._label = label
        self.renew()

    def renew(self) -> None:
        """Take up words and measures of the current modes."""
        self.setFont(theme().font("body"))
        self.setText(str(self._label))
        self.setAccessibleName(str(self._label))
        self.update()

    def set_place(self, stacked: bool, first: bool, last: bool) -> None:
        """Say whether the cell is a card of a stack or which cell of the frame it is."""
        self._stacked, self._first, self._last = stacked, first, last
        self.update()

    def set_state(self, *, wrong: bool | None = None, available: bool | None = None) -> None:
        """Take up what the form says about the choice."""
        self._wrong = self._wrong if wrong is None else wrong
        self._available = self._available if available is None else available
        self.update()

    def nextCheckState(self) -> None:
        """Change the choice, unless it is not available just now."""
        if self._available:
            super().nextCheckState()

    def full_width(self) -> int:
        """Return the width with the words on one line; bold and tick have room when chosen."""
        words = self._words(1e6).size().width()
        tick = theme().icon_px() + theme().space(4) if self._ticked() else 0
        return max(theme().target(), int(words) + 1 + tick + 2 * theme().space(16))

    def least_width(self) -> int:
        """Return the width below which words would be broken inside."""
        beside = theme().icon_px() + theme().space(4) + 2 * theme().space(16)
        widest = self._words(1e6).size().width()
        return max(theme().target(), int(min(widest, 6 * theme().em())) + beside)

    def sizeHint(self) -> QSize:
        """Return the cell's natural size."""
        return QSize(self.full_width(), self.heightForWidth(10**6))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words in a width, at least a target."""
        words = self._words(width - self._beside_words())
        return max(theme().target(), words.height() + 2 * theme().space(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame part, fill, tick and words."""
        chosen = self.isChecked()
        fill = "accent" if chosen else "hover" if self.underMouse() else "surface"
        ink = theme().color("on_accent" if chosen else "text")
        area = QRectF(self.rect())
        edge = theme().color("danger" if self._wrong else "accent")
        px = theme().error_border() if self._wrong else _FRAME_PX
        dashed = not self._available
        if dashed:
            fill, edge = "disabled_bg", theme().color("disabled_border")
            ink = theme().color("disabled_text")
        with painting(self) as painter:
            if self._stacked:
                radius = shape_px("radius_control")
                paint_box(painter, area, theme().color(fill), edge, px, radius, dashed=dashed)
            else:
                painter.setPen(edge_pen(edge, px, dashed=dashed))
                painter.setBrush(theme().color(fill))
                painter.drawPath(self._cell_path(area, px / 2))
            self._paint_words(painter, ink)

    def _cell_path(self, area: QRectF, half: float) -> QPainterPath:
        """Return the cell's outline: round only at the ends of the frame, edges shared inside."""
        radius = shape_px("radius_control")
        left = area.left() + half if self._first else area.left() - half
        right = area.right() - half
        top, bottom = area.top() + half, area.bottom() - half
        rl = radius if self._first else 0
        rr = radius if self._last else 0
        path = QPainterPath()
        path.moveTo(left + rl, top)
        path.lineTo(right - rr, top)
        if rr:
            path.arcTo(right - 2 * rr, top, 2 * rr, 2 * rr, 90, -90)
        path.lineTo(right, bottom - rr)
        if rr:
            path.arcTo(right - 2 * rr, bottom - 2 * rr, 2 * rr, 2 * rr, 0, -90)
        path.lineTo(left + rl, bottom)
        if rl:
            path.arcTo(left, bottom - 2 * rl, 2 * rl, 2 * rl, 270, -90)
        path.lineTo(left, top + rl)
        if rl:
            path.arcTo(left, top, 2 * rl, 2 * rl, 180, -90)
        path.closeSubpath()
        return path

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        words = self._words(self.width() - self._beside_words())
        tick = theme().icon_px() + theme().space(4) if self._ticked() else 0
        content = words.size().width() + tick
        x = theme().space(16) if self._stacked else (self.width() - content) / 2
        if self._ticked():
            side = round(1.1 * theme().em())
            place = QRectF(x, (self.height() - side) / 2, side, side)
            if self.isChecked():
                paint_icon(painter, "check", place, ink, _TICK_STROKE)
            x += tick
        top = (self.height() - words.height()) / 2
        words.paint(painter, QRectF(x, top, words.size().width() + 1, words.height()), ink)

    def _ticked(self) -> bool:
        return self.isChecked() or self._stacked

    def _beside_words(self) -> int:
        tick = theme().icon_px() + theme().space(4) if self._ticked() else 0
        return 2 * theme().space(16) + tick

    def _words(self, width: float) -> TextLayout:
        text = self.text()
        style = TextStyle("strong" if self.isChecked() else "body", line_em=1.3)
        return TextLayout(text, width, style, readings=theme().readings(text))
