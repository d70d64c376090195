"""The page that lists and finds consultations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.consultations import ConsultationPage
from app.messages import N_
from app.ui.a11y.forms import Form
from app.ui.consultations.list_presenter import ALL, PAGE, STUB, ConsultationsPresenter, Question
from app.ui.desk_view import DeskView, show_rows
from app.ui.parts.button import Button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import FlowRow
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.row_state import sentences
from app.ui.screen import ScreenContext
from app.ui.theme import theme

TYPING_PAUSE_MS = 200


class ConsultationsView(DeskView):
    """Search over every word; filter by how they stand."""

    def __init__(self, context: ScreenContext, text: str = "") -> None:
        super().__init__(context, N_("Consultations"))
        self._presenter = ConsultationsPresenter(context.services.consultations, context.actor)
        self._page = ConsultationPage()
        self._asked = Question()
        self._open = context.bind("consultations.open", self._on_open)
        begin = context.bound("consultations.begin")
        context.bind("consultations.search", lambda _n: self._form.focus_field("search"))
        self.header_actions = [(begin, "primary")]
        self._form = Form()
        self._form.text(
            "search", N_("Words in what was written"),
            N_("Two characters are enough, for example 年金. Names count too."), value=text,
        )  # fmt: skip
        self._form.segmented(
            "which", N_("Which ones"),
            [(ALL, N_("All")), ("open", N_("Not finished")), (STUB, N_("To be written later")),
             ("closed", N_("Finished"))],
            value=ALL,
        )  # fmt: skip
        self._form.changed.connect(self._on_typed)
        self._form.entered.connect(self._on_entered)
        self._build_list()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(lambda: self._load(PAGE))

    def _build_list(self) -> None:
        more = self.context.bind(
            "consultations.more", lambda _n: self._load(len(self._page.rows) + PAGE)
        )
        self._heading = Section(" ")
        self._rows = RowList(N_("Consultations"))
        self._none = EmptyState(" ", " ", icon="search")
        self._none.hide()
        self._more = FlowRow(Button(more, "secondary"))
        self._more.hide()
        for part in (self._form, self._heading, self._rows, self._none, self._more):
            self.page.column.addWidget(part)

    def first_focus(self) -> QWidget | None:
        """Begin in the search field."""
        return self._form.widget("search")

    def opened(self) -> None:
        """Show the newest."""
        self._load(PAGE)

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        self._show()

    def on_changes(self, changes: Changes) -> None:
        """Look again when a consultation changed."""
        if changes.touches("consultations"):
            self._load(max(PAGE, len(self._page.rows)))

    def _question(self) -> Question:
        values = self._form.values()
        return Question(values["search"].strip(), values["which"] or ALL)

    def _on_typed(self) -> None:
        self._pause.start()

    def _on_entered(self) -> None:
        self._pause.stop()
        self._load(PAGE, then=self._focus_rows)

    def _focus_rows(self) -> None:
        if self._rows.rows:
            self._rows.rows[0].setFocus()

    def _load(self, limit: int, then: Callable[[], None] | None = None) -> None:
        question, presenter = self._question(), self._presenter
        self._asked = question

        def found(page: ConsultationPage) -> None:
            if self._asked == question:
                self._page = page
                self._show()
                if then is not None:
                    then()

        self.ask_store("find consultations", lambda: presenter.find(question, limit), found)

    def _show(self) -> None:
        state = self._presenter.state(
            self._page, self._asked, datetime.now(UTC), is_narrow=theme().is_stacked()
        )
        show_rows(self._rows, state.rows, self._open)
        self._heading.set_title(state.heading)
        self._heading.setVisible(bool(state.rows))
        spoken = state.heading if state.rows else sentences(state.none)
        self._form.widget("search").setAccessibleDescription(spoken)
        self._none.set_words(*state.none)
        # The sentence repeats what was looked for, in whatever language that was.
        self._none.title.setProperty("is_data", bool(self._asked.text))
        self._none.setVisible(not state.rows)
        self._more.setVisible(state.has_more)

    def _on_open(self, one: object | None) -> None:
        current = self._rows.current_row
        chosen = one if one is not None else (current.subject if current else None)
        if chosen is not None:
            self.context.go("consultation", consultation=chosen)
