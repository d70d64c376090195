"""A small week of clubs, made by hand, and legal plans of it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from app.domain.clubs.problem import Problem
from app.domain.clubs.read_problem import read_problem

# Two slots, a house without steps and one with, two mentors, two offers, seven people.
WEEK: dict[str, Any] = {
    "version": 1,
    "slots": [
        {"id": "mon", "day": "mon", "start": "16:00", "minutes": 60},
        {"id": "tue", "day": "tue", "start": "16:00", "minutes": 60},
    ],
    "venues": [
        {"id": "hall", "xy": [0, 0], "step_free": True, "open": ["mon", "tue"]},
        {"id": "school", "xy": [3, 0], "step_free": False, "open": ["mon", "tue"]},
    ],
    "rooms": [
        {"id": "blue", "venue": "hall", "capacity": 4, "equipment": {"pc": 4}},
        {"id": "red", "venue": "school", "capacity": 10, "equipment": {"pc": 8}},
    ],
    "mentors": [
        {"id": "aki", "skills": {"games": 2}, "slots": ["mon", "tue"], "max_load": 1,
         "vetted": True, "reach": 5, "xy": [0, 0]},
        {"id": "ben", "skills": {"games": 1}, "slots": ["mon"], "max_load": 1,
         "vetted": False, "reach": 5, "xy": [0, 0]},
    ],
    "offers": [
        {"id": "play", "topic": "games", "level": 0, "audience": "mixed", "min": 2, "max": 4,
         "mentors": 1, "equipment": {"pc": 2}, "needs_vetted": False},
        {"id": "build", "topic": "games", "level": 2, "audience": ["adult"], "min": 2, "max": 4,
         "mentors": 1, "equipment": {}, "needs_vetted": False},
    ],
    "participants": [
        {"id": f"p{n}", "age_band": band, "slots": ["mon", "tue"], "level": {"games": 1},
         "reach": 4, "xy": [0, 1], "needs": needs, "wishes": wishes, "want": 1}
        for n, (band, needs, wishes) in enumerate(
            [
                ("child", [], ["play"]), ("child", ["guardian"], ["play"]),
                ("senior", ["step_free"], ["play"]), ("adult", ["interpreter"], ["build", "play"]),
                ("adult", [], ["build", "play"]), ("adult", ["captioner"], ["build"]),
                ("senior", [], []),
            ]
        )
    ],
    "pools": {"interpreter": {"mon": 1}, "captioner": {}},
    "rules": {"children_per_adult": 2, "min_reachable": 1},
}  # fmt: skip

# p3 to p6 have no place.
PLAN: dict[str, Any] = {
    "problem_sha256": "week",
    "seed": 1,
    "sessions": [
        {"offer": "play", "slot": "tue", "room": "blue", "mentors": ["aki"],
         "participants": ["p0", "p1", "p2"]},
    ],
    "unplaced": [
        {"participant": f"p{n}", "reasons": ["not_running"], "would_work_if": []}
        for n in (3, 4, 5, 6)
    ],
}  # fmt: skip


def week() -> dict[str, Any]:
    """Return the week's document, to be changed at will."""
    return deepcopy(WEEK)


def plan() -> dict[str, Any]:
    """Return the plan's document, to be changed at will."""
    return deepcopy(PLAN)


def problem_of(document: dict[str, Any]) -> Problem:
    """Return the problem of a document."""
    return read_problem(document, "problem.json", "week")
