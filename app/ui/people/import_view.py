"""The page that imports people: file → columns → checked rows → import; nothing is half-read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.errors import MadoguchiError
from app.domain.people import FIELDS
from app.domain.tables import Table
from app.messages import N_, Lazy, _
from app.messages.people_words import FIELD_LABELS
from app.services.people_import import ImportPreview, ImportResult
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView
from app.ui.jobs import Job
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.progress_card import ProgressCard
from app.ui.parts.record_table import RecordTable
from app.ui.parts.records import Column, Record
from app.ui.parts.section import Section
from app.ui.parts.tab_anchor import TabAnchor
from app.ui.parts.text import Text
from app.ui.people.import_presenter import (
    DROP,
    KEEP,
    STEPS,
    ImportPresenter,
    ask_words,
    done_words,
    found_state,
    read_words,
    refusal_words,
    sample_of,
)
from app.ui.screen import ScreenContext


class ColumnsPart(QWidget):
    """What was read: the first rows, and one list a column for what it means."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._words = Text("", is_data=True)
        self._column.addWidget(Section(N_("Which column is what")))
        self._column.addWidget(self._words)
        self._anchor = TabAnchor(self)
        self._sample: RecordTable | None = None
        self.form: Form | None = None

    def show_words(self, table: Table) -> None:
        """Say how the file was read, in the language chosen."""
        self._words.set_text(read_words(table))

    def show_table(self, table: Table, guessed: dict[str, str]) -> Form:
        """Show another file and return the form that says what its columns are."""
        for old in (self._sample, self.form):
            if old is not None:
                old.hide()
                old.deleteLater()
        self.show_words(table)
        headers, rows = sample_of(table)
        columns = [Column("row", N_("Row"), is_number=True)]
        columns += [Column(f"c{n}", header, stretch=3) for n, header in enumerate(headers)]
        records = [Record(number, (str(number), *cells)) for number, cells in rows]
        self._sample = sample = RecordTable(columns, (), N_("The first rows"))
        sample.setProperty("is_data", True)
        self.form = form = Form(columns=2)
        choices: list[tuple[str, str | Lazy]] = [("", N_("Leave out"))]
        choices += [(key, FIELD_LABELS[key]) for key in FIELDS]
        for place, header in enumerate(table.headers):
            if header:
                form.combo(f"column_{place}", header, choices).setProperty("is_data", True)
        form.set_values(
            {f"column_{n}": guessed.get(h, "") for n, h in enumerate(table.headers) if h}
        )
        self._column.addWidget(sample)
        self._column.addWidget(form)
        # Table and form were made after everything else; Tab meets them where they stand.
        keys = form.keys()
        fields = [form.widget(key) for key in keys]
        self._anchor.put_after([sample.view, sample.cards.anchor, *fields])
        sample.set_rows(records)
        return form

    def mapping(self, table: Table) -> dict[str, str]:
        """Return heading → field as chosen now."""
        values = self.form.values() if self.form is not None else {}
        chosen = {h: values.get(f"column_{n}", "") for n, h in enumerate(table.headers) if h}
        return {header: key for header, key in chosen.items() if key}


class FoundPart(QWidget):
    """What the check found: numbers in words, cells to mend, people who may be known."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Section(N_("What was found"))
        self.words = Text("")
        self.numbers = Form()
        self.numbers.segmented(
            "numbers", N_("Town numbers of twelve digits look like My Number. What are they?"),
            [(KEEP, N_("The town's own numbers")), (DROP, N_("Leave the numbers out"))],
            N_("My Number is never stored here."),
        )  # fmt: skip
        self.cells = RecordTable(
            (
                Column("row", N_("Row"), is_number=True),
                Column("column", N_("Column"), stretch=2),
                Column("value", N_("What stands there"), stretch=2),
                Column("why", N_("What to do"), stretch=5),
            ),
            (), N_("Cells to mend"),
        )  # fmt: skip
        self._twins_title = Section(N_("Perhaps the same person"))
        self.twins = RecordTable(
            (
                Column("row", N_("Row"), is_number=True),
                Column("person", N_("In the centre"), stretch=3),
                Column("agrees", N_("What agrees"), stretch=3),
            ),
            (), N_("Rows that may be known people"),
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.title, self.words, self.numbers, self.cells, self._twins_title,
                     self.twins):  # fmt: skip
            column.addWidget(part)

    def show_preview(self, preview: ImportPreview, answer: str) -> bool:
        """Show what was found; return whether anything can be written."""
        state = found_state(preview, answer, date.today())
        self.words.set_text(state.words)
        self.numbers.setVisible(state.asks_numbers)
        self.cells.set_rows([Record((n, one[0], one[1]), one) for n, one in enumerate(state.cells)])
        self.cells.setVisible(bool(state.cells))
        self.twins.set_rows([Record(int(one[0]), one) for one in state.twins])
        self.twins.setVisible(bool(state.twins))
        self._twins_title.setVisible(bool(state.twins))
        return state.can_write


class ImportView(DeskView):
    """Three small steps on one page; each shows what it found before the next is offered."""

    def __init__(self, context: ScreenContext, file: str = "") -> None:
        super().__init__(context, N_("Import people"))
        self.crumbs = N_("People › Import")
        self._presenter = ImportPresenter(context.services.people_import, context.actor)
        self._table: Table | None = None
        self._preview: ImportPreview | None = None
        self._job: Job | None = None
        self._bind()
        self._file = Form()
        self._file.text(
            "file", N_("File"), N_("CSV (UTF-8 or Shift JIS) or Excel, as the town exports it."),
            True, value=file,
        )  # fmt: skip
        self._file.entered.connect(self._on_read)
        self._columns = ColumnsPart()
        self._found = FoundPart()
        self._found.numbers.changed.connect(self._on_check)
        self._progress = ProgressCard(
            "", N_("If you stop now, nothing of this import is kept."), self._cancel
        )
        column = self.page.column
        column.addWidget(self._file)
        column.addWidget(FlowRow(Button(self._choose)))
        for part in (self._progress, self._found, self._columns):
            column.addWidget(part)
        self._show_step()

    def _bind(self) -> None:
        bind = self.context.bind
        self._choose = bind("import.choose", lambda _n: self._on_choose())
        self._read = bind("import.read", lambda _n: self._on_read())
        self._check = bind("import.check", lambda _n: self._on_check())
        self._write = bind("import.write", lambda _n: self._ask_write())
        self._cancel = bind("import.cancel", lambda _n: self._stop())

    def first_focus(self) -> QWidget | None:
        """Begin with the file."""
        return self._file.widget("file")

    def refresh(self) -> None:
        """Say what was found again in the language chosen."""
        if self._table is not None:
            self._columns.show_words(self._table)
        if self._preview is not None:
            self._found.show_preview(self._preview, self._answer())

    def leaving(self) -> None:
        """Stop what runs: nothing is written behind somebody's back."""
        if self._job is not None:
            self._job.cancel()

    def _answer(self) -> str:
        return self._found.numbers.values()["numbers"]

    def _show_step(self) -> None:
        is_busy = self._job is not None
        self._columns.setVisible(self._table is not None and not is_busy)
        self._found.setVisible(self._preview is not None and not is_busy)
        self._progress.setVisible(is_busy)
        if self._preview is not None and self._preview.ready:
            self.header_actions = [(self._check, "secondary"), (self._write, "primary")]
        elif self._table is not None:
            self.header_actions = [(self._read, "secondary"), (self._check, "primary")]
        else:
            self.header_actions = [(self._read, "primary")]
        if is_busy:
            self.header_actions = []
        self.renew_header()

    def _on_choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Choose a file"), str(Path.home()), _("Tables (*.csv *.tsv *.txt *.xlsx)")
        )
        if name:
            self._file.set_values({"file": name})
            self._on_read()

    def _on_read(self) -> None:
        typed, presenter = self._file.values()["file"], self._presenter
        self._file.clear_errors()
        if not typed.strip():
            self._file.set_error("file", _("Choose a file or write where it is."))
            return
        self.context.jobs.free(
            "read table", lambda _p: presenter.read(typed), self._on_table, self._on_not_read
        )

    def _on_not_read(self, error: MadoguchiError) -> None:
        if self.is_here:
            self._file.set_error("file", refusal_words(error))

    def _on_table(self, table: Table) -> None:
        if not self.is_here:
            return
        self._table, self._preview = table, None
        self._found.numbers.set_values({"numbers": ""})
        form = self._columns.show_table(table, self._presenter.guess(table))
        form.changed.connect(self._on_mapping)
        self._show_step()
        keys = form.keys()
        if keys:
            form.focus_field(keys[0])
        self.context.say(read_words(table))

    def _on_mapping(self) -> None:
        """Another meaning of a column makes what was found untrue."""
        if self._preview is not None:
            self._preview = None
            self._show_step()

    def _on_check(self) -> None:
        table, presenter, answer = self._table, self._presenter, self._answer()
        if table is None or self._job is not None:
            return
        mapping = self._columns.mapping(table)
        self._begin(
            self.context.jobs.store_long(
                "check rows",
                lambda progress: presenter.check(table, mapping, answer, progress),
                self._on_preview,
                self._on_refused,
            )
        )

    def _begin(self, job: Job) -> None:
        self._job = job
        job.progressed.connect(self._on_progress)
        self._show_step()
        self._progress.cancel_button.setFocus()

    def _on_progress(self, step: str, done: int, total: int) -> None:
        if self.is_here:
            self._progress.set_progress(STEPS[step], done, total)

    def _on_preview(self, preview: ImportPreview) -> None:
        if not self.is_here:
            return
        self._job, self._preview = None, preview
        self._found.show_preview(preview, self._answer())
        self._show_step()
        self._focus_found()
        self.context.say(self._found.words.text())

    def _focus_found(self) -> None:
        if self._found.numbers.isVisible():
            self._found.numbers.focus_field("numbers")
        elif self._found.cells.isVisible():
            self._found.cells.focus_records()
        else:
            self.focus_action(self._write)

    def _ask_write(self) -> None:
        if self._preview is not None:
            self.context.ask(
                N_("Import these people?"), ask_words(self._preview), N_("Import these people"),
                N_("Not yet"), self._import, icon="download", is_danger=False,
            )  # fmt: skip

    def _import(self) -> None:
        preview, presenter = self._preview, self._presenter
        if preview is None:
            return
        self._begin(
            self.context.jobs.store_long(
                "import people",
                lambda progress: presenter.write(preview, progress),
                self._on_imported,
                self._on_refused,
            )
        )

    def _on_imported(self, result: ImportResult) -> None:
        context = self.context
        if self.is_here:
            self._job = None
            context.replace("people")
        context.publish(result.changes)
        context.say(done_words(result))

    def _on_refused(self, error: MadoguchiError) -> None:
        if self.is_here:
            self._job = None
            self._show_step()
            self._file.set_error("file", refusal_words(error))
        else:
            self.context.window.tell_error(error)

    def _stop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        self._show_step()
        self._file.focus_field("file")
        self.context.say(_("Stopped. Nothing of this import is kept."))
