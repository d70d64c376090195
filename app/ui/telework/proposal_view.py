"""The page of one proposal: the next step stands in its form, the earlier ones above it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.eras import DayError, format_day, parse_day
from app.domain.errors import MadoguchiError
from app.domain.telework.hand_over import HandOverPack, Recipient
from app.domain.telework.placements import Proposal, Stage, TalkResult
from app.messages import N_, Lazy, _, language
from app.messages.telework_desk import RESULTS, STAGES
from app.messages.telework_hand_over import FOLLOW_UP_TITLES
from app.services.telework_profiles import AREA
from app.ui.a11y.forms import Form
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView, show_rows
from app.ui.facts import Fact, Facts
from app.ui.parts.badge import Badge
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.sides import Sides
from app.ui.parts.stepper import Stepper
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext
from app.ui.telework.match_view import Reasons
from app.ui.telework.proposal_presenter import (
    STEPS,
    ProposalFound,
    ProposalPresenter,
    open_talks_words,
    shown_words,
)


class ProposalView(DeskView):
    """Short list, hand-over, first day, talks; a person takes each step and can take it back."""

    def __init__(self, context: ScreenContext, proposal: str) -> None:
        super().__init__(context, N_("Proposal"))
        self.crumbs = N_("Telework › Going on")
        self._presenter = ProposalPresenter(context.services, context.actor, proposal)
        self._found: ProposalFound | None = None
        self._built: Stage | None = None
        self._bind()
        columns = Columns((62, 44))
        self._stepper = Stepper([STAGES[one][0] for one in STEPS])
        card = Card("accent")
        self._title, self._badge = Text("", "h3", is_data=True), Badge(" ", "info")
        self._line, self._facts = Text("", "body", "muted", is_data=True), Facts()
        for line in (Sides(self._title, self._badge), self._line, self._facts):
            card.column.addWidget(line)
        self._next = QWidget()
        self._next_column = QVBoxLayout(self._next)
        self._next_column.setContentsMargins(0, 0, 0, 0)
        self._talks_title, self._talks = Section(" "), RowList(N_("Talks"), key="talk")
        self._settle = Reasons(Section(N_("To settle in the first talk")), "list-checks", "info")
        self._not_asked = Text("", "small", "muted")
        left: tuple[QWidget, ...] = (self._stepper, card, self._next)
        for part in left:
            columns.left.addWidget(part)
        right: tuple[QWidget, ...] = (
            self._talks_title, self._talks, self._settle, self._not_asked,
            FlowRow(Button(self._match_action), Button(self._worker)),
        )  # fmt: skip
        for part in right:
            columns.right.addWidget(part)
        self.page.column.addWidget(columns)
        self._form: Form | None = None

    def _bind(self) -> None:
        context = self.context
        self._hand = context.bind("telework.hand_over", lambda _n: self._ask_hand_over())
        self._start = context.bind("telework.start", lambda _n: self._on_start())
        self._note = context.bind("telework.note_talk", lambda _n: self._on_talk())
        self._end = context.bind("telework.end", lambda _n: self._ask_end())
        self._drop = context.bind("telework.drop", lambda _n: self._on_drop())
        self._talk = context.bind("telework.talk", lambda one: self._choose_talk(one))
        self._match_action = context.bind("telework.match", lambda _n: self._open_match())
        self._worker = context.bind("telework.worker", lambda _n: self._open_worker())

    def opened(self) -> None:
        """Look at the proposal; the look is logged."""
        self.ask_store("open proposal", self._presenter.look, self._on_found, self._on_gone)

    def on_changes(self, changes: Changes) -> None:
        """Look again; once she said stop the page is gone."""
        if self.is_open and (changes.touches(AREA) or changes.touches("consent")):
            self.opened()

    def where(self) -> str:
        """Add whose proposal this is."""
        return str(self.title) if self._found else ""

    def _on_found(self, found: ProposalFound) -> None:
        self._found = found
        stage = found.line.proposal.stage
        is_other = stage is not self._built
        if is_other:
            self._built = stage
            self._build_next(stage)
        self.refresh()
        if is_other:
            # The step that was taken is gone, or nothing was there yet: begin at the next one.
            QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        if self.header_actions:
            self.focus_action(self.header_actions[-1][0])
        self.page.verticalScrollBar().setValue(0)

    def _on_gone(self, error: MadoguchiError) -> None:
        self.context.window.tell_error(error)
        self.context.back()

    def refresh(self) -> None:
        """Say everything again in the language chosen."""
        if self._found is None:
            return
        state = self._presenter.state(self._found, datetime.now(UTC), date.today())
        self.title = state.name
        self._title.set_text(state.title)
        self._line.set_text(state.line)
        self._badge.set_badge(*state.badge)
        self._stepper.set_current(state.step)
        self._facts.show_facts([Fact(*pair) for pair in state.facts])
        show_rows(self._talks, state.talks, self._talk)
        self._talks_title.set_title(
            open_talks_words(sum(one.is_open for one in self._found.line.talks))
        )
        self._talks_title.setVisible(bool(state.talks))
        is_before = self._built in (Stage.SHORTLISTED, Stage.HANDED_OVER)
        self._settle.show_lines(state.settle if is_before else ())
        self._not_asked.set_text(state.not_asked)
        self._not_asked.setVisible(is_before)
        if self._built is Stage.SHORTLISTED:
            self._say_shown()
        self.renew_header()

    def _build_next(self, stage: Stage) -> None:
        """Make the form of the next step; the header's one filled button takes it."""
        while (item := self._next_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        form = self._form = None
        if stage is Stage.SHORTLISTED:
            form = self._hand_over_form()
            self.header_actions = [(self._drop, "secondary"), (self._hand, "primary")]
        elif stage is Stage.HANDED_OVER:
            form = self._start_form()
            self.header_actions = [(self._drop, "secondary"), (self._start, "primary")]
        elif stage is Stage.WORKING:
            form = self._talk_form()
            self.header_actions = [(self._end, "secondary"), (self._note, "primary")]
        else:
            self.header_actions = []
        self._form = form
        if form is not None:
            self._next_column.addWidget(form)

    def _hand_over_form(self) -> Form:
        found, form = self._found, Form()
        recipients = found.recipients if found else ()
        form.heading(N_("Hand over"))
        form.segmented("recipient", N_("To whom"), [(one.id, one.name) for one, _k in recipients])
        form.widget("recipient").setProperty("is_data", True)
        form.text(
            "file", N_("File"), N_("The pack is written here. You carry it; nothing is sent.")
        )
        form.set_values({"file": str(Path.home() / f"telework-{date.today():%Y%m%d}.zip")})
        form.changed.connect(self._say_shown)
        self._shown = Text("", "strong")
        self._next_column.addWidget(self._shown)
        return form

    def _start_form(self) -> Form:
        form = Form(columns=2)
        form.heading(N_("She starts"))
        form.date("day", N_("First day of work"), N_("For example 2026-12-08 or R8.12.8."), True,
                  understand=parse_day, say=lambda day: format_day(day, language()))  # fmt: skip
        form.text("coach", N_("Job coach"), N_("May stay empty."))
        return form

    def _talk_form(self) -> Form:
        form, found = Form(), self._found
        form.heading(N_("The next talk"))
        talks = found.line.talks if found else ()
        steps = [(one.step, FOLLOW_UP_TITLES[one.step]) for one in talks]
        form.combo("step", N_("Which talk"), [*steps])
        form.segmented(
            "result", N_("How it goes"), [(one.value, RESULTS[one][0]) for one in RESULTS]
        )
        form.long_text("note", N_("In a few words"), N_("What helps, what has to change."), lines=2)
        following = found.line.next_talk if found else None
        if following is not None:
            form.set_values({"step": following.step})
        return form

    def _say_shown(self) -> None:
        chosen = self._recipient()
        if self._found is None or self._built is not Stage.SHORTLISTED:
            return
        if chosen is None:
            self._shown.set_text(_("Choose to whom. Each sees only what she allows."))
            self._hand.set_available(False, N_("Choose to whom first."))
            return
        recipient, keys = chosen
        self._shown.set_text(shown_words(recipient, keys))
        self._hand.set_available(bool(keys), N_("She shows nothing to this body yet."))

    def _recipient(self) -> tuple[Recipient, tuple[str, ...]] | None:
        if self._found is None or self._form is None or "recipient" not in self._form.values():
            return None
        chosen = self._form.values()["recipient"]
        return next((one for one in self._found.recipients if one[0].id == chosen), None)

    def _ask_hand_over(self) -> None:
        chosen = self._recipient()
        if chosen is None or self._form is None:
            return
        recipient, keys = chosen
        self.context.ask(
            N_("Write the pack for {name}?").format(name=recipient.name),
            shown_words(recipient, keys),
            N_("Write the pack"),
            N_("Not yet"),
            partial(self._hand_over, recipient, self._form.values()["file"].strip()),
            icon="send", is_danger=False,
        )  # fmt: skip

    def _hand_over(self, recipient: Recipient, path: str) -> None:
        context, presenter = self.context, self._presenter

        def done(answer: tuple[HandOverPack, Changes]) -> None:
            _pack, changes = answer
            context.publish(changes)
            context.say(_("The pack is written: {file}. Nothing was sent.").format(file=path))

        self.ask_store("hand over", lambda: presenter.hand_over(recipient, path), done)

    def _on_start(self) -> None:
        if self._form is None:
            return
        values = self._form.values()
        self._form.clear_errors()
        try:
            day = parse_day(values["day"])
        except DayError:
            self._form.set_error("day", N_("Write the first day of work."))
            return
        self._step(
            lambda: self._presenter.start(day, values["coach"]), N_("Her first day is noted.")
        )

    def _choose_talk(self, subject: object | None) -> None:
        if self._form is not None and "step" in self._form.values() and subject is not None:
            self._form.set_values({"step": str(subject)})
            self._form.focus_field("result")

    def _on_talk(self) -> None:
        form, found = self._form, self._found
        if form is None or found is None:
            return
        values = form.values()
        form.clear_errors()
        if not values["result"]:
            form.set_error("result", N_("Choose how it goes."))
            return
        context, presenter, step = self.context, self._presenter, values["step"]
        before = next((one.talk for one in found.line.talks if one.step == step), None)

        def take_back() -> Changes:
            if before is None:
                return presenter.note_talk(step, TalkResult.TAKEN_BACK, date.today(), "")
            return presenter.note_talk(step, before.result, before.held_on, before.note)

        def noted(changes: Changes) -> None:
            self._built = None
            context.publish(changes)
            context.say_with_undo(
                _("The talk is written down."),
                lambda: context.run("take back", take_back, context.publish),
            )

        self.ask_store(
            "note talk",
            lambda: presenter.note_talk(
                step, TalkResult(values["result"]), date.today(), values["note"]
            ),
            noted,
        )

    def _ask_end(self) -> None:
        self.context.ask(
            N_("Has the work ended?"), N_("No talk is planned any more. It can be taken back."),
            N_("It ended today"), N_("It goes on"),
            lambda: self._step(lambda: self._presenter.end(date.today()),
                               N_("The last day of work is noted.")),
            icon="flag", is_danger=False,
        )  # fmt: skip

    def _on_drop(self) -> None:
        self._step(self._presenter.drop, N_("Taken from the list."))

    def _step(self, work: Callable[[], Changes], words: str | Lazy) -> None:
        """Take a step that can be taken back."""
        found = self._found
        if found is None:
            return
        context, presenter = self.context, self._presenter
        before: Proposal = found.line.proposal

        def done(changes: Changes) -> None:
            context.publish(changes)
            context.say_with_undo(
                str(words),
                lambda: context.run("undo", lambda: presenter.put_back(before), context.publish),
            )

        self.ask_store("step", work, done)

    def _open_match(self) -> None:
        if self._found is not None:
            one = self._found.line.proposal
            self.context.go("telework-match", person=one.person, job=one.job)

    def _open_worker(self) -> None:
        if self._found is not None:
            self.context.go("telework-worker", person=self._found.line.proposal.person)
