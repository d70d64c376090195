"""The planner of club weeks over files, joined."""

from __future__ import annotations

from pathlib import Path

from app.domain.clubs.plan import Changes, Plan
from app.domain.clubs.problem import Problem
from app.files import clubs


class FilesOfClubs:
    """Satisfies `app.services.clubs.ClubsFiles`."""

    def read_problem(self, path: Path) -> Problem:
        """Read a week."""
        return clubs.read_problem_file(path)

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
