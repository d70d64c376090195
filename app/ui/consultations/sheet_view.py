"""The page of the take-home sheet: as it will look on paper, in three sizes (picture 11)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.ids import ConsultationId
from app.domain.sheets import SHEET_SIZES_PT, Sheet
from app.messages import N_, _
from app.messages.consultation_papers import sheet_of
from app.messages.times import day_words
from app.services.consultations_out import SheetGround
from app.ui.a11y.forms import CHECKED, Form
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView
from app.ui.facts import Fact, Facts
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.pictures import Pictures
from app.ui.parts.section import Section
from app.ui.screen import ScreenContext

USUAL_PT = 28
PICTURE_PX = 900


class SheetView(DeskView):
    """きょうやったこと, to look at, to print as often as somebody asks, to keep as a file."""

    def __init__(self, context: ScreenContext, consultation: str) -> None:
        super().__init__(context, N_("Sheet to take home"))
        self.crumbs = N_("Consultations › Sheet")
        self._one = ConsultationId(consultation)
        self._ground: SheetGround | None = None
        self._asked: Sheet | None = None
        self._print_action = context.bind("sheet.print", lambda _n: self._print())
        self._save_action = context.bind("sheet.save", lambda _n: self._save())
        self.header_actions = [(self._save_action, "secondary"), (self._print_action, "primary")]
        self._form = Form()
        sizes = [(str(one), N_("{size} pt").format(size=one)) for one in SHEET_SIZES_PT]
        self._form.segmented("size", N_("Size of the letters"), list(sizes), value=str(USUAL_PT))
        self._form.check("furigana", N_("Readings over kanji"))
        self._form.set_values({"furigana": CHECKED})
        self._form.changed.connect(self._show)
        self._empty = EmptyState(
            N_("No steps are written yet"),
            N_("Write what you tried, one step in a line. The sheet can be printed all the same."),
            icon="list-ordered",
        )
        self._empty.hide()
        self._facts = Facts()
        self._picture = Pictures(N_("The sheet as it is printed"))
        columns = Columns((46, 60))
        for part in (self._form, self._empty, Section(N_("What stands on it")), self._facts):
            columns.left.addWidget(part)
        columns.right.addWidget(self._picture)
        self.page.column.addWidget(columns)

    def first_focus(self) -> QWidget | None:
        """Begin at printing: the sheet is ready."""
        return self.header_button(self._print_action)

    def opened(self) -> None:
        """Read what the sheet is made of; the look is logged."""
        service, who, one = self.context.services.consultations_out, self.context.actor, self._one
        self.ask_store(
            "sheet", lambda: service.for_sheet(who, one, is_preview=True), self._on_found
        )

    def refresh(self) -> None:
        """Show the sheet in the language chosen."""
        self._show()

    def _on_found(self, ground: SheetGround) -> None:
        self._ground = ground
        self._show()
        self.renew_header()

    def _sheet(self) -> Sheet | None:
        if self._ground is None:
            return None
        values, ground = self._form.values(), self._ground
        made = sheet_of(
            ground.consultation, ground.person, self.context.services.info.name,
            int(values["size"] or USUAL_PT), ground.centre_phone,
        )  # fmt: skip
        return replace(made, furigana=values["furigana"] == CHECKED)

    def _show(self) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        self._empty.setVisible(not sheet.steps)
        self._facts.show_facts(_facts_of(sheet))
        self._picture.setAccessibleDescription(
            " ".join(one.value for one in _facts_of(sheet)) or _("An empty sheet.")
        )
        self._asked = sheet
        papers = self.context.services.papers
        self.context.jobs.free(
            "sheet picture",
            lambda _progress: papers.sheet_pictures(sheet, PICTURE_PX),
            lambda pages: self._on_drawn(sheet, pages),
        )

    def _on_drawn(self, sheet: Sheet, pages: list[bytes]) -> None:
        if self.is_here and sheet == self._asked:
            self._picture.show_pages(pages)

    def _noted(self) -> None:
        """Write into the audit log that the sheet left the program."""
        service, who, one = self.context.services.consultations_out, self.context.actor, self._one
        self.ask_store("sheet printed", lambda: service.for_sheet(who, one))

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        sheet = self._sheet()
        if sheet is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        if not QPrintDialog(printer, self.window()).exec():
            return
        self.context.services.papers.print_sheet(sheet, printer)
        self._noted()
        self.context.say(_("The sheet is at the printer."))

    def _save(self) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        start = str(Path.home() / _("what-we-did.pdf"))
        chosen, _kind = QFileDialog.getSaveFileName(
            self.window(), _("Save the sheet"), start, "*.pdf"
        )
        if not chosen:
            return
        papers = self.context.services.papers

        def written(_none: None) -> None:
            self._noted()
            self.context.say(_("The sheet is saved: {file}").format(file=chosen))

        self.ask_store("save sheet", lambda: papers.write_sheet(Path(chosen), sheet), written)


def _facts_of(sheet: Sheet) -> list[Fact]:
    facts = [Fact(_("Name"), sheet.name)] if sheet.name else []
    if sheet.title:
        facts.append(Fact(_("Title"), sheet.title))
    facts += [
        Fact(_("Step {number}").format(number=number), step)
        for number, step in enumerate(sheet.steps, 1)
    ]
    if sheet.if_not:
        facts.append(Fact(_("If it does not work"), sheet.if_not))
    if sheet.next_day is not None:
        facts.append(Fact(_("Next date"), day_words(sheet.next_day)))
    facts.append(Fact(_("Telephone"), sheet.phone or _("Not written down in the settings yet")))
    return facts
