"""The page that lists follow-ups: calls, check-ins and errands."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.changes import Changes
from app.messages import N_
from app.services.follow_ups import CHANGED, FollowUpPage
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView, show_rows
from app.ui.follow_ups.list_presenter import DUE, PAGE, WHICH, FollowUpsPresenter
from app.ui.parts.button import Button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.screen import ScreenContext


class FollowUpsView(DeskView):
    """What is due stands first; what needs more than a call stands above all."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Follow-ups"))
        self.crumbs = N_("Calls, check-ins and errands")
        self._presenter = FollowUpsPresenter(context.services.follow_ups, context.actor)
        self._page: FollowUpPage | None = None
        self._which = DUE
        self._open = context.bind(
            "follow_ups.open", lambda one: context.go("follow-up", follow_up=one)
        )
        more = context.bind(
            "follow_ups.more",
            lambda _n: self._load(len(self._page.rows if self._page else ()) + PAGE),
        )
        self.header_actions = [(context.bound("people.search"), "secondary")]
        self._form = Form()
        self._form.segmented("which", N_("Which ones"), list(WHICH), value=DUE)
        self._form.changed.connect(self._on_which)
        self._heading = Section(" ")
        self._rows = RowList(N_("Follow-ups"))
        self._none = EmptyState(" ", " ", icon="circle-check")
        self._more = FlowRow(Button(more, "secondary"))
        for part in (self._form, self._heading, self._rows, self._none, self._more):
            self.page.column.addWidget(part)
        for part in (self._heading, self._none, self._more):
            part.hide()

    def first_focus(self) -> QWidget | None:
        """Begin at the first one; while they load, at the choice."""
        if self._rows.current_row is not None:
            return self._rows.current_row
        self._form.focus_field("which")
        return QApplication.focusWidget()

    def opened(self) -> None:
        """Look at what is due."""
        self._load(PAGE)

    def on_changes(self, changes: Changes) -> None:
        """Look again when a follow-up or a person changed."""
        if changes.touches(CHANGED) or changes.touches("people"):
            self._load(max(PAGE, len(self._page.rows) if self._page else 0))

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        self._show()

    def _on_which(self) -> None:
        self._which = self._form.values()["which"] or DUE
        self._load(PAGE, speak=True)

    def _load(self, limit: int, *, speak: bool = False) -> None:
        which, presenter = self._which, self._presenter
        is_first = self._page is None

        def found(page: FollowUpPage) -> None:
            if which != self._which:
                return
            self._page = page
            self._show()
            if is_first and self.is_open and self._rows.current_row is not None:
                self._rows.current_row.setFocus()
            if speak:
                state = presenter.state(page, which)
                self.context.say(state.heading if page.rows else state.none[0])

        self.ask_store("follow-ups", lambda: presenter.find(which, limit), found)

    def _show(self) -> None:
        if self._page is None:
            return
        state = self._presenter.state(self._page, self._which)
        show_rows(self._rows, state.rows, self._open)
        self._heading.set_title(state.heading)
        self._heading.setVisible(bool(state.rows))
        self._none.set_words(*state.none)
        self._none.setVisible(not state.rows)
        self._more.setVisible(state.has_more)
