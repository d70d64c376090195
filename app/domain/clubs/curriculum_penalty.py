"""The penalty of a curriculum timetable, counted from the competition's text alone.

Hard: every lecture once, courses of one curriculum or teacher apart, one lecture in a room at a
time, no lecture where its course is unavailable. Soft: a student without a seat 1, a day below the
least number of working days 5, a lecture of a curriculum with no neighbour on its day 2, each
further room of a course 1.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.clubs.curriculum import Instance, Lecture


@dataclass(frozen=True, slots=True)
class Penalty:
    """Hard violations by kind, and the four soft parts with their weights already in."""

    lectures: int
    conflicts: int
    availability: int
    room_occupancy: int
    room_capacity: int
    working_days: int
    compactness: int
    room_stability: int

    @property
    def hard(self) -> int:
        """How many hard rules are broken."""
        return self.lectures + self.conflicts + self.availability + self.room_occupancy

    @property
    def soft(self) -> int:
        """The competition's score of a legal timetable."""
        return self.room_capacity + self.working_days + self.compactness + self.room_stability


def count_penalty(instance: Instance, timetable: Sequence[Lecture]) -> Penalty:
    """Count everything from scratch."""
    by_course: dict[int, list[Lecture]] = defaultdict(list)
    for one in timetable:
        by_course[one.course].append(one)
    lectures = working_days = room_stability = 0
    for index, course in enumerate(instance.courses):
        theirs = by_course[index]
        # One too few, one too many, and one at the time of another count the same.
        lectures += abs(course.lectures - len(theirs))
        lectures += len(theirs) - len({one.period for one in theirs})
        days = {one.period // instance.periods_per_day for one in theirs}
        working_days += 5 * max(0, course.min_days - len(days))
        room_stability += max(0, len({one.room for one in theirs}) - 1)
    at_once = Counter((one.room, one.period) for one in timetable)
    return Penalty(
        lectures=lectures,
        conflicts=_conflicts(instance, timetable),
        availability=sum((one.course, one.period) in instance.unavailable for one in timetable),
        room_occupancy=sum(count - 1 for count in at_once.values()),
        room_capacity=sum(
            max(0, instance.courses[one.course].students - instance.rooms[one.room][1])
            for one in timetable
        ),
        working_days=working_days,
        compactness=2 * sum(_lonely(instance, group, by_course) for group in instance.curricula),
        room_stability=room_stability,
    )


def _conflicts(instance: Instance, timetable: Sequence[Lecture]) -> int:
    """Count pairs of lectures at one time whose courses share a curriculum or a teacher."""
    together = {(one, other) for group in instance.curricula for one in group for other in group}
    by_period: dict[int, list[int]] = defaultdict(list)
    for lecture in timetable:
        by_period[lecture.period].append(lecture.course)
    return sum(
        (one, other) in together or instance.courses[one].teacher == instance.courses[other].teacher
        for courses in by_period.values()
        for place, one in enumerate(courses)
        for other in courses[place + 1 :]
        if one != other
    )


def _lonely(instance: Instance, group: tuple[int, ...], by_course: dict[int, list[Lecture]]) -> int:
    """Count the lectures of a curriculum that have no neighbour on their day."""
    periods = [one.period for course in group for one in by_course[course]]
    taken = set(periods)
    width = instance.periods_per_day
    return sum(
        not (one % width and one - 1 in taken) and not ((one + 1) % width and one + 1 in taken)
        for one in periods
    )
