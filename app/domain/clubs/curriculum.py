"""Curriculum timetables of the ITC-2007 competition, track 3: the instance and a timetable.

Source: Di Gaspero, McCollum, Schaerf, "The second international timetabling competition (ITC-2007):
curriculum-based course timetabling (track 3)", 2007.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Course:
    """A course of so many lectures, to be spread over at least `min_days` days."""

    id: str
    teacher: str
    lectures: int
    min_days: int
    students: int


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance; periods are numbered day by day, rooms and courses in the order of the file.

    `rooms` are pairs of id and seats, `curricula` hold indices of courses, `unavailable` pairs
    (course, period).
    """

    name: str
    days: int
    periods_per_day: int
    courses: tuple[Course, ...]
    rooms: tuple[tuple[str, int], ...]
    curricula: tuple[tuple[int, ...], ...]
    unavailable: frozenset[tuple[int, int]]

    @property
    def periods(self) -> int:
        """How many periods the week has."""
        return self.days * self.periods_per_day


@dataclass(frozen=True, slots=True)
class Lecture:
    """Where one lecture is: indices of its course, room and period."""

    course: int
    room: int
    period: int


def solution_text(instance: Instance, lectures: Sequence[Lecture]) -> str:
    """Return a timetable in the competition's format: course, room, day, period, one a line."""
    lines = []
    for one in sorted(lectures, key=lambda one: (one.course, one.period, one.room)):
        day, period = divmod(one.period, instance.periods_per_day)
        course, room = instance.courses[one.course].id, instance.rooms[one.room][0]
        lines.append(f"{course} {room} {day} {period}\n")
    return "".join(lines)
