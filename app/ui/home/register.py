"""The screen of today."""

from __future__ import annotations

from app.messages import N_
from app.ui.home.home_view import HomeView
from app.ui.registry import Action, Screen, registry

DESK = ("volunteer", "coordinator", "supporter", "administrator")

registry.add_action(
    Action("home.check", N_("Check again"), N_("Looks again whether this place is ready."),
           "refresh-cw")
)  # fmt: skip
registry.add_screen(
    Screen("home", N_("Today"), "home", "house", lambda c, a: HomeView(c, **a),
           ("consultations.begin", "people.search", "consultations.open", "home.check"),
           DESK, in_navigation=True, order=10)
)  # fmt: skip
