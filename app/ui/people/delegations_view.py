"""Who may speak for her: the list, one entry, and how an entry ends."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.delegations import Delegation
from app.domain.ids import PersonId
from app.domain.people import Person
from app.domain.phones import show_phone
from app.messages import N_, _
from app.messages.follow_up_words import BASES, SCOPES, delegation_badge
from app.messages.people_words import display_name
from app.messages.times import day_words
from app.services.delegations import CHANGED
from app.ui.desk_view import DeskView, show_rows
from app.ui.facts import Fact, Facts
from app.ui.parts.badge import Badge
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.sides import Sides
from app.ui.parts.text import Text
from app.ui.people.row_states import delegation_row
from app.ui.screen import ScreenContext


class DelegationsView(DeskView):
    """Everybody who is or was allowed to speak for one person; nothing is forgotten."""

    def __init__(self, context: ScreenContext, person: str) -> None:
        super().__init__(context, N_("Who may speak for her"))
        self.crumbs = N_("People › Who may speak for her")
        self._person = PersonId(person)
        self._found: tuple[Delegation, ...] = ()
        self._open = context.bind(
            "delegations.open",
            lambda one: context.go("delegation", person=person, delegation=str(one)),
        )
        self._new = context.bind(
            "delegations.new", lambda _n: context.go("delegation-new", person=person)
        )
        self.header_actions = [(self._new, "primary")]
        self._rows = RowList(N_("Who may speak for her"))
        self._none = EmptyState(
            N_("Nobody is written down"),
            N_(
                "Talk with her about it first. What she says here together is enough to begin with."
            ),
            icon="users",
        )
        self._none.hide()
        for part in (self._rows, self._none):
            self.page.column.addWidget(part)

    def first_focus(self) -> QWidget | None:
        """Begin in the list; an empty one at writing the first entry."""
        return self._rows.current_row or self.header_button(self._new)

    def opened(self) -> None:
        """Look who may speak for her."""
        services, who, person = self.context.services, self.context.actor, self._person

        def look() -> tuple[Person, tuple[Delegation, ...]]:
            record = services.people.open_person(who, person)
            return record, services.delegations.of_person(who, person)

        self.ask_store("delegations", look, self._on_found)

    def on_changes(self, changes: Changes) -> None:
        """Look again when an entry changed."""
        if changes.touches(CHANGED):
            self.opened()

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        today = self.context.services.delegations.today()
        show_rows(self._rows, [delegation_row(one, today) for one in self._found], self._open)

    def _on_found(self, answer: tuple[Person, tuple[Delegation, ...]]) -> None:
        record, self._found = answer
        name = display_name(record.name, record.kana)
        self.crumbs = N_("People › {name}").format(name=name)
        self.refresh()
        self._none.setVisible(not self._found)
        self.renew_header()
        row = self._rows.current_row
        if row is not None and self.is_open and not row.hasFocus():
            row.setFocus()


class DelegationView(DeskView):
    """One entry: what this person may do, until when, what it rests on, and its end."""

    def __init__(self, context: ScreenContext, person: str, delegation: str) -> None:
        super().__init__(context, N_("May speak for her"))
        self.crumbs = N_("People › Who may speak for her")
        self._person, self._one = PersonId(person), delegation
        self._entry: Delegation | None = None
        self._end = context.bind("delegations.end", lambda _n: self._ask_end())
        self._name = Text("", "h3", max_em=0, is_data=True)
        self._badge = Badge(" ", "success")
        self._facts = Facts()
        card = Card("accent")
        card.column.addWidget(Sides(self._name, self._badge))
        card.column.addWidget(self._facts)
        self._button = Button(self._end, "danger")
        self.page.column.addWidget(card)
        self.page.column.addWidget(
            Text(
                N_("Money is never among it. An entry that ended stays in the register."),
                "small", "muted",
            )
        )  # fmt: skip
        self.page.column.addWidget(FlowRow(self._button))

    def first_focus(self) -> QWidget | None:
        """Begin at the one thing that can be done."""
        return self._button

    def opened(self) -> None:
        """Read the entry."""
        service, who, person = self.context.services.delegations, self.context.actor, self._person
        self.ask_store("delegation", lambda: service.of_person(who, person), self._on_found)

    def on_changes(self, changes: Changes) -> None:
        """Look again when it changed."""
        if changes.touches(CHANGED):
            self.opened()

    def refresh(self) -> None:
        """Say the entry in the language chosen."""
        one = self._entry
        if one is None:
            return
        today = self.context.services.delegations.today()
        self._name.set_text(one.name)
        self._badge.set_badge(*delegation_badge(one, today))
        self._facts.show_facts(_facts_of(one))
        ended = one.revoked_at is not None
        self._end.set_available(not ended, N_("It is ended already.") if ended else "")

    def _on_found(self, every: tuple[Delegation, ...]) -> None:
        self._entry = next((one for one in every if one.id == self._one), None)
        if self._entry is None:
            self.context.back()
            return
        self.refresh()

    def _ask_end(self) -> None:
        if self._entry is not None:
            self.context.ask(
                N_("End this now?"),
                N_("{name} may no longer speak for her. The entry stays in the register.").format(
                    name=self._entry.name
                ),
                N_("End it"), N_("Keep it"), self._do_end, icon="ban",
            )  # fmt: skip

    def _do_end(self) -> None:
        context, service, one = self.context, self.context.services.delegations, self._one
        who = context.actor

        def ended(changes: Changes) -> None:
            context.publish(changes)
            context.say_with_undo(
                _("It is ended."),
                lambda: context.run("restore", lambda: service.restore(who, one), context.publish),
            )

        self.ask_store("end delegation", lambda: service.revoke(who, one), ended)


def _facts_of(one: Delegation) -> list[Fact]:
    facts = [Fact(_("Relation"), one.relation)] if one.relation else []
    facts.append(Fact(_("May do"), "・".join(str(SCOPES[scope.value]) for scope in one.scopes)))
    span = _("{start} to {end}").format(
        start=day_words(one.starts_on, with_year=True), end=day_words(one.ends_on, with_year=True)
    )
    facts.append(Fact(_("From when to when"), span))
    facts.append(Fact(_("Rests on"), str(BASES[one.basis.value])))
    if one.phone:
        facts.append(Fact(_("Telephone"), show_phone(one.phone)))
    if one.note:
        facts.append(Fact(_("Note"), one.note))
    return facts
