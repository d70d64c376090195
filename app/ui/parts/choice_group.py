"""Choice cards that belong together: one of them, or several; nothing is chosen beforehand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from app.messages import Lazy
from app.ui.parts.arrow_steps import ArrowSteps
from app.ui.parts.choice_card import ChoiceCard
from app.ui.parts.painting import follow_theme
from app.ui.parts.roles import give_role
from app.ui.theme import theme

Choice = tuple[str, str | Lazy] | tuple[str, str | Lazy, str | Lazy]


class ChoiceGroup(QWidget):
    """Cards side by side, below each other from 200 %; `several` makes them check marks."""

    changed = Signal()

    def __init__(
        self,
        choices: list[Choice],
        *,
        several: bool = False,
        columns: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        """Offer choices of (value, title) or (value, title, small line)."""
        super().__init__(parent)
        self._columns = columns
        self._several = several
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        give_role(self, QAccessible.Role.Grouping)
        self.cards: list[ChoiceCard] = []
        self._arrows = ArrowSteps(self.cards, self)
        self.cards.extend(self._card(choice) for choice in choices)
        self._renew()
        follow_theme(self._renew)

    def _card(self, choice: Choice) -> ChoiceCard:
        second = choice[2] if len(choice) == 3 else ""
        card = ChoiceCard(choice[0], choice[1], second, radio=not self._several)
        card.setObjectName(f"choice_{choice[0]}")
        card.toggled.connect(lambda *_: self.changed.emit())
        if not self._several:
            # Qt takes the Tab stop from the unchecked ones of any group, also of check marks.
            self._group.addButton(card)
            card.installEventFilter(self._arrows)
        return card

    def value(self) -> str:
        """Return the chosen value; several are joined with commas in the order shown."""
        return ",".join(card.value for card in self.cards if card.isChecked())

    def set_value(self, value: str) -> None:
        """Choose without telling; "" chooses nothing."""
        wanted = set(value.split(",")) if value else set()
        self._group.setExclusive(False)
        for card in self.cards:
            card.blockSignals(True)
            card.setChecked(card.value in wanted)
            card.blockSignals(False)
            card.update()
        self._group.setExclusive(not self._several)

    def set_wrong(self, wrong: bool) -> None:
        """Show or take away the edge of a choice to be corrected."""
        for card in self.cards:
            card.set_wrong(wrong)

    def set_available(self, available: bool) -> None:
        """Make the cards dashed and keep what is chosen, or let them be changed again."""
        for card in self.cards:
            card.set_available(available)

    def _renew(self) -> None:
        columns = 1 if theme().is_stacked() else self._columns
        self._grid.setHorizontalSpacing(theme().space(12))
        self._grid.setVerticalSpacing(theme().space(12))
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
