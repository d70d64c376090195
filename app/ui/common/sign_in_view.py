"""Sign-in: choose your name, type the PIN; wrong tries only make the next one wait."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import MadoguchiError
from app.domain.modes import Modes
from app.domain.operators import Operator
from app.domain.roles import Actor
from app.messages import N_, _
from app.messages.errors import sentence_for, word_for
from app.ui.a11y.forms import Form
from app.ui.parts.row import Row
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView


class SignInView(ScreenView):
    """Names as rows, then one field.

    Args:
        context: the window.
        resume: the page that was open when the screen was locked.
        resume_for: the operator it belongs to; nobody else comes back to it.
    """

    def __init__(self, context: ScreenContext, resume: Any = None, resume_for: str = "") -> None:
        super().__init__(context, N_("Who is here?"))
        self._resume, self._resume_for = resume, resume_for
        self._operators: tuple[Operator, ...] = ()
        self._chosen = resume_for
        self._wait_seconds = 0
        choose = context.bind("access.choose", self._on_choose)
        self._enter = context.bind("access.enter", lambda _n: self._sign_in())
        self._choose = choose
        self.header_actions = [(self._enter, "primary")]
        if context.services is not None:
            self.crumbs = context.services.info.name
        words = N_("Choose your name and type your PIN.")
        if resume is not None:
            words = N_("The screen is locked. What you wrote is kept.")
        self._rows = RowList(N_("Names"))
        self._form = Form()
        self._form.secret("secret", N_("PIN"), N_("You can show it while you type."), True)
        self._form.entered.connect(self._sign_in)
        self._wait = QTimer(self)
        self._wait.setInterval(1000)
        self._wait.timeout.connect(self._on_second)
        column = self.page.column
        column.addWidget(Text(words, "lead"))
        if context.window.hint:
            hint = Text(context.window.hint, "body", "muted")
            hint.setProperty("is_data", True)
            column.addWidget(hint)
        column.addWidget(Section(N_("Names")))
        column.addWidget(self._rows)
        column.addWidget(self._form)

    def first_focus(self) -> QWidget | None:
        """Begin at the name chosen, then at the PIN."""
        if self._chosen and self._rows.rows:
            return self._form.widget("secret")
        return self._rows.current_row or self._form.widget("secret")

    def opened(self) -> None:
        """Show who may sign in."""
        if self.context.services is None:
            return
        service = self.context.services.operators
        self.context.run("names", service.tiles, self._on_names)

    def _on_names(self, operators: tuple[Operator, ...]) -> None:
        self._operators = operators
        self.refresh()
        target = self.first_focus()
        if target is not None:
            target.setFocus()

    def refresh(self) -> None:
        """Show the names again in the language chosen."""
        rows = []
        for one in self._operators:
            row = Row(self._choose, one.id, one.name, word_for("role", one.role.value))
            row.setProperty("is_data", True)
            row.set_selected(one.id == self._chosen)
            rows.append(row)
        self._rows.set_rows(rows)

    def _on_choose(self, operator: object | None) -> None:
        if operator is None:
            return
        self._chosen = str(operator)
        for row in self._rows.rows:
            row.set_selected(row.subject == self._chosen)
        self._form.clear_errors()
        self._form.widget("secret").setFocus()

    def _sign_in(self) -> None:
        if not self._chosen:
            row = self._rows.current_row
            self.context.say(_("Choose your name first."))
            if row is not None:
                row.setFocus()
            return
        secret = self._form.values()["secret"]
        if not secret:
            self._form.set_error("secret", _("Type your PIN."))
            return
        services, operator = self.context.services, self._chosen

        def enter() -> tuple[Actor, Modes]:
            actor = services.operators.sign_in(operator, secret)
            services.actor = actor
            return actor, services.profiles.modes_for(actor)

        self._enter.set_available(False, N_("One moment."))
        self.context.run("sign in", enter, self._on_signed_in, self._on_refused)

    def _on_signed_in(self, answer: tuple[Actor, Modes]) -> None:
        actor, modes = answer
        resume = self._resume if actor.operator == self._resume_for else None
        self.context.window.signed_in(actor, modes, resume)
        self.context.say(_("Good day, {name}.").format(name=actor.name))

    def _on_refused(self, error: MadoguchiError) -> None:
        self._enter.set_available(True)
        self._form.set_values({"secret": ""})
        self._form.set_error("secret", sentence_for(error))
        seconds = error.data.get("seconds", 0)
        if isinstance(seconds, int) and seconds > 0 and error.code == "signin.wait":
            self._wait_seconds = seconds
            self._wait.start()

    def _on_second(self) -> None:
        """The wait counts down at the button, silently; its end is told once."""
        self._wait_seconds -= 1
        if self._wait_seconds <= 0:
            self._wait.stop()
            self._form.clear_errors()
            self.context.say(_("You can try the PIN again."))
