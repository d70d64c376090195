"""Checks a matching against the rules, job by job, without any code of the matching itself.

A placement breaks a rule when one side did not agree or is unknown, when a person is placed twice,
when a need stays unmet, when hours or times do not agree, when a skill lacks after redesign, when
somebody ruled the other out, when a job takes more people than it has places (or one of its tasks
is given out more often), or when a coach accompanies more people than she can.

A pair blocks a matching when it may be proposed, the worker likes it better than what she has (by
wish, then by score) and the employer has a place left or holds somebody of a lower step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.telework.inputs import Coach, Job, NeedState, Task, Worker, need_state
from app.domain.telework.parts import pieces_of
from app.domain.telework.results import CheckResult, Placement, Violation
from app.domain.telework.scoring import (
    BANDS,
    DESIRED_MOST,
    HOURS_MOST,
    INTERESTS_MOST,
    REQUIRED_MOST,
    Terms,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_BLOCKING_LISTED = 100


def check_matching(
    workers: Sequence[Worker],
    jobs: Sequence[Job],
    placements: Sequence[Placement],
    coaches: Sequence[Coach] | None = None,
    *,
    blocking: bool = True,
) -> CheckResult:
    """Return every broken rule and, if asked, the pairs that block the matching."""
    by_worker = {worker.id: worker for worker in workers}
    by_job = {job.id: job for job in jobs}
    broken: list[Violation] = []
    good: list[tuple[Placement, Terms]] = []
    for one in placements:
        worker, job = by_worker.get(one.worker), by_job.get(one.job)
        if worker is None or job is None:
            broken.append(Violation("consent", one.worker, one.job))
            continue
        broken += _of_pair(worker, job, one)
        good.append((one, _terms(worker, job, one)))
    broken += _too_often(placements, by_job)
    broken += _of_coaches(placements, by_worker, coaches)
    listed, count = _blocking(workers, jobs, good) if blocking else ((), 0)
    return CheckResult(
        tuple(broken),
        listed,
        count,
        len(good),
        sum(terms.score for _one, terms in good),
        sum(one.score not in (None, terms.score) for one, terms in good),
    )


def _of_pair(worker: Worker, job: Job, one: Placement) -> list[Violation]:
    found = []
    tasks = _tasks(job, one)
    if tasks is None:
        return [Violation("task", worker.id, job.id, ",".join(one.tasks))]
    for need in sorted(worker.conditions.needs):
        if need_state(need, worker, job) is NeedState.UNMET:
            found.append(Violation("need", worker.id, job.id, need))
    least, most = _hours(worker, job, tasks)
    hours = least if one.half_hours is None else one.half_hours
    if not least <= hours <= most:
        found.append(Violation("hours", worker.id, job.id, f"{hours / 2:g}"))
    levels = dict(worker.work.skills)
    for skill, enough in _enough(job, tasks).items():
        if levels.get(skill, 0) < enough:
            found.append(Violation("skill", worker.id, job.id, skill))
    named = {job.id, job.employer} - {""}
    if named & worker.conditions.vetoes or worker.id in job.conditions.vetoes:
        found.append(Violation("veto", worker.id, job.id))
    return found


def _tasks(job: Job, one: Placement) -> list[Task] | None:
    """Return the tasks of a part, all of none for the whole job, None when one is unknown."""
    known = {task.name: task for task in pieces_of(job)}
    if any(name not in known for name in one.tasks) or len(set(one.tasks)) < len(one.tasks):
        return None
    return [known[name] for name in one.tasks]


def _hours(worker: Worker, job: Job, tasks: Sequence[Task]) -> tuple[int, int]:
    """Return least and most half hours the pair can agree on."""
    least, most = job.work.least_half_hours, job.work.most_half_hours
    if tasks:
        least = most = sum(task.half_hours for task in tasks)
    shared = (worker.work.windows & job.work.windows).bit_count()
    return (
        max(least, worker.work.least_half_hours),
        min(most, worker.work.most_half_hours, shared),
    )


def _asked(job: Job, tasks: Sequence[Task]) -> dict[str, int]:
    """Return skill → level asked for."""
    if not tasks:
        return {one.skill: one.level for one in job.work.required}
    levels: dict[str, int] = {}
    for task in tasks:
        for skill, level in task.skills:
            levels[skill] = max(level, levels.get(skill, 0))
    return levels


def _enough(job: Job, tasks: Sequence[Task]) -> dict[str, int]:
    """Return skill → level that is enough after redesign."""
    redesigned = {one.skill: one.redesigned_level for one in job.work.required}
    remote: dict[str, int] = {}
    if not tasks:
        return redesigned
    for task in tasks:
        for skill, level in task.skills:
            # Equipment on site takes over what a task asks for.
            needed = 0 if task.is_remote_ready else min(level, redesigned.get(skill, level))
            remote[skill] = max(needed, remote.get(skill, 0))
    return remote


def _terms(worker: Worker, job: Job, one: Placement) -> Terms:
    """Return the score's parts, written out anew from `app.domain.telework.scoring`."""
    levels = dict(worker.work.skills)
    tasks = _tasks(job, one) or []
    asked = _asked(job, tasks)
    whole = sum(asked.values())
    covered = sum(min(levels.get(skill, 0), level) for skill, level in asked.items())
    liked = sum(min(levels.get(skill, 0), level) for skill, level in job.work.desired)
    wanted = sum(level for _skill, level in job.work.desired)
    shared, fields = len(worker.work.interests & job.work.fields), len(job.work.fields)
    wished = worker.work.wished_half_hours
    least, most = _hours(worker, job, tasks)
    hours = max(0, min(max(wished, least), most)) if one.half_hours is None else one.half_hours
    near, far = sorted((hours, wished))
    return Terms(
        REQUIRED_MOST * covered // whole if whole else REQUIRED_MOST,
        DESIRED_MOST * liked // wanted if wanted else DESIRED_MOST,
        HOURS_MOST * near // max(far, 1),
        INTERESTS_MOST * shared // fields if fields else INTERESTS_MOST // 2,
    )


def _too_often(placements: Iterable[Placement], jobs: Mapping[str, Job]) -> list[Violation]:
    people = Counter(one.worker for one in placements)
    found = [Violation("twice", who, "", str(n)) for who, n in people.items() if n > 1]
    taken: Counter[tuple[str, str]] = Counter()
    whole: Counter[str] = Counter()
    for one in placements:
        if not one.tasks:
            whole[one.job] += 1
        for task in one.tasks:
            taken[one.job, task] += 1
    for job, count in whole.items():
        if job in jobs and count > jobs[job].capacity:
            found.append(Violation("capacity", "", job, str(count)))
    for (job, task), count in taken.items():
        if job in jobs and count + whole[job] > jobs[job].capacity:
            found.append(Violation("capacity", "", job, task))
    return found


def _of_coaches(
    placements: Iterable[Placement],
    workers: Mapping[str, Worker],
    coaches: Sequence[Coach] | None,
) -> list[Violation]:
    if coaches is None:
        return []
    known = {coach.id: coach for coach in coaches}
    found, load = [], Counter[str]()
    for one in placements:
        if not one.coach:
            continue
        load[one.coach] += 1
        coach, worker = known.get(one.coach), workers.get(one.worker)
        if coach is None or (worker and coach.area not in ("", worker.conditions.area)):
            found.append(Violation("coach", one.worker, one.job, one.coach))
    found += [
        Violation("coach", "", "", coach.id) for coach in coaches if load[coach.id] > coach.capacity
    ]
    return found


@dataclass(frozen=True, slots=True)
class _Held:
    """What everybody has now: each worker's wish and score, each job's lowest step or −1."""

    wish: NDArray[np.int64]
    score: NDArray[np.int64]
    job: NDArray[np.int64]


def _blocking(
    workers: Sequence[Worker], jobs: Sequence[Job], good: Sequence[tuple[Placement, Terms]]
) -> tuple[tuple[tuple[str, str], ...], int]:
    """Return some blocking pairs and the number of all."""
    import numpy as np

    if not workers:
        return (), 0
    people = _People(workers)
    place_of = {worker.id: place for place, worker in enumerate(workers)}
    job_of = {job.id: place for place, job in enumerate(jobs)}
    n = len(workers)
    has = _Held(np.full(n, -1), np.full(n, -1), np.full(n, -1))
    bands: list[list[int]] = [[] for _ in jobs]
    is_shared = [False] * len(jobs)
    for one, terms in good:
        who, where = place_of[one.worker], job_of[one.job]
        has.wish[who], has.score[who], has.job[who] = terms.wish, terms.score, where
        bands[where].append(terms.band)
        is_shared[where] |= bool(one.tasks)
    listed: list[tuple[str, str]] = []
    count = 0
    for place, job in enumerate(jobs):
        if job.capacity == 0 or is_shared[place]:
            continue
        lowest = -1 if len(bands[place]) < job.capacity else min(bands[place])
        rows = people.who_may(job)
        wish, score, band = people.judged(job, rows)
        better = (wish > has.wish[rows]) | ((wish == has.wish[rows]) & (score > has.score[rows]))
        blocks = rows[better & (band > lowest) & (has.job[rows] != place)]
        count += len(blocks)
        listed += [
            (workers[who].id, job.id)
            for who in blocks[: max(0, MOST_BLOCKING_LISTED - len(listed))].tolist()
        ]
    return tuple(listed), count


class _People:
    """All workers as columns, asked one job at a time."""

    def __init__(self, workers: Sequence[Worker]) -> None:
        import numpy as np

        self._place = {worker.id: row for row, worker in enumerate(workers)}
        self._least = np.array([one.work.least_half_hours for one in workers])
        self._most = np.array([one.work.most_half_hours for one in workers])
        self._wished = np.array([one.work.wished_half_hours for one in workers])
        raw = b"".join(one.work.windows.to_bytes(48, "little") for one in workers)
        self._windows = np.frombuffer(raw, np.uint64).reshape(len(workers), 6)
        self._levels: dict[str, NDArray[np.int64]] = {}
        self._needs: dict[str, NDArray[np.bool_]] = {}
        self._interests: dict[str, NDArray[np.bool_]] = {}
        self._refuses: dict[str, list[int]] = {}
        self._nobody = np.zeros(len(workers), np.int64)
        for row, worker in enumerate(workers):
            for skill, level in worker.work.skills:
                self._levels.setdefault(skill, self._nobody.copy())[row] = level
            for need in worker.conditions.needs - worker.conditions.brings:
                self._needs.setdefault(need, self._nobody.astype(bool))[row] = True
            for field in worker.work.interests:
                self._interests.setdefault(field, self._nobody.astype(bool))[row] = True
            for named in worker.conditions.vetoes:
                self._refuses.setdefault(named, []).append(row)

    def who_may(self, job: Job) -> NDArray[np.intp]:
        """Return the rows of those who may be proposed for the whole job."""
        import numpy as np

        met = job.conditions.provides | {need for need, _yen in job.conditions.subsidised}
        may = np.ones(len(self._nobody), bool)
        for need, lacking in self._needs.items():
            if need not in met:
                may &= ~lacking
        for one in job.work.required:
            may &= self._level(one.skill) >= one.redesigned_level
        for named in {job.id, job.employer} - {""}:
            may[self._refuses.get(named, [])] = False
        may[[self._place[who] for who in job.conditions.vetoes if who in self._place]] = False
        rows = np.flatnonzero(may)
        least, most = self._agreed(job, rows)
        return rows[least <= most]

    def judged(
        self, job: Job, rows: NDArray[np.intp]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return wish, score and step of the job for some workers."""
        import numpy as np

        required = self._covered(
            [(r.skill, r.level) for r in job.work.required], rows, REQUIRED_MOST
        )
        desired = self._covered(job.work.desired, rows, DESIRED_MOST)
        least, most = self._agreed(job, rows)
        wished = self._wished[rows]
        hours = np.minimum(np.maximum(wished, least), most)
        of_hours = HOURS_MOST * np.minimum(hours, wished) // np.maximum(hours, wished)
        if job.work.fields:
            shared = sum(
                (self._interests[one][rows].astype(np.int64)
                 for one in job.work.fields if one in self._interests),
                np.zeros(len(rows), np.int64),
            )  # fmt: skip
            liked = INTERESTS_MOST * shared // len(job.work.fields)
        else:
            liked = np.full(len(rows), INTERESTS_MOST // 2)
        wish = of_hours + liked
        band = (required + desired) * BANDS // (REQUIRED_MOST + DESIRED_MOST)
        return wish, wish + required + desired, band

    def _agreed(
        self, job: Job, rows: NDArray[np.intp]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        import numpy as np

        times = np.frombuffer(job.work.windows.to_bytes(48, "little"), np.uint64)
        shared = np.bitwise_count(self._windows[rows] & times).sum(axis=1, dtype=np.int64)
        least = np.maximum(self._least[rows], job.work.least_half_hours)
        most = np.minimum(self._most[rows], job.work.most_half_hours)
        return least, np.minimum(most, shared)

    def _covered(
        self, asked: Iterable[tuple[str, int]], rows: NDArray[np.intp], most: int
    ) -> NDArray[np.int64]:
        import numpy as np

        levels = list(asked)
        whole = sum(level for _skill, level in levels)
        if not whole:
            return np.full(len(rows), most)
        have = np.zeros(len(rows), np.int64)
        for skill, level in levels:
            have += np.minimum(self._level(skill)[rows], level)
        return most * have // whole

    def _level(self, skill: str) -> NDArray[np.int64]:
        return self._levels.get(skill, self._nobody)
