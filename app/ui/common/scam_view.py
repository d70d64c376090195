"""The scam card: what to do now, step by step, and whom to call (picture 08).

Steps follow the advice of 国民生活センター and 警察庁 on fake support screens and refund calls; numbers: #9110
(police consultation), 188 (consumer hotline), IPA 03-5978-7509 (security help desk).
"""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from app.messages import N_
from app.ui.parts.card import Card
from app.ui.parts.section import Section
from app.ui.parts.step_card import StepCard
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView
from app.ui.theme import theme

STEPS = (
    (N_("Do not call back"), N_("The number on the screen belongs to the scammers.")),
    (N_("Close the screen"), N_("Hold Esc, or switch the device off.")),
    (N_("Cut the line"), N_("Switch Wi-Fi off or pull the cable.")),
    (N_("Stop the money"), N_("If you paid or told a number, call the bank now.")),
    (N_("Tell somebody"), N_("Call one of the numbers below.")),
)
NUMBERS = (
    ("#9110", N_("Police, for advice")),
    ("188", N_("Consumer hotline")),
    ("03-5978-7509", N_("IPA, computer security")),
)


class ScamCardView(ScreenView):
    """Five steps and three numbers; the one filled button says it is done."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Is this a scam?"))
        done = context.bind("scam.done", lambda _n: context.back())
        self.header_actions = [(done, "primary")]
        for number, (title, words) in enumerate(STEPS, 1):
            self.page.column.addWidget(StepCard(number, title, words, "todo"))
        self.page.column.addWidget(Section(N_("Whom to call")))
        self._cards = QWidget()
        self._grid = QGridLayout(self._cards)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._numbers = []
        for number_text, who in NUMBERS:
            card = Card()
            card.column.addWidget(Text(number_text, "display", max_em=0))
            card.column.addWidget(Text(who, "body"))
            card.setProperty("is_data", True)
            self._numbers.append(card)
        self.page.column.addWidget(self._cards)
        self.refresh()

    def refresh(self) -> None:
        """Set the numbers side by side, or one below the other in large text."""
        columns = 1 if theme().is_stacked() else len(self._numbers)
        for place, card in enumerate(self._numbers):
            self._grid.addWidget(card, place // columns, place % columns)
