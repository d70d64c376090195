"""Header at normal size, top bar in large text: where am I, and the one next step."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.messages import Lazy
from app.ui.actions import BoundAction
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.painting import follow_theme, painting
from app.ui.parts.tab_anchor import TabAnchor
from app.ui.parts.text import Text
from app.ui.theme import theme


class Titles(QWidget):
    """The small line and the page's title."""

    def __init__(self) -> None:
        super().__init__()
        self.crumbs = Text("", "small", "muted", max_em=0, line_em=1.35)
        self.crumbs.setObjectName("page_crumbs")
        self.crumbs.setProperty("is_data", True)
        self.title = Text("", "h1", max_em=0)
        self.title.setObjectName("page_title")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.crumbs)
        column.addWidget(self.title)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_titles(self, crumbs: str | Lazy, title: str | Lazy) -> None:
        """Show where the page is and what it is called."""
        self.crumbs.set_text(crumbs)
        self.crumbs.setVisible(bool(str(crumbs)))
        self.title.set_text(title)


class Header(QWidget):
    """Titles left, at most three buttons right; wraps below the titles when narrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setProperty("region", "header")
        self._alarm = False
        self.titles = Titles()
        self._anchor = TabAnchor(self)
        self._actions = FlowRow(right=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.titles, 3)
        self._row.addWidget(self._actions, 4)
        self._renew()
        follow_theme(self._renew)

    def show_actions(self, actions: list[tuple[BoundAction, str]]) -> None:
        """Show the page's actions, the most important last."""
        self._actions.clear()
        buttons = [Button(bound, kind) for bound, kind in actions]
        for button in buttons:
            self._actions.add(button)
        self._anchor.put_after(buttons)
        self._actions.setVisible(bool(actions))

    def hold(self, tabs: QWidget) -> None:
        """Take a page's tabs to the left of its actions, where the titles leave room."""
        self._row.insertWidget(0, tabs, 3)

    def set_alarm(self, alarm: bool) -> None:
        """Take the one coloured ground there is; only the scam card does."""
        if alarm != self._alarm:
            self._alarm = alarm
            self.titles.title.set_color("on_danger" if alarm else "text")
            self.titles.crumbs.set_color("on_danger" if alarm else "muted")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of an alarm; any other header is paper."""
        if self._alarm:
            with painting(self) as painter:
                painter.fillRect(self.rect(), theme().color("danger_fill"))

    def show_titles_here(self, visible: bool) -> None:
        """Keep the titles, or leave them to the top bar."""
        self.titles.setVisible(visible)

    def _renew(self) -> None:
        look = theme()
        self._row.setContentsMargins(look.space(24), look.space(8), look.space(24), look.space(8))
        self._row.setSpacing(look.space(16))


class TopBar(QWidget):
    """メニュー, title and the scam button; stands in for the side navigation."""

    def __init__(self, menu: BoundAction, scam: BoundAction) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        self.setProperty("region", "navigation")
        self.menu = Button(menu, "secondary", key="")
        self.menu.setObjectName("top_menu")
        self.scam = Button(scam, "danger", key="")
        self.scam.setObjectName("top_scam_card")
        self._titles = Text("", "h1", max_em=0)
        self._titles.setObjectName("top_title")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.menu)
        self._row.addWidget(self._titles, 1)
        self._row.addWidget(self.scam)
        self._renew()
        follow_theme(self._renew)

    def show_title(self, title: str | Lazy, *, is_data: bool = False) -> None:
        """Show the page's title, as long as it has room here."""
        self._titles.setProperty("is_data", is_data)
        self._titles.set_text(title)

    def _renew(self) -> None:
        look = theme()
        on_page = look.title_is_on_page()
        self._titles.setVisible(not on_page)
        self._row.setStretch(1, 0 if on_page else 1)
        self._row.setContentsMargins(look.space(16), look.space(12), look.space(16), look.space(12))
        self._row.setSpacing(look.space(16))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the deeper ground and the rule to the content."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), theme().color("raised"))
            rule = theme().rule()
            painter.fillRect(0, self.height() - rule, self.width(), rule, theme().color("border"))
