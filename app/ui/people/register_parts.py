"""What a person's page shows of two registers: who may speak for her, and records made one."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.delegations import Delegation
from app.domain.ids import PersonId
from app.domain.merging import Merge
from app.messages import N_, _
from app.ui.desk_view import DeskView, show_rows
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.people.merge_presenter import merge_words
from app.ui.people.row_states import delegation_row
from app.ui.row_state import RowState


class SpeakersPart(QWidget):
    """Those who may speak for her today, and the way to the whole register."""

    def __init__(self, view: DeskView, person: str) -> None:
        super().__init__()
        self._view, self._person = view, PersonId(person)
        self._found: tuple[Delegation, ...] = ()
        context = view.context
        self._open = context.bind(
            "delegations.open",
            lambda one: context.go("delegation", person=person, delegation=str(one)),
        )
        every = context.bind(
            "delegations.list", lambda _n: context.go("delegations", person=person)
        )
        self._rows = RowList(N_("Who may speak for her"), key="speaker")
        self._none = Text(N_("Nobody is written down."), "small", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (Section(N_("Who may speak for her")), self._none, self._rows,
                     FlowRow(Button(every))):  # fmt: skip
            column.addWidget(part)

    def look(self) -> None:
        """Look who holds a delegation today."""
        service, who, person = (
            self._view.context.services.delegations, self._view.context.actor, self._person,
        )  # fmt: skip
        self._view.ask_store("delegations", lambda: service.of_person(who, person), self._show)

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        self._show(self._found)

    def _show(self, found: tuple[Delegation, ...]) -> None:
        self._found = found
        today = self._view.context.services.delegations.today()
        rows = [delegation_row(one, today) for one in found if one.holds_on(today)]
        show_rows(self._rows, rows, self._open)
        self._none.setVisible(not rows)


class MergesPart(QWidget):
    """Records that were made one, each with the way back to two; and the way to make one."""

    def __init__(self, view: DeskView, person: str) -> None:
        super().__init__()
        self._view, self._person = view, PersonId(person)
        self._found: tuple[Merge, ...] = ()
        context = view.context
        choose = context.bind(
            "people.merge_choose", lambda _n: context.go("people-merge-choose", person=person)
        )
        self._apart = context.bind("people.unmerge", lambda one: self._ask(str(one)))
        self._rows = RowList(N_("Records made one"), key="merge")
        self._words = Text(
            N_("Is this person here twice? Make the two records one; it can be undone."), "small",
            "muted",
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (Section(N_("Two records of one person")), self._words, self._rows,
                     FlowRow(Button(choose))):  # fmt: skip
            column.addWidget(part)

    def look(self) -> None:
        """Look which mergings can be undone."""
        service, who, person = (
            self._view.context.services.people_merge, self._view.context.actor, self._person,
        )  # fmt: skip
        self._view.ask_store("mergings", lambda: service.of_person(who, person), self._show)

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        self._show(self._found)

    def _show(self, found: tuple[Merge, ...]) -> None:
        self._found = found
        names = {str(one.id): one.name for one in self._view.context.services.operators.tiles()}
        now = datetime.now(UTC)
        rows = [
            RowState(
                one.id, _("Make them two again"), merge_words(one, names, now), icon="split",
                spoken=f"{_('Make them two again')}, {merge_words(one, names, now)}",
            )
            for one in found
        ]  # fmt: skip
        show_rows(self._rows, rows, self._apart)

    def _ask(self, merge: str) -> None:
        self._view.context.ask(
            N_("Make two records again?"),
            N_("Everything goes back to where it was. What was written since stays here."),
            N_("Make them two"), N_("Keep one"), lambda: self._unmerge(merge), icon="split",
            is_danger=False,
        )  # fmt: skip

    def _unmerge(self, merge: str) -> None:
        context = self._view.context
        service, who = context.services.people_merge, context.actor
        found = next((one for one in self._found if one.id == merge), None)

        def done(changes: Changes) -> None:
            context.publish(changes)
            words = _("They are two records again.")
            if found is None:
                context.say(words)
                return
            context.say_with_undo(
                words,
                lambda: context.run(
                    "merge", lambda: service.merge(who, found.kept, found.merged)[1],
                    context.publish,
                ),
            )  # fmt: skip

        self._view.ask_store("unmerge", lambda: service.unmerge(who, merge), done)
