"""The page that finds people: type, and the list answers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.people import PeoplePage
from app.messages import N_, _
from app.messages.people_words import display_name, found_words, row_words
from app.ui.a11y.forms import Form
from app.ui.parts.button import Button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.row import Row
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.screen import ScreenContext, ScreenView

TYPING_PAUSE_MS = 150
PAGE = 20


class PeopleView(ScreenView):
    """Search field, rows, and the way to a new record.

    Args:
        context: the window.
        text: what to look for at once.
        for_consultation: a consultation that waits for its person; choosing comes back to it.
    """

    def __init__(self, context: ScreenContext, text: str = "", for_consultation: str = "") -> None:
        super().__init__(context, N_("People"))
        self._for_consultation = for_consultation
        self._shown = PeoplePage()
        self._asked = ""
        self._wants_single = False
        if for_consultation:
            self.title = N_("Who is it?")
            self.crumbs = N_("Consultation › Person")
        self._open = context.bind("people.open", self._on_open)
        new = context.bind("people.new", lambda _n: self._on_new())
        more = context.bind("people.more", lambda _n: self._load(len(self._shown.rows) + PAGE))
        context.bind("people.search", lambda _n: self._form.focus_field("search"))
        imports = context.bind("people.import", lambda _n: context.go("people-import"))
        self.header_actions = [(imports, "secondary"), (new, "primary")]
        if for_consultation:
            self.header_actions = [(new, "primary")]
        self._form = Form()
        self._form.text(
            "search",
            N_("Kana, name, telephone or the town's number"),
            N_("The last four digits of a telephone are enough."),
            value=text,
        )
        self._form.changed.connect(self._on_typed)
        self._form.entered.connect(self._on_entered)
        self._count = Section(" ")
        self._rows = RowList(N_("People found"))
        self._empty = EmptyState(
            N_("Nobody is found"),
            N_("Try part of the kana or the telephone number, or write a new record."),
            icon="search",
        )
        self._empty.hide()
        self._more = Button(more, "secondary")
        self._more.hide()
        for part in (self._form, self._count, self._rows, self._empty, self._more):
            self.page.column.addWidget(part)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(lambda: self._load(PAGE))

    def first_focus(self) -> QWidget | None:
        """Begin in the search field."""
        return self._form.widget("search")

    def opened(self) -> None:
        """Show who was here last."""
        self._load(PAGE)

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        self._show(self._shown)

    def on_changes(self, changes: Changes) -> None:
        """Look again when a record changed."""
        if changes.touches("people"):
            self._load(max(PAGE, len(self._shown.rows)))

    def _text(self) -> str:
        return self._form.values()["search"]

    def _on_typed(self) -> None:
        self._wants_single = False
        self._pause.start()

    def _on_entered(self) -> None:
        """Enter opens the only hit at once; else it moves into the list or to a new record."""
        self._wants_single = True
        self._pause.stop()
        self._load(PAGE)

    def _load(self, limit: int) -> None:
        text, people, who = self._text(), self.context.services.people, self.context.actor
        self._asked = text

        def found(page: PeoplePage) -> None:
            if text == self._asked:
                self._show(page)
                self._after_search(page)

        self.context.run("find people", lambda: people.find_people(who, text, limit), found)

    def _show(self, page: PeoplePage) -> None:
        self._shown = page
        today = date.today()
        rows = []
        for one in page.rows:
            name, second = display_name(one.name, one.kana), row_words(one, today)
            row = Row(self._open, one.id, name, second, spoken=_("{name}, {kana}, {facts}").format(
                name=name, kana=one.kana, facts=second.replace(" · ", ", ")))  # fmt: skip
            row.setProperty("is_data", True)
            rows.append(row)
        self._rows.set_rows(rows)
        self._rows.setVisible(bool(rows))
        words = found_words(page.total, self._text())
        self._count.set_title(words)
        self._form.widget("search").setAccessibleDescription(words)
        self._empty.setVisible(not rows)
        self._more.setVisible(page.total > len(page.rows))

    def _after_search(self, page: PeoplePage) -> None:
        if not self._wants_single or not self._text().strip():
            return
        self._wants_single = False
        if page.total == 1:
            self._on_open(page.rows[0].id)
        elif page.rows:
            self._rows.rows[0].setFocus()
        else:
            self._on_new()

    def _on_open(self, person: object | None) -> None:
        if person is None:
            row = self._rows.current_row
            person = row.subject if row is not None else None
        if person is None:
            return
        if self._for_consultation:
            self._choose(str(person))
        else:
            self.context.go("person", person=person)

    def _choose(self, person: str) -> None:
        consultations, who = self.context.services.consultations, self.context.actor
        one = self._for_consultation

        def chosen(changes: Changes) -> None:
            self.context.publish(changes)
            self.context.replace("consultation", consultation=one)

        self.context.run("set person", lambda: consultations.set_person(who, one, person), chosen)

    def _on_new(self) -> None:
        text = self._text().strip()
        self.context.go("person-edit", typed=text, for_consultation=self._for_consultation)
