"""What the pages of the desk share: jobs that outlive their page, rows made from their states."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import MadoguchiError
from app.messages import Lazy
from app.ui.a11y.focus_news import give_focus
from app.ui.actions import BoundAction
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.painting import follow_theme
from app.ui.parts.row import Row, RowBadge
from app.ui.parts.row_list import RowList
from app.ui.parts.tab_anchor import TabAnchor
from app.ui.row_state import RowState
from app.ui.screen import ScreenContext, ScreenView
from app.ui.theme import theme
from app.ui.theme.theme import RubySpan

Found = TypeVar("Found")


class DeskView(ScreenView):
    """A page whose answers may arrive after somebody left it.

    Where letters are so large that the title heads the page, the header keeps the title and the one
    next step; the other actions stand at the page's end, so that there is room to read.
    """

    def __init__(self, context: ScreenContext, title: str | Lazy) -> None:
        self._crumbs: str | Lazy = ""
        self._actions: list[tuple[BoundAction, str]] = []
        self._more_anchor: TabAnchor | None = None
        super().__init__(context, title)
        self._more = FlowRow(parent=self)
        self._more.hide()
        follow_theme(self._place_more)

    @property
    def crumbs(self) -> str | Lazy:
        """Return the small line over the title; very large text has no room for it."""
        return "" if theme().title_is_on_page() else self._crumbs

    @crumbs.setter
    def crumbs(self, words: str | Lazy) -> None:
        self._crumbs = words

    @property
    def header_actions(self) -> list[tuple[BoundAction, str]]:
        """Return what the header shows."""
        return self._actions[-1:] if theme().title_is_on_page() else self._actions

    @header_actions.setter
    def header_actions(self, actions: list[tuple[BoundAction, str]]) -> None:
        is_other = [bound for bound, _kind in actions] != [bound for bound, _kind in self._actions]
        self._actions = actions
        if is_other and self._more_anchor is not None:
            self._fill_more(self._more_anchor)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the other actions below everything the page has."""
        if self._more_anchor is None:
            self._more_anchor = TabAnchor(self)
            self.page.column.addWidget(self._more)
            self._fill_more(self._more_anchor)
        super().showEvent(event)

    def _fill_more(self, anchor: TabAnchor) -> None:
        self._more.clear()
        buttons = [Button(bound, kind) for bound, kind in self._actions[:-1]]
        for button in buttons:
            self._more.add(button)
        anchor.put_after(buttons)
        self._place_more()

    def _place_more(self) -> None:
        self._more.setVisible(theme().title_is_on_page() and len(self._actions) > 1)

    @property
    def is_open(self) -> bool:
        """Tell whether this is the page somebody sees."""
        return self.is_here and self.context.window.view is self

    @property
    def is_here(self) -> bool:
        """Tell whether the page still exists."""
        return shiboken6.isValid(self)

    def ask_store(
        self,
        name: str,
        work: Callable[[], Found],
        on_done: Callable[[Found], None] | None = None,
        on_error: Callable[[MadoguchiError], None] | None = None,
    ) -> None:
        """Run a service on the store lane; the answer to a page that was left is dropped.

        What the service wrote is written all the same.
        """

        def done(found: Found) -> None:
            if on_done is not None and self.is_here:
                on_done(found)

        def refused(error: MadoguchiError) -> None:
            if on_error is not None and self.is_here:
                on_error(error)
            else:
                context.window.tell_error(error)

        context = self.context
        context.run(name, work, done, refused)

    def renew_header(self) -> None:
        """Show titles and actions again; a button that has the focus keeps it."""
        # A window in the background knows, too, who would have the focus.
        focus = QApplication.focusWidget() or self.window().focusWidget()
        inside = focus is not None and self.context.window.header.isAncestorOf(focus)
        name = focus.objectName() if inside and focus is not None else ""
        self.context.window.renew_header()
        if name:
            self._focus_in_header(name)

    def show_beginning(self) -> None:
        """Show the page's top, unless somebody is in the middle of it."""
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            QTimer.singleShot(0, self, lambda: self.page.verticalScrollBar().setValue(0))

    def focus_action(self, bound: BoundAction) -> None:
        """Go to an action's button in the header, while this page is the open one."""

        def find() -> QWidget | None:
            button = self._in_header(_name_of(bound)) if self.is_open else None
            if button is not None:
                # Qt would show it later, too, and only what is shown can take the focus now.
                button.show()
            return button

        give_focus(find)

    def header_button(self, bound: BoundAction) -> QWidget | None:
        """Return an action's button in the header, for a page that begins there."""
        button = self._in_header(_name_of(bound))
        if button is not None:
            # A header that was just renewed is shown a moment later, and what is hidden takes none.
            button.show()
        return button

    def _in_header(self, name: str) -> QWidget | None:
        found = self.context.window.header.findChildren(QWidget, name)
        # The newest is last; those before it stay until Qt has time to end them.
        return found[-1] if found else None

    def _focus_in_header(self, name: str) -> None:
        button = self._in_header(name)
        if button is not None:
            # Qt would show it later, too, and only what is shown can take the focus now.
            button.show()
            button.setFocus(Qt.FocusReason.OtherFocusReason)


def _name_of(bound: BoundAction) -> str:
    return f"action_{bound.spec.id.replace('.', '_').replace('-', '_')}"


def show_rows(rows: RowList, states: Iterable[RowState], bound: BoundAction) -> None:
    """Fill a list; an empty one is not shown at all."""
    made = [_row(state, bound) for state in states]
    rows.set_rows(made)
    rows.setVisible(bool(made))


def _row(state: RowState, bound: BoundAction) -> Row:
    row = Row(
        bound,
        state.subject,
        state.title,
        state.second,
        lead=state.lead,
        badge=RowBadge(*state.badge) if state.badge else None,
        spoken=state.spoken or None,
        icon=state.icon,
        readings=[RubySpan(*one) for one in state.readings],
    )
    if state.marks:
        row.set_marks(*state.marks)
    return row
