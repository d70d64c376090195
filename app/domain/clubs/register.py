"""The registers of a centre's clubs: parts kept one by one, and the week they make together.

Each part is one record with an id of its own (`mentors/m3`), so that two computers may change
different parts offline. The body of a part is written as in `problem.json` (docs/clubs.md); a part
that names another one which is not here, because it was taken away elsewhere or has not arrived,
does without it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.domain.clubs.plan import Changes, ClosedRoom, Plan, Session, Unplaced
from app.domain.clubs.problem import Participant, Problem
from app.domain.clubs.read_plan import changed
from app.domain.clubs.read_problem import PARTS, VERSION, read_problem
from app.domain.clubs.writing import problem_document, session_document

SESSIONS, GONE, CLOSED, POOLS, RULES = "sessions", "gone", "closed", "pools", "rules"
EVERY_SLOT = "all"
FILE = "clubs"

Body = Mapping[str, object]
Parts = Mapping[str, Body]


@dataclass(frozen=True, slots=True)
class Week:
    """A typical week as it is now.

    `problem` is what can be used at this moment, `plan` what was published; `gone` are mentors who
    fell away and `closed` (room, slot) pairs, since they were written down; `withheld` counts
    children nobody has consented for: they are in neither.
    """

    problem: Problem
    plan: Plan
    gone: frozenset[str]
    closed: frozenset[tuple[str, str]]
    withheld: int


def part_id(kind: str, *names: str) -> str:
    """Return the id of a part."""
    return "/".join((kind, *names))


def parts_of(problem: Problem) -> dict[str, Body]:
    """Return the parts of a week that was read from a file."""
    document = problem_document(problem)
    found: dict[str, Body] = {}
    for kind in PARTS:
        entries = document[kind]
        assert isinstance(entries, list)
        for one in entries:
            found[part_id(kind, str(one["id"]))] = one
    for kind, by_slot in problem.pools.items():
        found[part_id(POOLS, kind)] = dict(by_slot)
    found[RULES] = {
        "children_per_adult": problem.rules.children_per_adult,
        "min_reachable": problem.rules.min_reachable,
    }
    return found


def session_parts(plan: Plan) -> dict[str, Body]:
    """Return the sessions of a plan as parts, one an offer."""
    return {part_id(SESSIONS, one.offer): session_document(one) for one in plan.sessions}


def week_of(parts: Parts, permitted: Collection[str]) -> Week:
    """Put the parts together; `permitted` are the ids of children who may take part.

    Raises:
        BadInput: `clubs.refused` when a part makes no sense.
    """
    sorted_out: dict[str, dict[str, Body]] = {}
    for its_id, body in sorted(parts.items()):
        kind, _slash, name = its_id.partition("/")
        sorted_out.setdefault(kind, {})[name] = body
    withheld = {
        name
        for name, one in sorted_out.get("participants", {}).items()
        if one.get("age_band") == "child" and name not in permitted
    }
    problem = read_problem(_document(sorted_out, withheld), FILE)
    gone = {name.partition("/")[2] for name in sorted_out.get(GONE, {})}
    gone &= problem.mentors.keys()
    closed = _closed(sorted_out.get(CLOSED, {}), problem)
    rooms = {room: tuple(slot for one, slot in closed if one == room) for room, _slot in closed}
    problem = changed(
        problem,
        Changes(
            tuple(sorted(gone)),
            tuple(ClosedRoom(room, slots) for room, slots in sorted(rooms.items())),
        ),
    )
    read = (_session(one, problem) for one in sorted_out.get(SESSIONS, {}).values())
    sessions = tuple(one for one in read if one is not None)
    seated = {who for one in sessions for who in one.participants}
    absent = tuple(
        Unplaced(one.id)
        for one in problem.participants.values()
        if one.want and one.wishes and one.id not in seated
    )
    plan = Plan(problem.sha256, 0, sessions, absent)
    return Week(problem, plan, frozenset(gone), frozenset(closed), len(withheld))


def unplaced(week: Week) -> tuple[Participant, ...]:
    """Return those who wish for a place and have none."""
    return tuple(week.problem.participants[one.participant] for one in week.plan.unplaced)


def _document(parts: Mapping[str, Mapping[str, Body]], withheld: Collection[str]) -> object:
    slots, venues = parts.get("slots", {}), parts.get("venues", {})
    offers = parts.get("offers", {})
    return {
        "version": VERSION,
        "slots": list(slots.values()),
        "venues": [_only(one, "open", slots) for one in venues.values()],
        "rooms": [one for one in parts.get("rooms", {}).values() if one.get("venue") in venues],
        "mentors": [_only(one, "slots", slots) for one in parts.get("mentors", {}).values()],
        "offers": list(offers.values()),
        "participants": [
            _only(_only(_without_person(one), "slots", slots), "wishes", offers)
            for name, one in parts.get("participants", {}).items()
            if name not in withheld
        ],
        "pools": {
            kind: {slot: count for slot, count in one.items() if slot in slots}
            for kind, one in parts.get(POOLS, {}).items()
        },
        "rules": parts.get(RULES, {}).get("", {}),
    }


def _without_person(one: Body) -> Body:
    """Leave out whose record it is; planning does not have to know."""
    return {key: value for key, value in one.items() if key != "person"}


def _only(one: Body, key: str, known: Collection[str]) -> Body:
    named = one.get(key)
    if not isinstance(named, list):
        return one
    return {**one, key: [name for name in named if name in known]}


def _closed(parts: Mapping[str, Body], problem: Problem) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for name in parts:
        room, _slash, slot = name.partition("/")
        if room not in problem.rooms:
            continue
        slots = problem.slots if slot == EVERY_SLOT else {slot} & problem.slots.keys()
        found |= {(room, one) for one in slots}
    return found


def _session(one: Body, problem: Problem) -> Session | None:
    """Return a session with those who are still known; None without its offer, time or room."""
    offer, slot, room = (str(one.get(key, "")) for key in ("offer", "slot", "room"))
    if offer not in problem.offers or slot not in problem.slots or room not in problem.rooms:
        return None
    return Session(
        offer, slot, room, _known(one, "mentors", problem.mentors),
        _known(one, "participants", problem.participants),
    )  # fmt: skip


def _known(one: Body, key: str, known: Collection[str]) -> tuple[str, ...]:
    named = one.get(key)
    names = named if isinstance(named, list) else []
    return tuple(str(name) for name in names if name in known)
