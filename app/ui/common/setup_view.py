"""The page of a new centre: its name, its passphrase, its first administrator."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.errors import BadInput, Finding, MadoguchiError
from app.domain.progress import Progress
from app.domain.secrets import SHORTEST_PASSPHRASE, plain_secret, weakness_of
from app.messages import N_, Lazy
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import field_errors, finding_sentence
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView


class SetupView(ScreenView):
    """One form; each secret is typed once and can be shown. The recovery code comes next."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("A new centre"))
        self.crumbs = N_("Nothing is here yet")
        self._create = context.bind("access.create", lambda _n: self._make())
        self.header_actions = [(self._create, "primary")]
        form = self._form = Form(columns=2)
        form.heading(N_("The centre"))
        form.text("centre", N_("Name of the centre"), N_("As visitors know it."), True)
        form.secret(
            "passphrase",
            N_("Passphrase"),
            N_("At least 8 characters. It opens all records; several words are best."),
            True,
        )
        form.heading(N_("The first administrator"))
        form.text("name", N_("Your name"), N_("You become the first administrator."), True)
        form.text("kana", N_("Your name in kana"), N_("In hiragana or katakana."))
        form.secret("secret", N_("Your PIN"), N_("At least 4 figures, not 1234 or 0000."), True)
        form.entered.connect(lambda: self._create.trigger(None))
        self.page.column.addWidget(
            Text(N_("What is written here stays on this computer, encrypted. "
                    "Next you see a recovery code, once."), "lead")
        )  # fmt: skip
        self.page.column.addWidget(form)

    def first_focus(self) -> QWidget | None:
        """Begin with the centre's name."""
        return self._form.widget("centre")

    def _make(self) -> None:
        values, gate = self._form.values(), self.context.window.gate
        errors = _missing(values)
        self._form.set_errors(errors)
        if errors or gate is None:
            return
        self._create.set_available(False, N_("One moment."))

        def create(_progress: Progress) -> tuple[Any, str]:
            made: tuple[Any, str] = gate.create(
                values["centre"].strip(), values["passphrase"], values["name"].strip(),
                values["kana"], values["secret"],
            )  # fmt: skip
            return made

        self.context.jobs.free("create", create, self._on_made, self._on_refused)

    def _on_made(self, answer: tuple[Any, str]) -> None:
        centre, code = answer
        self.context.window.centre_opened(centre)
        self.context.window.show_screen("recovery-code", code=code, then="sign-in")

    def _on_refused(self, error: MadoguchiError) -> None:
        self._create.set_available(True)
        if isinstance(error, BadInput):
            known = set(self._form.keys())
            errors = {k: v for k, v in field_errors(error).items() if k in known}
            if errors:
                self._form.set_errors(errors)
                return
        self.context.window.tell_error(error)


def _missing(values: dict[str, str]) -> dict[str, str | Lazy]:
    """Return what has to be mended before anything is written to the disk."""
    found: dict[str, str | Lazy] = {}
    if not values["centre"].strip():
        found["centre"] = N_("Write the name of the centre.")
    if not values["name"].strip():
        found["name"] = N_("Write your name.")
    for key in ("passphrase", "secret"):
        if weak := weakness_of(values[key]):
            found[key] = finding_sentence(Finding(weak, column=key))
    if len(plain_secret(values["passphrase"])) < SHORTEST_PASSPHRASE:
        found["passphrase"] = N_("A passphrase has at least 8 characters.")
    return found
