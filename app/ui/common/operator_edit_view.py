"""The page of one member of staff: new with name, role and PIN, or known with a new PIN."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.errors import BadInput, MadoguchiError
from app.domain.operators import Operator
from app.domain.roles import Role
from app.messages import N_, _
from app.messages.errors import WORDS
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import field_errors
from app.ui.desk_view import DeskView
from app.ui.parts.button import Button
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext

ROLE_HELP = {
    Role.VOLUNTEER: N_("People and consultations"),
    Role.COORDINATOR: N_("People and consultations"),
    Role.SUPPORTER: N_("People"),
    Role.OFFICER: N_("Nursery places only"),
    Role.ADMINISTRATOR: N_("Everything, with staff and backups"),
}


class OperatorEditView(DeskView):
    """A form.

    Args:
        context: the window.
        operator: whose page, None for a new one.
    """

    def __init__(self, context: ScreenContext, operator: str | None = None) -> None:
        super().__init__(context, N_("New member of staff"))
        self._operator_id = operator
        self._operator: Operator | None = None
        self.crumbs = N_("Settings › Staff")
        save = context.bind("operators.save", lambda _n: self._save())
        self.header_actions = [(save, "primary")]
        self._form = Form()
        if operator is None:
            self._form.text("name", N_("Name"), N_("As the sign-in page shall show it."), True)
            self._form.text("kana", N_("Kana"), N_("In hiragana or katakana."))
            roles = [
                (role.value, WORDS["role"][role.value], words) for role, words in ROLE_HELP.items()
            ]
            self._form.choices("role", N_("Role"), list(roles), columns=2)
            self._form.set_values({"role": Role.VOLUNTEER.value})
        self._form.secret("secret", N_("New PIN"), N_("4 digits or more. Tell it in person."), True)
        self._form.entered.connect(self._save)
        self.page.column.addWidget(self._form)
        if operator is not None:
            self.title = N_("Staff")
            self._add_activity()

    def _add_activity(self) -> None:
        self._switch = self.context.bind("operators.switch", lambda _n: self._ask_switch())
        self._section = Section(N_("Signing in"))
        self._activity = Text("", "body")
        self._button = Button(self._switch, "danger")
        for part in (self._section, self._activity, self._button):
            self.page.column.addWidget(part)

    def first_focus(self) -> QWidget | None:
        """Begin with what has to be written."""
        return self._form.widget("name" if self._operator_id is None else "secret")

    def opened(self) -> None:
        """Load who it is."""
        wanted = self._operator_id
        if wanted is None:
            return
        operators, who = self.context.services.operators, self.context.actor

        def find() -> Operator | None:
            every = operators.every_operator(who)
            return next((one for one in every if one.id == wanted), None)

        self.context.run("operator", find, self._show)

    def refresh(self) -> None:
        """Say the activity again in the language chosen."""
        if self._operator is not None:
            self._show(self._operator)

    def _show(self, operator: Operator | None) -> None:
        if operator is None:
            self.context.back()
            return
        self._operator = operator
        self.title = operator.name
        active = operator.is_active
        self._activity.set_text(
            N_("May sign in.") if active else N_("Cannot sign in. The records stay as they are.")
        )
        self._button.set_label(N_("Has left") if active else N_("May sign in again"))
        self._button.set_kind("danger" if active else "secondary")
        self.context.window.renew_header()

    def _save(self) -> None:
        values = self._form.values()
        operators, who, known = self.context.services.operators, self.context.actor, self._operator
        self._form.clear_errors()

        def write() -> Changes:
            changes: Changes
            if known is not None:
                changes = operators.change_secret(who, known.id, values["secret"])
                return changes
            _made, changes = operators.add_operator(
                who, values["name"], values["kana"], Role(values["role"]), "", values["secret"]
            )
            return changes

        self.context.run("operator", write, self._on_saved, self._on_refused)

    def _on_saved(self, changes: Changes) -> None:
        self.context.publish(changes)
        name = self._operator.name if self._operator else self._form.values()["name"]
        self.context.back()
        self.context.say(_("{name} signs in with the new PIN from now on.").format(name=name))

    def _on_refused(self, error: MadoguchiError) -> None:
        if isinstance(error, BadInput) and error.findings:
            self._form.set_errors(field_errors(error))
            return
        self.context.window.tell_error(error)

    def _ask_switch(self) -> None:
        operator = self._operator
        if operator is None:
            return
        if not operator.is_active:
            self._set_active(True)
            return
        self.context.ask(
            N_("Does {name} no longer sign in?").format(name=operator.name),
            N_("The records stay. You can let this person sign in again at any time."),
            N_("No longer signs in"),
            N_("Keep"),
            lambda: self._set_active(False),
        )

    def _set_active(self, is_active: bool) -> None:
        operators, who, operator = (
            self.context.services.operators, self.context.actor, self._operator,
        )  # fmt: skip
        if operator is None:
            return

        def done(changes: Changes) -> None:
            self.context.publish(changes)
            self.opened()
            words = _("{name} may sign in.") if is_active else _("{name} cannot sign in now.")
            self.context.say_with_undo(
                words.format(name=operator.name), lambda: self._set_active(not is_active)
            )

        self.context.run(
            "operator", lambda: operators.set_active(who, operator.id, is_active), done
        )
