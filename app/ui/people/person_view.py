"""The page of one person: who it is, what was asked before, and what to do next."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.messages import N_, _
from app.services.delegations import CHANGED as DELEGATIONS
from app.services.follow_ups import CHANGED as FOLLOW_UPS
from app.ui.desk_view import DeskView, show_rows
from app.ui.facts import Fact, Facts
from app.ui.follow_ups.part import FollowUpsPart
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.people.person_presenter import PersonFound, PersonPresenter
from app.ui.people.register_parts import MergesPart, SpeakersPart
from app.ui.screen import ScreenContext
from app.ui.theme import theme


class PersonView(DeskView):
    """One person's card and history; opening it is written into the audit log."""

    def __init__(self, context: ScreenContext, person: str) -> None:
        super().__init__(context, N_("Person"))
        self._presenter = PersonPresenter(context.services, context.actor, person)
        self._found: PersonFound | None = None
        self.crumbs = N_("People › Record")
        self._bind(person)
        self._build_card()
        self._rows = RowList(N_("Consultations so far"))
        self._empty = EmptyState(
            N_("No consultation yet"), N_("The first one appears here."), icon="messages-square"
        )
        self._empty.hide()
        self._looks_title = Section(N_("Who looked"))
        self._looks = Facts()
        column = self.page.column
        column.addWidget(self._card)
        if context.actor.may("consultations"):
            column.addWidget(Section(N_("Consultations so far")))
            column.addWidget(self._rows)
            column.addWidget(self._empty)
            self._follow_ups = FollowUpsPart(self)
            column.addWidget(self._follow_ups)
        self._speakers = SpeakersPart(self, person)
        self._merges = MergesPart(self, person)
        column.addWidget(self._speakers)
        column.addWidget(self._modes_part())
        column.addWidget(self._looks_title)
        column.addWidget(self._looks)
        column.addWidget(self._merges)
        column.addWidget(FlowRow(Button(self._remove_action, "danger")))
        self._looks_title.hide()
        self._looks.hide()
        self._offer_modes()

    def _bind(self, person: str) -> None:
        context = self.context
        self._begin_action = context.bind("consultations.begin", lambda _n: self._begin())
        self._edit = context.bind(
            "people.edit", lambda _n: context.go("person-edit", person=person)
        )
        self._consent = context.bind(
            "consent.open", lambda _n: context.go("consent", person=person)
        )
        self._remove_action = context.bind("people.remove", lambda _n: self._ask_remove())
        self._open = context.bind(
            "consultations.open", lambda one: context.go("consultation", consultation=one)
        )
        self._use = context.bind("people.use_modes", lambda _n: self._use_modes())
        self._leave = context.bind("people.leave_modes", lambda _n: self._leave_modes())
        self._keep = context.bind("people.keep_modes", lambda _n: self._keep_modes())
        actions = [(self._edit, "secondary"), (self._consent, "secondary")]
        if context.actor.may("consultations"):
            actions.append((self._begin_action, "primary"))
        self.header_actions = actions

    def _build_card(self) -> None:
        self._card = Card("accent")
        self._kana = Text("", "strong", max_em=0, is_data=True)
        self._facts = Facts()
        self._note = Text("", "body", is_data=True)
        for part in (self._kana, self._facts, self._note):
            self._card.column.addWidget(part)

    def _modes_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Section(N_("How this person reads best")))
        column.addWidget(
            Text(N_("Text size, colours and language can switch for this person and back."),
                 "small", "muted")
        )  # fmt: skip
        column.addWidget(FlowRow(Button(self._use), Button(self._leave), Button(self._keep)))
        return part

    def first_focus(self) -> QWidget | None:
        """Begin at the header: who it is stands at the top, and the next step is there."""
        works = self.context.actor.may("consultations")
        return self.header_button(self._begin_action if works else self._edit)

    def opened(self) -> None:
        """Look at the record; the look is logged by the service."""
        self.ask_store("open person", self._presenter.look, self._on_found)

    def on_changes(self, changes: Changes) -> None:
        """Look again when a record or a consultation changed."""
        if any(
            changes.touches(area) for area in ("people", "consultations", FOLLOW_UPS, DELEGATIONS)
        ):
            self.opened()

    def _on_found(self, found: PersonFound) -> None:
        is_first, self._found = self._found is None, found
        if self.context.actor.may("consultations"):
            self._follow_ups.show_person(found.person.id)
        self._speakers.look()
        self._merges.look()
        self.refresh()
        self.renew_header()
        if is_first:
            self.show_beginning()

    def refresh(self) -> None:
        """Say the record in the language chosen."""
        if self._found is None:
            return
        state = self._presenter.state(
            self._found, datetime.now(UTC), is_narrow=theme().is_stacked()
        )
        self.title = state.name
        self._kana.set_text(state.kana)
        self._kana.setVisible(bool(state.kana))
        self._facts.show_facts([Fact(*pair) for pair in state.facts])
        self._note.set_text(state.note)
        self._note.setVisible(bool(state.note))
        self._card.setVisible(bool(state.kana or state.facts or state.note))
        show_rows(self._rows, state.history, self._open)
        self._empty.setVisible(not state.history)
        self._looks.show_facts([Fact(*pair) for pair in state.looks])
        self._looks_title.setVisible(bool(state.looks))
        self._offer_modes()

    def _begin(self) -> None:
        def begun(answer: tuple[str, Changes]) -> None:
            one, changes = answer
            self.context.go("consultation", consultation=one)
            self.context.publish(changes)

        self.ask_store("begin", self._presenter.begin, begun)

    def _ask_remove(self) -> None:
        if self._found is not None:
            self.context.ask(
                N_("Remove this record?"),
                N_("{name} no longer appears in lists. It can come back afterwards.").format(
                    name=self._presenter.state(self._found, datetime.now(UTC)).name
                ),
                N_("Remove the record"),
                N_("Keep it"),
                self._remove,
                icon="trash-2",
            )

    def _remove(self) -> None:
        context, presenter = self.context, self._presenter

        def removed(changes: Changes) -> None:
            context.back()
            context.publish(changes)
            context.say_with_undo(
                _("The record is removed."),
                lambda: context.run("restore", presenter.restore, context.publish),
            )

        self.ask_store("remove", presenter.remove, removed)

    def _offer_modes(self) -> None:
        modes = self._found.person.modes if self._found is not None else None
        if modes is None:
            self._use.set_available(False, N_("Nothing is remembered for this person yet."))
        elif modes == theme().modes:
            self._use.set_available(False, N_("The screen already looks this person's way."))
        else:
            self._use.set_available(True)
        is_theirs = modes is not None and modes == theme().modes
        reason = "" if is_theirs else N_("The screen already looks your way.")
        self._leave.set_available(is_theirs, reason)

    def _use_modes(self) -> None:
        if self._found is not None and self._found.person.modes is not None:
            self.context.window.use_person_modes(self._found.person.modes)
            self.context.say(_("The screen now looks the way this person reads best."))
            self._offer_modes()

    def _leave_modes(self) -> None:
        self.context.window.leave_person_modes()
        self.context.say(_("The screen looks your way again."))
        self._offer_modes()

    def _keep_modes(self) -> None:
        context, presenter = self.context, self._presenter
        before = self._found.person.modes if self._found is not None else None
        modes = theme().modes

        def kept(changes: Changes) -> None:
            context.publish(changes)
            context.say_with_undo(
                _("This look is remembered for this person."),
                lambda: context.run("modes", lambda: presenter.keep_modes(before), context.publish),
            )

        self.ask_store("modes", lambda: presenter.keep_modes(modes), kept)
