"""Invents a week of clubs with one mentor who fell away, through the services."""

from __future__ import annotations

from typing import Protocol

from app.demo.content import FOLDER
from app.domain.clubs.read_plan import read_plan
from app.domain.clubs.read_problem import read_problem
from app.domain.roles import Actor
from app.services.clubs_week import ClubsWeekService

AWAY = "m3"


class Services(Protocol):
    """What the demo works with."""

    @property
    def clubs_week(self) -> ClubsWeekService:
        """The week of clubs."""


def fill_clubs(services: Services, who: Actor) -> None:
    """Store the invented week, its plan, and that a mentor cannot come any more."""
    import json

    folder, week = FOLDER / "clubs", services.clubs_week
    problem = read_problem(json.loads((folder / "problem.json").read_text("utf-8")), "problem.json")
    plan = read_plan(json.loads((folder / "plan.json").read_text("utf-8")), "plan.json", problem)
    week.keep(who, problem)
    week.put_back(who, plan)
    week.mentor_away(who, AWAY)
