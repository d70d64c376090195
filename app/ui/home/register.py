"""The screen of today."""

from __future__ import annotations

from app.messages import N_
from app.ui.home.home_view import HomeView
from app.ui.registry import Action, Screen, registry

DESK = ("volunteer", "coordinator", "supporter", "administrator")

for _action in (
    Action("home.check", N_("Check again"), N_("Looks again whether this place is ready."),
           "refresh-cw"),
    Action("home.all_open", N_("Show all of them"), N_("Lists every consultation."), "list-checks"),
    Action("home.resume", N_("Go on writing"), N_("Opens what was typed and not saved."), "pencil",
           takes_subject=True),
):  # fmt: skip
    registry.add_action(_action)
registry.add_screen(
    Screen("home", N_("Today"), "home", "house", lambda c, a: HomeView(c, **a),
           ("consultations.begin", "people.search", "consultations.open", "people.open",
            "follow_ups.open", "follow_ups.all",
            "home.check", "home.all_open", "home.resume"),
           DESK, in_navigation=True, order=10)
)  # fmt: skip
