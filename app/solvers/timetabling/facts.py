"""What does not change while an instance is searched, as plain lists and as arrays.

One more course and one more curriculum stand for "nobody": the course in an empty cell, and the
curriculum that fills the rows of courses with few of them. A cell is period x rooms + room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.clubs.curriculum import Instance

SEATS_TO_SPARE, FITTING_ROOMS_MORE_OFTEN = 10, 4


@dataclass(frozen=True, slots=True)
class Facts:
    """One instance, by index of course, curriculum, period and cell."""

    instance: Instance
    course_of: list[int]
    clashes: list[list[int]]
    groups: list[list[int]]
    members: list[frozenset[int]]
    room_cost: list[list[int]]
    lonely: list[int]

    @property
    def nobody(self) -> int:
        """The course that stands in an empty cell."""
        return len(self.instance.courses)

    @property
    def lectures(self) -> int:
        """How many lectures are to be placed."""
        return len(self.course_of)

    @property
    def cells(self) -> int:
        """How many pairs of period and room there are."""
        return self.instance.periods * len(self.instance.rooms)


def facts_of(instance: Instance) -> Facts:
    """Return the facts of an instance."""
    courses = instance.courses
    groups: list[list[int]] = [[] for _ in range(len(courses) + 1)]
    for number, group in enumerate(instance.curricula):
        for course in group:
            groups[course].append(number)
    return Facts(
        instance,
        [number for number, one in enumerate(courses) for _ in range(one.lectures)],
        _clashes(instance),
        groups,
        [frozenset(group) for group in instance.curricula],
        [[max(0, one.students - seats) for _id, seats in instance.rooms] for one in courses],
        lonely_costs(instance.periods_per_day),
    )


def lonely_costs(width: int) -> list[int]:
    """Return the cost of a curriculum's day for every set of its periods, a bit a period."""
    costs = [0] * (1 << width)
    for day in range(1 << width):
        alone = day & ~(day << 1) & ~(day >> 1)
        costs[day] = 2 * alone.bit_count()
    return costs


def _clashes(instance: Instance) -> list[list[int]]:
    """Return for each course the courses it must not meet, itself among them."""
    meets: list[set[int]] = [{course} for course in range(len(instance.courses))]
    for group in instance.curricula:
        for one in group:
            meets[one] |= set(group)
    by_teacher: dict[str, set[int]] = {}
    for course, facts in enumerate(instance.courses):
        by_teacher.setdefault(facts.teacher, set()).add(course)
    for course, facts in enumerate(instance.courses):
        meets[course] |= by_teacher[facts.teacher]
    return [sorted(one) for one in meets]


@dataclass(frozen=True, slots=True)
class FactArrays:
    """The facts as arrays for looking up many changes at a time."""

    course_of: Any
    period_of: Any
    room_of: Any
    row_of: Any
    day_of: Any
    bit_of: Any
    clash_rows: Any
    may_swap: Any
    padded_groups: Any
    apart: Any
    is_member: Any
    lonely: Any
    lecture_of: Any
    time_of: Any
    all_lectures: Any
    all_rooms: Any
    slots: Any
    slots_of: Any


def arrays_of(facts: Facts) -> FactArrays:
    """Return the arrays.

    `row_of` is where the row of a cell's period begins in `blocked`; `lecture_of` and `time_of`
    belong to the pairs period x lectures + lecture; `slots` are the rooms that are drawn from.
    """
    import numpy as np

    instance, nobody = facts.instance, facts.nobody
    rooms, periods, width = len(instance.rooms), instance.periods, instance.periods_per_day
    groups = len(instance.curricula)
    cells, times = np.arange(periods * rooms), np.arange(periods)
    clash_rows = np.zeros((nobody + 1, nobody + 1), np.int64)
    for course, others in enumerate(facts.clashes):
        clash_rows[course, others] = 1
    may_swap = clash_rows.copy()
    np.fill_diagonal(may_swap, 0)
    padded = np.full((nobody + 1, max(1, *map(len, facts.groups))), groups, np.int64)
    for course, theirs in enumerate(facts.groups):
        padded[course, : len(theirs)] = theirs
    is_member = np.zeros((nobody + 1, groups + 1), np.int64)
    for number, group in enumerate(instance.curricula):
        is_member[list(group), number] = 1
    apart = 1 - is_member
    apart[:, groups] = 0
    drawn = [_drawn_rooms(one) for one in facts.room_cost]
    slots = np.zeros((nobody, max(map(len, drawn))), np.int64)
    for course, one in enumerate(drawn):
        slots[course, : len(one)] = one
    return FactArrays(
        np.array([*facts.course_of, nobody], np.int64),
        cells // rooms,
        cells % rooms,
        cells // rooms * (nobody + 1),
        times // width,
        np.left_shift(1, times % width),
        clash_rows,
        may_swap.ravel(),
        padded,
        apart.ravel(),
        is_member.astype(np.float32),
        np.array(facts.lonely, np.int64),
        np.tile(np.arange(facts.lectures), periods),
        np.repeat(times, facts.lectures),
        np.arange(facts.lectures),
        np.arange(rooms),
        slots,
        np.array([len(one) for one in drawn], np.int64),
    )


def _drawn_rooms(costs: list[int]) -> list[int]:
    """Return rooms to draw from: every room once, those with about enough seats more often."""
    rooms = range(len(costs))
    fitting = [room for room in rooms if costs[room] <= min(costs) + SEATS_TO_SPARE]
    return [*rooms, *fitting * FITTING_ROOMS_MORE_OFTEN]
