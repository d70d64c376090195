"""What the pages of the desk share: jobs that outlive their page, rows made from their states."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import MadoguchiError
from app.ui.actions import BoundAction
from app.ui.parts.row import Row, RowBadge
from app.ui.parts.row_list import RowList
from app.ui.row_state import RowState
from app.ui.screen import ScreenView
from app.ui.theme.theme import RubySpan

Found = TypeVar("Found")


class DeskView(ScreenView):
    """A page whose answers may arrive after somebody left it."""

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
        focus = QApplication.focusWidget()
        inside = focus is not None and self.context.window.header.isAncestorOf(focus)
        name = focus.objectName() if inside and focus is not None else ""
        self.context.window.renew_header()
        if name:
            self._focus_in_header(name)

    def focus_action(self, bound: BoundAction) -> None:
        """Go to an action's button in the header."""
        self._focus_in_header(f"action_{bound.spec.id.replace('.', '_').replace('-', '_')}")

    def _focus_in_header(self, name: str) -> None:
        found = self.context.window.header.findChildren(QWidget, name)
        if found:
            # The newest is last; those before it stay until Qt has time to end them. Qt would show
            # it later, too, and only what is shown can take the focus now.
            found[-1].show()
            found[-1].setFocus(Qt.FocusReason.OtherFocusReason)


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
        readings=[RubySpan(*one) for one in state.readings],
    )
    if state.marks:
        row.set_marks(*state.marks)
    return row
