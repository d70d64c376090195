"""Whom to reach and what to say: the telephone in large figures, the sentences in their order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.messages import N_
from app.ui.follow_ups.follow_up_presenter import FollowUpState
from app.ui.parts.badge import Badge
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.glyph import Glyph
from app.ui.parts.section import Section
from app.ui.parts.sides import Sides
from app.ui.parts.text import Text


class ReachCard(Card):
    """Name, telephone and what it is about, for the one who dials."""

    def __init__(self) -> None:
        super().__init__("accent")
        self._name = Text("", "h3", max_em=0, is_data=True)
        self._kana = Text("", "body", "muted", max_em=0, is_data=True)
        self._badge = Badge(" ", "info")
        self._phone = Text("", "display", max_em=0, tabular=True, is_data=True)
        self._none = Text(N_("No telephone is known. Meet in person, or ask the family."), "strong")
        self._about = Text("", "body", is_data=True)
        names: QWidget = FlowRow(self._name, self._kana, gap=16)
        for part in (Sides(names, self._badge), self._phone, self._none, self._about):
            self.column.addWidget(part)

    def show_person(self, state: FollowUpState) -> None:
        """Show whom to reach."""
        self._name.set_text(state.name)
        self._kana.set_text(state.kana)
        self._kana.setVisible(bool(state.kana))
        self._badge.set_badge(*state.badge)
        self._phone.set_text(state.phone)
        self._phone.setVisible(bool(state.phone))
        self._none.setVisible(not state.phone)
        self._about.set_text(state.about)
        self._about.setVisible(bool(state.about))


class ScriptPart(QWidget):
    """The sentences to say, and at the end what is never told to anybody else."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._never = Text("", "small", "muted", is_data=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Section(N_("What to say")))
        column.addLayout(self._lines)
        promise = QHBoxLayout()
        promise.addWidget(Glyph("shield", "muted"))
        promise.addWidget(self._never, 1)
        column.addLayout(promise)

    def show_script(self, lines: Sequence[str], never: str) -> None:
        """Show other sentences."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._lines.addWidget(Text(line, "lead", is_data=True))
        self._never.set_text(never)
