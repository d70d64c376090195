"""What a part of a job is: some of its tasks, each given out once for every place of the job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.telework.inputs import Job, Task


@dataclass(frozen=True, slots=True)
class Limits:
    """What a matching may use beside places and people; None is no limit.

    `redesign_yen` and `subsidy_yen` are budgets of the whole matching; with `shares_tasks` jobs
    may be shared by their tasks.
    """

    redesign_yen: int | None = None
    subsidy_yen: int | None = None
    shares_tasks: bool = False


def pieces_of(job: Job) -> tuple[Task, ...]:
    """Return the tasks of a job as they can be given out: one that can be shared is two halves."""
    pieces: list[Task] = []
    for task in job.tasks:
        if task.is_splittable and task.half_hours >= 2:
            first = task.half_hours // 2
            pieces.append(replace(task, name=f"{task.name}(1/2)", half_hours=first))
            rest = task.half_hours - first
            pieces.append(replace(task, name=f"{task.name}(2/2)", half_hours=rest))
        else:
            pieces.append(task)
    return tuple(pieces)


def levels_of(pieces: Sequence[Task]) -> dict[str, int]:
    """Return skill → the highest level any of the pieces asks for."""
    levels: dict[str, int] = {}
    for piece in pieces:
        for skill, level in piece.skills:
            levels[skill] = max(level, levels.get(skill, 0))
    return levels
