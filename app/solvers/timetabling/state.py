"""A timetable under change, with everything counted that tells what a change costs.

The arrays are read many places at a time; single places are read and written through views of the
same memory, which costs a quarter of what an array's own brackets cost.
"""

from __future__ import annotations

from typing import Any

from app.domain.clubs.curriculum import Lecture
from app.domain.clubs.curriculum_penalty import count_penalty
from app.solvers.timetabling.facts import FactArrays, Facts


class State:
    """A timetable that keeps every hard rule; `take` changes it, never into one that does not."""

    def __init__(self, facts: Facts, arrays: FactArrays, cells: list[int]) -> None:
        import numpy as np

        instance = facts.instance
        self.facts, self.arrays = facts, arrays
        self.rooms, self.days = len(instance.rooms), instance.days
        self.width, self.nobody = instance.periods_per_day, facts.nobody
        stride = self.stride = facts.nobody + 1
        self.cell_of = np.array([*cells, 0], np.int64)
        self.lecture_at = [facts.lectures] * facts.cells
        self.course_at = np.full(facts.cells, facts.nobody, np.int64)
        # Lectures in a period that clash with a course; far too many where it may not be.
        self.blocked = np.zeros(instance.periods * stride, np.int64)
        self.taken_periods = np.zeros((len(instance.curricula) + 1) * self.days, np.int64)
        self.on_day = np.zeros(stride * self.days, np.int64)
        self.in_room = [0] * (stride * self.rooms)
        # What entering a room costs a course, and what leaving it saves.
        self.entering = np.zeros(stride * self.rooms, np.int64)
        self.leaving = np.zeros(stride * self.rooms, np.int64)
        self.short = np.zeros(stride, np.int64)
        self._views()
        self._fill(cells)
        self.cost = count_penalty(instance, self.timetable(self.cell_of)).soft
        self.best_cost, self.best_cells = self.cost, self.cell_of.copy()

    def _views(self) -> None:
        """Make the views of single places, and of the rows of periods and courses."""
        self.cell_view, self.course_view = self.cell_of.data, self.course_at.data
        self.blocked_view = self.blocked.data
        self.taken_view = self.taken_periods.data
        self.day_view, self.short_view = self.on_day.data, self.short.data
        self.entering_view = self.entering.data
        self.leaving_view = self.leaving.data
        self.may_swap_view = self.arrays.may_swap.data
        self.blocked_rows = list(self.blocked.reshape(-1, self.stride))
        self.clash_rows = list(self.arrays.clash_rows)

    def _fill(self, cells: list[int]) -> None:
        facts, instance = self.facts, self.facts.instance
        for course, period in instance.unavailable:
            self.blocked_view[period * self.stride + course] = 2 * facts.lectures + 2
        for lecture, cell in enumerate(cells):
            course, (period, room) = facts.course_of[lecture], divmod(cell, self.rooms)
            day, place = divmod(period, self.width)
            self.lecture_at[cell], self.course_view[cell] = lecture, course
            self.blocked_rows[period] += self.clash_rows[course]
            for group in facts.groups[course]:
                self.taken_view[group * self.days + day] |= 1 << place
            self.day_view[course * self.days + day] += 1
            self.in_room[course * self.rooms + room] += 1
        for course, one in enumerate(instance.courses):
            days = self.on_day[course * self.days : (course + 1) * self.days]
            self.short_view[course] = one.min_days - int((days > 0).sum())
            for room in range(self.rooms):
                self._count_room(course, room, 0)
        # Nobody has two lectures on every day, so that nobody's days never change.
        self.short_view[self.nobody] = -9
        self.on_day[self.nobody * self.days :] = 2

    def timetable(self, cells: Any) -> tuple[Lecture, ...]:
        """Return the lectures that stand in the cells."""
        return tuple(
            Lecture(course, cell % self.rooms, cell // self.rooms)
            for course, cell in zip(self.facts.course_of, cells.tolist(), strict=False)
        )

    def take(self, lecture: int, target: int, limit: float) -> bool:
        """Put a lecture into a cell, swapping with the one there; only if it costs <= `limit`."""
        source = self.cell_view[lecture]
        one, two = self.facts.course_of[lecture], self.course_view[target]
        if one == two:
            return False
        p1, p2 = source // self.rooms, target // self.rooms
        r1, r2 = source % self.rooms, target % self.rooms
        cost, days = self._rooms_cost(one, two, r1, r2), (0, 0)
        taken: list[tuple[int, int]] = []
        if p1 != p2:
            allowed = self.may_swap_view[one * self.stride + two]
            blocked = self.blocked_view
            if (
                blocked[p2 * self.stride + one] > allowed
                or blocked[p1 * self.stride + two] > allowed
            ):
                return False
            days = p1 // self.width, p2 // self.width
            if days[0] != days[1]:
                cost += self._days_cost(one, *days) + self._days_cost(two, days[1], days[0])
            bits = 1 << p1 % self.width, 1 << p2 % self.width
            cost += self._groups_cost(one, two, days, bits, taken)
            cost += self._groups_cost(two, one, days, bits, taken)
        if cost > limit:
            return False
        for place, periods in taken:
            self.taken_view[place] = periods
        if p1 != p2:
            self._change_periods(one, two, p1, p2)
            if days[0] != days[1]:
                self._change_day(one, *days)
                self._change_day(two, days[1], days[0])
        if r1 != r2:
            self._change_room(one, r1, r2)
            self._change_room(two, r2, r1)
        self._put(lecture, source, target)
        self.cost += cost
        if self.cost < self.best_cost:
            self.best_cost, self.best_cells = self.cost, self.cell_of.copy()
        return True

    def _rooms_cost(self, one: int, two: int, r1: int, r2: int) -> int:
        if r1 == r2:
            return 0
        first, second = one * self.rooms, two * self.rooms
        entering, leaving = self.entering_view, self.leaving_view
        return int(
            entering[first + r2] - leaving[first + r1]
            + entering[second + r1] - leaving[second + r2]
        )  # fmt: skip

    def _days_cost(self, course: int, of: int, to: int) -> int:
        first = course * self.days
        lost, won = self.day_view[first + of] == 1, self.day_view[first + to] == 0
        if lost == won:
            return 0
        short = self.short_view[course]
        return int(5 * (max(0, short + lost - won) - max(0, short)))

    def _groups_cost(
        self,
        course: int,
        other: int,
        days: tuple[int, int],
        bits: tuple[int, int],
        taken: list[tuple[int, int]],
    ) -> int:
        """Add the periods after the change to `taken`; a curriculum of both does not change.

        A course leaves the one period and enters the other, whichever way round, so the same bits
        turn over for both.
        """
        lonely, view, cost = self.facts.lonely, self.taken_view, 0
        first, second = days
        for group in self.facts.groups[course]:
            if other in self.facts.members[group]:
                continue
            place = group * self.days + first
            before = view[place]
            if first == second:
                after = before ^ bits[0] ^ bits[1]
            else:
                after = before ^ bits[0]
                beside = group * self.days + second
                was = view[beside]
                cost += lonely[was ^ bits[1]] - lonely[was]
                taken.append((beside, was ^ bits[1]))
            cost += lonely[after] - lonely[before]
            taken.append((place, after))
        return cost

    def _change_periods(self, one: int, two: int, p1: int, p2: int) -> None:
        rows, clash = self.blocked_rows, self.clash_rows[one]
        rows[p1] -= clash
        rows[p2] += clash
        if two != self.nobody:
            clash = self.clash_rows[two]
            rows[p2] -= clash
            rows[p1] += clash

    def _change_day(self, course: int, of: int, to: int) -> None:
        if course == self.nobody:
            return
        first, view = course * self.days, self.day_view
        view[first + of] -= 1
        self.short_view[course] += (view[first + of] == 0) - (view[first + to] == 0)
        view[first + to] += 1

    def _change_room(self, course: int, of: int, to: int) -> None:
        if course != self.nobody:
            self._count_room(course, of, -1)
            self._count_room(course, to, 1)

    def _count_room(self, course: int, room: int, more: int) -> None:
        place = course * self.rooms + room
        count = self.in_room[place] = self.in_room[place] + more
        cost = self.facts.room_cost[course][room]
        self.entering_view[place] = cost + (count == 0)
        self.leaving_view[place] = cost + (count == 1)

    def _put(self, lecture: int, source: int, target: int) -> None:
        other = self.lecture_at[target]
        self.lecture_at[target], self.lecture_at[source] = lecture, other
        self.course_view[source] = self.course_view[target]
        self.course_view[target] = self.facts.course_of[lecture]
        self.cell_view[lecture] = target
        if other != self.facts.lectures:
            self.cell_view[other] = source
