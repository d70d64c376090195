"""The centre's own week of clubs: what is published, what fell away, and a plan that mends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.changes import Changes
from app.domain.clubs.check import Violation, check_plan
from app.domain.clubs.difference import Difference, difference
from app.domain.clubs.plan import Plan
from app.domain.clubs.problem import Problem
from app.domain.clubs.register import (
    CLOSED,
    EVERY_SLOT,
    GONE,
    SESSIONS,
    Body,
    Week,
    part_id,
    parts_of,
    session_parts,
    week_of,
)
from app.domain.errors import Refused
from app.domain.ids import PersonId
from app.domain.progress import NoProgress, Progress
from app.domain.roles import Actor
from app.services.ports import Clock, UnitOfWork, UnitOfWorkFactory
from app.services.telework_ports import ConsentGate

AREA = "clubs"
MEMBERSHIP, CENTRE, CHILD = "clubs.membership", "centre", "clubs.child"
SEED = 1


@dataclass(frozen=True, slots=True)
class Board:
    """The week with every rule that its published plan breaks now, by offer."""

    week: Week
    broken: Mapping[str, tuple[Violation, ...]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan nobody has published yet: what would be different, and how many have a place."""

    plan: Plan
    problem: Problem
    difference: Difference
    served: int
    served_before: int
    hit: int
    is_cancelled: bool


class ClubsWeekService:
    """A coordinator's week; children are in it only while somebody's consent for them holds."""

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        gate: ConsentGate,
        clock: Clock,
        read_problem: Callable[[Path], Problem],
        holidays: Callable[[date, date], Mapping[date, str]],
    ) -> None:
        self._unit_of_work, self._gate, self._clock = unit_of_work, gate, clock
        self._read_problem, self._holidays = read_problem, holidays

    def board(self, who: Actor) -> Board:
        """Return the week as it is now.

        Raises:
            Refused: `role.not_yours`.
            BadInput: `clubs.refused` when a part of the registers makes no sense.
        """
        week = self._week(who)
        broken: dict[str, tuple[Violation, ...]] = {}
        for one in check_plan(week.problem, week.plan):
            for offer in _offers_of(one, week.plan):
                broken[offer] = (*broken.get(offer, ()), one)
        return Board(week, broken)

    def holidays(self, first: date, last: date) -> Mapping[date, str]:
        """Return the holidays from one day to another, both included."""
        return self._holidays(first, last)

    def take_in(self, who: Actor, path: Path) -> tuple[Problem, Changes]:
        """Let the registers be what a file says; the published sessions stay.

        Raises:
            BadInput: `clubs.refused` with every finding; then nothing is stored.
        """
        who.require(AREA)
        problem = self._read_problem(path)
        return problem, self.keep(who, problem)

    def keep(self, who: Actor, problem: Problem) -> Changes:
        """Store every part of a week; parts that it does not have any more are taken away."""
        who.require(AREA)
        parts = parts_of(problem)
        with self._unit_of_work() as work:
            known = work.clubs.parts()
            # Whose record somebody is was said here and is in no file.
            for its_id, body in parts.items():
                person = known.get(its_id, {}).get("person")
                if person:
                    parts[its_id] = {**body, "person": person}
            stay = (GONE, CLOSED, SESSIONS)
            work.clubs.remove(
                [one for one in known if one not in parts and one.partition("/")[0] not in stay]
            )
            work.clubs.put(parts)
            self._written(work, who, "import", "registers")
        return Changes.of(AREA, "week")

    def name_person(self, who: Actor, participant: str, person: PersonId) -> Changes:
        """Say whose record somebody who takes part is; her consent is asked there.

        Raises:
            Refused: `clubs.no_such_part`.
        """
        its_id = part_id("participants", participant)
        with self._unit_of_work() as work:
            who.require(AREA)
            body = _part(work, its_id)
            work.clubs.put({its_id: {**body, "person": person}})
            self._written(work, who, "change", its_id)
        return Changes.of(AREA, "week")

    def mentor_away(self, who: Actor, mentor: str, *, is_away: bool = True) -> Changes:
        """Note that a mentor cannot lead any more, or can again."""
        return self._fell_away(who, part_id("mentors", mentor), part_id(GONE, "mentors", mentor),
                               is_away=is_away)  # fmt: skip

    def room_closed(
        self, who: Actor, room: str, slot: str = EVERY_SLOT, *, is_closed: bool = True
    ) -> Changes:
        """Note that a room cannot be used at one time of the week, or can again."""
        return self._fell_away(who, part_id("rooms", room), part_id(CLOSED, room, slot),
                               is_away=is_closed)  # fmt: skip

    def plan(
        self, who: Actor, seconds: int | None = None, progress: Progress | None = None
    ) -> Proposal:
        """Plan the week from nothing; stopping early keeps the best so far."""
        from app.solvers.clubs.planning import plan_week

        week = self._week(who)
        made = plan_week(week.problem, SEED, seconds, progress or NoProgress())
        return _proposal(week, made.plan, made.served, len(week.plan.sessions), made.is_cancelled)

    def mend(
        self, who: Actor, progress: Progress | None = None, *, wider: bool = False
    ) -> Proposal:
        """Mend what is broken and leave everybody else; with `wider` others may move, too."""
        from app.solvers.clubs.repair import repair_week

        week = self._week(who)
        made = repair_week(week.problem, week.plan, (), SEED, progress or NoProgress(), wider=wider)
        return _proposal(week, made.plan, made.served, len(made.hit), made.is_cancelled)

    def publish(self, who: Actor, proposal: Proposal) -> tuple[Plan, Changes]:
        """Let a proposal be the week, and return the plan of before.

        Raises:
            Refused: `clubs.changed_meanwhile` when the registers or the plan are no longer those
                that it was made for; `clubs.breaks_rules` when it breaks a rule.
        """
        who.require(AREA)
        week = self._week(who)
        if week.problem != proposal.problem:
            raise Refused("clubs.changed_meanwhile")
        if check_plan(week.problem, proposal.plan):
            raise Refused("clubs.breaks_rules")
        self.put_back(who, proposal.plan)
        return week.plan, Changes.of(AREA, "week")

    def put_back(self, who: Actor, plan: Plan) -> Changes:
        """Store a plan that was published before, as the way back."""
        who.require(AREA)
        sessions = session_parts(plan)
        with self._unit_of_work() as work:
            known = [one for one in work.clubs.parts() if one.partition("/")[0] == SESSIONS]
            work.clubs.remove([one for one in known if one not in sessions])
            work.clubs.put(sessions)
            self._written(work, who, "change", "plan")
        return Changes.of(AREA, "week")

    def _week(self, who: Actor) -> Week:
        who.require(AREA)
        with self._unit_of_work() as work:
            parts = work.clubs.parts()
        return week_of(parts, self._permitted(parts))

    def _permitted(self, parts: Mapping[str, Body]) -> frozenset[str]:
        """Return the children for whom a consent holds at this moment."""
        now = self._clock.now()
        found = set()
        for its_id, one in parts.items():
            kind, _slash, name = its_id.partition("/")
            person = one.get("person")
            if kind != "participants" or one.get("age_band") != "child" or not person:
                continue
            if self._gate.permitted(PersonId(str(person)), MEMBERSHIP, CENTRE, {CHILD}, now):
                found.add(name)
        return frozenset(found)

    def _fell_away(self, who: Actor, part: str, note: str, *, is_away: bool) -> Changes:
        who.require(AREA)
        with self._unit_of_work() as work:
            _part(work, part)
            if is_away:
                work.clubs.put({note: {"noted_at": self._clock.now().isoformat()}})
            else:
                work.clubs.remove([note])
            self._written(work, who, "change", note)
        return Changes.of(AREA, "week")

    def _written(self, work: UnitOfWork, who: Actor, what: str, part: str) -> None:
        work.audit.add(who.operator, what, AREA, "", f"part={part}")
        work.commit()


def _part(work: UnitOfWork, its_id: str) -> Body:
    found = work.clubs.parts().get(its_id)
    if found is None:
        raise Refused("clubs.no_such_part")
    return found


def _offers_of(one: Violation, plan: Plan) -> tuple[str, ...]:
    """Return the offers a broken rule is about; one over several sessions is about all of them."""
    if one.offer:
        return (one.offer,)
    return tuple(
        session.offer
        for session in plan.sessions
        if one.who in (*session.mentors, *session.participants, session.room)
    )


def _proposal(week: Week, plan: Plan, served: int, hit: int, is_cancelled: bool) -> Proposal:
    before = {who for one in week.plan.sessions for who in one.participants}
    return Proposal(
        plan, week.problem, difference(week.plan, plan, week.gone), served, len(before), hit,
        is_cancelled,
    )  # fmt: skip
