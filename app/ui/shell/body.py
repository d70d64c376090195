"""The middle of the window: header, page, and the side panel beside it or as its second tab."""

from __future__ import annotations

import shiboken6
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.messages import N_
from app.ui.parts.painting import follow_theme, painting
from app.ui.parts.scroll_page import ScrollPage
from app.ui.parts.segmented import Segmented
from app.ui.parts.tab_anchor import TabAnchor
from app.ui.screen import ScreenView
from app.ui.shell.header import Header
from app.ui.theme import theme
from app.ui.theme.tokens import tokens

PANEL_NEEDS_PX = 1200


class SidePanel(QWidget):
    """The deeper ground at the right, scrolling on its own."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side_panel")
        self.setProperty("region", "side")
        self._content: QWidget | None = None
        self._owner: QWidget | None = None
        self.page = ScrollPage(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self.page)
        follow_theme(self.update)

    def show_content(self, content: QWidget | None, owner: QWidget) -> None:
        """Show a page's panel, or nothing; the one before goes back to its page."""
        if self._content is not None and shiboken6.isValid(self._content):
            self.page.column.removeWidget(self._content)
            self._content.hide()
            if self._owner is not None and shiboken6.isValid(self._owner):
                self._content.setParent(self._owner)
            else:
                self._content.deleteLater()
        self._content, self._owner = content, owner
        if content is not None:
            self.page.column.addWidget(content)
            content.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the rule to the content."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), theme().color("raised"))
            painter.fillRect(0, 0, theme().rule(), self.height(), theme().color("border"))


class Body(QWidget):
    """Places header, page and side panel for the width and size of text there is."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("body")
        self._view: ScreenView | None = None
        self._header: Header | None = None
        self._stacked = False
        self._has_titles = True
        self._tabs: Segmented | None = None
        self._tab_row = QHBoxLayout()
        self.panel = SidePanel()
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addLayout(self._column, 1)
        self._row.addWidget(self.panel)

    def set_header(self, header: Header) -> None:
        """Take the header that stands above every page."""
        self._header = header
        self._column.addWidget(header)
        self._tabs_anchor = TabAnchor(self)
        self._column.addLayout(self._tab_row)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the panes F6 walks, in reading order."""
        found: list[QWidget] = [self._tabs] if self._tabs is not None else []
        if self._view is not None:
            found.append(self._view)
        if self.panel.isVisible():
            found.append(self.panel)
        return tuple(found)

    def show_view(self, view: ScreenView) -> None:
        """Put a page in; its panel stands beside it or behind a tab."""
        if self._view is not None:
            self._column.removeWidget(self._view)
        self._view = view
        self._column.addWidget(view, 1)
        view.show()
        self.panel.show_content(view.side_panel, view)
        self._make_tabs()
        self._place()

    def set_stacked(self, stacked: bool, *, titles: bool) -> None:
        """Change between two columns and one."""
        if self._header is not None:
            self._header.show_titles_here(titles)
            has_actions = self._view is not None and bool(self._view.header_actions)
            self._header.setVisible(titles or has_actions)
        self._stacked, self._has_titles = stacked, titles
        self._place()

    def rename_panel(self) -> None:
        """Say on the panel's tab what the page calls it now, with another count for example."""
        if self._tabs is not None and self._view is not None:
            self._tabs.set_label("panel", self._view.side_title)

    def _make_tabs(self) -> None:
        if self._tabs is not None:
            self._tabs.hide()
            self._tabs.deleteLater()
            self._tabs = None
        view = self._view
        if view is None or view.side_panel is None:
            return
        choices = [("page", view.title), ("panel", view.side_title)]
        self._tabs = Segmented(choices, value="page", name=N_("Parts of this page"))
        self._tabs.setObjectName("panel_tabs")
        self._tabs.setProperty("field_key", "panel_tabs")
        self._tabs.changed.connect(self._place)
        # The row makes it a part of this window; where it goes, the next line of who called says.
        self._tab_row.addWidget(self._tabs)
        self._tabs_anchor.put_after(self._tabs.cells)

    def _place(self) -> None:
        view = self._view
        if view is None:
            return
        has_panel = view.side_panel is not None
        as_tab = has_panel and (self._stacked or self.window().width() < PANEL_NEEDS_PX)
        if self._tabs is not None:
            self._tabs.setVisible(as_tab)
            self._place_tabs(self._tabs)
        shows_panel = self._tabs is not None and self._tabs.value() == "panel"
        view.setVisible(not as_tab or not shows_panel)
        self.panel.setVisible(has_panel and (not as_tab or shows_panel))
        self._row.setStretch(1, 1 if as_tab and shows_panel else 0)
        if as_tab:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16_777_215)
        else:
            self.panel.setFixedWidth(int(tokens()["sizes"]["side_panel_px"][0]))

    def _place_tabs(self, tabs: Segmented) -> None:
        """Keep the tabs in the row of the actions where the top bar has the titles."""
        header = self._header
        in_header = header is not None and header.isVisibleTo(self) and not self._has_titles
        is_there = header is not None and header.isAncestorOf(tabs)
        if header is not None and in_header and not is_there:
            header.hold(tabs)
            self._tabs_anchor.put_after(tabs.cells)
        elif not in_header and (is_there or self._tab_row.indexOf(tabs) < 0):
            self._tab_row.addWidget(tabs)
            self._tabs_anchor.put_after(tabs.cells)
        has_row = not in_header and not tabs.isHidden()
        margin, below = theme().space(24), theme().space(8)
        if has_row:
            self._tab_row.setContentsMargins(margin, 0, margin, below)
        else:
            self._tab_row.setContentsMargins(0, 0, 0, 0)
