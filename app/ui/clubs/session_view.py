"""One session: when, where, who leads it, who comes; and that somebody or the room fell away."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.clubs.plan import Session
from app.messages import N_, _, ngettext
from app.messages.clubs_moves import slot_words
from app.services.clubs_week import AREA, Board
from app.ui.clubs.board_state import mentor_names, place_words, times_of, wrong_sentences
from app.ui.desk_view import DeskView
from app.ui.facts import Fact, Facts
from app.ui.parts.button import Button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.flow import FlowRow
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext


class ClubSessionView(DeskView):
    """What a coordinator is told by telephone is noted here; the board then offers to mend it."""

    def __init__(self, context: ScreenContext, offer: str = "", shown: Board | None = None) -> None:
        super().__init__(context, N_("Session"))
        self.crumbs = N_("Community ICT clubs › Session")
        self._offer, self._shown, self._given = offer, shown, shown is not None
        self._service: Any = context.services.clubs_week
        self._mend = context.bind("clubs.mend", lambda _n: context.go("clubs-mend"))
        self._away = context.bind("clubs.mentor_away", lambda _n: self._on_mentor(is_away=True))
        self._back = context.bind("clubs.mentor_back", lambda _n: self._on_mentor(is_away=False))
        self._close = context.bind("clubs.room_closed", lambda _n: self._on_room(is_closed=True))
        self._open = context.bind("clubs.room_open", lambda _n: self._on_room(is_closed=False))
        self.header_actions = [(self._mend, "primary")]
        self._facts = Facts()
        self._wrong = Text("", "strong", is_data=True)
        self._people = Text("", is_data=True)
        self._people_title = Section(" ")
        self._none = EmptyState(
            N_("This session is not in the week any more"),
            N_("Go back and look at the week again."), icon="puzzle",
        )  # fmt: skip
        self._note_buttons = (Button(self._away), Button(self._back))
        self._mentors = FlowRow(*self._note_buttons)
        self._rooms = FlowRow(Button(self._close), Button(self._open))
        self._fell = Section(N_("What fell away"))
        for part in (self._wrong, self._facts, self._fell, self._mentors, self._rooms,
                     self._people_title, self._people, self._none):  # fmt: skip
            self.page.column.addWidget(part)
        self._wrong.hide()
        self._none.hide()

    def first_focus(self) -> QWidget | None:
        """Begin where somebody's call is noted, or taken back."""
        bound = self._away if self._away.is_available else self._back
        return next((one for one in self._note_buttons if one.bound is bound), None)

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

    def _load(self) -> None:
        service, who = self._service, self.context.actor

        def shown(found: Board) -> None:
            self._shown = found
            self.refresh()

        self.ask_store("session", lambda: service.board(who), shown)

    @property
    def _session(self) -> Session | None:
        if self._shown is None:
            return None
        found = [one for one in self._shown.week.plan.sessions if one.offer == self._offer]
        return found[0] if found else None

    def refresh(self) -> None:
        """Say it again in the language chosen."""
        board, session = self._shown, self._session
        if board is None:
            return
        parts = (self._facts, self._fell, self._mentors, self._rooms, self._people_title,
                 self._people)  # fmt: skip
        for part in parts:
            part.setVisible(session is not None)
        self._none.setVisible(session is None)
        if session is None:
            return
        week = board.week
        offer = week.problem.offers[session.offer]
        self.title = offer.name or offer.id
        count = len(session.participants)
        people = ngettext("{count} person of {most}", "{count} people of {most}", count)
        self._facts.show_facts([
            Fact(_("Time"), f"{slot_words(session.slot, week.problem)} ({times_of(week, session)[0]})"),
            Fact(_("Place"), place_words(week, session)),
            Fact(_("Led by"), mentor_names(week, session)),
            Fact(_("Who comes"), people.format(count=count, most=offer.max)),
        ])  # fmt: skip
        wrong = wrong_sentences(board, session)
        self._wrong.set_text("\n".join(wrong))
        self._wrong.setVisible(bool(wrong))
        self._people_title.set_title(N_("Who comes"))
        names = [week.problem.participants[one].name or one for one in session.participants]
        self._people.set_text("\n".join(names) or _("Nobody yet."))
        is_away = any(one in week.gone for one in session.mentors)
        is_closed = (session.room, session.slot) in week.closed
        noted = N_("That is noted already.")
        not_noted = N_("Nothing of the kind is noted.")
        self._away.set_available(not is_away and bool(session.mentors), noted)
        self._back.set_available(is_away, not_noted)
        self._close.set_available(not is_closed, noted)
        self._open.set_available(is_closed, not_noted)
        self._mend.set_available(bool(board.broken), N_("Every session can take place."))
        self.renew_header()

    def _on_mentor(self, *, is_away: bool) -> None:
        session, board = self._session, self._shown
        if session is None or board is None:
            return
        names = [one for one in session.mentors if (one in board.week.gone) != is_away]
        words = _("Noted: {name} cannot come.") if is_away else _("Noted: {name} can come again.")
        named = _(", ").join([board.week.problem.mentors[one].name or one for one in names])
        self._note(
            words.format(name=named),
            [lambda state, one=one: self._service.mentor_away(
                self.context.actor, one, is_away=state) for one in names],
            is_away,
        )  # fmt: skip

    def _on_room(self, *, is_closed: bool) -> None:
        session, board = self._session, self._shown
        if session is None or board is None:
            return
        where = place_words(board.week, session)
        words = (
            _("Noted: {place} cannot be used at this time.") if is_closed
            else _("Noted: {place} can be used again.")
        )  # fmt: skip
        self._note(
            words.format(place=where),
            [lambda state: self._service.room_closed(
                self.context.actor, session.room, session.slot, is_closed=state)],
            is_closed,
        )  # fmt: skip

    def _note(self, words: str, writers: list[Any], state: bool) -> None:
        """Write it down and offer the way back."""

        def write(wanted: bool) -> Changes:
            changes = Changes.of(AREA, "week")
            for one in writers:
                changes |= one(wanted)
            return changes

        def take_back() -> None:
            self.ask_store("take back", lambda: write(not state), self.context.publish)

        def noted(changes: Changes) -> None:
            self.context.publish(changes)
            self.context.say_with_undo(words, take_back)

        self.ask_store("note", lambda: write(state), noted)
