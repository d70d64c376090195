"""Jobs taken apart into bundles of tasks, each a job of its own to the matching.

A bundle is what remains when a job is cut in two, when one task is handed over, or a single task.
A task that can be shared counts as two halves; what equipment on site takes over needs no skill of
the person. A job gives at most `MOST_BUNDLES` of them, cuts in two first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.telework.inputs import Job, Task
from app.domain.telework.parts import levels_of, pieces_of
from app.domain.telework.scoring import JobWork, Requirement

MOST_BUNDLES = 20


@dataclass(frozen=True, slots=True)
class Bundle:
    """A part of the job at place `whole` of the list, as a job, with the places of its pieces."""

    whole: int
    pieces: tuple[int, ...]
    job: Job

    def names(self, jobs: Sequence[Job]) -> tuple[str, ...]:
        """Return the names of its tasks."""
        pieces = pieces_of(jobs[self.whole])
        return tuple(pieces[place].name for place in self.pieces)


def bundles_of(jobs: Sequence[Job]) -> list[Bundle]:
    """Return the bundles of all jobs that have several tasks."""
    found = []
    for whole, job in enumerate(jobs):
        pieces = pieces_of(job)
        for chosen in _choices(len(pieces)):
            part = _part(job, [pieces[place] for place in chosen])
            found.append(Bundle(whole, chosen, part))
    return found


def _choices(count: int) -> list[tuple[int, ...]]:
    """Return which pieces go together, without doubles and without the whole job."""
    every = tuple(range(count))
    return list(dict.fromkeys(_cuts(every)))[:MOST_BUNDLES] if count > 1 else []


def _cuts(every: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    middle_first = sorted(range(1, len(every)), key=lambda cut: abs(2 * cut - len(every)))
    for cut in middle_first:
        yield every[:cut]
        yield every[cut:]
    for place in every:
        yield every[:place] + every[place + 1 :]
    for place in every:
        yield (place,)


def _part(job: Job, pieces: Sequence[Task]) -> Job:
    redesigned = {one.skill: one.redesigned_level for one in job.work.required}
    needed = levels_of([one for one in pieces if not one.is_remote_ready])
    required = tuple(
        Requirement(skill, level, _enough(needed.get(skill, 0), redesigned.get(skill)))
        for skill, level in sorted(levels_of(pieces).items())
    )
    half_hours = sum(one.half_hours for one in pieces)
    work = JobWork(
        half_hours, half_hours, job.work.windows, required, job.work.desired, job.work.fields
    )
    return replace(job, work=work, tasks=())


def _enough(level: int, redesigned: int | None) -> int:
    return level if redesigned is None else min(level, redesigned)
