"""The page that writes a new follow-up: what, when, about what, once or again and again."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.changes import Changes
from app.domain.eras import format_day, parse_day
from app.domain.errors import BadInput, MadoguchiError
from app.domain.follow_ups import FollowUpKind
from app.domain.ids import ConsultationId, PersonId
from app.messages import N_, _, language
from app.messages.follow_up_words import KINDS
from app.messages.people_words import display_name
from app.services.follow_ups import FollowUpFields
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import field_errors
from app.ui.day_words import DayWords
from app.ui.desk_view import DeskView
from app.ui.screen import ScreenContext

USUAL_DAYS = 7


class FollowUpNewView(DeskView):
    """A form for one follow-up of a person.

    Args:
        context: the window.
        person: whose follow-up.
        consultation: the consultation it belongs to, empty for none.
        about: what it is about, taken over from there.
        due_on: the day agreed upon; a week from today where none was.
    """

    def __init__(
        self,
        context: ScreenContext,
        person: str,
        consultation: str = "",
        about: str = "",
        due_on: str = "",
    ) -> None:
        super().__init__(context, N_("New follow-up"))
        self.crumbs = N_("People › Follow-up")
        self._person = PersonId(person)
        self._consultation = ConsultationId(consultation) if consultation else None
        self._service = context.services.follow_ups
        save = context.bind("follow_ups.save", lambda _n: self._save())
        self.header_actions = [(save, "primary")]
        day = due_on or (self._service.today() + timedelta(days=USUAL_DAYS)).isoformat()
        self._form = Form(columns=2)
        self._form.segmented("kind", N_("What is to be done"), list(KINDS.items()),
                             value=FollowUpKind.CALL.value)  # fmt: skip
        self._form.date(
            "due_on", N_("Due"), N_("For example 2026-12-08 or R8.12.8."), True,
            understand=parse_day, say=lambda one: format_day(one, language()),
        )  # fmt: skip
        self._form.text("every_days", N_("Again after so many days"),
                        N_("Leave it empty if it is done once."))  # fmt: skip
        self._form.text("about", N_("What to ask or do"), N_("In a few words."), wide=True)
        self._form.set_values({"due_on": day, "about": about})
        self._form.set_note("due_on", DayWords(day))
        self._form.entered.connect(self._save)
        self.page.column.addWidget(self._form)

    def first_focus(self) -> QWidget | None:
        """Begin with what is to be done."""
        self._form.focus_field("kind")
        return QApplication.focusWidget()

    def opened(self) -> None:
        """Say for whom it is."""
        people, who, person = self.context.services.people, self.context.actor, self._person

        def found(record: object) -> None:
            name = display_name(getattr(record, "name", ""), getattr(record, "kana", ""))
            self.crumbs = N_("People › {name}").format(name=name)
            self.renew_header()

        self.ask_store("open person", lambda: people.open_person(who, person), found)

    def _save(self) -> None:
        values = self._form.values()
        self._form.clear_errors()
        fields = FollowUpFields(**values)
        service, who, person, one = (
            self._service,
            self.context.actor,
            self._person,
            self._consultation,
        )
        self.ask_store(
            "add follow-up", lambda: service.add(who, person, fields, one), self._on_saved,
            self._on_refused,
        )  # fmt: skip

    def _on_saved(self, answer: tuple[str, Changes]) -> None:
        made, changes = answer
        context, service = self.context, self._service
        context.back()
        context.publish(changes)
        context.say_with_undo(
            _("The follow-up is written down."),
            lambda: context.run("drop", lambda: service.end(context.actor, made), context.publish),
        )

    def _on_refused(self, error: MadoguchiError) -> None:
        if isinstance(error, BadInput) and error.findings:
            self._form.set_errors(field_errors(error))
            return
        self.context.window.tell_error(error)
