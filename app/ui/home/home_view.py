"""Today: what is unfinished, what was done, and whether this place is ready (picture 01)."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.readiness import Check
from app.messages import N_
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView, show_rows
from app.ui.home.presenter import (
    CheckState,
    HomePresenter,
    HomeState,
    Today,
    is_news,
    where_draft_leads,
)
from app.ui.parts.badge import Badge
from app.ui.parts.button import Button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import FlowRow
from app.ui.parts.glyph import Glyph
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.sides import Sides
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext


class CheckLine(QWidget):
    """One thing looked at: sign, word, how it stands."""

    def __init__(self, state: CheckState) -> None:
        super().__init__()
        icon, color = (
            ("circle-check", "success") if state.is_good else ("triangle-alert", "warning")
        )
        name = Text(state.name, max_em=0, line_em=1.35)
        how = Text(state.how, "body", "muted" if state.is_good else "warning", max_em=0,
                   line_em=1.35)  # fmt: skip
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.addWidget(Glyph(icon, color))
        row.addWidget(Sides(name, how), 1)


class ReadyPart(QWidget):
    """The look at this place: one badge, one line a check, and the way to look again."""

    def __init__(self, again: Button) -> None:
        super().__init__()
        self._badge = Badge(" ", "success")
        self._badge.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Section(N_("Ready for the day"), self._badge))
        column.addLayout(self._lines)
        column.addWidget(FlowRow(again))

    def show_checks(self, words: str, lines: tuple[CheckState, ...], *, is_good: bool) -> None:
        """Show other results."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._lines.addWidget(CheckLine(line))
        self._badge.set_badge(words, "success" if is_good else "warning")
        self._badge.setVisible(bool(lines))


class HomeView(DeskView):
    """The first page of the day."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Today"))
        self._presenter = HomePresenter(context.services, context.actor)
        self._today: Today | None = None
        self._checks: tuple[Check, ...] = ()
        self._works = context.actor.may("consultations")
        self._bind()
        self._drafts_title = Section(N_("Not saved yet"))
        self._drafts = RowList(N_("Not saved yet"), key="draft")
        self._open_title = Section(N_("Not finished"))
        self._open_rows = RowList(N_("Not finished"))
        self._none = EmptyState(
            N_("Everything is finished"),
            N_("A new consultation appears here until it is finished."),
            icon="circle-check",
        )
        self._more_row = FlowRow(Button(self._all, "quiet"))
        self._coming_title = Section(N_("Coming today"))
        self._coming = RowList(N_("Coming today"), key="coming")
        self._due_title = Section(" ")
        self._due = RowList(N_("To reach today"), key="due")
        self._more_due = FlowRow(Button(self._all_due, "quiet"))
        self._errands_title = Section(N_("Promises to keep"))
        self._errands = RowList(N_("Promises to keep"), key="errand")
        self._closed_title = Section(N_("Last consultations"))
        self._closed = RowList(N_("Last consultations"), key="closed")
        self._people_title = Section(N_("Here last"))
        self._people = RowList(N_("Here last"), key="person")
        self._ready = ReadyPart(Button(self._again, "quiet"))
        columns = Columns()
        for part in self._parts():
            part.hide()
            columns.left.addWidget(part)
        columns.right.addWidget(self._ready)
        for part in (self._errands_title, self._errands):
            part.hide()
            columns.right.addWidget(part)
        self.page.column.addWidget(columns)

    def _parts(self) -> tuple[QWidget, ...]:
        return (
            self._drafts_title, self._drafts, self._open_title, self._open_rows, self._none,
            self._more_row, self._coming_title, self._coming, self._due_title, self._due,
            self._more_due, self._closed_title, self._closed, self._people_title, self._people,
        )  # fmt: skip

    def _bind(self) -> None:
        context = self.context
        search = context.bound("people.search")
        actions = [(search, "secondary" if self._works else "primary")]
        if self._works:
            actions.append((context.bound("consultations.begin"), "primary"))
        self.header_actions = actions
        self._open = context.bind(
            "consultations.open", lambda one: context.go("consultation", consultation=one)
        )
        self._all = context.bind("home.all_open", lambda _n: context.go("consultations"))
        self._follow_up = context.bind(
            "follow_ups.open", lambda one: context.go("follow-up", follow_up=one)
        )
        self._all_due = context.bind("follow_ups.all", lambda _n: context.go("follow-ups"))
        self._person = context.bind("people.open", lambda one: context.go("person", person=one))
        self._resume = context.bind(
            "home.resume",
            lambda record: context.go("person-edit", **where_draft_leads(str(record))),
        )
        self._again = context.bind("home.check", lambda _n: self._look_around(speak=True))

    def first_focus(self) -> QWidget | None:
        """Begin where work waits, from the top; else at the header's actions."""
        waiting = (self._drafts, self._open_rows, self._coming, self._due)
        return next((rows.current_row for rows in waiting if rows.current_row is not None), None)

    def opened(self) -> None:
        """Look at what waits."""
        self._load()
        self._look_around(speak=False)

    def on_changes(self, changes: Changes) -> None:
        """Look again when a consultation or person changed."""
        if is_news(changes):
            self._load()

    def refresh(self) -> None:
        """Say everything again in the language chosen."""
        now = datetime.now(UTC)
        self.crumbs = self._presenter.crumbs(self.context.services.info.name, now)
        self._show_today(now)
        self._show_checks()

    def _load(self) -> None:
        self.ask_store("today", self._presenter.look, self._on_loaded)

    def _on_loaded(self, today: Today) -> None:
        is_first, self._today = self._today is None, today
        self.refresh()
        window = self.context.window
        window.navigation.set_count("consultations", today.unfinished.total)
        window.navigation.set_count("follow-ups", today.due_count)
        self.renew_header()
        target = self.first_focus()
        if is_first and self.is_open and target is not None:
            target.setFocus()

    def _show_today(self, now: datetime) -> None:
        if self._today is None:
            return
        state = self._presenter.state(self._today, now)
        show_rows(self._drafts, state.drafts, self._resume)
        self._drafts_title.setVisible(bool(state.drafts))
        show_rows(self._open_rows, state.unfinished, self._open)
        self._open_title.set_title(state.heading)
        self._open_title.setVisible(self._works)
        self._none.setVisible(self._works and not state.unfinished)
        self._more_row.setVisible(state.has_more)
        self._show_day(state)
        show_rows(self._closed, state.closed, self._open)
        self._closed_title.setVisible(bool(state.closed))
        show_rows(self._people, state.people, self._person)
        self._people_title.setVisible(bool(state.people))

    def _show_day(self, state: HomeState) -> None:
        """Show who comes today, whom to reach and what was promised."""
        show_rows(self._coming, state.coming, self._open)
        self._coming_title.setVisible(bool(state.coming))
        show_rows(self._due, state.due, self._follow_up)
        self._due_title.set_title(state.due_heading)
        self._due_title.setVisible(bool(state.due))
        self._more_due.setVisible(state.has_more_due)
        show_rows(self._errands, state.errands, self._follow_up)
        self._errands_title.setVisible(bool(state.errands))

    def _look_around(self, *, speak: bool) -> None:
        def show(checks: tuple[Check, ...]) -> None:
            self._checks = checks
            self._show_checks()
            if speak:
                self.context.say(self._presenter.ready(checks, datetime.now(UTC)).words)

        def connected(devices: tuple[Check, ...]) -> None:
            def looked(checks: tuple[Check, ...]) -> None:
                show((*devices, *checks))

            if self.is_here:
                self.ask_store("ready", self._presenter.check, looked)

        # A printer that does not answer keeps nobody's saving waiting.
        self.context.jobs.free(
            "devices", lambda _progress: self._presenter.check_devices(), connected
        )

    def _show_checks(self) -> None:
        if self._checks:
            state = self._presenter.ready(self._checks, datetime.now(UTC))
            self._ready.show_checks(state.words, state.lines, is_good=state.is_good)
