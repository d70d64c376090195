"""The page that opens a locked centre with its passphrase or recovery code."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.errors import MadoguchiError
from app.domain.progress import Progress
from app.messages import N_
from app.messages.errors import sentence_for, what_to_do
from app.ui.a11y.forms import Form
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView

# What was typed does not fit. Anything else has to do with the disk and is told as news.
ABOUT_THE_SECRET = ("store.wrong_key", "store.no_such_way", "recovery.length", "recovery.group")


class UnlockView(ScreenView):
    """One field that takes either secret."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Open the centre"))
        gate = context.window.gate
        facts = gate.facts() if gate is not None else None
        if facts is not None:
            self.crumbs = str(facts["name"])
        elif context.services is not None:
            self.crumbs = str(context.services.info.name)
        self._open = context.bind("access.unlock", lambda _n: self._unlock())
        self._form = Form()
        self._form.secret(
            "passphrase",
            N_("Passphrase or recovery code"),
            N_("The recovery code may be typed with or without spaces."),
        )
        self._form.entered.connect(lambda: self._open.trigger(None))
        card = Card("accent")
        card.column.addWidget(self._form)
        card.column.addWidget(Button(self._open, "primary", key="Enter"))
        self.page.column.addWidget(
            Text(
                N_("The records of this centre are locked. They open with the passphrase."), "lead"
            )
        )
        self.page.column.addWidget(card)

    def first_focus(self) -> QWidget | None:
        """Begin in the field."""
        return self._form.widget("passphrase")

    def _unlock(self) -> None:
        gate, secret = self.context.window.gate, self._form.values()["passphrase"]
        if not secret.strip():
            self._form.set_error("passphrase", N_("Type the passphrase or the recovery code."))
            return
        if gate is None:
            self.context.window.show_screen("sign-in")
            return
        self._form.clear_errors()
        self._open.set_available(False, N_("One moment."))

        def unlock(_progress: Progress) -> Any:
            return gate.unlock(secret)

        self.context.jobs.free("unlock", unlock, self._on_open, self._on_refused)

    def _on_open(self, centre: Any) -> None:
        self.context.window.centre_opened(centre)
        self.context.window.show_screen("sign-in")

    def _on_refused(self, error: MadoguchiError) -> None:
        self._open.set_available(True)
        if error.code in ABOUT_THE_SECRET:
            words = " ".join(part for part in (sentence_for(error), what_to_do(error)) if part)
            self._form.set_error("passphrase", words)
            return
        self.context.window.tell_error(error)
