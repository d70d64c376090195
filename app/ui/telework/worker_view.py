"""The page of one worker: what she needs, the jobs that fit and why, her words, who sees what."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.errors import MadoguchiError
from app.messages import N_, _
from app.services.telework_profiles import AREA
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView, show_rows
from app.ui.facts import Fact, Facts
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext
from app.ui.telework.worker_presenter import WorkerFound, WorkerPresenter
from app.ui.theme import theme


class WorkerView(DeskView):
    """Everything here is hers; a supporter sits beside her and proposes."""

    def __init__(self, context: ScreenContext, person: str) -> None:
        super().__init__(context, N_("Worker"))
        self.crumbs = N_("Telework › Workers")
        self._person = person
        self._presenter = WorkerPresenter(context.services, context.actor, person)
        self._found: WorkerFound | None = None
        self._bind()
        self.header_actions = [(self._choose, "secondary"), (self._write, "primary")]
        columns = Columns((62, 44))
        self._build_left(columns)
        self._build_right(columns)
        self.page.column.addWidget(columns)
        self.page.column.addWidget(
            FlowRow(Button(self._use), Button(self._back), Button(self._leave, "danger"))
        )
        self._offer_modes()

    def _bind(self) -> None:
        context, person = self.context, self._person
        self._write = context.bind(
            "telework.card", lambda _n: context.go("telework-card", person=person)
        )
        self._choose = context.bind("telework.disclosure", lambda one: self._open_disclosure(one))
        self._section = context.bind(
            "telework.section",
            lambda one: context.go("telework-profile", person=person, section=one),
        )
        self._open_match = context.bind(
            "telework.match", lambda one: context.go("telework-match", person=person, job=one)
        )
        self._proposal = context.bind(
            "telework.proposal", lambda one: context.go("telework-proposal", proposal=one)
        )
        self._leave = context.bind("telework.leave", lambda _n: self._ask_leave())
        self._use = context.bind("people.use_modes", lambda _n: self._use_modes())
        self._back = context.bind("people.leave_modes", lambda _n: self._leave_modes())

    def _build_left(self, columns: Columns) -> None:
        card = Card("accent")
        self._card, self._missing = Facts(), Text("", "strong")
        for line in (Text(N_("What I need to work"), "h3"), self._card, self._missing):
            card.column.addWidget(line)
        self._matches = RowList(N_("Jobs and why they fit"), key="match")
        self._no_jobs = EmptyState(
            N_("No job to look at yet"), N_("They appear once hours, times and skills are written."),
            icon="briefcase",
        )  # fmt: skip
        self._fairness = Text("", "small", "muted")
        promise = Text(
            N_(
                "Points come from the work alone: skills asked for 40, skills welcome 25, hours 20, "
                "interests 15. What has to be there is never counted."
            ),
            "small",
            "muted",
        )
        parts: tuple[QWidget, ...] = (
            card, Section(N_("Jobs and why they fit")), self._matches, self._no_jobs, promise,
            self._fairness,
        )  # fmt: skip
        for part in parts:
            columns.left.addWidget(part)
        self._no_jobs.hide()

    def _build_right(self, columns: Columns) -> None:
        self._recipients = RowList(N_("Who sees what"), key="recipient")
        self._sections = RowList(N_("In my own words"), key="section")
        self._proposals = RowList(N_("What is going on"), key="proposal")
        self._going_on = Section(N_("What is going on"))
        own = Text(N_("I decide about each field. I can change it at any time."), "small", "muted")
        parts: tuple[QWidget, ...] = (
            self._going_on, self._proposals, Section(N_("Who sees what")), own, self._recipients,
            Section(N_("In my own words")), self._sections,
        )  # fmt: skip
        for part in parts:
            columns.right.addWidget(part)

    def first_focus(self) -> QWidget | None:
        """Begin at the header: her card stands below it and is read from there."""
        return self.header_button(self._write)

    def opened(self) -> None:
        """Look at her profile; the look is logged."""
        self.ask_store("open worker", self._presenter.look, self._on_found, self._on_gone)

    def on_changes(self, changes: Changes) -> None:
        """Look again, and leave when she is no longer in the list."""
        if self.is_open and (changes.touches(AREA) or changes.touches("consent")):
            self.opened()

    def where(self) -> str:
        """Add whose page this is."""
        if self._found is None:
            return ""
        return self._presenter.state(self._found, date.today()).name

    def _on_found(self, found: WorkerFound) -> None:
        is_first, self._found = self._found is None, found
        self.refresh()
        if is_first:
            self.show_beginning()

    def _on_gone(self, error: MadoguchiError) -> None:
        self.context.window.tell_error(error)
        self.context.back()

    def refresh(self) -> None:
        """Say everything again in the language chosen."""
        if self._found is None:
            return
        state = self._presenter.state(self._found, date.today())
        self.title = state.name
        self._card.show_facts([Fact(*pair) for pair in state.card])
        self._missing.set_text(state.missing)
        self._missing.setVisible(bool(state.missing))
        show_rows(self._matches, state.matches, self._open_match)
        self._no_jobs.setVisible(not state.matches)
        self._fairness.set_text(state.fairness)
        self._fairness.setVisible(bool(state.fairness))
        show_rows(self._proposals, state.proposals, self._proposal)
        self._going_on.setVisible(bool(state.proposals))
        show_rows(self._recipients, state.recipients, self._choose)
        show_rows(self._sections, state.sections, self._section)
        self._offer_modes()
        self.renew_header()

    def _offer_modes(self) -> None:
        """Let her read this page her way: her letters, colours and language."""
        modes = self._found.modes if self._found is not None else None
        is_hers = modes is not None and modes == theme().modes
        if modes is None:
            self._use.set_available(False, N_("Nothing is remembered for this person yet."))
        else:
            self._use.set_available(
                not is_hers, N_("The screen already looks this person's way.") if is_hers else ""
            )
        self._back.set_available(
            is_hers, "" if is_hers else N_("The screen already looks your way.")
        )

    def _use_modes(self) -> None:
        if self._found is not None and self._found.modes is not None:
            self.context.window.use_person_modes(self._found.modes)
            self.context.say(_("The screen now looks the way this person reads best."))
            self._offer_modes()

    def _leave_modes(self) -> None:
        self.context.window.leave_person_modes()
        self.context.say(_("The screen looks your way again."))
        self._offer_modes()

    def _open_disclosure(self, recipient: object | None) -> None:
        self.context.go("telework-disclosure", person=self._person, recipient=str(recipient or ""))

    def _ask_leave(self) -> None:
        self.context.ask(
            N_("Stop looking for work here?"),
            N_("From now on I am in no list, no proposal and nothing is handed over. What I wrote "
               "stays mine, and I can come back."),
            N_("Stop looking"),
            N_("Keep looking"),
            self._do_leave,
            icon="ban",
        )  # fmt: skip

    def _do_leave(self) -> None:
        context, presenter = self.context, self._presenter
        notice = _("From now on I am in no list, no proposal and nothing is handed over.")

        def left(changes: Changes) -> None:
            context.back()
            context.publish(changes)
            context.say_with_undo(
                _("This person is in no list any more."),
                lambda: context.run("join", lambda: presenter.join(notice), context.publish),
            )

        self.ask_store("leave", lambda: presenter.leave(notice), left)
