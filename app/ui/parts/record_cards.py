"""Records as cards for large text: the first cell is the title, values stand under their labels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.parts.badge import ICONS, badge_size, paint_badge
from app.ui.parts.painting import paint_bar, paint_box, painting
from app.ui.parts.pressable import Pressable
from app.ui.parts.records import CellBadge, Column, Record, spoken_record
from app.ui.parts.roles import give_role
from app.ui.parts.tab_anchor import TabAnchor
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.theme import theme
from app.ui.theme.tokens import shape_px

_WIDE = 1e6
_Piece = tuple[QPointF, TextLayout, str]
_BadgePiece = tuple[QRectF, CellBadge]


class RecordCard(Pressable):
    """One record as a card; the whole card is the target."""

    role = QAccessible.Role.ListItem

    def __init__(self, columns: tuple[Column, ...], record: Record, parent: QWidget) -> None:
        """Show a record."""
        super().__init__(subject=record.subject, parent=parent)
        self._columns, self._record = columns, record
        self._current = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._renew()

    def set_current(self, current: bool) -> None:
        """Show whether this is the current record."""
        self._current = current
        self.update()

    def _renew(self) -> None:
        self.setAccessibleName(spoken_record(self._columns, self._record))
        super()._renew()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        width = round(20 * theme().em())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least width for a title."""
        return QSize(round(8 * theme().em()), self._least())

    def heightForWidth(self, width: int) -> int:
        """Return the height of title and values."""
        return self._arrange(width)[2]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        words, badges, _ = self._arrange(self.width())
        area = QRectF(self.rect())
        radius = shape_px("radius_card")
        with painting(self) as painter:
            fill = "selection" if self._current else "hover" if self.underMouse() else "surface"
            paint_box(painter, area, theme().color(fill), None, 0, radius)
            if self._current:
                bar = shape_px("marker_bar_px")
                paint_bar(painter, area, theme().color("accent"), bar, radius)
            edge = theme().color("accent" if self._current else "border_strong")
            paint_box(painter, area, None, edge, theme().rule(), radius)
            self._paint_words(painter, words)
            for place, badge in badges:
                icon = ICONS[badge.kind] if badge.icon is None else badge.icon
                paint_badge(painter, place, str(badge), badge.kind, icon)

    def _paint_words(self, painter: QPainter, words: list[_Piece]) -> None:
        for at, layout, role in words:
            if self._current:
                role = "on_selection"
            size = layout.size()
            layout.paint(painter, QRectF(at.x(), at.y(), size.width(), 0), theme().color(role))

    def _arrange(self, width: int) -> tuple[list[_Piece], list[_BadgePiece], int]:
        """Return the placed words and badges and the height for a width."""
        left, right = float(theme().space(16) + 6), float(width - theme().space(16))
        y = float(theme().space(12))
        words: list[_Piece] = []
        badges: list[_BadgePiece] = []
        title = TextLayout(str(self._record.cells[0]), right - left, TextStyle("h3"))
        words.append((QPointF(left, y), title, "text"))
        x = left + title.size().width() + theme().space(16)
        y += title.height()
        for cell in self._record.cells[1:]:
            if isinstance(cell, CellBadge) and str(cell):
                icon = ICONS[cell.kind] if cell.icon is None else cell.icon
                size = badge_size(str(cell), icon)
                if x + size.width() > right:
                    x, y = left, y + size.height() + theme().space(4)
                top = y - title.line_px / 2 - size.height() / 2
                badges.append((QRectF(QPointF(x, top), size), cell))
                x += size.width() + theme().space(8)
        y = self._arrange_values(words, left, right, y + theme().space(4))
        return words, badges, max(self._least(), round(y + theme().space(12)))

    def _arrange_values(self, words: list[_Piece], left: float, right: float, top: float) -> float:
        """Set label over value side by side, in as many lines as needed; return the bottom."""
        x, y, bottom = left, top, top
        for column, cell in list(zip(self._columns, self._record.cells, strict=True))[1:]:
            if isinstance(cell, CellBadge) or not str(cell):
                continue
            label = TextLayout(str(column.label), right - left, TextStyle("small", line_em=1.45))
            value = TextLayout(str(cell), right - left, TextStyle("body", line_em=1.45))
            width = max(label.size().width(), value.size().width())
            if x > left and x + width > right:
                x, y = left, bottom + theme().space(4)
            words.append((QPointF(x, y), label, "muted"))
            words.append((QPointF(x, y + label.height()), value, "text"))
            bottom = max(bottom, y + label.height() + value.height())
            x += width + theme().space(32)
        return bottom


class RecordCards(QWidget):
    """Cards below each other: one Tab stop, arrow keys move."""

    record_activated = Signal(object)
    current_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.cards: list[RecordCard] = []
        # Cards are made anew with every content; in the Tab order they stay here.
        self.anchor = TabAnchor(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        give_role(self, QAccessible.Role.List)

    def show_records(
        self, columns: tuple[Column, ...], records: tuple[Record, ...], current: object, name: str
    ) -> None:
        """Show records as cards."""
        self.setAccessibleName(name)
        self._column.setSpacing(theme().space(12))
        had_focus = any(card.hasFocus() for card in self.cards)
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(columns, record, n) for n, record in enumerate(records)]
        self.anchor.put_after(self.cards)
        self.set_current(current)
        if had_focus:
            self.focus_current()

    def set_current(self, subject: object) -> None:
        """Make a record the current one."""
        known = any(card.subject == subject for card in self.cards)
        for number, card in enumerate(self.cards):
            is_current = card.subject == subject if known else number == 0
            card.set_current(is_current)
            stop = Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.ClickFocus
            card.setFocusPolicy(stop)

    def current_card(self) -> RecordCard | None:
        """Return the card that is a Tab stop, None without records."""
        stops = (one for one in self.cards if one.focusPolicy() == Qt.FocusPolicy.StrongFocus)
        return next(stops, None)

    def focus_current(self) -> None:
        """Put the focus on the current card."""
        card = self.current_card()
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with arrows; the focused card becomes current."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, RecordCard):
            self.set_current(watched.subject)
            self.current_changed.emit(watched.subject)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and watched in self.cards:
                wanted = self.cards.index(watched) + step
                if 0 <= wanted < len(self.cards):
                    self.cards[wanted].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _card(self, columns: tuple[Column, ...], record: Record, number: int) -> RecordCard:
        card = RecordCard(columns, record, self)
        card.setObjectName(f"row_{number}")
        card.setProperty("moves_by_arrows", True)
        card.setProperty("is_data", True)
        card.installEventFilter(self)
        card.clicked.connect(lambda *_: self.record_activated.emit(card.subject))
        self._column.addWidget(card)
        # Qt would show it later; only what is shown can take the focus now.
        card.show()
        return card
