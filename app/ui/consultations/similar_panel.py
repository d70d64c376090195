"""The panel beside the story: three similar consultations and the step card that fits (picture 02)."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.messages import N_
from app.ui.actions import BoundAction
from app.ui.consultations.similar_presenter import CardState, SimilarState
from app.ui.desk_view import show_rows
from app.ui.parts.badge import Badge
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.glyph import Glyph
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.sides import Sides
from app.ui.parts.text import Text


class FittingCard(Card):
    """The step card that fits best, and the way to open it."""

    def __init__(self, open_card: BoundAction) -> None:
        super().__init__()
        self._title = Text("", "h3", max_em=0, is_data=True)
        self._facts = Text("", "small", "muted", max_em=0)
        head = Sides(Text(N_("Step card"), "small", "muted", max_em=0),
                     Badge(N_("Fits best"), "info", "star"))  # fmt: skip
        for part in (head, self._title, self._facts, Button(open_card)):
            self.column.addWidget(part)

    def show_card(self, state: CardState) -> None:
        """Show another card."""
        self._title.set_text(state.title)
        self._facts.set_text(state.facts)


class SimilarPanel(QWidget):
    """Similar consultations while the story is written; below, what is given as its foot."""

    def __init__(self, show_done: BoundAction, open_card: BoundAction, foot: QWidget) -> None:
        super().__init__()
        self._show_done = show_done
        way = Text(N_("F6 moves here"), "small", "muted", max_em=0)
        self._title = Section(N_("Similar consultations"), way)
        self._none = Text(N_("They appear here while you write the story."), "small", "muted")
        self._rows = RowList(N_("Similar consultations"))
        self._done_title = Text(N_("What was done then"), "strong", max_em=0)
        self._done = Text("", "body", max_em=0, is_data=True)
        self._card = FittingCard(open_card)
        self._promise = QWidget()
        promise = QVBoxLayout(self._promise)
        promise.setContentsMargins(0, 0, 0, 0)
        words = Text(N_("No other person's name is shown."), "small", "muted", max_em=0)
        promise.addWidget(FlowRow(Glyph("shield", "muted"), words))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, self._none, self._rows, self._done_title, self._done,
                     self._card, self._promise, foot):  # fmt: skip
            column.addWidget(part)
        self._done_title.hide()
        self._done.hide()
        self._card.hide()
        self._promise.hide()

    def show_similar(self, state: SimilarState) -> None:
        """Show other cases; what was done in one that is gone goes with it."""
        kept = {row.subject for row in self._rows.rows}
        if {row.subject for row in state.rows} != kept:
            self._done_title.hide()
            self._done.hide()
        self._title.set_title(state.heading)
        show_rows(self._rows, state.rows, self._show_done)
        self._none.setVisible(not state.rows)
        self._promise.setVisible(bool(state.rows))
        self._card.setVisible(state.card is not None)
        if state.card is not None:
            self._card.show_card(state.card)

    def show_done(self, words: str) -> None:
        """Show what was done in the case that was pressed."""
        self._done.set_text(words)
        self._done_title.show()
        self._done.show()
