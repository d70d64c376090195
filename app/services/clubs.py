"""Weeks of clubs over plain files: invent one, plan it, check a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.clubs.check import Violation, check_plan
from app.domain.clubs.difference import Difference, difference
from app.domain.clubs.generate import generate, size_for
from app.domain.clubs.plan import Changes, Plan
from app.domain.clubs.problem import Mentor, Participant, Problem, Venue
from app.domain.clubs.read_plan import changed
from app.domain.clubs.term import Term, term_of
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

    def holidays(self, first: date, last: date) -> Mapping[date, str]:
        """Return the holidays from one day to another."""

    def write_feed(
        self, folder: Path, kind: str, its_id: str, title: str, term: Term, series: Sequence[str]
    ) -> Feed | None:
        """Write somebody's calendar; `kind` is `people`, `mentors` or `venues`.

        Whoever has no session gets a file only where one lies already: there everything is cancelled.
        """


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed that was written; how many of its series are new, different or cancelled."""

    kind: str
    id: str
    file: Path
    new: int
    changed: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class Exported:
    """A term written as calendars; `holidays` are those on which something would have been."""

    term: Term
    feeds: tuple[Feed, ...]
    holidays: Mapping[date, str]


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

    def export(
        self,
        problem: Problem,
        plan: Plan,
        first: date,
        weeks: int,
        folder: Path,
        progress: Progress,
    ) -> Exported:
        """Write a feed for everybody who has a place, each mentor and each venue of a term."""
        last = first + timedelta(weeks=weeks, days=6)
        holidays = self._files.holidays(first, last)
        term = term_of(problem, plan, first, weeks, frozenset(holidays))
        feeds = _feeds(problem, term)
        written: list[Feed] = []
        for done, (kind, its_id, title, series) in enumerate(feeds):
            progress.step("clubs.feeds", done, len(feeds))
            feed = self._files.write_feed(folder, kind, its_id, title, term, series)
            written += [] if feed is None else [feed]
        progress.step("clubs.feeds", len(feeds), len(feeds))
        fallen = {
            day: name
            for day, name in holidays.items()
            if any(
                (day - one.first).days % 7 == 0 and 0 <= (day - one.first).days < 7 * weeks
                for one in term.series.values()
            )
        }
        return Exported(term, tuple(written), fallen)

    def explain(self, problem: Problem, plan: Plan, person: str, offer: str | None) -> Answer:
        """Say why a person has a place in an offer or none, from facts alone."""
        from app.solvers.clubs.explain import explain

        return explain(problem, plan, person, offer)

    def check(self, problem: Problem, plan: Plan) -> list[Violation]:
        """Return every rule the plan breaks."""
        return check_plan(problem, plan)


def _feeds(problem: Problem, term: Term) -> list[tuple[str, str, str, list[str]]]:
    """Return kind, id, title and series of every feed; one without series is kept for what was."""
    own: dict[tuple[str, str], list[str]] = {}
    for its_id, one in term.series.items():
        for who in one.people:
            own.setdefault(("people", who), []).append(its_id)
        for who in one.mentors:
            own.setdefault(("mentors", who), []).append(its_id)
        own.setdefault(("venues", one.venue), []).append(its_id)
    parts: dict[str, Mapping[str, Participant | Mentor | Venue]] = {
        "people": problem.participants, "mentors": problem.mentors, "venues": problem.venues,
    }  # fmt: skip
    return [
        (kind, its_id, parts[kind][its_id].name or its_id, own.get((kind, its_id), []))
        for kind in parts
        for its_id in parts[kind]
    ]
