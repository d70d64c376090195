"""Small invented markets for telework matching, and matching by trying everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from app.domain.telework.inputs import (
    Job,
    JobConditions,
    Worker,
    WorkerConditions,
)
from app.domain.telework.scoring import JobWork, Requirement, Terms, WorkerWork
from app.domain.telework.windows import ANY_TIME, parse_windows

SKILLS = ("data_entry", "writing", "phone")
NEEDS = ("screen_reader", "captions", "clinic_days")
FIELDS = ("office", "text")
MORNING = parse_windows("mon-fri 09:00-12:00") or 0


def worker(name: str = "W1", **changes: object) -> Worker:
    """Return a worker who fits `job()`; parts of her work or her conditions may be changed."""
    work: dict[str, object] = {
        "least_half_hours": 20, "most_half_hours": 40, "wished_half_hours": 30,
        "windows": ANY_TIME, "skills": (("data_entry", 3),), "interests": frozenset({"office"}),
    }  # fmt: skip
    conditions: dict[str, object] = {"has_consented": True}
    for key, value in changes.items():
        (work if key in work else conditions)[key] = value
    return Worker(name, WorkerWork(**work), WorkerConditions(**conditions))  # type: ignore[arg-type]


def job(name: str = "J1", capacity: int = 1, employer: str = "E1", **changes: object) -> Job:
    """Return a job that `worker()` fits; parts of its work or its conditions may be changed."""
    work: dict[str, object] = {
        "least_half_hours": 20, "most_half_hours": 40, "windows": ANY_TIME,
        "required": (Requirement("data_entry", 2, 2),), "desired": (("writing", 2),),
        "fields": frozenset({"office"}),
    }  # fmt: skip
    tasks = changes.pop("tasks", ())
    conditions: dict[str, object] = {"has_consented": True}
    for key, value in changes.items():
        (work if key in work else conditions)[key] = value
    return Job(
        name, employer, "", capacity, JobWork(**work), JobConditions(**conditions), tasks,  # type: ignore[arg-type]
    )  # fmt: skip


def tiny_market(draw: Random) -> tuple[list[Worker], list[Job]]:
    """Return up to five workers and four jobs in which about half of the pairs fit."""
    workers = [
        worker(
            f"W{n}",
            least_half_hours=draw.choice((10, 20)),
            most_half_hours=draw.choice((20, 40)),
            wished_half_hours=20,
            windows=draw.choice((ANY_TIME, MORNING)),
            skills=tuple((skill, draw.randint(1, 3)) for skill in draw.sample(SKILLS, 2)),
            interests=frozenset(draw.sample(FIELDS, draw.randint(0, 2))),
            needs=frozenset(draw.sample(NEEDS, draw.choice((0, 0, 1, 2)))),
            vetoes=frozenset(draw.sample(("J0", "J1", "E1"), draw.choice((0, 0, 0, 1)))),
        )
        for n in range(draw.randint(1, 5))
    ]
    jobs = [
        job(
            f"J{n}",
            draw.choice((1, 1, 2)),
            draw.choice(("E1", "E2")),
            least_half_hours=draw.choice((10, 20)),
            most_half_hours=draw.choice((20, 40)),
            required=tuple(
                Requirement(skill, 2, draw.choice((1, 1, 2))) for skill in draw.sample(SKILLS, 1)
            ),
            desired=tuple((skill, 2) for skill in draw.sample(SKILLS, draw.randint(0, 2))),
            fields=frozenset(draw.sample(FIELDS, 1)),
            provides=frozenset(draw.sample(NEEDS, 2)),
            vetoes=frozenset(draw.sample(("W0", "W1"), draw.choice((0, 0, 0, 1)))),
        )
        for n in range(draw.randint(1, 4))
    ]
    return workers, jobs


def every_matching(
    may: Sequence[Sequence[bool]], capacity: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """Yield every matching as the place of each worker's job, −1 for none."""
    taken = [0] * len(capacity)
    row = [-1] * len(may)

    def choose(worker: int) -> Iterator[tuple[int, ...]]:
        if worker == len(may):
            yield tuple(row)
            return
        row[worker] = -1
        yield from choose(worker + 1)
        for job, is_free in enumerate(may[worker]):
            if is_free and taken[job] < capacity[job]:
                taken[job] += 1
                row[worker] = job
                yield from choose(worker + 1)
                taken[job] -= 1
        row[worker] = -1

    return choose(0)


def is_weakly_stable(
    row: Sequence[int],
    may: Sequence[Sequence[bool]],
    terms: Sequence[Sequence[Terms]],
    capacity: Sequence[int],
    lot: Sequence[int] | None = None,
) -> bool:
    """Tell by definition whether no worker and job would both strictly gain.

    `lot` also orders the jobs a worker likes equally, the lower the better.
    """
    lots = lot or [0] * len(capacity)
    for worker, allowed in enumerate(may):
        for job, is_allowed in enumerate(allowed):
            if not is_allowed or row[worker] == job:
                continue
            one = terms[worker][job]
            now = terms[worker][row[worker]] if row[worker] >= 0 else None
            if now is not None and (one.wish, one.score, -lots[job]) <= (
                now.wish, now.score, -lots[row[worker]],
            ):  # fmt: skip
                continue
            bands = [terms[w][job].band for w, place in enumerate(row) if place == job]
            if len(bands) < capacity[job] or one.band > min(bands):
                return False
    return True
