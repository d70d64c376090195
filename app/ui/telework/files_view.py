"""The page on which telework goes out as tables and days, and jobs come in from a table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.changes import Changes
from app.domain.errors import MadoguchiError
from app.messages import N_, Lazy, _, ngettext
from app.messages.telework_calendar import talk_days
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import all_words
from app.ui.desk_view import DeskView
from app.ui.parts.button import Button
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext

WHAT: tuple[tuple[str, Lazy], ...] = (
    ("workers", N_("Workers who agree, without names")),
    ("jobs", N_("Jobs")),
    ("talks", N_("Talks still to come, for a calendar")),
)
ENDINGS = {"workers": "*.csv *.xlsx", "jobs": "*.csv *.xlsx", "talks": "*.ics"}


class FilesView(DeskView):
    """What goes out says first who is in it; what comes in is kept whole or not at all."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Tables and calendar"))
        self.crumbs = N_("Telework › Tables")
        self._services = context.services
        write = context.bind("telework.write_table", lambda _n: self._on_write())
        choose = context.bind("telework.choose_table", lambda _n: self._on_choose())
        self._read = context.bind("telework.read_table", lambda _n: self._on_read())
        self.header_actions = [(write, "primary")]
        self._out = Form(columns=2)
        self._out.heading(N_("Write a file"))
        self._out.combo("what", N_("What goes out"), [*WHAT])
        self._out.combo(
            "encoding", N_("Letters of the file"),
            [("utf-8", N_("For today's programs")), ("cp932", N_("For older programs (Shift JIS)"))],
        )  # fmt: skip
        promise = Text(
            N_("Only those who agree at this moment are in it, and the log says that you wrote it. "
               "You carry the file yourself; nothing is sent."), "small", "muted",
        )  # fmt: skip
        self._in = Form()
        self._in.heading(N_("Take jobs in from a table"))
        self._in.text("file", N_("File"), N_("CSV (UTF-8 or Shift JIS) or Excel."), wide=True)
        self._in.entered.connect(self._on_read)
        self._told = Text("", is_data=True)
        parts: tuple[QWidget, ...] = (
            self._out, promise, self._in, Button(choose, "secondary"),
            Button(self._read, "secondary"), self._told,
        )  # fmt: skip
        for part in parts:
            self.page.column.addWidget(part)
        self._told.hide()

    def first_focus(self) -> QWidget | None:
        """Begin with what goes out."""
        return self._out.widget("what")

    def _on_write(self) -> None:
        values, services, context = self._out.values(), self._services, self.context
        what = values["what"]
        first = {"workers": _("workers.csv"), "jobs": _("jobs.csv"), "talks": _("talks.ics")}[what]
        chosen, _kind = QFileDialog.getSaveFileName(
            self.window(), _("Write the file"), str(Path.home() / first), ENDINGS[what]
        )
        if not chosen:
            return
        path, who, centre = Path(chosen), context.actor, services.name

        def write() -> int:
            if what != "talks":
                count: int = services.telework_files.write(who, what, path, values["encoding"])
                return count
            lines = services.proposals.open_ones(who)
            days = talk_days([(one.proposal, one.name, one.talks) for one in lines], centre)
            written: int = services.telework_files.write_days(who, path, centre, days)
            return written

        def written(count: int) -> None:
            words = ngettext("{count} row is written: {file}", "{count} rows are written: {file}",
                             count)  # fmt: skip
            self._tell(words.format(count=count, file=path.name))

        self.ask_store("write telework", write, written)

    def _on_choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self.window(), _("Table of jobs"), str(Path.home()), "*.csv *.xlsx"
        )
        if chosen:
            self._in.set_values({"file": chosen})
            self._in.focus_field("file")

    def _on_read(self) -> None:
        file = self._in.values()["file"].strip()
        if not file:
            self._in.set_error("file", N_("Name the file."))
            return
        self._in.clear_errors()
        self.context.ask(
            N_("Take these jobs in?"),
            N_("A job with a number that is known is replaced by the one in the table."),
            N_("Take the jobs in"), N_("Not now"), lambda: self._read_table(file),
            icon="file-up", is_danger=False,
        )  # fmt: skip

    def _read_table(self, file: str) -> None:
        services, who, path = self._services, self.context.actor, Path(file).expanduser()

        def read() -> tuple[int, int, Changes]:
            answer: tuple[int, int, Changes] = services.telework_tables.take_in_jobs(who, path)
            return answer

        def stored(answer: tuple[int, int, Changes]) -> None:
            count, withheld, changes = answer
            self._in.set_values({"file": ""})
            words = ngettext("{count} job is stored.", "{count} jobs are stored.", count)
            said = words.format(count=count)
            if withheld:
                said += " " + ngettext(
                    "{count} row was left out: its employer has not agreed.",
                    "{count} rows were left out: their employers have not agreed.",
                    withheld,
                ).format(count=withheld)
            self.context.publish(changes)
            self._tell(said)

        self.ask_store("read jobs", read, stored, self._on_refused)

    def _on_refused(self, error: MadoguchiError) -> None:
        self._told.hide()
        self._in.set_error("file", all_words(error))

    def _tell(self, words: str) -> None:
        self._told.set_text(words)
        self._told.show()
        self.context.say(words)
