"""The page that asks who works now: a list of the staff and a PIN, no memory puzzle."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import MadoguchiError, Refused
from app.domain.modes import Modes
from app.domain.operators import Operator
from app.domain.roles import Actor
from app.messages import N_, _
from app.messages.errors import sentence_for, word_for
from app.ui.a11y.forms import Form
from app.ui.announcer import Urgency
from app.ui.common.columns import Columns
from app.ui.common.signin_words import free_words, wait_words
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.row import Row
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView
from app.ui.theme.system import system_scheme

SPOKEN_EVERY_SECONDS = 15


class SignInView(ScreenView):
    """Rows of the staff; the PIN of the one chosen beside them.

    Args:
        context: the window.
        resume: the page that was open when the screen was locked.
        resume_for: the operator it belongs to; nobody else comes back to it.
    """

    def __init__(self, context: ScreenContext, resume: Any = None, resume_for: str = "") -> None:
        super().__init__(context, N_("Who is here?"))
        self._resume, self._resume_for = resume, resume_for
        self._operators: tuple[Operator, ...] = ()
        self._chosen: Operator | None = None
        self._free_at = 0.0
        if context.services is not None:
            self.crumbs = str(context.services.info.name)
        self._choose = context.bind("access.choose", self._on_choose)
        self._enter = context.bind("access.enter", lambda _n: self._sign_in())
        self._rows = RowList(N_("Names"))
        self._form = Form()
        self._form.secret("secret", N_("PIN"), N_("You can paste it, and show it while you type."))
        self._form.entered.connect(lambda: self._enter.trigger(None))
        self._name = Text("", "h2", max_em=0, is_data=True)
        self._wait = Text("", "strong", "danger")
        self._wait.hide()
        self._build()
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._on_second)

    def _build(self) -> None:
        words = N_("Choose your name and type your PIN.")
        if self._resume is not None:
            words = N_("The screen is locked. What you wrote is kept.")
        columns = Columns((50, 50))
        columns.left.addWidget(Section(N_("Names")))
        columns.left.addWidget(self._rows)
        card = Card("accent")
        for part in (
            self._name,
            self._form,
            self._wait,
            Button(self._enter, "primary", key="Enter"),
        ):
            card.column.addWidget(part)
        columns.right.addWidget(Section(N_("Sign in")))
        columns.right.addWidget(card)
        if self.context.window.hint:
            hint = Card("info", ground="info_soft", edge="info")
            hint.column.addWidget(Text(N_("A centre to try things out"), "strong"))
            hint.column.addWidget(Text(self.context.window.hint, "body", is_data=True))
            columns.right.addWidget(hint)
        self.page.column.addWidget(Text(words, "lead"))
        self.page.column.addWidget(columns)

    def first_focus(self) -> QWidget | None:
        """Begin in the list; at the PIN once somebody is chosen."""
        return self._rows.current_row or self._form.widget("secret")

    def opened(self) -> None:
        """List the staff."""
        if self.context.services is not None:
            self.context.run("names", self.context.services.operators.tiles, self._show)

    def refresh(self) -> None:
        """Say the roles again in the language chosen."""
        self._fill()

    def where(self) -> str:
        """Say who is chosen."""
        return _("Chosen: {name}").format(name=self._chosen.name) if self._chosen else ""

    def _show(self, operators: tuple[Operator, ...]) -> None:
        self._operators = operators
        known = {str(one.id): one for one in operators}
        self._fill()
        remembered = known.get(self._resume_for)
        if remembered is None and operators:
            remembered = operators[0]
        if remembered is not None:
            self._take(remembered)
        row = self._rows.current_row
        if self._resume_for in known or len(operators) == 1:
            self._form.focus_field("secret")
        elif row is not None:
            row.setFocus()

    def _fill(self) -> None:
        rows = []
        for one in self._operators:
            role = word_for("role", one.role.value)
            row = Row(self._choose, one.id, one.name, role, lead=one.name[:1])
            row.set_selected(self._chosen is not None and one.id == self._chosen.id)
            rows.append(row)
        self._rows.set_rows(rows)

    def _on_choose(self, operator: object | None) -> None:
        found = next((one for one in self._operators if one.id == operator), None)
        if found is not None:
            self._take(found)
            self._form.focus_field("secret")

    def _take(self, operator: Operator) -> None:
        if self._chosen is not None and operator.id != self._chosen.id:
            self._form.set_values({"secret": ""})
            self._form.clear_errors()
            self._end_wait()
        self._chosen = operator
        self._name.set_text(operator.name)
        for row in self._rows.rows:
            row.set_selected(row.subject == operator.id)

    def _sign_in(self) -> None:
        chosen, secret = self._chosen, self._form.values()["secret"]
        if chosen is None:
            return
        if not secret.strip():
            self._form.set_error("secret", N_("Type your PIN."))
            return
        self._form.clear_errors()
        self._enter.set_available(False, N_("One moment."))
        services = self.context.services

        def enter() -> tuple[Actor, Modes, bool]:
            actor = services.operators.sign_in(chosen.id, secret)
            return actor, services.profiles.modes_for(actor), services.profiles.has_chosen(actor)

        self.context.run("sign in", enter, self._on_signed_in, self._on_refused)

    def _on_signed_in(self, answer: tuple[Actor, Modes, bool]) -> None:
        actor, modes, has_chosen = answer
        if not has_chosen:
            modes = replace(modes, scheme=system_scheme())
        is_same = actor.operator == self._resume_for
        self.context.window.signed_in(actor, modes, self._resume if is_same else None)
        self.context.say(_("Good day, {name}.").format(name=actor.name))

    def _on_refused(self, error: MadoguchiError) -> None:
        self._enter.set_available(True)
        if not isinstance(error, Refused):
            self.context.window.tell_error(error)
            return
        self._form.set_values({"secret": ""})
        self._form.set_error("secret", sentence_for(error))
        seconds = error.data.get("seconds", 0)
        if isinstance(seconds, int) and seconds > 0:
            self._free_at = time.monotonic() + seconds
            self._wait.show()
            self._countdown.start()
            self._on_second()
            self.context.say(wait_words(seconds), Urgency.URGENT)

    def _on_second(self) -> None:
        left = round(self._free_at - time.monotonic())
        if left <= 0:
            self._end_wait()
            self._form.clear_errors()
            self.context.say(free_words(), Urgency.HINT)
            return
        words = wait_words(left)
        self._wait.set_text(words)
        self._enter.set_available(False, words)
        if left % SPOKEN_EVERY_SECONDS == 0:
            # The description of the focused field is spoken at once; more often would be noise.
            self._form.set_error("secret", words, focus=False)

    def _end_wait(self) -> None:
        if self._countdown.isActive():
            self._countdown.stop()
            self._wait.hide()
            self._enter.set_available(True)
