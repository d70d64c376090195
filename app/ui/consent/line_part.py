"""One line of "who can see": in her words, since when, and one button that stops it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.messages import N_, _
from app.ui.actions import BoundAction
from app.ui.consent.page_presenter import LineState
from app.ui.parts.badge import Badge
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.sides import Sides
from app.ui.parts.text import Text


class StopButton(Button):
    """The stop of one line; ears hear whose eyes it stops, the screen shows one word."""

    def __init__(self, bound: BoundAction, line: LineState) -> None:
        self._line = line
        super().__init__(bound, "danger", line.event, N_("Stop"))
        self.setObjectName(f"stop_{line.event}")

    def _renew(self) -> None:
        super()._renew()
        self.setAccessibleName(_("Stop: {whom}").format(whom=self._line.whom))


class ConsentLine(Card):
    """A card with a bar: somebody can see something of her now."""

    def __init__(self, bound: BoundAction, line: LineState) -> None:
        super().__init__("accent")
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        head = FlowRow(
            Text(line.whom, "h3", max_em=0, is_data=True), Badge(line.badge, "success", "eye")
        )
        for part in (head, Text(line.sentence, is_data=True),
                     Text(line.since, "small", "muted", is_data=True)):  # fmt: skip
            column.addWidget(part)
        self.stop = StopButton(bound, line)
        self.column.addWidget(Sides(words, self.stop))
