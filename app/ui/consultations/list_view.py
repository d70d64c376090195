"""The page that lists and finds consultations."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.consultations import ConsultationPage
from app.messages import N_, ngettext
from app.messages.consultation_words import row_badge, row_lead, row_second, row_title
from app.ui.a11y.forms import Form
from app.ui.parts.button import Button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.row import Row, RowBadge
from app.ui.parts.row_list import RowList
from app.ui.parts.section import Section
from app.ui.screen import ScreenContext, ScreenView

TYPING_PAUSE_MS = 200
PAGE = 20


class ConsultationsView(ScreenView):
    """Search over every word; filter by how they stand."""

    def __init__(self, context: ScreenContext, text: str = "") -> None:
        super().__init__(context, N_("Consultations"))
        self._shown = ConsultationPage()
        self._asked = ("", "")
        self._open = context.bind("consultations.open", self._on_open)
        begin = context.bind("consultations.begin", lambda _n: begin_consultation(context))
        more = context.bind(
            "consultations.more", lambda _n: self._load(len(self._shown.rows) + PAGE)
        )
        context.bind("consultations.search", lambda _n: self._form.focus_field("search"))
        self.header_actions = [(begin, "primary")]
        self._form = Form()
        self._form.text(
            "search", N_("Words in what was written"),
            N_("Two characters are enough, for example 年金. Names count too."), value=text,
        )  # fmt: skip
        self._form.segmented(
            "which", N_("Which ones"),
            [("all", N_("All")), ("open", N_("Not finished")), ("closed", N_("Finished"))],
            value="all",
        )  # fmt: skip
        self._form.changed.connect(self._on_typed)
        self._form.entered.connect(self._on_entered)
        self._count = Section(" ")
        self._rows = RowList(N_("Consultations"))
        self._empty = EmptyState(
            N_("No consultation is found"),
            N_("Try another word, or look at all of them."),
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
        """Show the newest."""
        self._load(PAGE)

    def refresh(self) -> None:
        """Say the rows again in the language chosen."""
        self._show(self._shown)

    def on_changes(self, changes: Changes) -> None:
        """Look again when a consultation changed."""
        if changes.touches("consultations"):
            self._load(max(PAGE, len(self._shown.rows)))

    def _on_typed(self) -> None:
        self._pause.start()

    def _on_entered(self) -> None:
        self._pause.stop()
        self._load(PAGE, then=self._focus_rows)

    def _focus_rows(self) -> None:
        if self._rows.rows:
            self._rows.rows[0].setFocus()

    def _load(self, limit: int, then: Callable[[], None] | None = None) -> None:
        values, who = self._form.values(), self.context.actor
        service = self.context.services.consultations
        text, which = values["search"].strip(), values["which"]
        self._asked = (text, which)

        def look() -> ConsultationPage:
            if text:
                found: ConsultationPage = service.search(who, text, limit)
            elif which == "open":
                found = service.unfinished(who, limit)
            elif which == "closed":
                found = service.closed(who, limit)
            else:
                found = service.recent(who, limit)
            return found

        def loaded(page: ConsultationPage) -> None:
            if self._asked == (text, which):
                self._show(page)
                if then is not None:
                    then()

        self.context.run("find consultations", look, loaded)

    def _show(self, page: ConsultationPage) -> None:
        self._shown = page
        rows = []
        which = self._form.values()["which"]
        for one in page.rows:
            if which != "all" and which != one.status.value:
                continue
            word, kind, icon = row_badge(one)
            row = Row(self._open, one.id, row_title(one), row_second(one), lead=row_lead(one),
                      badge=RowBadge(word, kind, icon))  # fmt: skip
            row.setProperty("is_data", True)
            rows.append(row)
        self._rows.set_rows(rows)
        self._rows.setVisible(bool(rows))
        words = ngettext("{count} consultation", "{count} consultations", page.total).format(
            count=page.total
        )
        self._count.set_title(words)
        self._form.widget("search").setAccessibleDescription(words)
        self._empty.setVisible(not rows)
        self._more.setVisible(page.total > len(page.rows))

    def _on_open(self, one: object | None) -> None:
        if one is None:
            row = self._rows.current_row
            one = row.subject if row is not None else None
        if one is not None:
            self.context.go("consultation", consultation=one)


def begin_consultation(context: ScreenContext, person: str | None = None) -> None:
    """Open a new consultation; without a person the search for her comes first."""
    service, who = context.services.consultations, context.actor

    def begun(answer: tuple[str, Changes]) -> None:
        one, changes = answer
        context.publish(changes)
        if person is None:
            context.go("people", for_consultation=one)
        else:
            context.go("consultation", consultation=one)

    context.run("begin", lambda: service.begin(who, person), begun)
