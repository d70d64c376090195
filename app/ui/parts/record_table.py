"""Records in a table, from 200 % the same records as cards with the label over each value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.messages import Lazy
from app.ui.parts.painting import follow_theme
from app.ui.parts.record_cards import RecordCards
from app.ui.parts.record_view import RecordView
from app.ui.parts.records import MOST_RECORDS, Cell, CellBadge, Column, Record
from app.ui.theme import theme

if TYPE_CHECKING:
    from app.ui.actions import BoundAction

__all__ = ["Cell", "CellBadge", "Column", "Record", "RecordTable"]


@dataclass(frozen=True, slots=True)
class _Content:
    columns: tuple[Column, ...]
    records: tuple[Record, ...]


class RecordTable(QWidget):
    """At most 20 records a page; a table or, in large text, cards. One record is always current."""

    activated = Signal(object)
    current_changed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Record] = (),
        name: str | Lazy = "",
        bound: BoundAction | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show records; `name` is what the tree calls the table, `bound` opens a record."""
        super().__init__(parent)
        if bound is not None:
            self.setProperty("action_id", bound.spec.id)
            self.activated.connect(bound.trigger)
        else:
            # Without an action the records are only chosen among, as the lines of a list box are.
            self.setProperty("field_key", "records")
        self._name = name
        self._content = _Content(tuple(columns), tuple(rows))
        self._subject: object | None = rows[0].subject if rows else None
        self.view = RecordView(self)
        self.cards = RecordCards(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.view)
        self._column.addWidget(self.cards)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in (self.view, self.cards):
            part.record_activated.connect(self.activated)
            part.current_changed.connect(self._on_current)
        self._renew()
        follow_theme(self._renew)

    @property
    def records(self) -> tuple[Record, ...]:
        """Return what is shown, in order."""
        return self._content.records

    @property
    def current_subject(self) -> object | None:
        """Return the subject of the current record; None when there are no records."""
        return self._subject

    def set_rows(self, rows: Sequence[Record]) -> None:
        """Show other records; the current one stays current if it is still there."""
        if len(rows) > MOST_RECORDS:
            raise ValueError(f"a page shows at most {MOST_RECORDS} records, not {len(rows)}")
        self._content = _Content(self._content.columns, tuple(rows))
        subjects = [record.subject for record in rows]
        if self._subject not in subjects:
            self._subject = subjects[0] if subjects else None
        self._fill()

    def set_current(self, subject: object) -> None:
        """Make a record the current one."""
        if any(record.subject == subject for record in self._content.records):
            self._subject = subject
            self.view.set_current(subject)
            self.cards.set_current(subject)

    def first_stop(self) -> QWidget | None:
        """Return what takes the focus for the records: the table, or the current card."""
        return self.cards.current_card() if theme().is_stacked() else self.view

    def focus_records(self) -> None:
        """Put the focus on the current record."""
        if theme().is_stacked():
            self.cards.focus_current()
        else:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_current(self, subject: object) -> None:
        if subject != self._subject:
            self._subject = subject
            self.current_changed.emit(subject)

    def _renew(self) -> None:
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        stacked = theme().is_stacked()
        self._fill()
        self.view.setVisible(not stacked)
        self.cards.setVisible(stacked)
        if had_focus:
            self.focus_records()
        self.updateGeometry()

    def _fill(self) -> None:
        name = str(self._name)
        stacked = theme().is_stacked()
        # Only the visible one is filled: twenty hidden cards would cost every change of modes.
        shown = self._content.records if not stacked else ()
        self.view.show_records(self._content.columns, shown, self._subject, name)
        cards = self._content.records if stacked else ()
        self.cards.show_records(self._content.columns, cards, self._subject, name)
