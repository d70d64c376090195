"""The page that writes a record: labelled fields, sentences at the field, duplicates beside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.eras import format_day, parse_day
from app.domain.errors import BadInput, MadoguchiError
from app.domain.kana import is_kana
from app.domain.people import DuplicateProposal, Person, PersonFields
from app.messages import N_, _, language, ngettext
from app.messages.people_words import (
    FIELD_LABELS,
    agreement_words,
    display_name,
    row_words,
)
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import field_errors
from app.ui.parts.row import Row
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext, ScreenView

TYPING_PAUSE_MS = 400


class DuplicatesPanel(QWidget):
    """People who may be the same; the program proposes, a person decides."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.heading = Section(N_("Perhaps the same person"))
        self.words = Text(N_("Nobody with the same kana, telephone or birthday so far."), "small",
                          "muted")  # fmt: skip
        self.rows = RowList(N_("Perhaps the same person"))
        for part in (self.heading, self.words, self.rows):
            column.addWidget(part)


class PersonEditView(ScreenView):
    """A form for a new or known person.

    Args:
        context: the window.
        person: whose record, None for a new one.
        typed: what was looked for, taken as kana, telephone or name.
        for_consultation: a consultation that waits for its person.
    """

    def __init__(
        self,
        context: ScreenContext,
        person: str | None = None,
        typed: str = "",
        for_consultation: str = "",
    ) -> None:
        super().__init__(context, N_("New person") if person is None else N_("Change the record"))
        self._person_id = person
        self._person: Person | None = None
        self._for_consultation = for_consultation
        self._proposals: tuple[DuplicateProposal, ...] = ()
        self._is_touched = False
        self.crumbs = N_("People › Record")
        save = context.bind("people.save", lambda _n: self._save())
        self._open = context.bind("people.open", self._on_same_person)
        self.header_actions = [(save, "primary")]
        self._form = _record_form()
        self._form.set_values(_taken_from(typed))
        self._form.changed.connect(self._on_changed)
        self._form.entered.connect(self._save)
        self.page.column.addWidget(self._form)
        self._panel = DuplicatesPanel()
        self.side_panel = self._panel
        self.side_title = N_("Perhaps the same")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._look_for_duplicates)

    def first_focus(self) -> QWidget | None:
        """Begin with the name; after a search by kana the name is what is missing."""
        values = self._form.values()
        key = "kana" if values["name"] and not values["kana"] else "name"
        return self._form.widget(key)

    def opened(self) -> None:
        """Bring the record into the fields."""
        if self._person_id is None:
            self._look_for_duplicates()
            return
        people, who, person = self.context.services.people, self.context.actor, self._person_id

        def found(record: Person) -> None:
            self._person = record
            self._form.set_values(asdict(people.fields_of(record)))
            self.crumbs = N_("People › {name}").format(name=display_name(record.name, record.kana))
            self.context.window.renew_header()

        self.context.run("open person", lambda: people.open_person(who, person), found)

    def draft(self) -> tuple[str, Mapping[str, str]] | None:
        """Return what was typed and not saved."""
        return (self._person_id or "new", self._form.values()) if self._is_touched else None

    def restore_draft(self, values: Mapping[str, str]) -> None:
        """Bring parked fields back."""
        self._form.set_values(values)
        self._is_touched = True

    def refresh(self) -> None:
        """Say the proposals again in the language chosen."""
        self._show(self._proposals)

    def _fields(self) -> PersonFields:
        return PersonFields(**self._form.values())

    def _on_changed(self) -> None:
        self._is_touched = True
        self._pause.start()

    def _look_for_duplicates(self) -> None:
        people, who = self.context.services.people, self.context.actor
        fields, besides = self._fields(), self._person_id
        self.context.run(
            "duplicates", lambda: people.propose_duplicates(who, fields, besides), self._show
        )

    def _show(self, proposals: tuple[DuplicateProposal, ...]) -> None:
        news = len(proposals) > len(self._proposals)
        self._proposals = proposals
        today = date.today()
        rows = []
        for one in proposals:
            name = display_name(one.row.name, one.row.kana)
            second = f"{agreement_words(one)} · {row_words(one.row, today)}"
            row = Row(self._open, one.row.id, name, second)
            row.setProperty("is_data", True)
            rows.append(row)
        self._panel.rows.set_rows(rows)
        self._panel.rows.setVisible(bool(rows))
        self._panel.words.setVisible(not rows)
        if news:
            count = len(proposals)
            self.context.say(
                ngettext(
                    "{count} record may be the same person. It is listed beside the form.",
                    "{count} records may be the same person. They are listed beside the form.",
                    count,
                ).format(count=count)
            )

    def _on_same_person(self, person: object | None) -> None:
        if person is None:
            return
        self._is_touched = False
        if self._for_consultation:
            self._give_to_consultation(str(person))
        else:
            self.context.replace("person", person=person)

    def _save(self) -> None:
        people, who, fields = self.context.services.people, self.context.actor, self._fields()
        person, record = self._person_id, self._person
        self._form.clear_errors()

        def write() -> tuple[str, Changes]:
            if person is None:
                made, changes = people.add_person(who, fields)
                return made, changes
            version = record.version if record is not None else None
            return person, people.change_person(who, person, fields, version)

        self.context.run("save person", write, self._on_saved, self._on_refused)

    def _on_saved(self, answer: tuple[str, Changes]) -> None:
        person, changes = answer
        before = self._person
        is_new = self._person_id is None
        self._is_touched = False
        self.context.publish(changes)
        if self._for_consultation:
            self._give_to_consultation(person)
            return
        self.context.replace("person", person=person)
        if changes.ids:
            self.context.say_with_undo(
                _("The record is saved."), lambda: self._take_back(person, before, is_new)
            )

    def _take_back(self, person: str, before: Person | None, is_new: bool) -> None:
        people, who = self.context.services.people, self.context.actor

        def undo() -> Changes:
            if is_new or before is None:
                found: Changes = people.remove_person(who, person)
                return found
            back: Changes = people.change_person(who, person, people.fields_of(before))
            return back

        def undone(changes: Changes) -> None:
            self.context.publish(changes)
            if is_new:
                self.context.back()

        self.context.run("undo person", undo, undone)

    def _give_to_consultation(self, person: str) -> None:
        consultations, who = self.context.services.consultations, self.context.actor
        one = self._for_consultation

        def chosen(changes: Changes) -> None:
            self.context.publish(changes)
            self.context.replace("consultation", consultation=one)

        self.context.run("set person", lambda: consultations.set_person(who, one, person), chosen)

    def _on_refused(self, error: MadoguchiError) -> None:
        if isinstance(error, BadInput) and error.findings:
            self._form.set_errors(field_errors(error))
            return
        self.context.window.tell_error(error)


def _record_form() -> Form:
    form = Form(columns=2)
    form.text("name", FIELD_LABELS["name"], N_("As it is written, with old characters."), True)
    form.text("kana", FIELD_LABELS["kana"], N_("In hiragana or katakana."))
    form.date(
        "birth_date",
        FIELD_LABELS["birth_date"],
        N_("S15.4.1, 昭和15年4月1日 or 1940-04-01."),
        understand=parse_day,
        say=lambda day: format_day(day, language()),
    )
    form.phone("phone", FIELD_LABELS["phone"], N_("With the area code."))
    form.phone("phone_other", FIELD_LABELS["phone_other"])
    form.text("email", FIELD_LABELS["email"])
    form.text("address", FIELD_LABELS["address"], wide=True)
    form.text("town_number", FIELD_LABELS["town_number"], N_("Never My Number."))
    form.long_text(
        "note",
        FIELD_LABELS["note"],
        N_("What helps next time, for example: speaks slowly. No diagnosis."),
    )
    return form


def _taken_from(typed: str) -> dict[str, str]:
    """Put what was looked for into the field it belongs to, so that nobody types it twice."""
    if not typed:
        return {}
    if re.search(r"\d{3}", typed):
        return {"phone": typed}
    return {"kana": typed} if is_kana(typed) else {"name": typed}
