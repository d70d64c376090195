"""The page that finds people: type, and the list answers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.people import PeoplePage
from app.messages import N_
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView, show_rows
from app.ui.parts.button import Button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.people.list_presenter import PAGE, Lead, PeoplePresenter, new_draft
from app.ui.screen import ScreenContext

TYPING_PAUSE_MS = 150


class PeopleView(DeskView):
    """Search field, rows, and the way to a new record.

    Args:
        context: the window.
        text: what to look for at once.
        for_consultation: a consultation that waits for its person, or `new` for one that begins
            once the person is chosen.
    """

    def __init__(self, context: ScreenContext, text: str = "", for_consultation: str = "") -> None:
        super().__init__(context, N_("Who is it?") if for_consultation else N_("People"))
        self._for = for_consultation
        self._presenter = PeoplePresenter(
            context.services.people, context.services.consultations, context.actor, for_consultation
        )
        self._page = PeoplePage()
        self._asked = ""
        self._was_entered = False
        self._open = context.bind("people.open", self._on_open)
        self._new = context.bind("people.new", lambda _n: self._on_new())
        context.bind("people.search", lambda _n: self._form.focus_field("search"))
        self._place_actions()
        self._form = Form()
        self._form.text(
            "search",
            N_("Kana, name, telephone or the town's number"),
            N_("The last four digits of a telephone are enough."),
            value=text,
        )
        self._form.changed.connect(self._on_typed)
        self._form.entered.connect(self._on_entered)
        self._build_list()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(lambda: self._load(PAGE))

    def _place_actions(self) -> None:
        context = self.context
        if self._for:
            self.crumbs = N_("Consultations › Person")
            nameless = context.bind("consultations.nameless", lambda _n: self._choose(None))
            self.header_actions = [(nameless, "secondary"), (self._new, "primary")]
            return
        actions = [(self._new, "primary")]
        if context.actor.may("consultations"):
            imports = context.bind("people.import", lambda _n: context.go("people-import"))
            actions.insert(0, (imports, "secondary"))
        self.header_actions = actions

    def _build_list(self) -> None:
        more = self.context.bind("people.more", lambda _n: self._load(len(self._page.rows) + PAGE))
        self._heading = Section(" ")
        self._rows = RowList(N_("People found"))
        self._nobody = EmptyState(" ", " ", self._new, icon="search")
        self._nobody.hide()
        self._more = FlowRow(Button(more, "secondary"))
        self._more.hide()
        for part in (self._form, self._heading, self._rows, self._nobody, self._more):
            self.page.column.addWidget(part)

    def first_focus(self) -> QWidget | None:
        """Begin in the search field."""
        return self._form.widget("search")

    def opened(self) -> None:
        """Show who was here last."""
        self._load(PAGE)

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        self._show()

    def on_changes(self, changes: Changes) -> None:
        """Look again when a record changed."""
        if changes.touches("people"):
            self._load(max(PAGE, len(self._page.rows)))

    def _text(self) -> str:
        return self._form.values()["search"]

    def _on_typed(self) -> None:
        self._was_entered = False
        self._pause.start()

    def _on_entered(self) -> None:
        """Enter opens the only hit at once; else it moves into the list or to a new record."""
        self._was_entered = True
        self._pause.stop()
        self._load(PAGE)

    def _load(self, limit: int) -> None:
        text, presenter = self._text(), self._presenter
        self._asked = text

        def found(page: PeoplePage) -> None:
            if text == self._asked:
                self._page = page
                self._show()
                self._follow_enter()

        self.ask_store("find people", lambda: presenter.find(text, limit), found)

    def _show(self) -> None:
        state = self._presenter.state(self._page, self._asked, date.today())
        show_rows(self._rows, state.rows, self._open)
        self._heading.set_title(state.heading)
        self._heading.setVisible(bool(state.rows))
        self._form.widget("search").setAccessibleDescription(state.spoken)
        self._nobody.set_words(*state.nobody)
        # The sentence repeats what was looked for, in whatever language that was.
        self._nobody.title.setProperty("is_data", bool(self._asked.strip()))
        self._nobody.setVisible(not state.rows)
        self._more.setVisible(state.has_more)

    def _follow_enter(self) -> None:
        if not self._was_entered:
            return
        self._was_entered = False
        lead = self._presenter.lead_of(self._page, self._asked)
        if lead is Lead.OPEN:
            self._on_open(self._page.rows[0].id)
        elif lead is Lead.ROWS:
            self._rows.rows[0].setFocus()
        elif lead is Lead.NEW:
            self._on_new()

    def _on_open(self, person: object | None) -> None:
        current = self._rows.current_row
        chosen = person if person is not None else (current.subject if current else None)
        if chosen is None:
            return
        if self._for:
            self._choose(str(chosen))
        else:
            self.context.go("person", person=chosen)

    def _choose(self, person: str | None) -> None:
        def chosen(answer: tuple[str, Changes]) -> None:
            one, changes = answer
            self.context.publish(changes)
            self.context.replace("consultation", consultation=one)

        self.ask_store("choose person", lambda: self._presenter.choose(person), chosen)

    def _on_new(self) -> None:
        self.context.go(
            "person-edit",
            typed=self._text().strip(),
            for_consultation=self._for,
            draft=new_draft(),
        )
