"""The page of one follow-up: telephone in large figures, what to say, three ways it can end."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.eras import format_day, parse_day
from app.domain.errors import BadInput, MadoguchiError
from app.domain.follow_ups import AttemptResult
from app.messages import N_, _, language
from app.services.follow_ups import CHANGED, Tried
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import field_errors
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView
from app.ui.facts import Fact, Facts
from app.ui.follow_ups.follow_up_presenter import FollowUpFound, FollowUpPresenter, tried_words
from app.ui.follow_ups.script_part import ReachCard, ScriptPart
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext


class FollowUpView(DeskView):
    """A call, a check-in or an errand while it is being done."""

    def __init__(self, context: ScreenContext, follow_up: str) -> None:
        super().__init__(context, N_("Follow-up"))
        self.crumbs = N_("Follow-ups")
        self._presenter = FollowUpPresenter(context.services, context.actor, follow_up)
        self._found: FollowUpFound | None = None
        self._bind()
        self._reach = ReachCard()
        self._script = ScriptPart()
        self._alarm = Card("danger")
        self._alarm_words = Text("", "strong")
        self._alarm.column.addWidget(self._alarm_words)
        self._alarm.hide()
        self._form = self._result_form()
        self._facts, self._tries = Facts(), Facts()
        self._no_tries = Text(N_("Nobody tried yet."), "small", "muted")
        self.header_actions = [(self._record, "secondary"), (self._reached, "primary")]
        columns = Columns((60, 46))
        talk: tuple[QWidget, ...] = (self._alarm, self._reach, self._script)
        for part in talk:
            columns.left.addWidget(part)
        results = FlowRow(Button(self._missed), Button(self._later))
        rest: tuple[QWidget, ...] = (
            Section(N_("What came of it")), self._form, results, Section(N_("What was arranged")),
            self._facts, Section(N_("Tries so far")), self._no_tries, self._tries,
            FlowRow(Button(self._drop, "quiet")),
        )  # fmt: skip
        for part in rest:
            columns.right.addWidget(part)
        self.page.column.addWidget(columns)

    def _bind(self) -> None:
        context = self.context
        results = {
            "follow_ups.reached": AttemptResult.REACHED,
            "follow_ups.missed": AttemptResult.MISSED,
            "follow_ups.later": AttemptResult.LATER,
        }
        self._reached, self._missed, self._later = (
            context.bind(key, partial(self._note, result)) for key, result in results.items()
        )
        self._drop = context.bind("follow_ups.drop", lambda _n: self._on_drop())
        self._record = context.bind("follow_ups.person", lambda _n: self._open_person())

    def _result_form(self) -> Form:
        form = Form()
        form.text("note", N_("In a few words"), N_("May stay empty."))
        form.date(
            "later_on", N_("Another day"), N_("Only where another day was asked for."),
            understand=parse_day, say=lambda day: format_day(day, language()),
        )  # fmt: skip
        return form

    def first_focus(self) -> QWidget | None:
        """Begin at the header: what to say stands below it and is read from there."""
        return self.header_button(self._reached)

    def opened(self) -> None:
        """Look at the follow-up and its person; the look is logged."""
        self.ask_store("open follow-up", self._presenter.look, self._on_found, self._on_gone)

    def on_changes(self, changes: Changes) -> None:
        """Look again when it was changed elsewhere."""
        if changes.touches(CHANGED) and self.is_open:
            self.opened()

    def where(self) -> str:
        """Add whose follow-up this is."""
        if self._found is None:
            return ""
        return self._presenter.state(self._found, datetime.now(UTC)).name

    def _on_found(self, found: FollowUpFound) -> None:
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
        state = self._presenter.state(self._found, datetime.now(UTC))
        self.title = state.title
        self.crumbs = N_("Follow-ups › {name}").format(name=state.name)
        self._reach.show_person(state)
        self._script.show_script(state.script, state.never)
        self._alarm_words.set_text(state.alarm)
        self._alarm.setVisible(bool(state.alarm))
        self._facts.show_facts([Fact(*pair) for pair in state.facts])
        self._tries.show_facts([Fact(*pair) for pair in state.tries])
        self._no_tries.setVisible(not state.tries)
        self.renew_header()

    def _open_person(self) -> None:
        if self._found is not None:
            self.context.go("person", person=self._found.row.follow_up.person)

    def _note(self, result: AttemptResult, _subject: object | None = None) -> None:
        values, presenter = self._form.values(), self._presenter
        self._form.clear_errors()
        later = values["later_on"] if result is AttemptResult.LATER else ""
        if result is AttemptResult.LATER and not later.strip():
            self._form.set_error("later_on", N_("Write the day that was asked for."))
            return
        self.ask_store(
            "note attempt", lambda: presenter.note(result, values["note"], later), self._on_noted,
            self._on_refused,
        )  # fmt: skip

    def _on_noted(self, answer: tuple[Tried, Changes]) -> None:
        tried, changes = answer
        context, presenter = self.context, self._presenter
        words = tried_words(tried, context.services.follow_ups.today())
        context.back()
        context.publish(changes)
        context.say_with_undo(
            words,
            lambda: context.run("take back", lambda: presenter.take_back(tried), context.publish),
        )

    def _on_refused(self, error: MadoguchiError) -> None:
        if isinstance(error, BadInput) and error.findings:
            self._form.set_errors(field_errors(error))
            return
        self.context.window.tell_error(error)

    def _on_drop(self) -> None:
        context, presenter = self.context, self._presenter

        def dropped(changes: Changes) -> None:
            context.back()
            context.publish(changes)
            context.say_with_undo(
                _("The follow-up is dropped."),
                lambda: context.run("reopen", presenter.reopen, context.publish),
            )

        self.ask_store("drop follow-up", presenter.drop, dropped)
