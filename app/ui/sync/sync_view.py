"""How this computer stands to its server, and the fields that two people changed at once."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.errors import MadoguchiError
from app.domain.progress import Progress
from app.domain.sync.standing import JournalRow, Standing
from app.messages import N_, _
from app.messages.progress import step_name
from app.messages.sync import standing_lines
from app.services.sync import Exchanged
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView, show_rows
from app.ui.jobs import Job
from app.ui.parts.button import Button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import FlowRow
from app.ui.parts.progress_card import ProgressCard
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext
from app.ui.sync.words import decision_count, row_state

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: how it stands, and the newest rows that wait."""

    standing: Standing
    rows: tuple[JournalRow, ...]
    total: int


class SyncView(DeskView):
    """Left what waits for a decision, right how it stands."""

    def __init__(self, context: ScreenContext, shown: Shown | None = None) -> None:
        super().__init__(context, N_("Exchange with other computers"))
        self.crumbs = N_("What is written here reaches the others, and theirs reaches you")
        self._given, self._shown = shown, shown
        self._job: Job | None = None
        self._now = context.bind("sync.now", lambda _n: self._exchange())
        self._stop_action = context.bind("sync.stop", lambda _n: self._stop())
        self._decide = context.bind("sync.decide", self._open_row)
        self.header_actions = [(self._now, "primary")]
        columns = Columns((60, 46))
        self._count = Section(N_("To decide"))
        self._rows = RowList(N_("To decide"))
        self._none = EmptyState(
            N_("Nothing waits for a decision"),
            N_("When two people change the same field at once, both values appear here."),
            icon="circle-check",
        )
        self._card = ProgressCard("", N_("What was exchanged so far is kept."), self._stop_action)
        self._card.hide()
        for part in (self._card, self._count, self._rows, self._none):
            columns.left.addWidget(part)
        columns.right.addWidget(Section(N_("How it stands")))
        self._lines = Text("")
        columns.right.addWidget(self._lines)
        if context.actor.may("administration"):
            enrol = context.bind("sync.enrol_page", lambda _n: context.go("sync-enrol"))
            columns.right.addWidget(FlowRow(Button(enrol)))
        self.page.column.addWidget(columns)

    def first_focus(self) -> QWidget | None:
        """Begin with what waits."""
        return self._rows.current_row

    def opened(self) -> None:
        """Look how it stands."""
        if self._given is None:
            self._load()
        else:
            self.refresh()

    def refresh(self) -> None:
        """Say it again in the language chosen."""
        if self._shown is None:
            return
        shown = self._shown
        self._lines.set_text("\n".join(standing_lines(shown.standing)))
        self._count.set_title(decision_count(shown.total))
        show_rows(self._rows, [row_state(row) for row in shown.rows], self._decide)
        self._count.setVisible(bool(shown.rows))
        self._none.setVisible(not shown.rows)
        reason = N_("This device belongs to no server yet.")
        self._now.set_available(shown.standing.is_enrolled, reason)

    def on_changes(self, changes: Changes) -> None:
        """Look again when something was written."""
        if self._given is None:
            self._load()

    def leaving(self) -> None:
        """Stop what reports to this page."""
        self._stop()

    def _load(self) -> None:
        sync = self.context.services.sync

        def look() -> Shown:
            rows, total = sync.conflicts(MOST_SHOWN, only_open=True)
            return Shown(sync.standing(), rows, total)

        self.ask_store("sync", look, self._show)

    def _show(self, shown: Shown) -> None:
        is_first, self._shown = self._shown is None, shown
        self.refresh()
        self.context.window.sync_look.show(shown.standing)
        if is_first and self.is_open and self._rows.current_row is not None:
            self._rows.current_row.setFocus()

    def _open_row(self, number: object | None) -> None:
        rows = self._shown.rows if self._shown else ()
        row = next((one for one in rows if str(one.number) == str(number)), None)
        if row is not None:
            self.context.go("sync-conflict", row=row)

    def _exchange(self) -> None:
        sync = self.context.services.sync

        def exchange(progress: Progress) -> Exchanged:
            done: Exchanged = sync.exchange(progress)
            return done

        self._now.set_available(False, N_("It is exchanging now."))
        self._job = self.context.jobs.free("exchange", exchange, self._on_done, self._on_error)
        self._job.progressed.connect(
            lambda step, done, total: self._card.set_progress(step_name(step), done, total)
        )
        self._card.set_progress(N_("It has begun"), 0, 1)
        self._card.show()

    def _on_done(self, done: Exchanged) -> None:
        self._ended()
        words = _("{sent} sent, {fetched} fetched.")
        self.context.say(words.format(sent=done.sent, fetched=done.fetched))
        if done.fetched or done.withdrawn:
            self.context.publish(Changes.of("people") | Changes(frozenset({("people", "")})))

    def _on_error(self, error: MadoguchiError) -> None:
        self._ended()
        self.context.window.tell_error(error)

    def _ended(self) -> None:
        self._job = None
        self._card.hide()
        self._load()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._card.hide()
