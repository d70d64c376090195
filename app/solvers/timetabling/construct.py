"""A first timetable that keeps every hard rule, by placing lectures and taking others out again.

The lecture with the fewest periods left goes first. Where no period is left, it takes the one whose
lectures were thrown out least often so far, so that the construction does not run in a circle.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from app.solvers.timetabling.facts import Facts

NOWHERE = -1
STEPS_BETWEEN_LOOKS = 64


def first_cells(facts: Facts, draw: random.Random, go_on: Callable[[], bool]) -> list[int]:
    """Return a cell for every lecture; `NOWHERE` for those without one when told to stop."""
    return _Construction(facts, draw).run(go_on)


class _Construction:
    def __init__(self, facts: Facts, draw: random.Random) -> None:
        instance = facts.instance
        self.facts = facts
        self.draw = draw
        self.rooms = len(instance.rooms)
        self.clashes = [frozenset(one) for one in facts.clashes]
        self.allowed = [
            [p for p in range(instance.periods) if (course, p) not in instance.unavailable]
            for course in range(len(instance.courses))
        ]
        self.may_meet = [
            [(course, p) not in instance.unavailable for course in range(len(instance.courses))]
            for p in range(instance.periods)
        ]
        # Lectures in a period that clash with a course, and how many periods are free for it.
        self.ahead = [[0] * len(instance.courses) for _ in range(instance.periods)]
        self.free = [len(one) for one in self.allowed]
        self.cells = [NOWHERE] * facts.lectures
        self.room_taken: list[dict[int, int]] = [{} for _ in range(instance.periods)]
        self.thrown_out: Counter[tuple[int, int]] = Counter()
        self.waiting = set(range(facts.lectures))
        self.fewest = (facts.lectures + 1, list(self.cells))

    def run(self, go_on: Callable[[], bool]) -> list[int]:
        steps = 0
        while self.waiting:
            if steps % STEPS_BETWEEN_LOOKS == 0 and not go_on():
                return self.fewest[1]
            steps += 1
            lecture = min(sorted(self.waiting), key=self._room_to_move)
            if not self.allowed[self.facts.course_of[lecture]]:
                # Nothing can be done for it; the others still get their places.
                self.waiting.discard(lecture)
                continue
            self._place(lecture)
            if len(self.waiting) < self.fewest[0]:
                self.fewest = (len(self.waiting), list(self.cells))
        return list(self.cells)

    def _room_to_move(self, lecture: int) -> tuple[float, float]:
        """Return how many periods are free for a lecture; a course with many clashes counts less."""
        course = self.facts.course_of[lecture]
        return self.free[course] - len(self.clashes[course]) / 100, self.draw.random()

    def _put(self, lecture: int, period: int, room: int) -> None:
        taken = self.room_taken[period]
        self._block(self.facts.course_of[lecture], period, 1)
        taken[room] = lecture
        if len(taken) == self.rooms:
            self._fill(period, -1)
        self.cells[lecture] = period * self.rooms + room
        self.waiting.discard(lecture)

    def _throw_out(self, lecture: int) -> None:
        period, room = divmod(self.cells[lecture], self.rooms)
        taken = self.room_taken[period]
        if len(taken) == self.rooms:
            self._fill(period, 1)
        del taken[room]
        self._block(self.facts.course_of[lecture], period, -1)
        self.thrown_out[lecture, period] += 1
        self.cells[lecture] = NOWHERE
        self.waiting.add(lecture)

    def _block(self, course: int, period: int, more: int) -> None:
        """Count a lecture that comes (1) or goes (-1) in a period that has a room left."""
        ahead, may_meet = self.ahead[period], self.may_meet[period]
        for other in self.facts.clashes[course]:
            before = ahead[other]
            ahead[other] = before + more
            if may_meet[other] and (before == 0) != (before + more == 0):
                self.free[other] -= more

    def _fill(self, period: int, more: int) -> None:
        """Count a period that lost its last room (-1) or has one again (1)."""
        may_meet = self.may_meet[period]
        for course, ahead in enumerate(self.ahead[period]):
            if ahead == 0 and may_meet[course]:
                self.free[course] += more

    def _in_the_way(self, course: int, taken: dict[int, int]) -> list[int]:
        clashes, course_of = self.clashes[course], self.facts.course_of
        return [one for one in taken.values() if course_of[one] in clashes]

    def _place(self, lecture: int) -> None:
        course = self.facts.course_of[lecture]
        costs = self.facts.room_cost[course]
        choices = []
        for period in self.allowed[course]:
            taken = self.room_taken[period]
            out = self._in_the_way(course, taken)
            is_full = len(taken) - len(out) >= self.rooms
            weight: float = sum(1 + self.thrown_out[one, period] for one in out)
            weight += 2 * is_full + self.thrown_out[lecture, period] / 2
            seats = min(
                (costs[r] for r in range(self.rooms) if r not in taken or taken[r] in out),
                default=0,
            )
            choices.append((weight, seats, self.draw.random(), period, out, is_full))
        _weight, _seats, _lot, period, out, is_full = min(choices)
        taken = self.room_taken[period]
        if is_full:
            out = [*out, self.draw.choice([one for one in taken.values() if one not in out])]
        for one in out:
            self._throw_out(one)
        room = min(
            (r for r in range(self.rooms) if r not in taken),
            key=lambda r: (costs[r], self.draw.random()),
        )
        self._put(lecture, period, room)
