"""The follow-ups of one person, as they stand on her page and on a consultation."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.ids import PersonId
from app.messages import N_
from app.services.follow_ups import FollowUpPage
from app.ui.desk_view import DeskView, show_rows
from app.ui.follow_ups.row_states import follow_up_row
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text


class FollowUpsPart(QWidget):
    """What is open for her, and the way to a new one.

    Args:
        view: the page it stands on.
        consultation: the consultation a new one belongs to, empty on a person's page.
    """

    def __init__(self, view: DeskView, consultation: str = "") -> None:
        super().__init__()
        self._view, self._consultation = view, consultation
        self._person: PersonId | None = None
        self._about, self._due_on = "", ""
        self._page = FollowUpPage()
        context = view.context
        self._open = context.bind(
            "follow_ups.open", lambda one: context.go("follow-up", follow_up=one)
        )
        self._new = context.bind("follow_ups.new", lambda _n: self._begin())
        self._rows = RowList(N_("Follow-ups"), key="follow_up")
        self._none = Text(N_("Nothing is planned yet."), "small", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (Section(N_("Follow-ups")), self._none, self._rows, FlowRow(Button(self._new))):
            column.addWidget(part)

    def show_person(self, person: PersonId | None) -> None:
        """Look at what is open for somebody; nobody without a name can be followed up."""
        self._person = person
        self._new.set_available(person is not None, N_("Choose the person first."))
        if person is None:
            self._show(FollowUpPage())
            return
        service, who = self._view.context.services.follow_ups, self._view.context.actor
        self._view.ask_store("follow-ups", lambda: service.of_person(who, person), self._show)

    def propose(self, about: str, due_on: str) -> None:
        """Take over what the consultation says already into a new one."""
        self._about, self._due_on = about, due_on

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        self._show(self._page)

    def _show(self, page: FollowUpPage) -> None:
        self._page = page
        today = self._view.context.services.follow_ups.today()
        show_rows(
            self._rows,
            [follow_up_row(one, today, with_name=False) for one in page.rows],
            self._open,
        )
        self._none.setVisible(not page.rows)

    def _begin(self) -> None:
        if self._person is not None:
            self._view.context.go(
                "follow-up-new", person=self._person, consultation=self._consultation,
                about=self._about, due_on=self._due_on,
            )  # fmt: skip
