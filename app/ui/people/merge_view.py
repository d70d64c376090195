"""The page that makes two records of one person one: choose the other, compare, merge, undo."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.changes import Changes
from app.domain.merging import Merge
from app.domain.people import DuplicateProposal, PeoplePage
from app.messages import N_, _
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView, show_rows
from app.ui.parts.record_table import RecordTable
from app.ui.parts.records import Column
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.people.merge_presenter import MergePresenter, Pair, found_rows, proposal_rows
from app.ui.screen import ScreenContext

TYPING_PAUSE_MS = 250
COLUMNS = (
    Column("field", N_("Field"), is_title=True),
    Column("kept", N_("Stays"), stretch=2),
    Column("merged", N_("Goes"), stretch=2),
    Column("after", N_("Afterwards"), stretch=2),
    Column("how", N_("What happens")),
)


class MergeChooseView(DeskView):
    """Who is the other record? Those alike stand first; anybody can be looked for."""

    def __init__(self, context: ScreenContext, person: str) -> None:
        super().__init__(context, N_("Which record is the same person?"))
        self.crumbs = N_("People › Two records of one person")
        self._person = person
        self._presenter = MergePresenter(context.services, context.actor, person)
        self._proposals: tuple[DuplicateProposal, ...] = ()
        self._page = PeoplePage()
        choose = context.bind(
            "people.merge_with",
            lambda other: context.go("people-merge", person=person, other=str(other)),
        )
        self._choose = choose
        self._alike_title = Section(N_("Perhaps the same person"))
        self._alike = RowList(N_("Perhaps the same person"), key="alike")
        self._none = Text(N_("Nobody with the same kana, telephone or birthday so far."), "small",
                          "muted")  # fmt: skip
        self._form = Form()
        self._form.text("search", N_("Find the other record"), N_("Kana, name or telephone."))
        self._rows = RowList(N_("Found"), key="found")
        for part in (self._alike_title, self._none, self._alike, self._form, self._rows):
            self.page.column.addWidget(part)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._look_for)
        self._form.changed.connect(self._pause.start)

    def first_focus(self) -> QWidget | None:
        """Begin at the search; those alike are said when they are known."""
        return self._form.widget("search")

    def opened(self) -> None:
        """Look who is alike."""
        self.ask_store("alike", self._presenter.proposals, self._on_alike)

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        show_rows(self._alike, proposal_rows(self._proposals, date.today()), self._choose)
        show_rows(self._rows, found_rows(self._page, date.today()), self._choose)
        self._none.setVisible(not self._proposals)

    def _on_alike(self, found: tuple[DuplicateProposal, ...]) -> None:
        self._proposals = found
        self.refresh()
        first = self._alike.current_row
        if first is not None and self.is_open and not self._form.values()["search"]:
            first.setFocus()

    def _look_for(self) -> None:
        text, presenter = self._form.values()["search"].strip(), self._presenter
        if not text:
            self._page = PeoplePage()
            self.refresh()
            return

        def found(page: PeoplePage) -> None:
            if text == self._form.values()["search"].strip():
                self._page = page
                self.refresh()

        self.ask_store("find people", lambda: presenter.find(text), found)


class MergeView(DeskView):
    """Two records line by line; nothing is lost, and both can be had again."""

    def __init__(self, context: ScreenContext, person: str, other: str) -> None:
        super().__init__(context, N_("Two records, one person"))
        self.crumbs = N_("People › Two records of one person")
        self._kept, self._merged = person, other
        self._presenter = MergePresenter(context.services, context.actor, person)
        self._pair: Pair | None = None
        self._swap = context.bind("people.merge_swap", lambda _n: self._on_swap())
        self._merge = context.bind("people.merge", lambda _n: self._ask())
        self.header_actions = [(self._swap, "secondary"), (self._merge, "primary")]
        self._words = Text("", "lead", is_data=True)
        self._moves = Text("", "body")
        self._table = RecordTable(COLUMNS, (), N_("Both records line by line"))
        for part in (self._words, self._table, self._moves):
            self.page.column.addWidget(part)

    def first_focus(self) -> QWidget | None:
        """Begin at the comparison: whoever merges has read it."""
        return self._table.first_stop()

    def opened(self) -> None:
        """Read both records; both looks are logged."""
        kept, merged = self._kept, self._merged
        self.ask_store("pair", lambda: self._presenter.look(kept, merged), self._on_found)

    def refresh(self) -> None:
        """Say both again in the language chosen."""
        if self._pair is None:
            return
        state = self._presenter.state(self._pair)
        self._words.set_text(
            N_("{kept} stays and has everything. {merged} goes.").format(
                kept=state.kept, merged=state.merged
            )
        )
        self._moves.set_text(state.moves)
        self._table.set_rows(state.rows)

    def _on_found(self, pair: Pair) -> None:
        is_first, self._pair = self._pair is None, pair
        focus = QApplication.focusWidget()
        self.refresh()
        if is_first and self.is_open and (focus is None or not self.isAncestorOf(focus)):
            self._table.focus_records()

    def _on_swap(self) -> None:
        self._kept, self._merged = self._merged, self._kept
        self.opened()
        self.context.say(_("The other record stays now."))

    def _ask(self) -> None:
        if self._pair is None:
            return
        state = self._presenter.state(self._pair)
        self.context.ask(
            N_("Make these two records one?"), state.question, N_("Make them one"),
            N_("Keep two"), self._do_merge, icon="merge", is_danger=False,
        )  # fmt: skip

    def _do_merge(self) -> None:
        context, presenter, pair = self.context, self._presenter, self._pair
        if pair is None:
            return

        def merged(answer: tuple[Merge, Changes]) -> None:
            merge, changes = answer
            context.window.show_screen("person", person=pair.kept.id)
            context.publish(changes)
            context.say_with_undo(
                _("The two records are one now."),
                lambda: context.run(
                    "unmerge", lambda: presenter.unmerge(merge.id), context.publish
                ),
            )

        self.ask_store("merge", lambda: presenter.merge(pair), merged)
