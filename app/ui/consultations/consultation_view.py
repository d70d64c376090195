"""The page of one consultation: write, saved as typed, close, open again (picture 02)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.consultations import Status
from app.domain.errors import BadInput, MadoguchiError
from app.messages import N_, _
from app.services.follow_ups import CHANGED as FOLLOW_UPS
from app.ui.a11y.sentences import field_errors
from app.ui.autosave import Autosave
from app.ui.consultations.form import PARTS, ConsultationForm
from app.ui.consultations.go_on import GoOn
from app.ui.consultations.history_panel import HistoryPanel
from app.ui.consultations.person_card import PersonCard
from app.ui.consultations.pictures_part import PicturesPart
from app.ui.consultations.presenter import (
    ConsultationFound,
    ConsultationPresenter,
    Kept,
    proxy_words,
    saved_words,
)
from app.ui.consultations.similar_panel import SimilarPanel
from app.ui.consultations.similar_presenter import SimilarPresenter
from app.ui.consultations.similar_watch import SimilarWatch
from app.ui.desk_view import DeskView
from app.ui.facts import Fact, Facts
from app.ui.follow_ups.part import FollowUpsPart
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.glyph import Glyph
from app.ui.parts.sides import Sides
from app.ui.parts.stepper import Stepper
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext


class SavedLine(QWidget):
    """The line under the form: that typing is kept, and since when."""

    def __init__(self) -> None:
        super().__init__()
        self._tick = Glyph("circle-check", "success")
        self._words = Text("", "small", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._tick)
        row.addWidget(self._words, 1)

    def show_words(self, words: str, *, is_saved: bool) -> None:
        """Say it; the tick comes with the first save."""
        self._words.set_text(words)
        self._tick.setVisible(is_saved)


class ConsultationView(DeskView):
    """A consultation being written, or read once it is closed."""

    def __init__(self, context: ScreenContext, consultation: str) -> None:
        super().__init__(context, N_("Listen and write"))
        services = context.services
        self._id = consultation
        self._presenter = ConsultationPresenter(
            services.consultations,
            services.people,
            services.delegations,
            context.actor,
            consultation,
        )
        self._found: ConsultationFound | None = None
        self._saved_at: datetime | None = None
        # Fields that may not be stored as they are, and those that are missing for the close.
        self._wrong: set[str] = set()
        self._missing: set[str] = set()
        self.crumbs = N_("Consultations › Consultation")
        self._bind()
        self._card = PersonCard(self._choose)
        self._stepper = Stepper(PARTS)
        self._form = ConsultationForm()
        self._form.changed.connect(self._on_typed)
        self._written = Facts()
        self._written.hide()
        self._saved = SavedLine()
        self._foot = Sides(self._saved, FlowRow(Button(self._sheet), Button(self._later)))
        self._away = FlowRow(Button(self._discard_action, "danger"))
        self._go_on = GoOn(
            self._form,
            self._stepper,
            self._next,
            self._what_is_missing,
            self._tell_missing,
            self._on_close,
            self,
        )
        self._pictures = PicturesPart(self, consultation)
        self._follow_ups = FollowUpsPart(self, consultation)
        for part in (self._stepper, self._card, self._form, self._written, self._pictures, self._follow_ups,
                     self._foot, self._away):  # fmt: skip
            self.page.column.addWidget(part)
        self._history = HistoryPanel(self._open)
        self._panel = SimilarPanel(self._show_done, self._steps, self._history)
        self.side_panel = self._panel
        self.side_title = N_("Similar consultations")
        self._similar = SimilarWatch(context, self._presenter_of_similar(), self._panel, self)
        self._autosave = Autosave(self._save, self)
        self._show_saved()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._go_on.entered)

    def _bind(self) -> None:
        context, one = self.context, self._id
        self._next = context.bind("consultations.go_on", lambda _n: self._go_on.press())
        context.bind("consultations.close", lambda _n: self._on_close())
        self._sheet = context.bind(
            "consultations.sheet", lambda _n: context.go("sheet", consultation=one)
        )
        self._reopen = context.bind("consultations.reopen", lambda _n: self._on_reopen())
        self._later = context.bind("consultations.later", lambda _n: self._on_later())
        self._discard_action = context.bind("consultations.discard", lambda _n: self._ask_discard())
        self._choose = context.bind(
            "consultations.choose_person", lambda _n: context.go("people", for_consultation=one)
        )
        self._open = context.bind(
            "consultations.open", lambda other: context.go("consultation", consultation=other)
        )
        self._show_done = context.bind(
            "consultations.what_was_done", lambda case: self._similar.show_done(str(case))
        )
        self._steps = context.bind("consultations.steps", lambda _n: self._open_steps())
        self.header_actions = [(self._next, "primary")]

    def _presenter_of_similar(self) -> SimilarPresenter:
        return SimilarPresenter(self.context.services.similar, self.context.actor, self._id)

    def first_focus(self) -> QWidget | None:
        """Begin with the story, which is why she came."""
        return self._form.widget("story")

    def opened(self) -> None:
        """Look at the consultation and its person; the service logs both looks."""
        self.ask_store("open consultation", self._presenter.look, self._on_found)

    def _on_found(self, found: ConsultationFound) -> None:
        is_first, self._found = self._found is None, found
        if not self._autosave.is_waiting:
            self._form.set_values(asdict(found.fields))
        if found.device_before:
            self._form.set_note("device", N_("From the record"))
        self._similar.opened(asdict(found.fields))
        self._follow_ups.show_person(found.consultation.person)
        self._pictures.look()
        self._show_state()
        if is_first and found.consultation.status is Status.CLOSED:
            self.focus_action(self._reopen)
            self.show_beginning()

    def _show_state(self) -> None:
        """A closed consultation is read; opening it again is the one next step then."""
        if self._found is None:
            return
        state = self._presenter.state(self._found, datetime.now(UTC))
        self.crumbs = state.crumbs
        self.title = N_("What was written") if state.is_closed else N_("Listen and write")
        closed = [(self._sheet, "secondary"), (self._reopen, "primary")]
        self.header_actions = closed if state.is_closed else [(self._next, "primary")]
        self._card.show_person(state)
        self._form.field("speaker_name").set_help(proxy_words(self._found))
        self._history.show_history(state.history)
        self._written.show_facts([Fact(*pair) for pair in state.written])
        self._written.setVisible(state.is_closed)
        for part in (self._stepper, self._form, self._foot, self._away):
            part.setVisible(not state.is_closed)
        self._show_saved()
        self.renew_header()

    def on_changes(self, changes: Changes) -> None:
        """Look again when somebody else wrote into this consultation, a step card for example."""
        if changes.touches(FOLLOW_UPS) and self._found is not None:
            self._follow_ups.show_person(self._found.consultation.person)
        if changes.touches("consultations", self._id) and not self._autosave.is_waiting:
            self.opened()

    def refresh(self) -> None:
        """Say person, history and similar cases again in the language chosen."""
        self._show_state()
        self._similar.refresh()
        self._follow_ups.refresh()
        self._pictures.refresh()

    def where(self) -> str:
        """Add whose consultation this is."""
        if self._found is None:
            return ""
        return self._presenter.state(self._found, datetime.now(UTC)).name

    def leaving(self) -> None:
        """Save what was typed last."""
        if self._autosave.is_waiting:
            self._autosave.now()

    def _open_steps(self) -> None:
        """Open the step card that fits; what is typed is saved on the way."""
        card = self._similar.card_id
        if not card:
            self.context.say(_("No step card fits yet. Write a little more of the story."))
            return
        self.context.go("step-card", card=card, consultation=self._id)

    def _what_is_missing(self) -> dict[str, str]:
        """Return what has to be written before the close, as sentences by field."""
        findings = self._presenter.missing(self._form.values())
        return field_errors(BadInput("consultations.fields", findings))

    def _tell_missing(self, errors: dict[str, str]) -> None:
        self._missing = set(errors)
        self._form.set_errors(errors)

    def _on_typed(self) -> None:
        if self._found is None or self._found.consultation.status is Status.CLOSED:
            return
        self._autosave.typed()
        values = self._form.values()
        self._similar.typed(values)
        self._follow_ups.propose(values["title"], "")
        for key in [one for one in self._missing if values[one].strip()]:
            self._missing.discard(key)
            self._form.set_error(key, "", focus=False)

    def _save(self) -> None:
        values, presenter = self._form.values(), self._presenter
        self.ask_store("save consultation", lambda: presenter.keep(values), self._on_kept)

    def _on_kept(self, kept: Kept) -> None:
        """Say at the field why it cannot be kept; the focus stays where the person types."""
        self._saved_at = datetime.now(UTC)
        self._show_saved()
        self.context.window.note_saved(self._saved_at.astimezone())
        wrong = field_errors(BadInput("consultations.fields", kept.findings))
        for key in self._wrong - wrong.keys():
            self._form.set_error(key, "", focus=False)
        for key, sentence in wrong.items():
            self._form.set_error(key, sentence, focus=False)
        self._wrong = set(wrong)

    def _show_saved(self) -> None:
        self._saved.show_words(saved_words(self._saved_at), is_saved=self._saved_at is not None)

    def _on_close(self) -> None:
        values, presenter = self._form.values(), self._presenter
        self._autosave.stop()
        self._form.clear_errors()
        self.ask_store(
            "close consultation", lambda: presenter.close(values), self._on_closed,
            self._on_not_closed,
        )  # fmt: skip

    def _on_closed(self, changes: Changes) -> None:
        context, presenter, one = self.context, self._presenter, self._id

        def reopened(more: Changes) -> None:
            context.go("consultation", consultation=one)
            context.publish(more)
            context.say(_("It is open again."))

        context.window.go_home()
        context.publish(changes)
        context.say_with_undo(
            _("The consultation is finished."),
            lambda: context.run("reopen", presenter.reopen, reopened),
        )

    def _on_not_closed(self, error: MadoguchiError) -> None:
        self._autosave.now()
        if isinstance(error, BadInput) and error.findings:
            self._tell_missing(field_errors(error))
            return
        self.context.window.tell_error(error)

    def _on_reopen(self) -> None:
        def reopened(changes: Changes) -> None:
            self.context.publish(changes)
            self.opened()
            self._form.focus_field("story")
            self.context.say(_("It is open again."))

        self.ask_store("reopen", self._presenter.reopen, reopened)

    def _on_later(self) -> None:
        self._autosave.now()
        self.context.window.go_home()
        self.context.say(_("Every word is kept. You find it under Not finished."))

    def _ask_discard(self) -> None:
        self.context.ask(
            N_("Throw this consultation away?"),
            N_("It no longer appears in lists. You can take it back right after."),
            N_("Throw away"),
            N_("Keep it"),
            self._discard,
            icon="trash-2",
        )

    def _discard(self) -> None:
        context, presenter = self.context, self._presenter
        if self._autosave.is_waiting:
            # Taking it back brings every word back, the last ones too.
            self._autosave.now()

        def discarded(changes: Changes) -> None:
            context.window.go_home()
            context.publish(changes)
            context.say_with_undo(
                _("The consultation is thrown away."),
                lambda: context.run("restore", presenter.restore, context.publish),
            )

        self.ask_store("discard", presenter.discard, discarded)
