"""The page that lists workers, jobs and what is going on."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.changes import Changes
from app.messages import N_
from app.services.telework_profiles import AREA
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView, show_rows
from app.ui.parts.button import Button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.screen import ScreenContext
from app.ui.telework.list_presenter import (
    GOING_ON,
    JOBS,
    WHICH,
    WORKERS,
    TeleworkFound,
    TeleworkPresenter,
)


class TeleworkView(DeskView):
    """Who looks for work stands first; only those who agree to be matched are here at all."""

    def __init__(self, context: ScreenContext, which: str = WORKERS) -> None:
        super().__init__(context, N_("Telework"))
        self.crumbs = N_("Workers and jobs")
        self._presenter = TeleworkPresenter(context.services, context.actor)
        self._found: TeleworkFound | None = None
        self._which = which
        self._opens = {
            WORKERS: context.bind(
                "telework.worker", lambda one: context.go("telework-worker", person=one)
            ),
            JOBS: context.bind("telework.job", lambda one: context.go("telework-job", job=one)),
            GOING_ON: context.bind(
                "telework.proposal", lambda one: context.go("telework-proposal", proposal=one)
            ),
        }
        results = context.bind("telework.results", lambda _n: context.go("telework-results"))
        join = context.bind("telework.join", lambda _n: context.go("telework-join"))
        new_job = context.bind("telework.new_job", lambda _n: context.go("telework-job-edit"))
        self._results, self._join, self._new_job = results, join, new_job
        self._place_actions()
        self._form = Form()
        self._form.segmented("which", N_("What to show"), list(WHICH), value=which)
        self._form.changed.connect(self._on_which)
        self._heading = Section(" ")
        self._rows = RowList(N_("Telework"))
        self._none = EmptyState(" ", " ", icon="briefcase")
        more = FlowRow(
            Button(context.bound("telework.loans"), "quiet"),
            Button(context.bound("telework.bodies"), "quiet"),
            Button(context.bound("telework.files"), "quiet"),
            Button(context.bound("telework.rate"), "quiet"),
        )
        for part in (self._form, self._heading, self._rows, self._none, more):
            self.page.column.addWidget(part)
        self._heading.hide()
        self._none.hide()

    def _place_actions(self) -> None:
        """Let the filled button be what this list grows by."""
        if self._which == JOBS:
            self.header_actions = [(self._results, "secondary"), (self._new_job, "primary")]
        else:
            self.header_actions = [(self._results, "secondary"), (self._join, "primary")]

    def first_focus(self) -> QWidget | None:
        """Begin at the first row; while they load, at the choice."""
        if self._rows.current_row is not None:
            return self._rows.current_row
        self._form.focus_field("which")
        return QApplication.focusWidget()

    def opened(self) -> None:
        """Look who agrees now."""
        self._load()

    def on_changes(self, changes: Changes) -> None:
        """Look again when a consent, a card, a job or a proposal changed."""
        if any(changes.touches(area) for area in (AREA, "people", "consent")):
            self._load()

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        if self._found is None:
            return
        state = self._presenter.state(self._found, date.today())
        show_rows(self._rows, state.rows, self._opens[self._found.which])
        self._heading.set_title(state.heading)
        self._heading.setVisible(bool(state.rows))
        self._none.set_words(*state.none)
        self._none.setVisible(not state.rows)

    def _on_which(self) -> None:
        self._which = self._form.values()["which"] or WORKERS
        self._place_actions()
        self.renew_header()
        self._load(speak=True)

    def _load(self, *, speak: bool = False) -> None:
        which, presenter = self._which, self._presenter
        is_first = self._found is None

        def found(answer: TeleworkFound) -> None:
            if which != self._which:
                return
            self._found = answer
            self.refresh()
            if is_first and self.is_open and self._rows.current_row is not None:
                self._rows.current_row.setFocus()
            if speak:
                state = presenter.state(answer, date.today())
                self.context.say(state.heading if state.rows else state.none[0])

        self.ask_store("telework", lambda: presenter.find(which), found)
