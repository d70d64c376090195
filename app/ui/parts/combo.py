"""A closed choice from a list; painted like a field, its chevron included."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.messages import Lazy
from app.ui.parts.painting import follow_theme, paint_box, painting, room_on_screen
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.theme import theme
from app.ui.theme.icons import paint_icon
from app.ui.theme.tokens import shape_px

_POPUP_EDGE_PX = 2
_AnyIndex = QModelIndex | QPersistentModelIndex


class Combo(QComboBox):
    """A drop-down list of (value, label) pairs; values are what a form gives back."""

    def __init__(
        self,
        choices: list[tuple[str, str | Lazy]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Fill the list; the first choice is the current one."""
        super().__init__(parent)
        self._choices = list(choices or [])
        self._wrong = False
        self._available = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(_ChoiceDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(12)
        for value, label in self._choices:
            self.addItem(str(label), value)
        self.currentIndexChanged.connect(self._tell_tree)
        self._renew()
        follow_theme(self._renew)

    def set_choices(self, choices: list[tuple[str, str | Lazy]]) -> None:
        """Offer other choices; the current value stays if it is among them."""
        value = self.value()
        self._choices = list(choices)
        self.blockSignals(True)
        self.clear()
        for key, label in self._choices:
            self.addItem(str(label), key)
        self.blockSignals(False)
        self.set_value(value)
        self.updateGeometry()

    def value(self) -> str:
        """Return the chosen value; empty when the list is empty."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose a value; an unknown one chooses nothing new."""
        index = self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)

    def set_wrong(self, wrong: bool) -> None:
        """Show or take away the edge of a field to be corrected."""
        self._wrong = wrong
        self.update()

    def set_available(self, available: bool) -> None:
        """Make the field dashed and keep its value, or let it be changed again."""
        self._available = available
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the choice by keys, unless it is not available just now."""
        if self._available:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        """Return the size in which the longest choice fits."""
        texts = [self.itemText(index) for index in range(self.count())] or [""]
        widest = max(self._words(text, 1e6).size().width() for text in texts)
        width = int(widest) + 1 + self._beside_words()
        return QSize(width, max(self._least(), self.minimumHeight()))

    def minimumSizeHint(self) -> QSize:
        """Return the least size; the current choice wraps in it."""
        return QSize(round(8 * theme().em()) + self._beside_words(), self._least())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow when the current choice needs a second line."""
        super().resizeEvent(event)
        self._fit_height()

    def showPopup(self) -> None:
        """Open the list with every choice at the height its words need."""
        if not self._available:
            return
        self.view().doItemsLayout()
        super().showPopup()
        frame = self.view().window()
        rows = range(min(self.count(), self.maxVisibleItems()))
        wanted = sum(self.view().sizeHintForRow(row) for row in rows) + 2 * _POPUP_EDGE_PX
        room = room_on_screen(self)
        height = min(wanted, room.height())
        top = min(frame.y(), room.bottom() + 1 - height)
        frame.setGeometry(frame.x(), max(room.top(), top), self.width(), height)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling must not change an answer."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, the current choice and the chevron."""
        usable = self._available and self.isEnabled()
        edge = "danger" if self._wrong else "border_strong" if usable else "disabled_border"
        px = theme().error_border() if self._wrong else theme().field_border()
        fill = theme().color("field" if usable else "disabled_bg")
        with painting(self) as painter:
            radius = shape_px("radius_control")
            area = QRectF(self.rect())
            paint_box(painter, area, fill, theme().color(edge), px, radius, dashed=not usable)
            ink = theme().color("text" if usable else "disabled_text")
            words = self._words(self.currentText(), self.width() - self._beside_words())
            top = (self.height() - words.height()) / 2
            words.paint(painter, QRectF(self._pad(), top, self.width(), words.height()), ink)
            side = theme().icon_px()
            left = self.width() - side - theme().space(8)
            place = QRectF(left, (self.height() - side) / 2, side, side)
            paint_icon(painter, "chevron-down", place, ink, 2.2)

    def _renew(self) -> None:
        for index, (_, label) in enumerate(self._choices):
            self.setItemText(index, str(label))
        self.setFont(theme().font("body"))
        self.view().setFont(theme().font("body"))
        self._fit_height()
        self.updateGeometry()
        self.update()

    def _fit_height(self) -> None:
        self.setFixedHeight(self._height_for(self.width()))

    def _height_for(self, width: int) -> int:
        inner = max(width - self._beside_words(), theme().em() * 4)
        words = self._words(self.currentText(), inner)
        return max(self._least(), words.height() + 2 * theme().space(8))

    def _tell_tree(self) -> None:
        """Speak the new value of a closed list; on Linux only a focus event of the item does it."""
        self._fit_height()
        self.update()
        if not self.hasFocus() or self.view().isVisible():
            return
        event = QAccessibleEvent(self.view(), QAccessible.Event.Focus)
        event.setChild(self.currentIndex())
        QAccessible.updateAccessibility(event)

    def _words(self, text: str, width: float) -> TextLayout:
        return TextLayout(text, width, TextStyle("body", line_em=1.3))

    def _beside_words(self) -> int:
        return self._pad() + theme().icon_px() + 2 * theme().space(8)

    def _pad(self) -> int:
        return theme().space(12) + theme().field_border()

    def _least(self) -> int:
        return theme().target()


class _ChoiceDelegate(QStyledItemDelegate):
    """Paints one choice of the open list: as high as a target, the current one filled."""

    def __init__(self, combo: Combo) -> None:
        super().__init__(combo)
        self._combo = combo

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        """Return the height of a target, more when the words wrap."""
        width = self._width()
        words = TextLayout(str(index.data()), width, TextStyle("body", line_em=1.3))
        height = max(theme().target(), words.height() + 2 * theme().space(8))
        return QSize(int(words.size().width()), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        """Paint words and, on the current choice, fill and tick."""
        chosen = index.row() == self._combo.currentIndex()
        area = QRectF(option.rect)
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, theme().color("accent" if lit else "field"))
        ink = theme().color("on_accent" if lit else "text")
        side = theme().icon_px()
        if chosen:
            left = area.left() + theme().space(8)
            place = QRectF(left, area.center().y() - side / 2, side, side)
            paint_icon(painter, "check", place, ink, 3)
        x = area.left() + side + theme().space(16)
        words = TextLayout(str(index.data()), self._width(), TextStyle("body", line_em=1.3))
        top = area.center().y() - words.height() / 2
        words.paint(painter, QRectF(x, top, area.width() - x, words.height()), ink)

    def _width(self) -> float:
        room = self._combo.width() - 2 * _POPUP_EDGE_PX
        return float(room - theme().icon_px() - theme().space(24))
