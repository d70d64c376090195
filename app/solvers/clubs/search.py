"""Large-neighbourhood search: free some meetings, plan them anew, keep what is not worse.

The best plan is kept here, outside CP-SAT, so that stopping at any moment leaves it. With limits of
work instead of seconds the same seed gives the same plan on every computer.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.errors import Cancelled
from app.solvers.clubs.greedy import fill_seats
from app.solvers.clubs.model import Work, build, solve
from app.solvers.clubs.neighbourhood import choose_meetings, choose_waiting, spots_for
from app.solvers.clubs.objective import Value, value_of
from app.solvers.clubs.state import Meeting, State

WORK_OF_ONE = 0.15
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to search: so many rounds of fixed work, or seconds on this computer."""

    rounds: int | None = ROUNDS
    until: float | None = None
    """Monotonic seconds."""

    def is_over(self, done: int) -> bool:
        """Tell whether the search has to end after so many rounds."""
        if self.until is not None and time.monotonic() >= self.until:
            return True
        return self.rounds is not None and done >= self.rounds


def improve(
    state: State,
    limits: Limits,
    seed: int,
    go_on: Callable[[int, int], bool],
    published: Mapping[str, Meeting] | None = None,
) -> tuple[State, bool]:
    """Return the best plan found from a legal one, and whether somebody stopped the search.

    Args:
        go_on: told the rounds done and the people served; a false answer ends the search.
    """
    draw = random.Random(seed)
    best, value = state, value_of(state, published)
    done = 0
    while not limits.is_over(done):
        try:
            if not go_on(done, value.served):
                break
            tried = one_round(best, draw, limits, published)
        except (Cancelled, KeyboardInterrupt):
            # Whoever stops keeps the best so far.
            return best, True
        done += 1
        if tried is None:
            continue
        other = value_of(tried, published)
        if other >= value:
            best, value = tried, other
    return best, False


def one_round(
    state: State,
    draw: random.Random,
    limits: Limits,
    published: Mapping[str, Meeting] | None = None,
) -> State | None:
    """Plan a part of the week anew; None when the model found nothing in its work."""
    chosen = choose_meetings(state, draw)
    waiting = choose_waiting(state, draw)
    trial = state.copy()
    freed = [trial.free(offer) for offer in chosen]
    movable = {person for one in freed for person in one.people}
    movable |= {person for person, count in trial.places.items() if count == 0}
    spots = {one.offer: spots_for(trial, one.offer, (one.slot, one.room), movable) for one in freed}
    for offer in waiting:
        if found := spots_for(trial, offer, None, movable):
            spots[offer] = found
    left = None if limits.until is None else max(0.1, limits.until - time.monotonic())
    model = build(trial, spots, sorted(movable), published)
    work = Work(WORK_OF_ONE, left, 1, draw.randrange(2**31))
    meetings = solve(model, freed, work)
    if meetings is None:
        return None
    for one in meetings:
        trial.put(one)
    return trial


def finish(state: State) -> tuple[State, Value]:
    """Give the seats that are left to those who can use them; return the plan and its value."""
    done = state.copy()
    fill_seats(done)
    return done, value_of(done)
