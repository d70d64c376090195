"""The invented week for pictures and the audit: a mentor fell away, a plan would mend it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from app.domain.clubs.check import Violation, check_plan
from app.domain.clubs.difference import difference
from app.domain.clubs.plan import Plan
from app.domain.clubs.read_plan import read_plan
from app.domain.clubs.read_problem import read_problem
from app.domain.clubs.register import Week, parts_of, session_parts, week_of
from app.services.clubs_week import Board, Proposal

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "demo" / "clubs"
AWAY, STAND_IN = "m3", "m6"
TODAY = date(2026, 11, 24)
HOLIDAYS = {date(2026, 11, 23): "勤労感謝の日"}


@lru_cache(maxsize=1)
def sample_week() -> Week:
    """Return the week."""
    problem = read_problem(json.loads((FOLDER / "problem.json").read_text("utf-8")), "problem.json")
    plan = read_plan(json.loads((FOLDER / "plan.json").read_text("utf-8")), "plan.json", problem)
    parts = {**parts_of(problem), **session_parts(plan), f"gone/mentors/{AWAY}": {}}
    return week_of(parts, ())


def sample_board() -> Board:
    """Return the board with what is wrong on it."""
    week = sample_week()
    broken: dict[str, tuple[Violation, ...]] = {}
    for one in check_plan(week.problem, week.plan):
        for session in week.plan.sessions:
            if one.offer == session.offer or (not one.offer and one.who in session.mentors):
                broken[session.offer] = (*broken.get(session.offer, ()), one)
    return Board(week, broken)


def sample_proposal() -> Proposal:
    """Return a plan in which somebody else leads what the one who fell away led."""
    week = sample_week()
    sessions = tuple(
        replace(one, mentors=(STAND_IN,)) if AWAY in one.mentors else one
        for one in week.plan.sessions
    )
    plan = Plan(week.plan.problem_sha256, 0, sessions)
    served = len({who for one in sessions for who in one.participants})
    hit = sum(AWAY in one.mentors for one in week.plan.sessions)
    return Proposal(
        plan, week.problem, difference(week.plan, plan, week.gone), served, served, hit, False
    )
