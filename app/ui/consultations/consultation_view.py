"""The page of one consultation: write, saved as typed, close, open again (picture 02)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.consultations import (
    Consultation,
    ConsultationFields,
    ConsultationPage,
    Outcome,
    Status,
)
from app.domain.eras import format_day, parse_day
from app.domain.errors import BadInput, MadoguchiError
from app.domain.people import Person
from app.messages import N_, Lazy, _, language, ngettext
from app.messages.consultation_words import (
    ASKED,
    OUTCOMES,
    SPEAKERS,
    opened_words,
    topic_choices,
)
from app.messages.people_words import birth_words, display_name
from app.messages.times import time_of_day
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import field_errors
from app.ui.consultations.autosave import Autosave
from app.ui.consultations.history_panel import HistoryPanel
from app.ui.parts.badge import Badge
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView


class ConsultationView(ScreenView):
    """A consultation being written, or read once it is closed."""

    def __init__(self, context: ScreenContext, consultation: str) -> None:
        super().__init__(context, N_("Listen and write"))
        self._id = consultation
        self._found: Consultation | None = None
        self._person: Person | None = None
        self._history = ConsultationPage()
        self._saved_at: datetime | None = None
        self.crumbs = N_("Consultations › Consultation")
        self._close = context.bind("consultations.close", lambda _n: self._on_close())
        self._reopen = context.bind("consultations.reopen", lambda _n: self._on_reopen())
        later = context.bind("consultations.later", lambda _n: self._on_later())
        discard = context.bind("consultations.discard", lambda _n: self._ask_discard())
        choose = context.bind(
            "consultations.choose_person",
            lambda _n: context.go("people", for_consultation=consultation),
        )
        self._open = context.bind(
            "consultations.open", lambda one: context.go("consultation", consultation=one)
        )
        self.header_actions = [(self._close, "primary")]
        self._build_person(choose)
        self._form = _consultation_form()
        self._form.changed.connect(self._on_typed)
        self._note = Text("", "small", "muted")
        self._buttons = FlowRow(Button(later), Button(discard, "danger"), right=True)
        for part in (self._card, self._form, self._note, self._buttons):
            self.page.column.addWidget(part)
        self._panel = HistoryPanel(self._open)
        self.side_panel = self._panel
        self.side_title = N_("Before")
        self._autosave = Autosave(self._save, self)
        self._show_saved()

    def _build_person(self, choose: object) -> None:
        self._card = Card("accent")
        self._name = Text("", "strong", max_em=0)
        self._name.setProperty("is_data", True)
        self._facts = Text("", "small", "muted")
        self._facts.setProperty("is_data", True)
        self._provenance = Badge(N_("From the record"), "info", "file-text")
        choose_button = Button(choose, "quiet")  # type: ignore[arg-type]
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._provenance)
        bottom = QHBoxLayout()
        bottom.addWidget(self._facts, 1)
        bottom.addWidget(choose_button)
        self._card.column.addLayout(top)
        self._card.column.addLayout(bottom)

    def first_focus(self) -> QWidget | None:
        """Begin with the story, which is why she came."""
        return self._form.widget("story")

    def opened(self) -> None:
        """Look at the consultation and its person; the service logs both looks."""
        services, who, one = self.context.services, self.context.actor, self._id

        def look() -> tuple[Consultation, Person | None, ConsultationPage]:
            found = services.consultations.open_consultation(who, one)
            person, history = None, ConsultationPage()
            if found.person is not None:
                person = services.people.open_person(who, found.person)
                history = services.consultations.history_of(who, found.person, 6)
            return found, person, history

        self.context.run("open consultation", look, self._on_found)

    def _on_found(self, answer: tuple[Consultation, Person | None, ConsultationPage]) -> None:
        self._found, self._person, self._history = answer
        fields = self.context.services.consultations.fields_of(self._found)
        self._form.set_values(asdict(fields))
        self._show_state()
        self.refresh()
        self.context.window.renew_header()

    def refresh(self) -> None:
        """Say person and history again in the language chosen."""
        found, person = self._found, self._person
        if found is None:
            return
        self.crumbs = N_("Consultations › {when}").format(when=opened_words(found.opened_at))
        if person is None:
            self._name.set_text(N_("No name given"))
            self._facts.set_text(N_("The consultation can be written without a name."))
        else:
            self._name.set_text(f"{display_name(person.name, person.kana)}  {person.kana}")
            parts = [birth_words(person.birth_date, date.today())]
            if person.phone:
                parts.append(_("telephone ends in {digits}").format(digits=person.phone[-4:]))
            before = max(0, self._history.total - 1)
            parts.append(
                ngettext(
                    "{count} earlier consultation", "{count} earlier consultations", before
                ).format(count=before)
                if before
                else _("here for the first time")
            )
            self._facts.set_text(" · ".join(part for part in parts if part))
        self._provenance.setVisible(person is not None)
        self._panel.show_history(self._history, self._id)
        self._show_saved()

    def _show_state(self) -> None:
        """A closed consultation is read; opening it again is the one next step then."""
        closed = self._found is not None and self._found.status is Status.CLOSED
        self.title = N_("What was written") if closed else N_("Listen and write")
        self.header_actions = [(self._reopen if closed else self._close, "primary")]
        reason = N_("It is finished. Open it again to change it.")
        for key in self._form.keys():
            self._form.field(key).set_available(not closed, reason if closed else "")
        self._buttons.setVisible(not closed)

    def where(self) -> str:
        """Add whose consultation this is."""
        return self._name.text()

    def leaving(self) -> None:
        """Save what was typed and not saved yet."""
        if self._autosave.is_waiting:
            self._autosave.now()

    def _fields(self) -> ConsultationFields:
        return ConsultationFields(**self._form.values())

    def _on_typed(self) -> None:
        if self._found is not None and self._found.status is Status.OPEN:
            self._autosave.typed()

    def _save(self) -> None:
        service, who, one, fields = (
            self.context.services.consultations, self.context.actor, self._id, self._fields(),
        )  # fmt: skip
        self.context.run(
            "save consultation", lambda: service.save(who, one, fields), self._on_saved,
            self._on_not_saved,
        )  # fmt: skip

    def _on_saved(self, changes: Changes) -> None:
        self._saved_at = datetime.now().astimezone()
        self._show_saved()
        self.context.window.note_saved(self._saved_at)
        self._form.clear_errors()

    def _on_not_saved(self, error: MadoguchiError) -> None:
        """Say at the field why it cannot be kept; the focus stays where the person types."""
        if isinstance(error, BadInput) and error.findings:
            for key, sentence in field_errors(error).items():
                self._form.set_error(key, sentence, focus=False)
            return
        self.context.window.tell_error(error)

    def _show_saved(self) -> None:
        words: str | Lazy = N_("What you write is saved as you type.")
        if self._saved_at is not None:
            words = N_("What you write is saved as you type ({time}).").format(
                time=time_of_day(self._saved_at)
            )
        self._note.set_text(words)

    def _on_close(self) -> None:
        service, who, one, fields = (
            self.context.services.consultations, self.context.actor, self._id, self._fields(),
        )  # fmt: skip
        self._autosave.stop()
        self._form.clear_errors()
        self.context.run(
            "close consultation", lambda: service.close(who, one, fields), self._on_closed,
            self._on_not_closed,
        )  # fmt: skip

    def _on_closed(self, changes: Changes) -> None:
        context, one = self.context, self._id
        context.window.go_home()
        context.publish(changes)
        context.say_with_undo(_("The consultation is finished."), lambda: _reopen(context, one))

    def _on_not_closed(self, error: MadoguchiError) -> None:
        self._autosave.now()
        if isinstance(error, BadInput) and error.findings:
            self._form.set_errors(field_errors(error))
            return
        self.context.window.tell_error(error)

    def _on_reopen(self) -> None:
        service, who, one = self.context.services.consultations, self.context.actor, self._id

        def reopened(changes: Changes) -> None:
            self.context.publish(changes)
            self.opened()
            self.context.say(_("It is open again."))

        self.context.run("reopen", lambda: service.reopen(who, one), reopened)

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
        context, one = self.context, self._id
        service, who = context.services.consultations, context.actor
        self._autosave.stop()

        def discarded(changes: Changes) -> None:
            context.window.go_home()
            context.publish(changes)
            context.say_with_undo(
                _("The consultation is thrown away."),
                lambda: context.run("restore", lambda: service.restore(who, one), context.publish),
            )

        context.run("discard", lambda: service.discard(who, one), discarded)


def _reopen(context: ScreenContext, one: str) -> None:
    service, who = context.services.consultations, context.actor

    def reopened(changes: Changes) -> None:
        context.publish(changes)
        context.go("consultation", consultation=one)

    context.run("reopen", lambda: service.reopen(who, one), reopened)


def _consultation_form() -> Form:
    form = Form(columns=2)
    form.segmented("speaker", N_("Who speaks"), list(SPEAKERS.items()), value="self")
    form.long_text(
        "story", N_("What it is about"),
        N_("Write it as you hear it. It is saved as you type."), True, lines=5,
    )  # fmt: skip
    form.combo("topic", N_("Kind of question"), [("", N_("Choose a kind")), *topic_choices()],
               required=True)  # fmt: skip
    form.text(
        "device", N_("Device"), N_("As it is called, for example iPhone or らくらくスマートフォン.")
    )
    form.segmented("asked_elsewhere", N_("Asked elsewhere before?"), list(ASKED.items()))
    form.long_text("steps", N_("What you tried"), lines=3)
    form.combo("outcome", N_("How it ended"),
               [("", N_("Choose how it ended"))] + [(o.value, OUTCOMES[o.value]) for o in Outcome],
               required=True)  # fmt: skip
    form.text("minutes", N_("Minutes"), N_("How long it took."))
    form.date(
        "next_date", N_("Next date"), N_("Leave empty if none is planned."),
        understand=parse_day, say=lambda day: format_day(day, language()),
    )  # fmt: skip
    return form
