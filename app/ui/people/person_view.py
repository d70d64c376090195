"""The page of one person: who it is, what was asked before, and what to do next."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.consultations import ConsultationPage
from app.domain.people import Person
from app.domain.phones import show_phone
from app.messages import N_, _
from app.messages.consultation_words import row_badge, row_lead, row_second, row_title
from app.messages.people_words import FIELD_LABELS, birth_words, birthday_words, display_name
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import FlowRow
from app.ui.parts.row import Row, RowBadge
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView
from app.ui.theme import theme

HISTORY = 20


class PersonView(ScreenView):
    """One person's card and history; opening it is written into the audit log."""

    def __init__(self, context: ScreenContext, person: str) -> None:
        super().__init__(context, N_("Person"))
        self._person_id = person
        self._person: Person | None = None
        self._history = ConsultationPage()
        self.crumbs = N_("People › Record")
        begin = context.bind("consultations.begin", lambda _n: self._begin())
        edit = context.bind("people.edit", lambda _n: context.go("person-edit", person=person))
        remove = context.bind("people.remove", lambda _n: self._ask_remove())
        self._open = context.bind(
            "consultations.open", lambda one: context.go("consultation", consultation=one)
        )
        self._use = context.bind("people.use_modes", lambda _n: self._use_modes())
        self._leave = context.bind("people.leave_modes", lambda _n: self._leave_modes())
        keep = context.bind("people.keep_modes", lambda _n: self._keep_modes())
        self.header_actions = [(edit, "secondary"), (begin, "primary")]
        self._card = Card("accent")
        self._name = Text("", "h2", max_em=0)
        self._name.setProperty("is_data", True)
        self._kana = Text("", "body", "muted")
        self._kana.setProperty("is_data", True)
        self._facts = Text("", "body")
        self._facts.setProperty("is_data", True)
        self._note = Text("", "body")
        self._note.setProperty("is_data", True)
        for part in (self._name, self._kana, self._facts, self._note):
            self._card.column.addWidget(part)
        self._rows = RowList(N_("Consultations so far"))
        self._empty = EmptyState(
            N_("No consultation yet"), N_("The first one appears here."), icon="messages-square"
        )
        self._buttons = FlowRow(
            Button(self._use), Button(self._leave), Button(keep), Button(remove, "danger")
        )
        column = self.page.column
        column.addWidget(self._card)
        column.addWidget(Section(N_("Consultations so far")))
        column.addWidget(self._rows)
        column.addWidget(self._empty)
        column.addWidget(Section(N_("This person's way of reading")))
        column.addWidget(
            Text(N_("Text size, colours and language can switch for this person and back."),
                 "small", "muted")
        )  # fmt: skip
        column.addWidget(self._buttons)
        self._offer_modes()

    def first_focus(self) -> QWidget | None:
        """Begin at the newest consultation, else at the header's actions."""
        return self._rows.rows[0] if self._rows.rows else None

    def opened(self) -> None:
        """Look at the record; the look is logged by the service."""
        services, who, person = self.context.services, self.context.actor, self._person_id

        def look() -> tuple[Person, ConsultationPage]:
            record = services.people.open_person(who, person)
            history = ConsultationPage()
            if who.may("consultations"):
                history = services.consultations.history_of(who, person, HISTORY)
            return record, history

        self.context.run("open person", look, self._on_found)

    def on_changes(self, changes: Changes) -> None:
        """Look again when this person or a consultation changed."""
        if changes.touches("people", self._person_id) or changes.touches("consultations"):
            self.opened()

    def _on_found(self, found: tuple[Person, ConsultationPage]) -> None:
        self._person, self._history = found
        self.refresh()
        self.context.window.renew_header()

    def refresh(self) -> None:
        """Say the record in the language chosen."""
        person = self._person
        if person is None:
            return
        name = display_name(person.name, person.kana)
        self.title = name
        self._name.set_text(name)
        self._kana.set_text(person.kana)
        self._facts.set_text("\n".join(self._fact_lines(person)))
        self._facts.setVisible(bool(self._fact_lines(person)))
        self._note.set_text(person.note)
        self._note.setVisible(bool(person.note))
        self._kana.setVisible(bool(person.kana))
        self._show_history()
        self._offer_modes()

    def _fact_lines(self, person: Person) -> list[str]:
        born = birth_words(person.birth_date, date.today())
        lines = []
        if born:
            lines.append(f"{birthday_words(person.birth_date)} · {born}")
        phones = [show_phone(p) for p in (person.phone, person.phone_other) if p]
        if phones:
            lines.append(f"{FIELD_LABELS['phone']}: {' · '.join(phones)}")
        for key in ("email", "address", "town_number"):
            value = getattr(person, key)
            if value:
                lines.append(f"{FIELD_LABELS[key]}: {value}")
        return lines

    def _show_history(self) -> None:
        rows = []
        for one in self._history.rows:
            word, kind, icon = row_badge(one)
            row = Row(
                self._open, one.id, row_title(one, with_name=False), row_second(one),
                lead=row_lead(one), badge=RowBadge(word, kind, icon),
            )  # fmt: skip
            row.setProperty("is_data", True)
            rows.append(row)
        self._rows.set_rows(rows)
        self._rows.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _begin(self) -> None:
        consultations, who = self.context.services.consultations, self.context.actor
        person = self._person_id

        def begun(answer: tuple[str, Changes]) -> None:
            one, changes = answer
            self.context.publish(changes)
            self.context.go("consultation", consultation=one)

        self.context.run("begin", lambda: consultations.begin(who, person), begun)

    def _ask_remove(self) -> None:
        person = self._person
        if person is None:
            return
        self.context.ask(
            N_("Remove this record?"),
            N_("{name} no longer appears in lists. It can come back afterwards.").format(
                name=display_name(person.name, person.kana)
            ),
            N_("Remove the record"),
            N_("Keep it"),
            self._remove,
            icon="trash-2",
        )

    def _remove(self) -> None:
        people, who, person = self.context.services.people, self.context.actor, self._person_id

        def removed(changes: Changes) -> None:
            self.context.back()
            self.context.publish(changes)
            self.context.say_with_undo(_("The record is removed."), self._restore)

        self.context.run("remove", lambda: people.remove_person(who, person), removed)

    def _restore(self) -> None:
        context, person = self.context, self._person_id
        people, who = context.services.people, context.actor
        context.run("restore", lambda: people.restore_person(who, person), context.publish)

    def _offer_modes(self) -> None:
        modes = self._person.modes if self._person is not None else None
        reason = N_("Nothing is remembered for this person yet.")
        is_hers = modes is not None and modes == theme().modes
        self._use.set_available(modes is not None, "" if modes is not None else reason)
        if modes is not None and is_hers:
            self._use.set_available(False, N_("The screen already looks her way."))
        self._leave.set_available(
            is_hers, "" if is_hers else N_("The screen already looks your way.")
        )

    def _use_modes(self) -> None:
        if self._person is not None and self._person.modes is not None:
            self.context.window.use_person_modes(self._person.modes)
            self.context.say(_("The screen now looks the way this person reads best."))
            self._offer_modes()

    def _leave_modes(self) -> None:
        self.context.window.leave_person_modes()
        self.context.say(_("The screen looks your way again."))
        self._offer_modes()

    def _keep_modes(self) -> None:
        people, who, person = self.context.services.people, self.context.actor, self._person_id
        before, modes = self._person.modes if self._person else None, theme().modes

        def kept(changes: Changes) -> None:
            self.context.publish(changes)
            self.context.say_with_undo(
                _("This look is remembered for this person."),
                lambda: self.context.run(
                    "modes", lambda: people.set_modes(who, person, before), self.context.publish
                ),
            )

        self.context.run("modes", lambda: people.set_modes(who, person, modes), kept)
