"""Weeks of clubs over plain files: invent one, plan it, check a plan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.clubs.check import Violation, check_plan
from app.domain.clubs.difference import Difference, difference
from app.domain.clubs.generate import generate, size_for
from app.domain.clubs.plan import Changes, Plan
from app.domain.clubs.problem import Problem
from app.domain.clubs.read_plan import changed
from app.domain.progress import NoProgress, Progress

if TYPE_CHECKING:
    from app.solvers.clubs.explain import Answer
    from app.solvers.clubs.planning import Planned
    from app.solvers.clubs.repair import Repaired


class ClubsFiles(Protocol):
    """Reads and writes the files; the files package has it."""

    def read_problem(self, path: Path) -> Problem:
        """Read a week or raise BadInput with every finding."""

    def read_plan(self, path: Path, problem: Problem) -> Plan:
        """Read a plan of a week."""

    def read_changes(self, path: Path, problem: Problem) -> Changes:
        """Read what happened to a week."""

    def write_problem(self, path: Path, problem: Problem) -> None:
        """Write a week."""

    def write_plan(self, path: Path, plan: Plan) -> None:
        """Write a plan."""


@dataclass(frozen=True, slots=True)
class Replanned:
    """A mended plan with the week it is for, what is different, and every rule it breaks."""

    problem: Problem
    made: Repaired
    difference: Difference
    violations: list[Violation]


class ClubsService:
    """What a coordinator does with files; nothing here knows a centre."""

    def __init__(self, files: ClubsFiles) -> None:
        """Take what reads and writes."""
        self._files = files

    def generate(self, path: Path, participants: int, offers: int, seed: int) -> Problem:
        """Write an invented week and return it."""
        problem = generate(size_for(participants, offers), seed)
        self._files.write_problem(path, problem)
        return problem

    def read(self, problem: Path, changes: Path | None = None) -> Problem:
        """Read a week, as it is after the changes if any are named."""
        before = self._files.read_problem(problem)
        return changed(before, self._files.read_changes(changes, before)) if changes else before

    def read_plan(self, path: Path, problem: Problem) -> Plan:
        """Read a plan of a week."""
        return self._files.read_plan(path, problem)

    def plan(
        self,
        problem: Problem,
        out: Path,
        seed: int,
        seconds: int | None = None,
        progress: Progress | None = None,
    ) -> Planned:
        """Plan a week, check the plan apart and write it; stopping early keeps the best so far."""
        from app.solvers.clubs.planning import plan_week

        planned = plan_week(problem, seed, seconds, progress or NoProgress())
        self._files.write_plan(out, planned.plan)
        return planned

    def replan(
        self,
        problem: Path,
        plan: Path,
        changes: Path,
        out: Path,
        seed: int,
        progress: Progress | None = None,
        *,
        wider: bool = False,
    ) -> Replanned:
        """Mend a published plan after changes, check it apart and write it.

        With `wider` others may move where more people get a place by it.
        """
        from app.solvers.clubs.repair import repair_week

        before = self._files.read_problem(problem)
        published = self._files.read_plan(plan, before)
        happened = self._files.read_changes(changes, before)
        after = changed(before, happened)
        made = repair_week(
            after, published, happened.participants_gone, seed, progress or NoProgress(),
            wider=wider,
        )  # fmt: skip
        gone = {*happened.participants_gone, *happened.mentors_gone}
        self._files.write_plan(out, made.plan)
        return Replanned(
            after, made, difference(published, made.plan, gone), check_plan(after, made.plan)
        )

    def explain(self, problem: Problem, plan: Plan, person: str, offer: str | None) -> Answer:
        """Say why a person has a place in an offer or none, from facts alone."""
        from app.solvers.clubs.explain import explain

        return explain(problem, plan, person, offer)

    def check(self, problem: Problem, plan: Plan) -> list[Violation]:
        """Return every rule the plan breaks."""
        return check_plan(problem, plan)
