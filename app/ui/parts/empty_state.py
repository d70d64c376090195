"""Nothing is here: said plainly, with the reason and the one button that changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.messages import Lazy
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.glyph import Glyph
from app.ui.parts.sides import Sides
from app.ui.parts.text import Text
from app.ui.theme import theme

if TYPE_CHECKING:
    from app.ui.actions import BoundAction


class EmptyState(Card):
    """A dashed card with icon, sentence, reason and at most one button."""

    def __init__(
        self,
        title: str | Lazy,
        why: str | Lazy = "",
        bound: BoundAction | None = None,
        icon: str = "inbox",
        parent: QWidget | None = None,
    ) -> None:
        """Say what is not here and why."""
        super().__init__(dashed=True, edge="border", parent=parent)
        self.title = Text(title, "strong")
        self.why = Text(why, "small", "muted")
        head = QHBoxLayout()
        head.setSpacing(theme().space(8))
        head.addWidget(Glyph(icon, "muted"))
        head.addWidget(self.title, 1)
        self.column.addLayout(head)
        self.button = Button(bound) if bound is not None else None
        self.column.addWidget(Sides(self.why, self.button) if self.button else self.why)
        self.why.setVisible(bool(str(why)))

    def set_words(self, title: str | Lazy, why: str | Lazy = "") -> None:
        """Say something else, for example what was searched for."""
        self.title.set_text(title)
        self.why.set_text(why)
        self.why.setVisible(bool(str(why)))
