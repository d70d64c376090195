"""One field that two people changed without knowing of each other: keep it, or take it back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.sync.standing import JournalRow
from app.messages import N_, _
from app.messages.errors import word_for
from app.ui.common.columns import Columns
from app.ui.desk_view import DeskView
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext
from app.ui.sync.whose import whose
from app.ui.sync.words import REFUSED, value_words, when_words, why_refused


class ConflictView(DeskView):
    """Both values in full, side by side; nothing is lost until somebody chose."""

    def __init__(self, context: ScreenContext, row: JournalRow) -> None:
        super().__init__(context, N_("Two values for one field"))
        self.crumbs = N_("Exchange with other computers")
        self._row = row
        keep = context.bind("sync.keep", lambda _n: self._settle(take_lost=False))
        take = context.bind("sync.take", lambda _n: self._settle(take_lost=True))
        self._whose, self._field = Text("", "lead", is_data=True), Text("", "strong")
        self._when = Text("", "small", "muted")
        self._kept, self._lost = (Text("", "lead", is_data=True) for _place in range(2))
        self._whose.hide()
        self.page.column.addWidget(self._whose)
        self.page.column.addWidget(self._field)
        self.page.column.addWidget(self._when)
        columns = Columns((50, 50))
        self._keep = Button(keep)
        # Each choice stands under what it chooses.
        for column, title, words, button in (
            (columns.left, N_("Shown now"), self._kept, self._keep),
            (columns.right, N_("The other value"), self._lost, Button(take)),
        ):
            card = Card()
            card.column.addWidget(words)
            column.addWidget(Section(title))
            column.addWidget(card)
            column.addWidget(FlowRow(button))
        self.page.column.addWidget(columns)
        if row.state == REFUSED:
            columns.hide()
            take.set_available(False, N_("Only this computer has this record."))
            self.header_actions = [(keep, "primary")]

    def first_focus(self) -> QWidget | None:
        """Begin with keeping what is shown."""
        return self._keep if self._keep.isVisibleTo(self) else None

    def opened(self) -> None:
        """Show the values, and whose they are."""
        self.refresh()
        services, who, key = self.context.services, self.context.actor, self._row.key
        self.ask_store("whose", lambda: whose(services, who, key), self._show_whose)

    def _show_whose(self, name: str) -> None:
        self._whose.set_text(name)
        self._whose.setVisible(bool(name))

    def refresh(self) -> None:
        """Say it again in the language chosen."""
        row = self._row
        is_refused = row.state == REFUSED
        self._field.set_text(why_refused(row) if is_refused else word_for("field", row.field))
        self._when.set_text(when_words(row))
        self._kept.set_text(value_words(row.kept))
        self._lost.set_text(value_words(row.lost))

    def _settle(self, *, take_lost: bool) -> None:
        sync, who, row = self.context.services.sync, self.context.actor, self._row

        def settled(_row: object) -> None:
            self.context.publish(Changes.of(row.key.kind, row.key.id))
            value = value_words(row.lost if take_lost else row.kept)
            words = _("{field} is now: {value}")
            self.context.say(words.format(field=word_for("field", row.field), value=value))
            self.context.back()

        self.ask_store("settle", lambda: sync.settle(who, row.number, take_lost=take_lost), settled)
