"""The week of clubs on a board, or as a list in large text; what is wrong comes first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.messages import N_
from app.services.clubs_week import AREA, Board
from app.ui.a11y.focus_news import give_focus
from app.ui.clubs.board import BoardGrid
from app.ui.clubs.board_state import CLOSED, FREE, TROUBLE, BoardState, board_state
from app.ui.desk_view import DeskView, show_rows
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.painting import follow_theme
from app.ui.parts.row_list import RowList
from app.ui.parts.text import Text
from app.ui.row_state import RowState
from app.ui.screen import ScreenContext
from app.ui.theme import theme

Loaded = tuple[Board, Mapping[date, str]]
# A day needs about so many letters; with less room the week is a list.
DAY_EM = 8.5


class ClubsView(DeskView):
    """Rooms by days; the sentence of the cell that somebody is at stands below."""

    def __init__(
        self, context: ScreenContext, week: int = 0, shown: Loaded | None = None, today: str = ""
    ) -> None:
        super().__init__(context, N_("Clubs"))
        self.crumbs = N_("Community ICT clubs › Week")
        self._today = date.fromisoformat(today) if today else date.today()
        self._offset, self._shown, self._given = week, shown, shown is not None
        self._service: Any = context.services.clubs_week
        self._state: BoardState | None = None
        self._is_list: bool | None = None
        self._cell = context.bind("clubs.cell", self._on_cell)
        before = context.bind("clubs.before", lambda _n: self._move(-1))
        after = context.bind("clubs.after", lambda _n: self._move(1))
        self._mend = context.bind("clubs.mend", lambda _n: context.go("clubs-mend"))
        self.header_actions = [(before, "secondary"), (after, "secondary"), (self._mend, "primary")]
        self._news = Text("", "strong", max_em=0)
        self._rest = Text("", "small", "muted")
        self._board = BoardGrid(self._cell)
        self._board.heard.connect(self._on_heard)
        self._rows = RowList(N_("Sessions of the week"))
        self._here = Text("", "small", is_data=True, max_em=0)
        self._none = EmptyState(
            N_("No clubs yet"),
            N_("A week comes in from a file; the page about clubs in the documentation says how."),
            icon="puzzle",
        )
        for part in (self._news, self._rest, self._board, self._rows, self._here, self._none):
            self.page.column.addWidget(part)
        for part in (self._none, self._rows, self._rest):
            part.hide()
        follow_theme(self._arrange)

    @property
    def monday(self) -> date:
        """The Monday of the week shown."""
        return self._today - timedelta(days=self._today.weekday()) + timedelta(weeks=self._offset)

    def first_focus(self) -> QWidget | None:
        """Begin at what is wrong, else at the first session."""
        found = self._rows.current_row if self._is_list else self._board.current
        if found is not None:
            return found
        return self.header_button(self._mend)

    def opened(self) -> None:
        """Read the week."""
        if self._given:
            self.refresh()
        else:
            self._load()

    def on_changes(self, changes: Changes) -> None:
        """Look again when the week or a consent changed."""
        if not self._given and (changes.touches(AREA) or changes.touches("consent")):
            self._load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show a list where a day has no room for its words."""
        super().resizeEvent(event)
        self._arrange()

    def refresh(self) -> None:
        """Say it again in the language chosen."""
        if self._shown is None:
            return
        board, holidays = self._shown
        state = board_state(board, self.monday, holidays, self._today)
        self._state = state
        self.title = state.title
        self._news.set_text(state.news)
        self._rest.set_text(state.rest)
        self._rest.setVisible(bool(state.rest))
        self._board.show_state(state)
        show_rows(self._rows, _rows(state), self._cell)
        self._mend.set_available(bool(state.troubles), N_("Every session can take place."))
        self._arrange()
        self.renew_header()

    def _arrange(self) -> None:
        if self._state is None:
            return
        is_empty = not self._state.lines
        days = len(self._state.days) + 1
        # The page inside follows a moment later than this.
        is_list = theme().is_stacked() or self.width() < days * DAY_EM * theme().em()
        turned, self._is_list = self._is_list is not is_list, is_list
        self._none.setVisible(is_empty)
        self._news.setVisible(not is_empty)
        self._board.setVisible(not is_empty and not is_list)
        self._rows.setVisible(not is_empty and is_list and bool(self._rows.rows))
        self._here.setVisible(not is_empty and not is_list)
        if turned and self.is_open:
            # What had the focus is hidden now.
            give_focus(self.first_focus)

    def _load(self) -> None:
        service, who = self._service, self.context.actor
        first = self.monday
        is_first = self._shown is None

        def look() -> Loaded:
            return service.board(who), service.holidays(first, first + timedelta(days=6))

        def shown(found: Loaded) -> None:
            self._shown = found
            self.refresh()
            if is_first and self.is_open:
                target = self.first_focus()
                if target is not None:
                    target.setFocus()

        self.ask_store("clubs", look, shown)

    def _move(self, weeks: int) -> None:
        self._offset += weeks
        self._load()

    def _on_heard(self, sentence: str) -> None:
        self._here.set_text(sentence)

    def _on_cell(self, subject: object) -> None:
        offer = str(subject)
        if self._shown is not None and any(
            one.offer == offer for one in self._shown[0].week.plan.sessions
        ):
            self.context.go("clubs-session", offer=offer)
            return
        current = self._board.current
        if current is not None:
            self.context.say(current.state.spoken)


def _rows(state: BoardState) -> list[RowState]:
    """Return the sessions of the board one after the other, day by day, what is wrong first."""
    rows = []
    for column, day in enumerate(state.days):
        for line in state.lines:
            for one in line.cells[column]:
                if one.kind in (FREE, CLOSED):
                    continue
                is_wrong = one.kind == TROUBLE
                badge = (one.who, "warning", "triangle-alert") if is_wrong else None
                second = f"{line.house} {one.count}" + ("" if is_wrong else f" {one.who}")
                rows.append(
                    (not is_wrong, RowState(
                        one.subject, one.title, second, f"{day} {one.time}", badge, one.spoken
                    ))
                )  # fmt: skip
    return [row for _is_well, row in sorted(rows, key=lambda one: one[0])]
