"""The screens and actions of the clubs."""

from __future__ import annotations

from typing import Any

from app.messages import N_
from app.ui.clubs.board_view import ClubsView
from app.ui.clubs.mend_view import ClubsMendView
from app.ui.clubs.sample import HOLIDAYS, TODAY, sample_board, sample_proposal
from app.ui.clubs.session_view import ClubSessionView
from app.ui.registry import Action, Danger, Screen, registry
from app.ui.screen import ScreenContext

COORDINATORS = ("coordinator", "administrator")
for _action in (
    Action("clubs.cell", N_("Open this place of the week"),
           N_("Opens the session; where there is none it says so."), "puzzle", takes_subject=True),
    Action("clubs.before", N_("Week before"), N_("Shows the week before this one."),
           "chevron-left"),
    Action("clubs.after", N_("Week after"), N_("Shows the week after this one."),
           "chevron-right"),
    Action("clubs.mend", N_("See a way to mend it"),
           N_("Makes a plan that mends what is broken; nothing changes yet."), "sparkles", "Ctrl+M"),
    Action("clubs.mentor_away", N_("Who leads it cannot come"),
           N_("Notes that whoever leads this session cannot come any more."), "user-x",
           danger=Danger.UNDOABLE, undo="clubs.mentor_back"),
    Action("clubs.mentor_back", N_("Who leads it can come again"),
           N_("Takes the note back."), "user-check", danger=Danger.UNDOABLE,
           undo="clubs.mentor_away"),
    Action("clubs.room_closed", N_("The room cannot be used at this time"),
           N_("Notes it for this time of the week."), "ban", danger=Danger.UNDOABLE,
           undo="clubs.room_open"),
    Action("clubs.room_open", N_("The room can be used again"), N_("Takes the note back."),
           "lock-open", danger=Danger.UNDOABLE, undo="clubs.room_closed"),
    Action("clubs.take", N_("Take this plan"),
           N_("Lets the plan be the week. It can be undone."), "circle-check",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("clubs.wider", N_("Look further"),
           N_("Also moves others, where more people get a place by it."), "git-compare"),
    Action("clubs.stop", N_("Stop"), N_("Makes no plan and goes back."), "x"),
):  # fmt: skip
    registry.add_action(_action)


def _board(_context: ScreenContext) -> dict[str, Any]:
    return {"shown": (sample_board(), HOLIDAYS), "today": TODAY.isoformat()}


def _session(_context: ScreenContext) -> dict[str, Any]:
    return {"shown": sample_board(), "offer": "o08"}


def _mend(_context: ScreenContext) -> dict[str, Any]:
    return {"shown": sample_proposal()}


for _screen in (
    Screen("clubs", N_("Clubs"), "clubs", "puzzle", lambda c, a: ClubsView(c, **a),
           ("clubs.cell", "clubs.before", "clubs.after", "clubs.mend"), COORDINATORS,
           in_navigation=True, order=45, sample=_board),
    Screen("clubs-session", N_("Session"), "clubs", "puzzle",
           lambda c, a: ClubSessionView(c, **a),
           ("clubs.mend", "clubs.mentor_away", "clubs.mentor_back", "clubs.room_closed",
            "clubs.room_open"), COORDINATORS, order=46, sample=_session),
    Screen("clubs-mend", N_("A plan that mends the week"), "clubs", "sparkles",
           lambda c, a: ClubsMendView(c, **a),
           ("clubs.take", "clubs.wider", "clubs.stop"), COORDINATORS, order=47, sample=_mend),
):  # fmt: skip
    registry.add_screen(_screen)
