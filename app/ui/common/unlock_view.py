"""Opening a centre with the passphrase or the recovery code."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.errors import MadoguchiError
from app.messages import N_, _
from app.messages.errors import sentence_for
from app.ui.a11y.forms import Form
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView


class UnlockView(ScreenView):
    """One field that takes either secret."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Open the centre"))
        self._unlock_action = context.bind("access.unlock", lambda _n: self._unlock())
        self.header_actions = [(self._unlock_action, "primary")]
        gate = context.window.gate
        facts = gate.facts() if gate is not None else None
        if facts:
            self.crumbs = str(facts["name"])
        self._form = Form()
        self._form.secret(
            "passphrase",
            N_("Passphrase or recovery code"),
            N_("The recovery code may be typed with or without spaces."),
            True,
            wide=True,
        )
        self._form.entered.connect(self._unlock)
        self.page.column.addWidget(
            Text(
                N_("The records of this centre are locked. They open with the passphrase."), "lead"
            )
        )
        self.page.column.addWidget(self._form)

    def first_focus(self) -> QWidget | None:
        """Begin in the field."""
        return self._form.widget("passphrase")

    def _unlock(self) -> None:
        gate, secret = self.context.window.gate, self._form.values()["passphrase"]
        if not secret.strip():
            self._form.set_error("passphrase", _("Type the passphrase or the recovery code."))
            return
        if gate is None:
            self.context.go("sign-in")
            return
        self._unlock_action.set_available(False, N_("One moment."))
        self.context.run("unlock", lambda: gate.unlock(secret), self._on_open, self._on_refused)

    def _on_open(self, centre: Any) -> None:
        self.context.services = centre
        self.context.window.set_modes(centre.profiles.modes_for(None))
        self.context.replace("sign-in")

    def _on_refused(self, error: MadoguchiError) -> None:
        self._unlock_action.set_available(True)
        self._form.set_error("passphrase", sentence_for(error))
