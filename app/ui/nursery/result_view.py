"""The result of a round: every child with its place, what the check found, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from app.domain.nursery.results import MOVED, OFFERED, WAITING, ResultRow, WishOutcome
from app.messages import N_, Lazy, _
from app.messages.nursery import reason_sentence
from app.services.nursery_runs import RunResult
from app.ui.a11y.forms import Form
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView
from app.ui.nursery.words import check_lines, result_record
from app.ui.parts.badge import Badge
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.record_table import Column, RecordTable
from app.ui.parts.section import Section
from app.ui.parts.segmented import Segmented
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext

PAGE = 12
EVERY = "every"
FILTERS: tuple[tuple[str, Lazy], ...] = (
    (EVERY, N_("All")), (OFFERED, N_("Offered")), (WAITING, N_("Waiting")), (MOVED, N_("Moved")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows without asking: a result, and the wishes of one child."""

    result: RunResult
    outcomes: tuple[WishOutcome, ...]


class NurseryResultView(DeskView):
    """Left the children, a page at a time; right the check and the reasons of the current child."""

    def __init__(self, context: ScreenContext, number: int = 0, shown: Shown | None = None) -> None:
        super().__init__(context, N_("Result of the selection"))
        self.crumbs = N_("Nursery selection")
        self._number, self._given = number, shown
        self._result: RunResult | None = shown.result if shown else None
        self._rows: Sequence[ResultRow] = ()
        self._offset, self._wanted = 0, EVERY
        self._asked = ""
        self._why = context.bind("nursery.why", self._on_why)
        self._back_page = context.bind("nursery.before", lambda _n: self._turn(-PAGE))
        self._next_page = context.bind("nursery.after", lambda _n: self._turn(PAGE))
        self._find = context.bind("nursery.find_child", lambda _n: self._on_find())
        columns = Columns((66, 40))
        self._make_table(columns)
        self._make_panels(columns)
        self.page.column.addWidget(columns)

    def _make_table(self, columns: Columns) -> None:
        self._search = Form()
        self._search.segmented("which", N_("Which children"), list(FILTERS))
        self._search.set_values({"which": EVERY})
        self._search.changed.connect(self._on_form)
        self._search.text("child", N_("Number of a child"))
        self._search.entered.connect(lambda: self._find.trigger(None))
        heads = (
            Column("child", N_("Number"), stretch=2, is_title=True),
            Column("age", N_("Age"), stretch=2),
            Column("result", N_("Result"), stretch=4),
            Column("place", N_("Nursery"), stretch=5),
            Column("rank", N_("Wish"), is_number=True),
            Column("points", N_("Points"), is_number=True),
            Column("siblings", N_("Siblings"), stretch=3),
        )
        self._count = Text("", "small", "muted")
        self._table = RecordTable(heads, (), N_("Result"), self._why)
        self._table.setProperty("is_data", True)
        self._table.current_changed.connect(self._on_why)
        for part in (
            self._search, FlowRow(Button(self._find)), self._table, self._count,
            FlowRow(Button(self._back_page), Button(self._next_page)),
        ):  # fmt: skip
            columns.left.addWidget(part)

    def _make_panels(self, columns: Columns) -> None:
        self._verdict = Badge(N_("Passed"), "success")
        self._checks = Text("")
        card = Card("success")
        card.column.addWidget(Section(N_("Check by a separate program")))
        card.column.addWidget(FlowRow(self._verdict))
        card.column.addWidget(self._checks)
        self._about = Text("", "strong", is_data=True)
        self._reasons = Text("", is_data=True)
        why = Card("accent")
        why.column.addWidget(Section(N_("Why this result")))
        why.column.addWidget(self._about)
        why.column.addWidget(self._reasons)
        columns.right.addWidget(card)
        columns.right.addWidget(why)

    def first_focus(self) -> QWidget | None:
        """Begin in the table."""
        return self._table.first_stop()

    def opened(self) -> None:
        """Show the newest result."""
        if self._given is None:
            self._load()
        else:
            self.refresh()
            self._show_outcomes(self._rows[0].child, self._given.outcomes)

    def refresh(self) -> None:
        """Say it again in the language chosen."""
        result = self._result
        if result is None:
            return
        self.title = result.view.round.name
        segments = cast(Segmented, self._search.field("which").control)
        for value, label in FILTERS:
            if value != EVERY:
                count = sum(row.result == value for row in result.run.rows)
                words = _("{word} {count}").format(word=label, count=count)
                segments.set_label(value, words)
        lines = check_lines(result.verdict, result.run)
        self._checks.set_text("\n".join(words for _is_well, words in lines))
        is_well = all(one for one, _words in lines[:3])
        self._verdict.set_badge(
            N_("Passed") if is_well else N_("Not passed"), "success" if is_well else "danger"
        )
        self._choose()
        self.renew_header()

    def _load(self) -> None:
        door: Any = self.context.services.nursery
        who, number = self.context.actor, self._number

        def shown(found: RunResult) -> None:
            self._result = found
            self.refresh()
            if self._rows:
                self._on_why(self._rows[0].child)
            if self.is_open:
                self._table.focus_records()

        self.ask_store("result", lambda: door.services(who).runs.result(who, number), shown)

    def _choose(self) -> None:
        if self._result is not None:
            wanted = self._wanted = self._search.values()["which"]
            self._rows = [row for row in self._result.run.rows if wanted in (EVERY, "", row.result)]
            self._offset = 0
            self._show_page()

    def _on_form(self) -> None:
        if self._search.values()["which"] != self._wanted:
            self._choose()

    def _turn(self, by: int) -> None:
        self._offset = max(0, min(self._offset + by, max(0, len(self._rows) - 1)))
        self._show_page()
        self._table.focus_records()

    def _show_page(self) -> None:
        assert self._result is not None
        names, given = self._result.names(), self._result.given
        page = self._rows[self._offset : self._offset + PAGE]
        self._table.set_rows([result_record(row, given, names) for row in page])
        last = self._offset + len(page)
        self._count.set_text(
            _("{first} to {last} of {total} children, in the order of numbers").format(
                first=min(self._offset + 1, last), last=last, total=len(self._rows)
            )
        )
        self._back_page.set_available(self._offset > 0, N_("This is the first page."))
        self._next_page.set_available(last < len(self._rows), N_("This is the last page."))

    def _on_find(self) -> None:
        wanted = self._search.values()["child"].strip()
        place = next((n for n, row in enumerate(self._rows) if row.child == wanted), None)
        if place is None:
            self._search.set_error("child", N_("No child with this number is among those shown."))
            return
        self._search.clear_errors()
        self._offset = place - place % PAGE
        self._show_page()
        self._table.set_current(wanted)
        self._on_why(wanted)
        self._table.focus_records()

    def _on_why(self, subject: object | None) -> None:
        result, child = self._result, str(subject or "")
        if result is None or not child or self._given is not None:
            return
        self._asked = child
        door: Any = self.context.services.nursery
        who = self.context.actor

        def found(outcomes: tuple[WishOutcome, ...]) -> None:
            if self._asked == child:
                self._show_outcomes(child, outcomes)

        self.ask_store("why", lambda: door.services(who).runs.explain(who, result, child), found)

    def _show_outcomes(self, child: str, outcomes: Sequence[WishOutcome]) -> None:
        assert self._result is not None
        nurseries = self._result.given.nurseries
        self._about.set_text(_("Number {number}").format(number=child))
        lines = [
            _("{rank}. {place}: {reason}").format(
                rank=one.rank, place=nurseries[one.nursery].name or nurseries[one.nursery].id,
                reason=reason_sentence(one.reason),
            )
            for one in outcomes
        ]  # fmt: skip
        self._reasons.set_text("\n".join(lines) or _("No wish was handed in."))
