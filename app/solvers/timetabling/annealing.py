"""Simulated annealing that looks at thousands of changes at a time.

A change that is not taken leaves the timetable as it was, and at the temperatures that matter far
fewer than one in a hundred is taken. So a batch of changes is weighed at once, with arrays, against
the timetable as it stands; the few that pass are weighed again one after the other, exactly, since
an earlier one may have changed what a later one costs.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from app.solvers.timetabling.construct import NOWHERE, first_cells
from app.solvers.timetabling.facts import Facts, arrays_of
from app.solvers.timetabling.state import State

FEWEST_AT_ONCE, MOST_AT_ONCE = 64, 2_500
WANTED = 96
MOVES_TO_A_SWAP = 8


class Chain:
    """One timetable cooling down; the same seed and temperatures give the same timetable."""

    def __init__(self, facts: Facts, seed: int, go_on: Callable[[], bool]) -> None:
        import numpy as np

        cells = first_cells(facts, random.Random(seed), go_on)
        self.without_place = [
            facts.course_of[lecture] for lecture, cell in enumerate(cells) if cell == NOWHERE
        ]
        self.facts = facts
        self.tried = 0
        self.taken = 0
        self._at_once = FEWEST_AT_ONCE
        self._draw = np.random.default_rng(seed)
        self._arrays = arrays_of(facts)
        self.state = None if self.without_place else State(facts, self._arrays, cells)

    def best_cells(self) -> list[int]:
        """Return the cell of each lecture in the best timetable so far."""
        assert self.state is not None
        cells: list[int] = self.state.best_cells[:-1].tolist()
        return cells

    def go_on_from(self, cells: list[int]) -> None:
        """Go on from a timetable that is not worse than the best so far."""
        self.state = State(self.facts, self._arrays, cells)

    def step(self, temperature: float) -> None:
        """Weigh one batch of changes and take those that the temperature allows."""
        assert self.state is not None
        lectures, targets, limits = self._candidates(self.state, temperature)
        take = self.state.take
        for lecture, target, limit in zip(
            lectures.tolist(), targets.tolist(), limits.tolist(), strict=True
        ):
            self.taken += take(lecture, target, limit)
        self.tried += self._at_once
        # As many at once as give a handful to take: more would weigh too many against old counts.
        if len(lectures) > WANTED:
            self._at_once = max(FEWEST_AT_ONCE, self._at_once * 7 // 8)
        elif len(lectures) < WANTED // 2:
            self._at_once = min(MOST_AT_ONCE, self._at_once * 9 // 8)

    def _candidates(self, state: State, temperature: float) -> tuple[Any, Any, Any]:
        """Return lectures, cells and limits of the changes that pass, in the order drawn."""
        import numpy as np

        arrays = self._arrays
        lecture, target, one, two, source = self._legal(state)
        r1, r2 = arrays.room_of.take(source), arrays.room_of.take(target)
        p1, p2 = arrays.period_of.take(source), arrays.period_of.take(target)
        d1, d2 = arrays.day_of.take(p1), arrays.day_of.take(p2)
        first, second = one * state.rooms, two * state.rooms
        cost = state.entering.take(first + r2)
        cost -= state.leaving.take(first + r1)
        cost += state.entering.take(second + r1)
        cost -= state.leaving.take(second + r2)
        cost *= r1 != r2
        limit = self._draw.standard_exponential(len(lecture)) * temperature
        # No change can save more than the lonely lectures and missing days there are now.
        savings = self._savings(state)
        least = cost - savings.take(one * state.days + d1) - savings.take(one * state.days + d2)
        least -= savings.take(two * state.days + d1) + savings.take(two * state.days + d2)
        kept = np.flatnonzero(least <= limit)
        lecture, target, one, two = (each.take(kept) for each in (lecture, target, one, two))
        p1, p2, d1, d2 = (each.take(kept) for each in (p1, p2, d1, d2))
        cost, limit = cost.take(kept), limit.take(kept)
        cost += self._days_cost(state, one, d1, d2) + self._days_cost(state, two, d2, d1)
        cost += self._groups_cost(state, one, two, p1, p2)
        swaps = np.flatnonzero(two != state.nobody)
        cost[swaps] += self._groups_cost(state, *(each.take(swaps) for each in (two, one, p1, p2)))
        kept = np.flatnonzero(cost <= limit)
        return lecture.take(kept), target.take(kept), limit.take(kept)

    def _legal(self, state: State) -> tuple[Any, ...]:
        """Draw changes and keep those that break no hard rule.

        Most lectures may go to few periods only, so these are listed first and drawn from: those
        where nothing clashes, and those where one lecture does, with which the places are swapped.

        Returns:
            Lecture, target, course of the lecture, course in the target, cell of the lecture.
        """
        import numpy as np

        arrays, stride = self._arrays, state.stride
        lectures = self.facts.lectures
        ahead = state.blocked.reshape(-1, stride).take(arrays.course_of[:-1], axis=1).ravel()
        own = arrays.period_of.take(state.cell_of[:-1]) * lectures + arrays.all_lectures
        ahead[own] -= 1
        moves, move_target = self._moves(state, np.flatnonzero(ahead == 0))
        swaps, swap_target = self._swaps(state, np.flatnonzero(ahead == 1))
        lecture = np.concatenate((moves, swaps))
        target = np.concatenate((move_target, swap_target))
        one, two = arrays.course_of.take(lecture), state.course_at.take(target)
        source = state.cell_of.take(lecture)
        row = arrays.row_of.take(source)
        legal = state.blocked.take(row + two) <= arrays.may_swap.take(one * stride + two)
        legal |= row == arrays.row_of.take(target)
        legal &= one != two
        kept = np.flatnonzero(legal)
        return tuple(each.take(kept) for each in (lecture, target, one, two, source))

    def _moves(self, state: State, pairs: Any) -> tuple[Any, Any]:
        """Draw lectures and cells where nothing clashes; the rooms mostly have enough seats."""
        import numpy as np

        arrays = self._arrays
        pair = pairs.take(self._draw.integers(0, len(pairs), self._at_once))
        lecture = arrays.lecture_of.take(pair)
        one = arrays.course_of.take(lecture)
        slot = (self._draw.random(self._at_once) * arrays.slots_of.take(one)).astype(np.int64)
        room = arrays.slots.take(one * arrays.slots.shape[1] + slot)
        return lecture, arrays.time_of.take(pair) * state.rooms + room

    def _swaps(self, state: State, pairs: Any) -> tuple[Any, Any]:
        """Draw lectures and, for each, the cell of the one lecture that is in its way."""

        arrays = self._arrays
        if not len(pairs):
            return pairs, pairs
        pair = pairs.take(self._draw.integers(0, len(pairs), self._at_once // MOVES_TO_A_SWAP))
        lecture = arrays.lecture_of.take(pair)
        first = arrays.time_of.take(pair) * state.rooms
        there = state.course_at.take(first[:, None] + arrays.all_rooms)
        row = arrays.course_of.take(lecture) * state.stride
        return lecture, first + arrays.clash_rows.take(row[:, None] + there).argmax(axis=1)

    def _savings(self, state: State) -> Any:
        """Return the most that a course can save on a day, by course and day."""
        import numpy as np

        lonely = self._arrays.lonely.take(state.taken_periods).reshape(-1, state.days)
        savings = self._arrays.is_member @ lonely.astype(np.float32)
        savings += 2.5 * (state.short > 0)[:, None]
        return savings.ravel()

    def _days_cost(self, state: State, course: Any, of: Any, to: Any) -> Any:
        import numpy as np

        first = course * state.days
        short = state.short.take(course)
        after = short + (state.on_day.take(first + of) == 1)
        after -= state.on_day.take(first + to) == 0
        return 5 * (np.maximum(after, 0) - np.maximum(short, 0)) * (of != to)

    def _groups_cost(self, state: State, course: Any, other: Any, p1: Any, p2: Any) -> Any:
        """Return what the change costs the curricula that only the first course belongs to."""
        import numpy as np

        arrays = self._arrays
        groups = arrays.padded_groups.take(course, axis=0)
        width = len(arrays.is_member[0])
        turns = arrays.apart.take((other * width)[:, None] + groups)
        turns *= (p1 != p2)[:, None]
        d1, d2 = arrays.day_of.take(p1), arrays.day_of.take(p2)
        b1, b2 = arrays.bit_of.take(p1), arrays.bit_of.take(p2)
        is_same = d1 == d2
        groups *= state.days
        before = state.taken_periods.take(groups + d1[:, None])
        beside = state.taken_periods.take(groups + d2[:, None])
        first = turns * (b1 ^ np.where(is_same, b2, 0))[:, None]
        second = turns * np.where(is_same, 0, b2)[:, None]
        lonely = arrays.lonely
        cost = lonely.take(before ^ first) - lonely.take(before)
        cost += lonely.take(beside ^ second)
        cost -= lonely.take(beside)
        return cost.sum(axis=1)
