"""The page that imports people: file → columns → checked rows → import; nothing is half-read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import BadInput, Finding, MadoguchiError
from app.domain.people import FIELDS
from app.domain.tables import Table
from app.messages import N_, Lazy, _, ngettext
from app.messages.errors import sentence_for, what_to_do
from app.messages.people_words import FIELD_LABELS, agreement_words, display_name, row_words
from app.services.people_import import ImportPreview, ImportResult
from app.ui.a11y.forms import Form
from app.ui.jobs import Job
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.progress_card import ProgressCard
from app.ui.parts.record_table import RecordTable
from app.ui.parts.records import MOST_RECORDS, Column, Record
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView

ENCODING_WORDS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "cp932": "Shift JIS (CP932)",
    "xlsx": "Excel",
}
STEPS = {"import.check": N_("Looking at the rows"), "import.write": N_("Writing the records")}


@dataclass(slots=True)
class _State:
    table: Table | None = None
    preview: ImportPreview | None = None
    job: Job | None = None


class ImportView(ScreenView):
    """Three small steps on one page; each shows what it found before the next is offered."""

    def __init__(self, context: ScreenContext, file: str = "") -> None:
        super().__init__(context, N_("Import people"))
        self.crumbs = N_("People › Import")
        self._state = _State()
        choose = context.bind("import.choose", lambda _n: self._choose_file())
        read = context.bind("import.read", lambda _n: self._read())
        self._check = context.bind("import.check", lambda _n: self._look())
        self._write = context.bind("import.write", lambda _n: self._ask_write())
        self._cancel = context.bind("import.cancel", lambda _n: self._stop())
        self.header_actions = [(read, "primary")]
        self._file = Form()
        self._file.text(
            "file", N_("File"), N_("CSV (UTF-8 or Shift JIS) or Excel, as the town exports it."),
            True, value=file,
        )  # fmt: skip
        self._file.entered.connect(self._read)
        self._columns_title = Section(N_("Which column is what"))
        self._read_words = Text("", "body")
        self._mapping: Form | None = None
        self._mapping_place = QWidget()
        self._check_row = FlowRow(Button(self._check, "primary"))
        self._result_title = Section(N_("What was found"))
        self._result_words = Text("", "body")
        self._findings = RecordTable(
            (
                Column("row", N_("Row"), is_number=True),
                Column("column", N_("Column"), stretch=2),
                Column("value", N_("What stands there"), stretch=2),
                Column("why", N_("What to do"), stretch=5),
            ),
            (), N_("Cells to mend"),
        )  # fmt: skip
        self._twins_title = Section(N_("Perhaps the same person"))
        self._twins = RecordTable(
            (
                Column("row", N_("Row"), is_number=True),
                Column("person", N_("In the centre"), stretch=3),
                Column("agrees", N_("What agrees"), stretch=3),
            ),
            (), N_("Rows that may be known people"),
        )  # fmt: skip
        self._progress = ProgressCard(
            "", N_("If you stop now, nothing of this import is kept."), self._cancel
        )
        column = self.page.column
        column.addWidget(self._file)
        column.addWidget(FlowRow(Button(choose)))
        for part in (self._columns_title, self._read_words, self._mapping_place, self._check_row,
                     self._result_title, self._result_words, self._findings, self._twins_title,
                     self._twins, self._progress):  # fmt: skip
            column.addWidget(part)
        self._show_step()

    def first_focus(self) -> QWidget | None:
        """Begin with the file."""
        return self._file.widget("file")

    def refresh(self) -> None:
        """Say what was found again in the language chosen."""
        self._show_table()
        self._show_preview()

    def _show_step(self) -> None:
        has_table = self._state.table is not None
        preview, busy = self._state.preview, self._state.job is not None
        for part in (self._columns_title, self._read_words, self._mapping_place):
            part.setVisible(has_table and not busy)
        self._check_row.setVisible(has_table and preview is None and not busy)
        found = preview is not None and not busy
        self._result_title.setVisible(found)
        self._result_words.setVisible(found)
        has_findings = preview is not None and bool(preview.refused or preview.questions)
        self._findings.setVisible(found and has_findings)
        has_twins = preview is not None and bool(preview.duplicates)
        self._twins_title.setVisible(found and has_twins)
        self._twins.setVisible(found and has_twins)
        self._progress.setVisible(busy)
        read = self.context.bound("import.read")
        if found and preview is not None and preview.ready:
            self.header_actions = [(read, "secondary"), (self._write, "primary")]
        else:
            kind = "secondary" if has_table and preview is None else "primary"
            self.header_actions = [(read, kind)]
        self.context.window.renew_header()

    def _choose_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Choose a file"), str(Path.home()), _("Tables (*.csv *.tsv *.txt *.xlsx)")
        )
        if name:
            self._file.set_values({"file": name})
            self._read()

    def _read(self) -> None:
        path = self._file.values()["file"].strip().strip('"')
        self._file.clear_errors()
        if not path:
            self._file.set_error("file", _("Choose a file or write where it is."))
            return
        service = self.context.services.people_import
        self._state.preview = None
        self.context.jobs.free(
            "read table", lambda _p: service.read_table(Path(path).expanduser()),
            self._on_table, self._on_not_read,
        )  # fmt: skip

    def _on_not_read(self, error: MadoguchiError) -> None:
        first: MadoguchiError | Finding = error
        if isinstance(error, BadInput) and error.findings:
            first = error.findings[0]
        words = " ".join(part for part in (sentence_for(first), what_to_do(first)) if part)
        self._file.set_error("file", words)

    def _on_table(self, table: Table) -> None:
        self._state.table = table
        guessed = self.context.services.people_import.guess_mapping(table.headers)
        form = Form(columns=2)
        choices: list[tuple[str, str | Lazy]] = [("", N_("Leave out"))]
        choices += [(key, FIELD_LABELS[key]) for key in FIELDS]
        for place, header in enumerate(table.headers):
            if header:
                field = form.combo(f"column_{place}", header, choices)
                field.setProperty("is_data", True)
        form.set_values(
            {f"column_{n}": guessed.get(h, "") for n, h in enumerate(table.headers) if h}
        )
        form.changed.connect(self._on_mapping)
        place_of = self.page.column.indexOf(self._mapping_place)
        self.page.column.removeWidget(self._mapping_place)
        self._mapping_place.hide()
        self._mapping_place.deleteLater()
        self._mapping = self._mapping_place = form
        self.page.column.insertWidget(place_of, form)
        self._show_table()
        self._show_step()
        self._check_row.findChildren(Button)[0].setFocus()
        self.context.say(self._read_words.text())

    def _on_mapping(self) -> None:
        self._state.preview = None
        self._show_step()

    def _show_table(self) -> None:
        table = self._state.table
        if table is None:
            return
        count = len(table.rows)
        self._read_words.set_text(
            ngettext(
                "{file} was read as {encoding}: {count} row.",
                "{file} was read as {encoding}: {count} rows.",
                count,
            ).format(file=table.file, encoding=ENCODING_WORDS[table.encoding], count=count)
        )

    def _mapping_values(self) -> dict[str, str]:
        table, form = self._state.table, self._mapping
        if table is None or form is None:
            return {}
        values = form.values()
        return {
            header: values[f"column_{place}"]
            for place, header in enumerate(table.headers)
            if header and values[f"column_{place}"]
        }

    def _look(self) -> None:
        table, who = self._state.table, self.context.actor
        if table is None:
            return
        service, mapping = self.context.services.people_import, self._mapping_values()
        self._begin(
            self.context.jobs.store_long(
                "check rows",
                lambda progress: service.preview(who, table, mapping, progress=progress),
                self._on_preview,
                self._on_refused,
            )
        )

    def _begin(self, job: Job) -> None:
        self._state.job = job
        job.progressed.connect(
            lambda step, done, total: self._progress.set_progress(STEPS[step], done, total)
        )
        self._show_step()

    def _on_preview(self, preview: ImportPreview) -> None:
        self._state.job, self._state.preview = None, preview
        self._show_preview()
        self._show_step()
        self.context.say(self._result_words.text())

    def _show_preview(self) -> None:
        preview = self._state.preview
        if preview is None:
            return
        parts = [
            ngettext("{count} row is ready.", "{count} rows are ready.", len(preview.ready)).format(
                count=len(preview.ready)
            )
        ]
        cells = preview.refused + preview.questions
        if cells:
            parts.append(
                ngettext(
                    "{count} cell must be mended.", "{count} cells must be mended.", len(cells)
                ).format(count=len(cells))
            )
        if preview.known:
            parts.append(
                ngettext("{count} person is here already.", "{count} people are here already.",
                         len(preview.known)).format(count=len(preview.known))
            )  # fmt: skip
        if len(cells) > MOST_RECORDS:
            parts.append(_("The first {count} are listed.").format(count=MOST_RECORDS))
        self._result_words.set_text(" ".join(parts))
        self._findings.set_rows([_finding_record(one) for one in cells[:MOST_RECORDS]])
        today = date.today()
        self._twins.set_rows(
            [
                Record(
                    row,
                    (
                        str(row),
                        f"{display_name(one.row.name, one.row.kana)} {row_words(one.row, today)}",
                        agreement_words(one),
                    ),
                )
                for row, one in preview.duplicates[:MOST_RECORDS]
            ]
        )

    def _ask_write(self) -> None:
        preview = self._state.preview
        if preview is None:
            return
        count = len(preview.ready)
        left = len(preview.table.rows) - count
        consequence = ngettext(
            "{count} record is written.", "{count} records are written.", count
        ).format(count=count)
        if left:
            consequence += " " + ngettext(
                "{count} row is left out.", "{count} rows are left out.", left
            ).format(count=left)
        self.context.ask(
            N_("Import these people?"), consequence, N_("Import these people"), N_("Not yet"),
            self._import, icon="download", is_danger=False,
        )  # fmt: skip

    def _import(self) -> None:
        preview, who = self._state.preview, self.context.actor
        if preview is None:
            return
        service = self.context.services.people_import
        self._begin(
            self.context.jobs.store_long(
                "import people",
                lambda progress: service.import_people(who, preview, progress, only_good=True),
                self._on_imported,
                self._on_refused,
            )
        )

    def _on_imported(self, result: ImportResult) -> None:
        self._state.job = None
        self.context.publish(result.changes)
        self.context.replace("people")
        self.context.say(
            ngettext(
                "{count} person was imported.", "{count} people were imported.", result.added
            ).format(count=result.added)
        )

    def _on_refused(self, error: MadoguchiError) -> None:
        self._state.job = None
        self._show_step()
        if isinstance(error, BadInput) and error.findings:
            first = error.findings[0]
            self.context.window.tell_error(
                BadInput(first.code, (first,), **{**first.data, "column": first.column})
            )
            return
        self.context.window.tell_error(error)

    def _stop(self) -> None:
        job, self._state.job = self._state.job, None
        if job is not None:
            job.cancel()
        self._show_step()
        self.context.say(_("Stopped. Nothing of this import is kept."))


def _finding_record(finding: Finding) -> Record:
    words = " ".join(part for part in (sentence_for(finding), what_to_do(finding)) if part)
    cells = (str(finding.row), finding.column, finding.value, words)
    return Record((finding.row, finding.column, finding.code), cells)
