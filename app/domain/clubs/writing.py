"""Turns problems and plans into documents, the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.clubs.plan import Plan, Session
from app.domain.clubs.problem import AGE_BANDS, DAYS, Problem
from app.domain.clubs.read_problem import EVERYBODY, VERSION


def problem_document(problem: Problem) -> dict[str, object]:
    """Return `problem.json` as plain values."""
    return {
        "version": VERSION,
        "slots": [
            {"id": one.id, "day": DAYS[one.day], "start": clock(one.start), "minutes": one.minutes}
            for one in problem.slots.values()
        ],
        "venues": [
            {"id": one.id, **_name(one.name), "xy": list(one.xy), "step_free": one.step_free,
             "open": sorted(one.open)}
            for one in problem.venues.values()
        ],
        "rooms": [
            {"id": one.id, **_name(one.name), "venue": one.venue, "capacity": one.capacity,
             "equipment": dict(one.equipment)}
            for one in problem.rooms.values()
        ],
        "mentors": [
            {"id": one.id, **_name(one.name), "skills": dict(one.skills),
             "slots": sorted(one.slots), "max_load": one.max_load, "vetted": one.vetted,
             "reach": one.reach, "xy": list(one.xy)}
            for one in problem.mentors.values()
        ],
        "offers": [
            {"id": one.id, **_name(one.name), "topic": one.topic, "level": one.level,
             "audience": _audience(one.audience), "min": one.min, "max": one.max,
             "mentors": one.mentors, "equipment": dict(one.equipment),
             "needs_vetted": one.needs_vetted}
            for one in problem.offers.values()
        ],
        "participants": [
            {"id": one.id, **_name(one.name), "age_band": one.age_band,
             "slots": sorted(one.slots), "level": dict(one.level), "reach": one.reach,
             "xy": list(one.xy), "needs": sorted(one.needs), "wishes": list(one.wishes),
             "want": one.want, **({"waited": one.waited} if one.waited else {})}
            for one in problem.participants.values()
        ],
        "pools": {kind: dict(by_slot) for kind, by_slot in problem.pools.items()},
        "rules": {
            "children_per_adult": problem.rules.children_per_adult,
            "min_reachable": problem.rules.min_reachable,
        },
    }  # fmt: skip


def plan_document(plan: Plan) -> dict[str, object]:
    """Return `plan.json` as plain values."""
    return {
        "problem_sha256": plan.problem_sha256,
        "seed": plan.seed,
        "sessions": [session_document(one) for one in plan.sessions],
        "unplaced": [
            {"participant": one.participant, "reasons": list(one.reasons),
             "would_work_if": [dict(way) for way in one.would_work_if]}
            for one in plan.unplaced
        ],
    }  # fmt: skip


def session_document(one: Session) -> dict[str, object]:
    """Return one session as plain values."""
    return {
        "offer": one.offer, "slot": one.slot, "room": one.room,
        "mentors": list(one.mentors), "participants": list(one.participants),
    }  # fmt: skip


def clock(minutes: int) -> str:
    """Return minutes after midnight as HH:MM."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _name(name: str) -> Mapping[str, object]:
    return {"name": name} if name else {}


def _audience(bands: frozenset[str]) -> object:
    if bands == frozenset(AGE_BANDS):
        return EVERYBODY[0]
    return next(iter(bands)) if len(bands) == 1 else sorted(bands)
