"""The page of a locked device: why, what opens it, and what stays open all the same."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.errors import MadoguchiError
from app.domain.progress import Progress
from app.domain.sync.standing import Standing
from app.domain.tallies import Tally
from app.messages import N_, ngettext
from app.messages.errors import sentence_for, what_to_do
from app.messages.sync import standing_lines
from app.services.sync import Exchanged
from app.ui.a11y.forms import Form
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext


class LockedView(DeskView):
    """Left what is wrong and the code, right the visitors of today.

    Args:
        context: the window.
        standing: how the device stands; None: look.
        visitors: how many came today; None: look.
    """

    def __init__(
        self, context: ScreenContext, standing: Standing | None = None, visitors: int | None = None
    ) -> None:
        super().__init__(context, N_("This device is locked"))
        self.crumbs = N_("Every record is still here.")
        self._standing, self._visitors = standing, visitors
        self._is_sample = visitors is not None
        self._now = context.bind("sync.now", lambda _n: self._exchange())
        self._open = context.bind("sync.open_again", lambda _n: self._open_again())
        add = context.bind("attendance.add", lambda _n: self._count(1))
        take = context.bind("attendance.take", lambda _n: self._count(-1))
        self.header_actions = [(self._now, "primary")]
        columns = Columns((60, 46))
        columns.left.addWidget(Section(N_("How it stands")))
        self._lines = Text("")
        self._form = Form()
        self._form.text(
            "code",
            N_("The administrator's code"),
            N_("The administrator tells it for the number above."),
        )
        self._form.entered.connect(lambda: self._open.trigger(None))
        self._open_row = FlowRow(Button(self._open))
        enrol = context.bind("sync.enrol_page", lambda _n: context.go("sync-enrol"))
        self._enrol_row = FlowRow(Button(enrol))
        for part in (self._lines, self._form, self._open_row, self._enrol_row):
            columns.left.addWidget(part)
        columns.right.addWidget(Section(N_("Visitors today")))
        self._count_words = Text("", "h2", tabular=True)
        columns.right.addWidget(self._count_words)
        columns.right.addWidget(FlowRow(Button(add), Button(take)))
        columns.right.addWidget(Section(N_("Also open")))
        columns.right.addWidget(FlowRow(Button(context.bound("shell.scam_card"))))
        self.page.column.addWidget(columns)

    def first_focus(self) -> QWidget | None:
        """Begin with the code where one opens it."""
        return None if self._is_revoked else self._form.widget("code")

    def opened(self) -> None:
        """Look how it stands and who came."""
        self.refresh()
        if not self._is_sample:
            self.ask_store("standing", self.context.services.sync.standing, self._show)
            self.ask_store("attendance", self.context.services.attendance.today, self._show_count)

    def refresh(self) -> None:
        """Say it again in the language chosen."""
        if self._standing is not None:
            self._lines.set_text("\n".join(standing_lines(self._standing)))
        self._form.setVisible(not self._is_revoked)
        self._open_row.setVisible(not self._is_revoked)
        may_enrol = self.context.is_signed_in and self.context.actor.may("administration")
        self._enrol_row.setVisible(self._is_revoked and may_enrol)
        self._now.set_available(not self._is_revoked, N_("The administrator closed this device."))
        count = self._visitors or 0
        self._count_words.set_text(
            ngettext("{count} person came today.", "{count} people came today.", count)
            .format(count=count)
        )  # fmt: skip

    @property
    def _is_revoked(self) -> bool:
        return self._standing is not None and self._standing.is_revoked

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        self.refresh()
        window = self.context.window
        window.sync_look.show(standing)
        if self.is_here and not window.sync_look.is_locked:
            window.go_home()

    def _show_count(self, tally: Tally) -> None:
        self._visitors = tally.visitors
        self.refresh()

    def _count(self, visitors: int) -> None:
        attendance, who = self.context.services.attendance, self.context.actor
        self.ask_store("attendance", lambda: attendance.count(who, visitors), self._counted)

    def _counted(self, tally: Tally) -> None:
        self._show_count(tally)
        self.context.say(self._count_words.text())

    def _open_again(self) -> None:
        code = self._form.values()["code"].strip()
        if not code:
            self._form.set_error("code", N_("Type the code."))
            return
        sync = self.context.services.sync

        def open_again() -> Standing:
            sync.open_again(code)
            standing: Standing = sync.standing()
            return standing

        self.context.run("open again", open_again, self._show, self._on_code_error)

    def _on_code_error(self, error: MadoguchiError) -> None:
        words = " ".join(part for part in (sentence_for(error), what_to_do(error)) if part)
        self._form.set_error("code", words)

    def _exchange(self) -> None:
        sync = self.context.services.sync

        def exchange(progress: Progress) -> Exchanged:
            done: Exchanged = sync.exchange(progress)
            return done

        self._now.set_available(False, N_("It is exchanging now."))
        self.context.jobs.free("exchange", exchange, self._on_done, self._on_error)

    def _on_done(self, _done: Exchanged) -> None:
        self.context.window.sync_look.now()

    def _on_error(self, error: MadoguchiError) -> None:
        self._now.set_available(True)
        self.context.window.tell_error(error)
