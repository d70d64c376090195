"""The planner of club weeks over files, joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from app.domain.clubs.plan import Changes, Plan
from app.domain.clubs.problem import Problem
from app.domain.clubs.term import Term
from app.files import club_calendars, clubs
from app.services.clubs import Feed


class FilesOfClubs:
    """Satisfies `app.services.clubs.ClubsFiles`."""

    def __init__(self) -> None:
        self._names = club_calendars.Names()

    def read_problem(self, path: Path) -> Problem:
        """Read a week."""
        problem = clubs.read_problem_file(path)
        self._names = club_calendars.Names(
            {one.id: one.name for one in problem.offers.values()},
            {one.id: one.name for one in problem.rooms.values()},
            {one.id: one.name for one in problem.venues.values()},
        )
        return problem

    def read_plan(self, path: Path, problem: Problem) -> Plan:
        """Read a plan of a week."""
        return clubs.read_plan_file(path, problem)

    def read_changes(self, path: Path, problem: Problem) -> Changes:
        """Read what happened to a week."""
        return clubs.read_changes_file(path, problem)

    def write_problem(self, path: Path, problem: Problem) -> None:
        """Write a week."""
        clubs.write_problem_file(path, problem)

    def write_plan(self, path: Path, plan: Plan) -> None:
        """Write a plan."""
        clubs.write_plan_file(path, plan)

    def holidays(self, first: date, last: date) -> Mapping[date, str]:
        """Return the holidays from one day to another."""
        return club_calendars.holidays_between(first, last)

    def write_feed(
        self, folder: Path, kind: str, its_id: str, title: str, term: Term, series: Sequence[str]
    ) -> Feed | None:
        """Write somebody's calendar."""
        file = club_calendars.feed_file(folder, kind, its_id)
        if not series and not file.exists():
            return None
        made = club_calendars.write_feed(file, title, term, series, self._names)
        return Feed(kind, its_id, file, made.new, made.changed, made.cancelled)
