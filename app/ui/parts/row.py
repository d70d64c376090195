"""A row of a list that opens something: pressed as a whole, heard as one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.messages import Lazy
from app.ui.parts.badge import ICONS, badge_size, paint_badge
from app.ui.parts.painting import paint_line, painting
from app.ui.parts.pressable import Pressable
from app.ui.parts.text_layout import Span, TextLayout, TextStyle
from app.ui.theme import RubySpan, theme
from app.ui.theme.icons import paint_icon
from app.ui.theme.tokens import shape_px

if TYPE_CHECKING:
    from app.ui.actions import BoundAction

_LEAD_PX = 70
_ROW_PX = 56
# In a narrow side panel lead, words and badge stand below each other as in large text.
_STACKED_BELOW_EM = 22


class RowBadge(NamedTuple):
    """A badge inside a row: its word, kind and, if it differs from the kind's, its icon."""

    word: str | Lazy
    kind: str = "info"
    icon: str | None = None


class _Placed(NamedTuple):
    """Where the words of a row stand for one width."""

    lead: TextLayout | None
    title: TextLayout
    second: TextLayout | None
    words_x: float
    words_width: float
    height: int
    badge_below: bool
    is_stacked: bool


class Row(Pressable):
    """Lead, title, second line, badge and chevron; from 200 % they stand below each other."""

    role = QAccessible.Role.ListItem

    def __init__(
        self,
        bound: BoundAction | None = None,
        subject: object | None = None,
        title: str | Lazy = "",
        second: str | Lazy = "",
        lead: str | Lazy = "",
        badge: RowBadge | tuple[str | Lazy, str] | None = None,
        spoken: str | Lazy | None = None,
        *,
        icon: str = "",
        readings: Sequence[RubySpan] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make a row; `spoken` is its one sentence, otherwise joined from what it shows.

        `readings` stand over the title while furigana is on, for example a person's own kana.
        """
        super().__init__(bound, subject, parent)
        self._title, self._second, self._lead = title, second, lead
        self._badge = RowBadge(*badge) if badge is not None else None
        self._spoken = spoken
        self._icon = icon
        self._own_readings = readings
        self._marks: tuple[Span, ...] = ()
        self._selected = False
        self._placed: dict[int, _Placed] = {}
        # Rows show what the centre wrote, in whatever language it was written.
        self.setProperty("is_data", True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._renew()

    @property
    def is_selected(self) -> bool:
        """Tell whether this row is the chosen one of its list."""
        return self._selected

    def set_selected(self, selected: bool) -> None:
        """Show the row as chosen: fill, bar and bold."""
        self._selected = selected
        self.update()

    def set_marks(self, *marks: Span) -> None:
        """Mark found words in the title."""
        self._marks = marks
        self._forget()

    def _renew(self) -> None:
        self.setText(str(self._title))
        self.setAccessibleName(self._sentence())
        self._forget()
        super()._renew()

    def _forget(self) -> None:
        self._placed.clear()
        self.updateGeometry()
        self.update()

    def _sentence(self) -> str:
        if self._spoken is not None:
            return str(self._spoken)
        said = [
            self._lead,
            self._title,
            self._second,
            self._badge.word if self._badge else "",
        ]
        return ", ".join(str(part) for part in said if str(part))

    def sizeHint(self) -> QSize:
        """Return a comfortable size; the height belongs to that width."""
        width = round(30 * theme().em())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which every word still has room."""
        return QSize(round(10 * theme().em()), self._least())

    def heightForWidth(self, width: int) -> int:
        """Return the height of everything shown in a width."""
        return self._place(width).height

    def _place(self, width: int) -> _Placed:
        found = self._placed.get(width)
        if found is None:
            if len(self._placed) > 4:
                self._placed.clear()
            found = self._placed[width] = self._arranged(width)
        return found

    def _arranged(self, width: int) -> _Placed:
        stacked = theme().is_stacked() or width < _STACKED_BELOW_EM * theme().em()
        words_x = float(theme().beside(8))
        if not stacked and self._lead:
            words_x += max(theme().space(_LEAD_PX), self._lead_width() + theme().space(16))
        elif self._icon:
            words_x += theme().icon_px() + theme().space(12)
        right = theme().space(8) + theme().icon_px()
        badge = self._badge_size()
        room = width - words_x - right - theme().space(12)
        beside = not stacked and badge.width() < 0.4 * room
        if beside and badge.width():
            room -= badge.width() + theme().space(16)
        title = self._laid_title(room)
        second = self._laid(self._second, "small", room) if str(self._second) else None
        lead = self._lead_layout(room) if str(self._lead) else None
        height = title.height() + (second.height() if second else 0)
        if stacked and lead is not None:
            height += lead.height()
        if badge.width() and not beside:
            height += badge.height() + theme().space(4)
        height = max(height + 2 * theme().space(8), theme().space(_ROW_PX), self._least())
        return _Placed(
            lead, title, second, words_x, room, height + theme().rule(), not beside, stacked
        )

    def _laid(self, words: str | Lazy, style: str, room: float) -> TextLayout:
        text = str(words)
        look = TextStyle(style, line_em=theme().line_height("small_in_rows"))
        return TextLayout(text, room, look, readings=theme().readings(text))

    def _laid_title(self, room: float) -> TextLayout:
        text = str(self._title)
        readings = theme().readings(text)
        if self._own_readings is not None:
            readings = self._own_readings if theme().modes.furigana else ()
        look = TextStyle("strong", line_em=theme().line_height("heading"))
        return TextLayout(text, room, look, readings=readings, marks=self._marks)

    def _lead_layout(self, room: float) -> TextLayout:
        return TextLayout(str(self._lead), room, TextStyle("strong", tabular=True, line_em=1.35))

    def _lead_width(self) -> float:
        return self._lead_layout(1e6).size().width()

    def _badge_size(self) -> QSize:
        if self._badge is None:
            return QSize(0, 0)
        return badge_size(str(self._badge.word), self._badge_icon())

    def _badge_icon(self) -> str:
        assert self._badge is not None
        icon = self._badge.icon
        return ICONS[self._badge.kind] if icon is None else icon

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, words, badge and chevron."""
        placed = self._place(self.width())
        with painting(self) as painter:
            self._paint_ground(painter)
            self._paint_words(painter, placed)
            self._paint_right(painter, placed)

    def _paint_ground(self, painter: QPainter) -> None:
        area = QRectF(self.rect()).adjusted(0, 0, 0, -theme().rule())
        if self._selected or self.isDown():
            painter.fillRect(area, theme().color("selection"))
            bar = QRectF(0, 0, shape_px("row_bar_px"), area.height())
            painter.fillRect(bar, theme().color("accent"))
        elif self.underMouse() and self._available:
            painter.fillRect(area, theme().color("hover"))
        start, end = QPointF(0, area.bottom()), QPointF(self.width(), area.bottom())
        paint_line(painter, start, end, theme().color("border"), theme().rule())

    def _paint_words(self, painter: QPainter, placed: _Placed) -> None:
        chosen = self._selected or self.isDown()
        ink = theme().color("on_selection" if chosen else "text")
        quiet = theme().color("on_selection" if chosen else "muted")
        stacked = placed.is_stacked
        second = placed.second.height() if placed.second else 0
        block = placed.title.height() + second
        if placed.lead is not None and stacked:
            block += placed.lead.height()
        badge = self._badge_size()
        if badge.width() and placed.badge_below:
            block += badge.height() + theme().space(4)
        y = (self.height() - theme().rule() - block) / 2
        if placed.lead is not None:
            lead_x = placed.words_x if stacked else float(theme().beside(8))
            top = y if stacked else (self.height() - theme().rule() - placed.lead.height()) / 2
            lead_area = QRectF(lead_x, top, placed.words_width, placed.lead.height())
            placed.lead.paint(painter, lead_area, ink)
            y += placed.lead.height() if stacked else 0
        elif self._icon:
            side = theme().icon_px()
            place = QRectF(theme().space(8), (self.height() - side) / 2, side, side)
            paint_icon(painter, self._icon, place, theme().color("accent"))
        area = QRectF(placed.words_x, y, placed.words_width, placed.title.height())
        placed.title.paint(painter, area, ink)
        y = area.bottom()
        if placed.second is not None:
            placed.second.paint(painter, QRectF(area.left(), y, area.width(), second), quiet)
            y += second
        if self._badge is not None and placed.badge_below:
            place = QRectF(QPointF(area.left(), y + theme().space(4)), badge)
            paint_badge(
                painter,
                place,
                str(self._badge.word),
                self._badge.kind,
                self._badge_icon(),
            )

    def _paint_right(self, painter: QPainter, placed: _Placed) -> None:
        side = theme().icon_px()
        middle = (self.height() - theme().rule()) / 2
        x = self.width() - theme().space(8) - side
        paint_icon(
            painter,
            "chevron-right",
            QRectF(x, middle - side / 2, side, side),
            theme().color("muted"),
        )
        if self._badge is None or placed.badge_below:
            return
        badge = self._badge_size()
        left = x - theme().space(8) - badge.width()
        place = QRectF(QPointF(left, round(middle - badge.height() / 2)), badge)
        paint_badge(painter, place, str(self._badge.word), self._badge.kind, self._badge_icon())
