"""The card at the head of a consultation: whose it is, told from the record."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.messages import N_
from app.ui.actions import BoundAction
from app.ui.consultations.presenter import ConsultationState
from app.ui.parts.badge import Badge
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.sides import Sides
from app.ui.parts.text import Text


class PersonCard(Card):
    """Name and kana, what tells her apart, and the way to choose somebody else."""

    def __init__(self, choose: BoundAction) -> None:
        super().__init__("accent")
        self._name = Text("", "strong", max_em=0, is_data=True)
        self._kana = Text("", "body", "muted", max_em=0, is_data=True)
        self._facts = Text("", "small", "muted", max_em=0, is_data=True)
        self._provenance = Badge(N_("From the record"), "info", "file-text")
        self.choose = Button(choose, "quiet")
        names: QWidget = FlowRow(self._name, self._kana, gap=16)
        self.column.addWidget(Sides(names, self._provenance))
        self.column.addWidget(Sides(self._facts, self.choose))

    def show_person(self, state: ConsultationState) -> None:
        """Show whose consultation this is."""
        self._name.set_text(state.name)
        self._kana.set_text(state.kana)
        self._kana.setVisible(bool(state.kana))
        self._facts.set_text(state.facts)
        self._provenance.setVisible(state.is_known)
        self.choose.setVisible(not state.is_closed)
        self.choose.set_label(N_("Another person") if state.is_known else N_("Choose a person"))
