"""The audit log: who looked at or changed what; checked and copied from here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.operators import AuditRow
from app.messages import N_, _
from app.messages.audit_words import area_word, verb_word
from app.messages.times import moment_words
from app.ui.announcer import Urgency
from app.ui.desk_view import DeskView
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.record_table import Column, Record, RecordTable
from app.ui.parts.section import Section
from app.ui.screen import ScreenContext

PAGE = 15
SHOWN_OF_ID = 8
Page = tuple[tuple[AuditRow, ...], int, dict[str, str]]


class AuditLogView(DeskView):
    """Fifteen rows a page, newest first: what a usual window shows without scrolling."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Audit log"))
        self.crumbs = N_("Settings › Audit log")
        self._offset = 0
        self._page: Page = ((), 0, {})
        verify = context.bind("audit.verify", lambda _n: self._verify())
        export = context.bind("audit.export", lambda _n: self._export())
        self._newer = context.bind("audit.newer", lambda _n: self._load(self._offset - PAGE))
        self._older = context.bind("audit.older", lambda _n: self._load(self._offset + PAGE))
        self.header_actions = [(export, "secondary"), (verify, "secondary")]
        self._count = Section(N_("Rows"))
        columns = (
            Column("at", N_("When"), stretch=3),
            Column("who", N_("Who"), stretch=3),
            Column("what", N_("What"), stretch=3),
            Column("of", N_("Of what"), stretch=3),
        )
        self._open = context.bind("audit.open", self._on_open)
        self._table = RecordTable(columns, (), N_("Audit log"), self._open)
        self._table.setProperty("is_data", True)
        self.page.column.addWidget(self._count)
        self.page.column.addWidget(FlowRow(Button(self._newer), Button(self._older)))
        self.page.column.addWidget(self._table)

    def first_focus(self) -> QWidget | None:
        """Begin in the table."""
        return self._table.first_stop()

    def opened(self) -> None:
        """Show the newest rows."""
        self._load(0)

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        self._show(self._page)

    def _load(self, offset: int) -> None:
        audit, operators = self.context.services.audit, self.context.services.operators
        who, start = self.context.actor, max(0, offset)

        def look() -> Page:
            names = {one.id: one.name for one in operators.every_operator(who)}
            rows, total = audit.looks(who, None, PAGE, start)
            return rows, total, names

        def found(page: Page) -> None:
            is_first = not self._page[0]
            self._offset = start
            self._show(page)
            if is_first and self.is_open:
                self._table.focus_records()

        self.context.run("audit log", look, found)

    def _show(self, page: Page) -> None:
        self._page = page
        rows, total, names = page
        first, last = self._offset + 1, self._offset + len(rows)
        if rows:
            words = _("Rows {first} to {last} of {total}, newest first")
            self._count.set_title(words.format(first=first, last=last, total=total))
        self._table.set_rows([self._record(one, names) for one in rows])
        self._newer.set_available(self._offset > 0, N_("These are the newest rows."))
        self._older.set_available(last < total, N_("These are the oldest rows."))

    def _record(self, row: AuditRow, names: dict[str, str]) -> Record:
        who = names.get(row.operator, row.operator[-SHOWN_OF_ID:])
        of = area_word(row.area)
        if row.subject:
            of = f"{of} {names.get(row.subject, row.subject[-SHOWN_OF_ID:])}"
        at, what = moment_words(row.at), verb_word(row.verb)
        return Record(row.number, (at, who, what, of), f"{at}, {who}, {what}, {of}")

    def _on_open(self, number: object | None) -> None:
        """Open the person or consultation of a row; that look is logged like any other."""
        row = next((one for one in self._page[0] if one.number == number), None)
        if row is not None and row.area == "people" and row.subject:
            self.context.go("person", person=row.subject)
        elif row is not None and row.area == "consultations" and row.subject:
            self.context.go("consultation", consultation=row.subject)
        else:
            self.context.say(_("This row has no page of its own."), Urgency.HINT)

    def _verify(self) -> None:
        audit, who = self.context.services.audit, self.context.actor

        def verified(broken: int | None) -> None:
            if broken is None:
                self.context.say(_("Every row is as it was written."))
                return
            self.context.say(
                _("Row {number} was changed afterwards. Keep this computer as it is.").format(
                    number=broken
                ),
                Urgency.ERROR,
            )

        self.context.run("verify log", lambda: audit.verify(who), verified)

    def _export(self) -> None:
        start = str(Path.home() / _("audit-log.csv"))
        chosen, _kind = QFileDialog.getSaveFileName(
            self.window(), _("Copy of the audit log"), start, "*.csv"
        )
        if not chosen:
            return
        audit, who = self.context.services.audit, self.context.actor
        self.context.run(
            "export log",
            lambda: audit.export(who, chosen),
            lambda count: self.context.say(_("{count} rows are copied.").format(count=count)),
        )
