"""The side navigation: the areas of the role with icon, word and count; the scam button below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.messages import N_
from app.ui.actions import BoundAction
from app.ui.parts.button import Button
from app.ui.parts.painting import follow_theme, paint_bar, paint_box, painting
from app.ui.parts.pressable import Pressable
from app.ui.parts.tab_anchor import TabAnchor
from app.ui.parts.text import Text
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.registry import Screen
from app.ui.theme import theme
from app.ui.theme.icons import mark_pixmap, paint_icon
from app.ui.theme.tokens import shape_px, size_px

MARK_PX = 36
WIDTH_EM = 13.5


class NavigationItem(Pressable):
    """One area: icon, word and how many things wait there."""

    def __init__(self, go: BoundAction, screen: Screen) -> None:
        super().__init__(go, screen.id)
        self.page = screen
        self._count = 0
        self._selected = False
        self.setObjectName(f"nav_{screen.id}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._renew()

    def set_count(self, count: int) -> None:
        """Show how many things wait; 0 shows nothing."""
        if count != self._count:
            self._count = count
            self._renew()

    def set_selected(self, selected: bool) -> None:
        """Mark the area that is open."""
        if selected != self._selected:
            self._selected = selected
            self._renew()

    def _renew(self) -> None:
        title = str(self.page.title)
        self.setText(title)
        name = title
        if self._count:
            name = str(N_("{area}, {count} waiting").format(area=title, count=self._count))
        if self._selected:
            name = str(N_("{area}, open").format(area=name))
        self.setAccessibleName(name)
        super()._renew()

    def sizeHint(self) -> QSize:
        """Return the width of the navigation and the height of a target."""
        width = size_px("nav_width_px") - 24
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size in which everything shows."""
        return QSize(size_px("nav_width_px") - 24, theme().target())

    def heightForWidth(self, width: int) -> int:
        """Return the height the word needs."""
        words = self._words(width - self._beside())
        return max(theme().target(), round(words.height()) + theme().space(16))

    def icon_spot(self) -> QPointF:
        """Return the middle of the icon, where a number may cover it."""
        return QPointF(theme().space(16) + theme().icon_px() / 2, self.height() / 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, bar, icon, word and count."""
        look = theme()
        area = QRectF(self.rect())
        ink = look.color("on_selection" if self._selected else "text")
        with painting(self) as painter:
            if self._selected or self.underMouse():
                fill = look.color("selection" if self._selected else "hover")
                paint_box(painter, area, fill, None, 0, shape_px("radius_control"))
            if self._selected:
                paint_bar(painter, area, look.color("accent"), shape_px("row_bar_px"), 0)
            side = look.icon_px()
            left = float(look.space(16))
            paint_icon(
                painter,
                self.page.icon,
                QRectF(left, area.center().y() - side / 2, side, side),
                ink,
            )
            left += side + look.space(12)
            words = self._words(area.width() - self._beside())
            words.paint(painter, QRectF(left, area.center().y() - words.height() / 2,
                                        words.size().width(), words.height()), ink)  # fmt: skip
            if self._count:
                self._paint_count(painter, area)

    def _paint_count(self, painter: object, area: QRectF) -> None:
        from PySide6.QtGui import QPainter, QPen

        assert isinstance(painter, QPainter)
        look = theme()
        box_side = 1.5 * look.em()
        text = str(self._count)
        font = look.font("strong", tabular=True)
        width = max(box_side, 0.5 * look.em() * len(text) + look.space(12))
        box = QRectF(area.right() - width - look.space(8), area.center().y() - box_side / 2,
                     width, box_side)  # fmt: skip
        paint_box(painter, box, look.color("surface"), look.color("border_strong"),
                  look.strong_rule(), shape_px("radius_badge"))  # fmt: skip
        painter.setPen(QPen(look.color("text")))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _words(self, width: float) -> TextLayout:
        text = self.text()
        style = TextStyle("strong" if self._selected else "body", line_em=1.3)
        return TextLayout(text, width, style, readings=theme().readings(text))

    def _beside(self) -> int:
        look = theme()
        count = round(2 * look.em()) + look.space(8) if self._count else 0
        return round(look.space(16) + look.icon_px() + look.space(12) + look.space(8) + count)


class Mark(QWidget):
    """The window with the lamp; a picture beside the word 窓口, silent for readers."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("is_decoration", True)
        self.setFixedSize(MARK_PX, MARK_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        with painting(self) as painter:
            pixmap = mark_pixmap(MARK_PX, self.devicePixelRatioF())
            painter.drawPixmap(0, 0, pixmap)


class Navigation(QWidget):
    """The column on the left; hidden while the top bar stands in for it."""

    def __init__(self, go: BoundAction, scam: BoundAction) -> None:
        super().__init__()
        self._go = go
        self._items: dict[str, NavigationItem] = {}
        self.setObjectName("navigation")
        self.setProperty("region", "navigation")
        self._wordmark = Text(N_("Madoguchi"), "h2", max_em=0)
        self._wordmark.setObjectName("wordmark")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(Mark())
        top.addWidget(self._wordmark, 1)
        self._anchor = TabAnchor(self)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.scam = Button(scam, "danger")
        self.scam.setObjectName("nav_scam_card")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 12, 12)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(self._list)
        column.addStretch(1)
        column.addWidget(self.scam)
        self._renew()
        follow_theme(self._renew)

    def _renew(self) -> None:
        # The width of the design at 100 %, growing with the letters.
        self.setFixedWidth(max(size_px("nav_width_px"), round(WIDTH_EM * theme().em())))
        self.update()

    def show_screens(self, screens: tuple[Screen, ...]) -> None:
        """List these areas."""
        for item in self._items.values():
            self._list.removeWidget(item)
            item.hide()
            item.deleteLater()
        self._items = {one.id: NavigationItem(self._go, one) for one in screens}
        for item in self._items.values():
            self._list.addWidget(item)
        self._anchor.put_after((*self._items.values(), self.scam))
        # Tab follows the order of children: the scam button stands below the areas.
        self.scam.raise_()

    def items(self) -> tuple[NavigationItem, ...]:
        """Return the areas in order."""
        return tuple(self._items.values())

    def select(self, page: Screen) -> None:
        """Mark the entry that leads to the page that is open.

        Two entries may belong to one area of rights; a page belongs to the last one before it.
        """
        same = [one.page for one in self._items.values() if one.page.area == page.area]
        before = [one for one in same if one.order <= page.order]
        chosen = max(before or same, key=lambda one: one.order, default=None)
        for item in self._items.values():
            item.set_selected(item.page is chosen)

    def set_count(self, screen_id: str, count: int) -> None:
        """Show how many things wait in an area."""
        if screen_id in self._items:
            self._items[screen_id].set_count(count)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the deeper ground and the rule to the content."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), theme().color("raised"))
            rule = theme().rule()
            painter.fillRect(self.width() - rule, 0, rule, self.height(), theme().color("border"))
