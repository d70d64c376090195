"""Backups and keys of the centre: made here, read back here."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import Finding, MadoguchiError
from app.domain.progress import Progress
from app.domain.secrets import weakness_of
from app.messages import N_, _, ngettext
from app.messages.errors import sentence_for
from app.messages.progress import step_name
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import finding_sentence
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView
from app.ui.jobs import Job
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.progress_card import ProgressCard
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext

SUFFIX = ".madoguchi"


class BackupView(DeskView):
    """One file holds everything; the passphrase or the recovery code opens it."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Backup and keys"))
        self.crumbs = N_("Settings › Backup and keys")
        self._job: Job | None = None
        create = context.bind("backup.create", lambda _n: self._create())
        verify = context.bind("backup.verify", lambda _n: self._verify())
        choose = context.bind("backup.choose", lambda _n: self._choose())
        stop = context.bind("backup.stop", lambda _n: self._stop())
        code = context.bind("backup.new_code", lambda _n: self._ask_code())
        change = context.bind("backup.change_passphrase", lambda _n: self._change_passphrase())
        self._create_action, self._verify_action = create, verify
        self.header_actions = [(verify, "secondary"), (create, "primary")]
        columns = Columns((60, 46))
        columns.left.addWidget(Section(N_("Backup")))
        columns.left.addWidget(
            Text(N_("A backup is one encrypted file. Keep it on a stick, away from this computer."))
        )
        self._form = Form()
        self._form.text("file", N_("File"), N_("A new file is made, or this one is read."))
        self._form.set_values({"file": str(_suggested())})
        columns.left.addWidget(self._form)
        columns.left.addWidget(FlowRow(Button(choose)))
        self._card = ProgressCard("", N_("If you stop, no file is kept."), stop)
        self._card.hide()
        columns.left.addWidget(self._card)
        columns.right.addWidget(Section(N_("Passphrase")))
        self._keys = Form()
        self._keys.secret("old", N_("Passphrase now"))
        self._keys.secret("passphrase", N_("New passphrase"), N_("8 letters or more."))
        columns.right.addWidget(self._keys)
        columns.right.addWidget(Button(change))
        columns.right.addWidget(Section(N_("Recovery code")))
        columns.right.addWidget(
            Text(N_("The code on paper opens the centre when the passphrase is forgotten."))
        )
        columns.right.addWidget(Button(code))
        self.page.column.addWidget(columns)

    def first_focus(self) -> QWidget | None:
        """Begin with the file."""
        return self._form.widget("file")

    def leaving(self) -> None:
        """Stop what reports to this page."""
        self._stop()

    def _file(self) -> Path:
        return Path(self._form.values()["file"].strip()).expanduser()

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self.window(), _("Backup"), str(self._file()), f"*{SUFFIX}",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if chosen:
            path = Path(chosen)
            named = path if path.suffix else path.with_name(path.name + SUFFIX)
            self._form.set_values({"file": str(named)})
        self._form.focus_field("file")

    def _create(self) -> None:
        file, backups = self._file(), self.context.services.backups

        def create(progress: Progress) -> None:
            backups.create(file, progress)

        def created(_none: None) -> None:
            self._ended()
            words = _("The backup is written and was read back: {file}")
            self.context.say(words.format(file=file.name))

        self._start(self.context.jobs.store_long("backup", create, created, self._on_error))

    def _verify(self) -> None:
        file, backups = self._file(), self.context.services.backups

        def verify(progress: Progress) -> int:
            people: int = backups.verify(file, progress)
            return people

        def verified(people: int) -> None:
            self._ended()
            words = ngettext(
                "The backup is whole. It holds {count} person.",
                "The backup is whole. It holds {count} people.",
                people,
            )
            self.context.say(words.format(count=people))

        self._start(self.context.jobs.free("verify", verify, verified, self._on_error))

    def _start(self, job: Job) -> None:
        self._form.clear_errors()
        self._job = job
        busy = N_("A backup is being written or read.")
        for action in (self._create_action, self._verify_action):
            action.set_available(False, busy)
        job.progressed.connect(self._on_progress)
        self._card.set_progress(N_("It has begun"), 0, 1)
        self._card.show()

    def _on_progress(self, step: str, done: int, total: int) -> None:
        self._card.set_progress(step_name(step), done, total)

    def _ended(self) -> None:
        self._job = None
        self._card.hide()
        for action in (self._create_action, self._verify_action):
            action.set_available(True)
        self._form.focus_field("file")

    def _on_error(self, error: MadoguchiError) -> None:
        self._ended()
        self._form.set_error("file", sentence_for(error))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._ended()

    def _ask_code(self) -> None:
        self.context.ask(
            N_("Make a new recovery code?"),
            N_("The code on paper opens nothing any more from then on."),
            N_("Make a new code"),
            N_("Keep the old one"),
            self._new_code,
            is_danger=False,
        )

    def _new_code(self) -> None:
        services = self.context.services

        def shown(code: str) -> None:
            self.context.replace("recovery-code", code=code)

        self.context.run("recovery code", services.new_recovery_code, shown)

    def _change_passphrase(self) -> None:
        values, services = self._keys.values(), self.context.services
        if weak := weakness_of(values["passphrase"]):
            found = finding_sentence(Finding(weak, column="passphrase"))
            self._keys.set_errors({"passphrase": found})
            return
        self._keys.clear_errors()

        def changed(_none: None) -> None:
            self._keys.set_values({"old": "", "passphrase": ""})
            self.context.say(_("The centre opens with the new passphrase from now on."))

        def refused(error: MadoguchiError) -> None:
            self._keys.set_errors({"old": sentence_for(error)})

        self.context.run(
            "passphrase",
            lambda: services.change_passphrase(values["old"], values["passphrase"]),
            changed,
            refused,
        )


def _suggested() -> Path:
    return Path.home() / f"madoguchi-{datetime.now():%Y%m%d-%H%M}{SUFFIX}"
