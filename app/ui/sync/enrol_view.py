"""A device begins to belong to a server: its address, the one-time code, perhaps a certificate."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.errors import MadoguchiError
from app.domain.progress import Progress
from app.domain.sync.standing import Enrolment, Standing
from app.messages import N_, _
from app.messages.errors import sentence_for, what_to_do
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext

ABOUT_THE_CODE = ("sync.no_code", "server.code_no_good", "server.device_taken")
ABOUT_THE_FILE = ("sync.no_ca_file", "sync.certificate")


class EnrolView(DeskView):
    """Three fields; what is wrong is said at the field it is about."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Enrol this device"))
        self.crumbs = N_("Exchange with other computers")
        self._enrol = context.bind("sync.enrol", lambda _n: self._start())
        self.header_actions = [(self._enrol, "primary")]
        self.page.column.addWidget(
            Text(N_("The administrator of the server makes a code. It holds for 15 minutes and "
                    "for one device."))
        )  # fmt: skip
        self._form = Form()
        self._form.text("server", N_("Address of the server"), N_("It begins with https://"))
        self._form.text("code", N_("Code"), N_("As the administrator read it out."))
        self._form.text(
            "ca", N_("Certificate file"), N_("Only where the centre has its own. Else leave it empty.")
        )  # fmt: skip
        self._form.entered.connect(lambda: self._enrol.trigger(None))
        self.page.column.addWidget(self._form)

    def first_focus(self) -> QWidget | None:
        """Begin with the address."""
        return self._form.widget("server")

    def _start(self) -> None:
        values = {key: value.strip() for key, value in self._form.values().items()}
        for key, words in (
            ("server", N_("Type the address of the server.")),
            ("code", N_("Type the code.")),
        ):
            if not values[key]:
                self._form.set_error(key, words)
                return
        self._form.clear_errors()
        sync, who = self.context.services.sync, self.context.actor
        ca_file = str(Path(values["ca"]).expanduser().absolute()) if values["ca"] else ""

        def enrol(_progress: Progress) -> Enrolment:
            made: Enrolment = sync.enrol(who, values["server"], values["code"], ca_file)
            return made

        self._enrol.set_available(False, N_("One moment."))
        self.context.jobs.free("enrol", enrol, self._on_enrolled, self._on_error)

    def _on_enrolled(self, made: Enrolment) -> None:
        words = _("This device belongs to {centre} now.").format(centre=made.centre)
        self.context.say(words)
        self.context.run("standing", self.context.services.sync.standing, self._go_on)

    def _go_on(self, standing: Standing) -> None:
        # A device that was closed is open from here on, and so is the next page.
        self.context.window.sync_look.show(standing)
        if self.is_open:
            self.context.replace("sync")

    def _on_error(self, error: MadoguchiError) -> None:
        if not self.is_here:
            self.context.window.tell_error(error)
            return
        self._enrol.set_available(True)
        words = " ".join(part for part in (sentence_for(error), what_to_do(error)) if part)
        field = "server"
        if error.code in ABOUT_THE_CODE:
            field = "code"
        elif error.code in ABOUT_THE_FILE:
            field = "ca"
        self._form.set_error(field, words)
