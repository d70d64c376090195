"""What the program said, newest first."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.messages import N_, ngettext
from app.messages.times import time_of_day
from app.ui.announcer import Message, Urgency
from app.ui.desk_view import DeskView
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.record_table import CellBadge, Column, Record, RecordTable
from app.ui.parts.section import Section
from app.ui.screen import ScreenContext

SHOWN = 20
WORDS = {
    Urgency.HINT: CellBadge(N_("Hint"), "info"),
    Urgency.POLITE: CellBadge(N_("Done"), "success"),
    Urgency.URGENT: CellBadge(N_("Look"), "warning"),
    Urgency.ERROR: CellBadge(N_("Important"), "danger"),
}


class MessagesView(DeskView):
    """A table of time, kind and sentence; cards in large text."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Messages so far"))
        self.crumbs = N_("What the program said, newest first")
        repeat = context.bound("shell.repeat")
        messages = context.announcer.history[:SHOWN]
        self._table: RecordTable | None = None
        if not messages:
            self.page.column.addWidget(
                EmptyState(N_("Nothing was said yet"), N_("Messages come here as you work."),
                           icon="history")
            )  # fmt: skip
            return
        self.header_actions = [(repeat, "secondary")]
        count = len(messages)
        words = ngettext("{count} message", "{count} messages", count).format(count=count)
        self.page.column.addWidget(Section(words))
        columns = (
            Column("at", N_("When"), stretch=2),
            Column("kind", N_("Kind"), stretch=2),
            Column("text", N_("Message"), stretch=8),
        )
        self._table = RecordTable(
            columns,
            [_record(n, one) for n, one in enumerate(messages)],
            N_("Messages so far"),
            context.bind("messages.say", lambda n: self._say(messages[int(str(n))])),
        )
        self._table.setProperty("is_data", True)
        self.page.column.addWidget(self._table)

    def first_focus(self) -> QWidget | None:
        """Begin at the newest message."""
        return self._table.first_stop() if self._table is not None else None

    def _say(self, message: Message) -> None:
        self.context.say(message.text, message.urgency)


def _record(number: int, message: Message) -> Record:
    at = time_of_day(message.at)
    return Record(number, (at, WORDS[message.urgency], message.text), f"{at}, {message.text}")
