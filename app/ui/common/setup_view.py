"""A new centre: its name, the passphrase, the first administrator, and the recovery code once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.errors import BadInput, MadoguchiError
from app.domain.secrets import weakness_of
from app.messages import N_, _
from app.messages.errors import sentence_for
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import field_errors, finding_sentence
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView


class SetupView(ScreenView):
    """Asks five things, then shows the recovery code until it is written down."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("A new centre"))
        self._code = ""
        self._centre: Any = None
        self._create = context.bind("access.create", lambda _n: self._on_create())
        self._go_on = context.bind("access.go_on", lambda _n: self._on_go_on())
        save = context.bind("access.save_code", lambda _n: self._save_code())
        self.header_actions = [(self._create, "primary")]
        form = self._form = Form(columns=2)
        form.text("centre", N_("Name of the centre"), N_("As visitors know it."), True, wide=True)
        form.secret(
            "passphrase", N_("Passphrase"),
            N_("At least 8 characters. It opens all records; several words are best."), True,
            wide=True,
        )  # fmt: skip
        form.text("name", N_("Your name"), N_("You become the first administrator."), True)
        form.text("kana", N_("Your name in kana"))
        form.secret("secret", N_("Your PIN"), N_("At least 4 figures, not 1234 or 0000."), True)
        self._code_box = QWidget()
        box = QVBoxLayout(self._code_box)
        box.setContentsMargins(0, 0, 0, 0)
        card = Card("accent")
        self._code_words = Text("", "display", max_em=0)
        self._code_words.setProperty("is_data", True)
        card.column.addWidget(Text(N_("Recovery code"), "h3"))
        card.column.addWidget(self._code_words)
        box.addWidget(
            Text(
                N_(
                    "Write this code down and keep it in a safe place. It opens the records when "
                    "the passphrase is forgotten. It is shown only now."
                ),
                "lead",
            )
        )
        box.addWidget(card)
        box.addWidget(FlowRow(Button(save)))
        self._code_box.hide()
        self.page.column.addWidget(form)
        self.page.column.addWidget(self._code_box)

    def first_focus(self) -> QWidget | None:
        """Begin with the centre's name."""
        return self._form.widget("centre")

    def _on_create(self) -> None:
        values, gate = self._form.values(), self.context.window.gate
        self._form.clear_errors()
        errors = {}
        if not values["centre"].strip():
            errors["centre"] = _("Write the name of the centre.")
        if not values["name"].strip():
            errors["name"] = _("Write your name.")
        for key in ("passphrase", "secret"):
            weak = weakness_of(values[key])
            if weak:
                errors[key] = sentence_for(BadInput(weak))
        if len(values["passphrase"]) < 8:
            errors["passphrase"] = _("A passphrase has at least 8 characters.")
        if errors:
            self._form.set_errors(errors)
            return
        if gate is None:
            return
        self._create.set_available(False, N_("One moment."))
        self.context.run(
            "create centre",
            lambda: gate.create(
                values["centre"].strip(), values["passphrase"], values["name"].strip(),
                values["kana"], values["secret"],
            ),
            self._on_created, self._on_refused,
        )  # fmt: skip

    def _on_created(self, answer: tuple[Any, str]) -> None:
        self._centre, self._code = answer
        self.title = N_("The recovery code")
        self._form.hide()
        self._code_words.set_text(self._code)
        self._code_box.show()
        self.header_actions = [(self._go_on, "primary")]
        self.context.window.renew_header()
        self._code_box.findChildren(Button)[0].setFocus()
        self.context.say(_("The centre is ready. Write the recovery code down."))

    def _on_refused(self, error: MadoguchiError) -> None:
        self._create.set_available(True)
        if isinstance(error, BadInput) and error.findings:
            known = set(self._form.keys())
            errors = {k: v for k, v in field_errors(error).items() if k in known}
            if errors:
                self._form.set_errors(errors)
                return
            self.context.say(finding_sentence(error.findings[0]))
            return
        self.context.window.tell_error(error)

    def _save_code(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save the code as a file"), str(Path.home() / "madoguchi-recovery-code.txt")
        )
        if not name:
            return
        text = f"{_('Recovery code')}\n\n{self._code}\n"
        try:
            Path(name).write_text(text, encoding="utf-8")
        except OSError:
            self.context.say(_("The file cannot be written there. Choose another place."))
            return
        self.context.say(_("The code is saved. Print it and remove the file."))

    def _on_go_on(self) -> None:
        self.context.services = self._centre
        self.context.replace("sign-in")
