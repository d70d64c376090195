"""The page that asks somebody whether she wants to be matched; yes, no and later are equal."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.ids import PersonId
from app.domain.people import PeoplePage
from app.messages import N_, _
from app.messages.people_words import display_name
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView, show_rows
from app.ui.parts.button import Button
from app.ui.parts.card import Card
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.text import Text
from app.ui.people.row_states import person_row
from app.ui.screen import ScreenContext

TYPING_PAUSE_MS, FOUND = 250, 8
NOTICE = (
    N_(
        "Here people and jobs are compared: hours, times, skills, and what has to be there at work."
    ),
    N_("Only the staff of this centre see me in the list. Others see only fields I show them."),
    N_(
        "Nobody writes down an illness, a kind of disability or its degree. They count for nothing."
    ),
    N_("I can stop at any time. Then I am in no list from the next look on."),
)


class JoinView(DeskView):
    """Who is it, and does she want this? Nothing is chosen beforehand."""

    def __init__(self, context: ScreenContext, person: str = "") -> None:
        super().__init__(context, N_("Look for work?"))
        self.crumbs = N_("Telework › Workers")
        self._person: PersonId | None = PersonId(person) if person else None
        self._page = PeoplePage()
        self._choose = context.bind("telework.choose_person", lambda one: self._on_chosen(one))
        self._yes = context.bind("telework.say_yes", lambda _n: self._say_yes())
        self._no = context.bind("telework.say_no", lambda _n: self._say_no())
        self._later = context.bind("telework.say_later", lambda _n: context.back())
        self._form = Form()
        self._form.text("search", N_("Who looks for work?"), N_("Kana, name or telephone."))
        self._rows = RowList(N_("People found"))
        self._question = Card("accent")
        self._name = Text("", "h3", is_data=True)
        self._question.column.addWidget(self._name)
        for line in NOTICE:
            self._question.column.addWidget(Text(line, "lead"))
        self._question.column.addWidget(
            FlowRow(Button(self._yes), Button(self._no), Button(self._later))
        )
        for part in (self._form, self._rows, self._question):
            self.page.column.addWidget(part)
        self._question.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._look_for)
        self._form.changed.connect(self._pause.start)

    def first_focus(self) -> QWidget | None:
        """Begin with who it is."""
        return self._form.widget("search")

    def opened(self) -> None:
        """Show who was here last."""
        self._look_for()
        if self._person is not None:
            self._on_chosen(self._person)

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        show_rows(
            self._rows, [person_row(one, date.today()) for one in self._page.rows], self._choose
        )

    def _look_for(self) -> None:
        text, people, who = (
            self._form.values()["search"].strip(), self.context.services.people, self.context.actor,
        )  # fmt: skip

        def found(page: PeoplePage) -> None:
            if text == self._form.values()["search"].strip():
                self._page = page
                self.refresh()

        self.ask_store("find people", lambda: people.find_people(who, text, FOUND), found)

    def _on_chosen(self, subject: object | None) -> None:
        row = self._rows.current_row
        chosen = subject if subject is not None else row.subject if row else None
        if chosen is None:
            return
        self._person = PersonId(str(chosen))
        known = {one.id: one for one in self._page.rows}
        one = known.get(self._person)
        self._name.set_text(display_name(one.name, one.kana) if one else "")
        self._name.setVisible(one is not None)
        self._question.show()
        first = self._question.findChild(Button)
        if first is not None and self.is_open:
            first.setFocus()

    def _say_yes(self) -> None:
        person, context = self._person, self.context
        if person is None:
            return
        choices, who = context.services.telework_choices, context.actor
        notice = " ".join(str(line) for line in NOTICE)

        def joined(changes: Changes) -> None:
            context.replace("telework-worker", person=person)
            context.publish(changes)
            context.say_with_undo(
                _("She is in the list now."),
                lambda: context.run(
                    "leave", lambda: choices.leave(who, person, notice), context.publish
                ),
            )

        self.ask_store("join", lambda: choices.join(who, person, notice), joined)

    def _say_no(self) -> None:
        person, context = self._person, self.context
        if person is None:
            return
        choices, who = context.services.telework_choices, context.actor
        notice = " ".join(str(line) for line in NOTICE)

        def refused(changes: Changes) -> None:
            context.back()
            context.publish(changes)
            context.say(_("Noted. She is in no list."))

        self.ask_store("leave", lambda: choices.leave(who, person, notice), refused)
