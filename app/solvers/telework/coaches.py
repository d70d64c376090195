"""Which coach accompanies whom: those of the area first, then those who go anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.telework.inputs import Coach, Worker
from app.domain.telework.results import Placement


def with_coaches(
    placements: Sequence[Placement], workers: Sequence[Worker], coaches: Sequence[Coach] | None
) -> tuple[tuple[Placement, ...], int]:
    """Return the placements with their coaches, and how many people wait for one.

    People are served in the order of `workers`, which a lot has drawn.
    """
    if coaches is None:
        return tuple(placements), 0
    free = {coach.id: coach.capacity for coach in coaches}
    placed = {one.worker for one in placements}
    given: dict[str, str] = {}
    waiting = 0
    for worker in workers:
        if worker.id not in placed or not worker.conditions.wants_coach:
            continue
        area = worker.conditions.area
        able = [one for one in coaches if free[one.id] > 0 and one.area in ("", area)]
        if not able:
            waiting += 1
            continue
        # A coach of the area has no other people to go to.
        chosen = min(able, key=lambda one: (not one.area, one.id))
        free[chosen.id] -= 1
        given[worker.id] = chosen.id
    return tuple(replace(one, coach=given.get(one.worker, "")) for one in placements), waiting
