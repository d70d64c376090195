"""The page that writes down who may speak for her, for what, and until when."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.delegations import DelegationBasis, DelegationFields
from app.domain.eras import format_day, parse_day
from app.domain.errors import BadInput, MadoguchiError
from app.domain.ids import PersonId
from app.messages import N_, NP_, _, language
from app.messages.follow_up_words import BASES, SCOPES
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import field_errors
from app.ui.day_words import DayWords
from app.ui.desk_view import DeskView
from app.ui.screen import ScreenContext

USUAL_DAYS = 365


class DelegationNewView(DeskView):
    """Every entry has a last day; nothing is chosen beforehand."""

    def __init__(self, context: ScreenContext, person: str) -> None:
        super().__init__(context, N_("Write down who may speak for her"))
        self.crumbs = N_("People › Who may speak for her")
        self._person = PersonId(person)
        self._service = context.services.delegations
        save = context.bind("delegations.save", lambda _n: self._save())
        self.header_actions = [(save, "primary")]
        today = self._service.today()
        first, last = today.isoformat(), (today + timedelta(days=USUAL_DAYS)).isoformat()
        form = self._form = Form(columns=2)
        form.text("name", NP_("delegation", "Who"), N_("As she calls this person."), True)
        form.text("relation", N_("Relation"), N_("For example: daughter, neighbour."))
        form.choices("scopes", N_("May do"), list(SCOPES.items()), N_("Only what she said."),
                     True, several=True)  # fmt: skip
        form.segmented("basis", N_("Rests on"), list(BASES.items()),
                       value=DelegationBasis.SAID_TOGETHER.value)  # fmt: skip
        for key, label, day in (
            ("starts_on", N_("First day"), first),
            ("ends_on", N_("Last day"), last),
        ):
            form.date(key, label, N_("For example 2026-12-08 or R8.12.8."), key == "ends_on",
                      understand=parse_day, say=lambda one: format_day(one, language()))  # fmt: skip
            form.set_values({key: day})
            form.set_note(key, DayWords(day))
        form.phone("phone", N_("Telephone"), N_("With the area code."))
        form.text("note", N_("Note"))
        form.entered.connect(self._save)
        self.page.column.addWidget(form)

    def first_focus(self) -> QWidget | None:
        """Begin with who it is."""
        return self._form.widget("name")

    def _save(self) -> None:
        self._form.clear_errors()
        fields = DelegationFields(**self._form.values())
        service, who, person = self._service, self.context.actor, self._person
        self.ask_store(
            "add delegation", lambda: service.add(who, person, fields), self._on_saved,
            self._on_refused,
        )  # fmt: skip

    def _on_saved(self, answer: tuple[str, Changes]) -> None:
        made, changes = answer
        context, service = self.context, self._service
        who = context.actor
        context.back()
        context.publish(changes)
        context.say_with_undo(
            _("It is written down."),
            lambda: context.run("revoke", lambda: service.revoke(who, made), context.publish),
        )

    def _on_refused(self, error: MadoguchiError) -> None:
        if isinstance(error, BadInput) and error.findings:
            self._form.set_errors(field_errors(error))
            return
        self.context.window.tell_error(error)
