"""The page that writes a record: labelled fields, sentences at the field, duplicates beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.eras import format_day, parse_day
from app.domain.errors import BadInput, MadoguchiError
from app.domain.people import DuplicateProposal, PersonFields
from app.messages import N_, _, language
from app.messages.people_words import FIELD_LABELS, display_name
from app.ui.a11y.forms import Form
from app.ui.a11y.sentences import field_errors
from app.ui.autosave import Autosave
from app.ui.desk_view import DeskView, show_rows
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.people.edit_presenter import (
    Opened,
    PersonEditPresenter,
    Saved,
    differs,
    twin_rows,
    twins_words,
)
from app.ui.people.list_presenter import new_draft
from app.ui.screen import ScreenContext

TYPING_PAUSE_MS = 400


class DuplicatesPanel(QWidget):
    """People who may be the same; the program proposes, a person decides."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.heading = Section(N_("Perhaps the same person"))
        self.none = Text(N_("Nobody with the same kana, telephone or birthday so far."), "small",
                         "muted")  # fmt: skip
        self.how = Text(N_("Open the record if it is the same person. Else just go on."), "small",
                        "muted")  # fmt: skip
        self.rows = RowList(N_("Perhaps the same person"))
        for part in (self.heading, self.none, self.how, self.rows):
            column.addWidget(part)

    def show_any(self, any_shown: bool) -> None:
        """Say what to do with rows, or that there are none."""
        self.none.setVisible(not any_shown)
        self.how.setVisible(any_shown)


class PersonEditView(DeskView):
    """A form for a new or known person.

    Args:
        context: the window.
        person: whose record, None for a new one.
        typed: what was looked for, taken as kana, telephone or name.
        for_consultation: a consultation that waits for its person, or `new`.
        draft: name under which the typing of a new record is parked.
    """

    def __init__(
        self,
        context: ScreenContext,
        person: str | None = None,
        typed: str = "",
        for_consultation: str = "",
        draft: str = "",
    ) -> None:
        super().__init__(context, N_("New person") if person is None else N_("Change the record"))
        services = context.services
        self._presenter = PersonEditPresenter(
            services.people, services.consultations, services.drafts, context.actor,
            person, draft or new_draft(), for_consultation,
        )  # fmt: skip
        self._typed = typed
        self._fields = PersonFields()
        self._is_touched = False
        self._twins: tuple[DuplicateProposal, ...] = ()
        self.crumbs = N_("People › Record")
        save = context.bind("people.save", lambda _n: self._save())
        drop = context.bind("people.drop_draft", lambda _n: self._drop())
        self._open = context.bind("people.open", self._on_same_person)
        self.header_actions = [(save, "primary")]
        self._form = _record_form()
        self._form.changed.connect(self._on_changed)
        self._form.entered.connect(self._save)
        self._note = Text(N_("What you write is kept until you save it."), "small", "muted")
        self.page.column.addWidget(self._form)
        self.page.column.addWidget(self._note)
        self.page.column.addWidget(FlowRow(Button(drop)))
        self._panel = DuplicatesPanel()
        self.side_panel = self._panel
        self.side_title = N_("Perhaps the same")
        self._autosave = Autosave(self._park, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._look_for_twins)
        self._show(())

    def first_focus(self) -> QWidget | None:
        """Begin with the name; after a search by kana the name is what is missing."""
        return self._form.widget("name")

    def opened(self) -> None:
        """Bring the record, or what was typed earlier, into the fields."""
        typed = self._typed
        self.ask_store("open record", lambda: self._presenter.open(typed), self._on_opened)

    def _on_opened(self, opened: Opened) -> None:
        self._fields = opened.fields
        if not self._is_touched:
            self._form.set_values(asdict(opened.fields))
        if opened.person is not None:
            self.crumbs = N_("People › {name}").format(
                name=display_name(opened.person.name, opened.person.kana)
            )
            self.renew_header()
        if opened.draft is not None and differs(opened.draft, opened.fields):
            self.restore_draft(opened.draft)
            self.context.say(_("What you had typed is back. It is not saved yet."))
        self._look_for_twins()

    def draft(self) -> tuple[str, Mapping[str, str]] | None:
        """Return what was typed and not saved."""
        return (self._presenter.record, self._form.values()) if self._is_touched else None

    def restore_draft(self, values: Mapping[str, str]) -> None:
        """Bring parked fields back."""
        self._form.set_values(values)
        self._is_touched = True

    def refresh(self) -> None:
        """Say the proposals again in the language chosen."""
        self._show(self._twins)

    def leaving(self) -> None:
        """Park what was typed and not parked yet."""
        if self._autosave.is_waiting:
            self._autosave.now()

    def _on_changed(self) -> None:
        self._is_touched = True
        self._autosave.typed()
        self._pause.start()

    def _park(self) -> None:
        values, presenter = self._form.values(), self._presenter
        self.ask_store("park record", lambda: presenter.park(values))

    def _look_for_twins(self) -> None:
        values, presenter = self._form.values(), self._presenter
        self.ask_store("duplicates", lambda: presenter.twins(values), self._on_twins)

    def _on_twins(self, twins: tuple[DuplicateProposal, ...]) -> None:
        has_news = len(twins) > len(self._twins)
        self._show(twins)
        if has_news:
            self.context.say(twins_words(len(twins)))

    def _show(self, twins: tuple[DuplicateProposal, ...]) -> None:
        self._twins = twins
        show_rows(self._panel.rows, twin_rows(twins, date.today()), self._open)
        self._panel.show_any(bool(twins))

    def _on_same_person(self, person: object | None) -> None:
        if person is not None:
            self._stop_parking()
            chosen = str(person)
            self.ask_store(
                "same person", lambda: self._presenter.take_known(chosen), self._on_saved
            )

    def _save(self) -> None:
        self._form.clear_errors()
        values, presenter = self._form.values(), self._presenter
        self._stop_parking()
        self.ask_store("save person", lambda: presenter.save(values), self._on_saved,
                       self._on_refused)  # fmt: skip

    def _stop_parking(self) -> None:
        """What is being saved must not be parked again behind the save."""
        self._autosave.stop()
        self._pause.stop()

    def _on_saved(self, saved: Saved) -> None:
        context, presenter = self.context, self._presenter
        self._is_touched = False

        def undone(changes: Changes) -> None:
            if presenter.is_new:
                context.back()
            context.publish(changes)

        if saved.consultation:
            context.publish(saved.changes)
            context.window.show_screen("consultation", consultation=saved.consultation)
            return
        context.replace("person", person=saved.person)
        context.publish(saved.changes)
        if saved.changes.ids:
            context.say_with_undo(
                _("The record is saved."),
                lambda: context.run("undo", lambda: presenter.take_back(saved), undone),
            )

    def _on_refused(self, error: MadoguchiError) -> None:
        self._autosave.typed()
        if isinstance(error, BadInput) and error.findings:
            self._form.set_errors(field_errors(error))
            return
        self.context.window.tell_error(error)

    def _drop(self) -> None:
        context, presenter, values = self.context, self._presenter, self._form.values()
        was_touched, self._is_touched = self._is_touched, False
        self._stop_parking()
        if not was_touched:
            context.back()
            return

        def dropped(_none: None) -> None:
            context.back()
            context.say_with_undo(
                _("What you had typed is thrown away."),
                lambda: context.run("park", lambda: presenter.park(values), parked),
            )

        def parked(_none: None) -> None:
            person = None if presenter.is_new else presenter.record
            context.go("person-edit", person=person, draft=presenter.record)

        self.ask_store("drop draft", presenter.drop, dropped)


def _record_form() -> Form:
    form = Form(columns=2)
    form.text("name", FIELD_LABELS["name"], N_("As it is written, with old characters."))
    form.text("kana", FIELD_LABELS["kana"], N_("In hiragana or katakana. Kana alone is enough."))
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
