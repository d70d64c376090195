"""The screens and actions of follow-ups."""

from __future__ import annotations

from typing import Any

from app.messages import N_, NP_
from app.ui.follow_ups.follow_up_view import FollowUpView
from app.ui.follow_ups.list_view import FollowUpsView
from app.ui.follow_ups.new_view import FollowUpNewView
from app.ui.registry import Action, Danger, Screen, registry
from app.ui.screen import ScreenContext

DESK = ("volunteer", "coordinator", "administrator")

for _action in (
    Action("follow_ups.open", N_("Open this follow-up"), N_("Shows whom to call and what to say."),
           "phone", takes_subject=True),
    Action("follow_ups.more", N_("Show more"), N_("Shows the next ones of the list."),
           "chevron-down"),
    Action("follow_ups.new", N_("New follow-up"), N_("Writes a call, a check-in or an errand."),
           "calendar-plus"),
    Action("follow_ups.save", NP_("follow-up", "Save"), N_("Keeps the follow-up."), "save",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("follow_ups.reached", N_("We spoke"), N_("Notes that somebody was reached."), "check",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("follow_ups.missed", N_("No answer"), N_("Notes a call that nobody answered."), "x",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("follow_ups.later", N_("Another day"), N_("Moves it to the day that was asked for."),
           "calendar-clock", danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("follow_ups.drop", N_("No longer needed"), N_("Ends it without another try."), "ban",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("follow_ups.person", N_("Open the record"), N_("Shows whose follow-up this is."),
           "user"),
    Action("follow_ups.all", N_("Show all follow-ups"), N_("Lists calls, check-ins and errands."),
           "list-checks"),
):  # fmt: skip
    registry.add_action(_action)


def _most_urgent(context: ScreenContext) -> dict[str, Any]:
    page = context.services.follow_ups.all_open(context.actor, limit=1)
    return {"follow_up": page.rows[0].follow_up.id} if page.rows else {}


def _somebody(context: ScreenContext) -> dict[str, Any]:
    page = context.services.people.find_people(context.actor, "", limit=1)
    return {"person": page.rows[0].id} if page.rows else {}


registry.add_screen(
    Screen("follow-ups", N_("Follow-ups"), "consultations", "phone",
           lambda c, a: FollowUpsView(c, **a),
           ("people.search", "follow_ups.open", "follow_ups.more"),
           DESK, in_navigation=True, order=35)
)  # fmt: skip
registry.add_screen(
    Screen("follow-up", N_("Follow-up"), "consultations", "phone-call",
           lambda c, a: FollowUpView(c, **a),
           ("follow_ups.reached", "follow_ups.missed", "follow_ups.later", "follow_ups.drop",
            "follow_ups.person"),
           DESK, order=36, sample=_most_urgent)
)  # fmt: skip
registry.add_screen(
    Screen("follow-up-new", N_("New follow-up"), "consultations", "calendar-plus",
           lambda c, a: FollowUpNewView(c, **a), ("follow_ups.save",),
           DESK, order=37, sample=_somebody)
)  # fmt: skip
