"""Reads `plan.json` and `changes.json` strictly, and applies changes to a problem."""

from __future__ import annotations

from dataclasses import replace

from app.domain.clubs.fields import Fields, Findings
from app.domain.clubs.plan import Added, Changes, ClosedRoom, Plan, Session, Unplaced
from app.domain.clubs.problem import Problem
from app.domain.clubs.read_problem import PARTS, check_names, known, read_parts, refuse


def read_plan(document: object, file: str, problem: Problem) -> Plan:
    """Return the plan a document describes; every id in it must be one of the problem's.

    Raises:
        BadInput: `clubs.refused` with every place that cannot be taken.
    """
    findings = Findings(file)
    top = Fields(document, "$", findings)
    sha256, seed = top.text("problem_sha256"), top.whole("seed", default=0)
    sessions = top.entries("sessions", _session)
    unplaced = top.entries("unplaced", _unplaced, default=True)
    top.close()
    for place, one in enumerate(sessions):
        here = f"$.sessions[{place}]"
        known([one.offer], problem.offers, f"{here}.offer", findings, "offer")
        known([one.slot], problem.slots, f"{here}.slot", findings, "slot")
        known([one.room], problem.rooms, f"{here}.room", findings, "room")
        known(one.mentors, problem.mentors, f"{here}.mentors", findings, "mentor")
        known(one.participants, problem.participants, f"{here}.participants", findings, "person")
    for place, absent in enumerate(unplaced):
        path = f"$.unplaced[{place}].participant"
        known([absent.participant], problem.participants, path, findings, "person")
    refuse(findings)
    return Plan(sha256, seed, tuple(sessions), tuple(unplaced))


def read_changes(document: object, file: str, problem: Problem) -> Changes:
    """Return the changes a document describes.

    Raises:
        BadInput: `clubs.refused` with every place that cannot be taken.
    """
    findings = Findings(file)
    top = Fields(document, "$", findings)
    mentors = top.texts("mentors_gone", default=True)
    rooms = tuple(top.entries("rooms_closed", _closed_room, default=True))
    people = top.texts("participants_gone", default=True)
    added = Added()
    if top.has("added"):
        inner = Fields(top.raw("added"), "$.added", findings)
        added = read_parts(inner, findings, is_optional=True)
        inner.close()
    top.close()
    changes = Changes(mentors, rooms, people, added)
    known(mentors, problem.mentors, "$.mentors_gone", findings, "mentor")
    known(people, problem.participants, "$.participants_gone", findings, "person")
    for place, one in enumerate(rooms):
        here = f"$.rooms_closed[{place}]"
        known([one.room], problem.rooms, f"{here}.room", findings, "room")
        known(one.slots, problem.slots, f"{here}.slots", findings, "slot")
    for key in PARTS:
        for place, its_id in enumerate(getattr(added, key)):
            if its_id in getattr(problem, key):
                findings.add("clubs.id_twice", f"$.added.{key}[{place}].id", its_id)
    check_names(added, changed(problem, changes), findings, "$.added")
    refuse(findings)
    return changes


def changed(problem: Problem, changes: Changes) -> Problem:
    """Return the problem after the changes.

    Those who are gone stay known by name, so that a plan of before can still be read: a mentor
    without load, a person without wishes.
    """
    gone = set(changes.mentors_gone)
    away = set(changes.participants_gone)
    closed = set(problem.closed)
    for one in changes.rooms_closed:
        closed |= {(one.room, slot) for slot in one.slots or problem.slots}
    added = changes.added
    return replace(
        problem,
        slots={**problem.slots, **added.slots},
        venues={**problem.venues, **added.venues},
        rooms={**problem.rooms, **added.rooms},
        offers={**problem.offers, **added.offers},
        mentors={
            **{
                its_id: replace(one, max_load=0, slots=frozenset()) if its_id in gone else one
                for its_id, one in problem.mentors.items()
            },
            **added.mentors,
        },
        participants={
            **{
                its_id: replace(one, slots=frozenset(), wishes=(), want=0)
                if its_id in away
                else one
                for its_id, one in problem.participants.items()
            },
            **added.participants,
        },
        closed=frozenset(closed),
    )


def _session(one: Fields) -> Session:
    return Session(
        one.text("offer"), one.text("slot"), one.text("room"), one.texts("mentors"),
        one.texts("participants"),
    )  # fmt: skip


def _unplaced(one: Fields) -> Unplaced:
    reasons = one.texts("reasons")
    ways = one.raw("would_work_if")
    if not isinstance(ways, list):
        if one.has("would_work_if"):
            one.findings.add("clubs.no_list", one.at("would_work_if"), ways)
        ways = []
    return Unplaced(
        one.text("participant"), reasons, tuple(way for way in ways if isinstance(way, dict))
    )


def _closed_room(one: Fields) -> ClosedRoom:
    return ClosedRoom(one.text("room"), one.texts("slots", default=True))
