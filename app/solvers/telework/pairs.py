"""Feasibility and scores of every pair, block by block.

A pair (worker, job) may be proposed when, in this order:

1. the job meets every need the worker does not meet herself, alone or with a subsidy;
2. hours agree: the most both allow, in the times both have, reaches the least both ask;
3. every required skill is there at the level that is enough after redesign;
4. neither side ruled the other out.

Both sides agreed to be matched before they came here. A score is the sum of four parts, each a
whole number of hundredths of a point (`app.domain.telework.scoring`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from app.domain.progress import NoProgress, Progress
from app.domain.telework.inputs import Job, Worker
from app.domain.telework.scoring import (
    BANDS,
    DESIRED_MOST,
    HOURS_MOST,
    INTERESTS_MOST,
    REQUIRED_MOST,
)
from app.solvers.telework.encode import (
    WorkArrays,
    columns_of,
    encode_jobs,
    encode_workers,
    need_words,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BLOCK = 256


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs that may be proposed, one entry each, ordered by worker and then job.

    `worker` and `job` are places in the lists the pairs were made from; the other arrays hold the
    four parts of the score and the half hours both would agree on.
    """

    worker: NDArray[np.int32]
    job: NDArray[np.int32]
    required: NDArray[np.int16]
    desired: NDArray[np.int16]
    hours: NDArray[np.int16]
    interests: NDArray[np.int16]
    half_hours: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.worker)

    @property
    def score(self) -> NDArray[np.int32]:
        """Return the fit of each pair."""
        import numpy as np

        return self.required.astype(np.int32) + self.desired + self.hours + self.interests

    @property
    def wish(self) -> NDArray[np.int32]:
        """Return what each worker's own order looks at first."""
        import numpy as np

        return self.hours.astype(np.int32) + self.interests

    @property
    def band(self) -> NDArray[np.int32]:
        """Return the employer's step of ten points for each pair."""
        import numpy as np

        skills = self.required.astype(np.int32) + self.desired
        return skills * BANDS // (REQUIRED_MOST + DESIRED_MOST)

    def take(self, places: NDArray[np.intp]) -> Pairs:
        """Return some of the pairs."""
        return Pairs(*(getattr(self, one.name)[places] for one in fields(self)))


def find_pairs(
    workers: Sequence[Worker], jobs: Sequence[Job], progress: Progress | None = None
) -> Pairs:
    """Return every pair that may be proposed, with the parts of its score."""
    import numpy as np

    watcher = progress or NoProgress()
    skills, job_fields = columns_of(job.work for job in jobs)
    offered = encode_workers([one.work for one in workers], skills, job_fields)
    asked = _Asked(encode_jobs([one.work for one in jobs], skills, job_fields))
    wanted, met = need_words(workers, jobs)
    vetoed = _vetoes(workers, jobs)
    blocks: list[Pairs] = []
    for start in range(0, len(workers), _BLOCK):
        block = slice(start, min(start + _BLOCK, len(workers)))
        unmet = wanted[block, None, :] & ~met[None, :, :]
        allowed: NDArray[np.bool_] = np.logical_not(unmet.any(axis=2))
        for row in range(block.start, block.stop):
            allowed[row - start, vetoed[row]] = False
        blocks.append(_block(offered, asked, allowed, block))
        watcher.step("telework.pairs", block.stop, len(workers))
    if not blocks:
        nothing = np.zeros(0, np.int16)
        return Pairs(np.zeros(0, np.int32), np.zeros(0, np.int32), *(nothing,) * 5)
    return Pairs(*(np.concatenate([getattr(one, f.name) for one in blocks]) for f in fields(Pairs)))


class _Asked:
    """The jobs' arrays turned so that a block of workers can be multiplied with them."""

    def __init__(self, jobs: WorkArrays) -> None:
        import numpy as np

        self.least, self.most = jobs.least, jobs.most
        self.windows = np.ascontiguousarray(jobs.windows.T)
        self.levels = np.ascontiguousarray(jobs.levels.T)
        self.floors = np.ascontiguousarray(jobs.floors.T)
        self.desired = np.ascontiguousarray(jobs.desired.T)
        self.fields = np.ascontiguousarray(jobs.fields.T)
        self.level_sum = jobs.levels.sum(axis=1).astype(np.int32)
        self.floor_sum = jobs.floors.sum(axis=1)
        self.desired_sum = jobs.desired.sum(axis=1).astype(np.int32)
        self.field_sum = jobs.fields.sum(axis=1).astype(np.int32)


def _block(offered: WorkArrays, asked: _Asked, allowed: NDArray[np.bool_], block: slice) -> Pairs:
    """Return the pairs of some workers; `allowed` [block, jobs] is what rules 1 and 4 leave."""
    import numpy as np

    levels = offered.levels[block]
    overlap = (offered.windows[block] @ asked.windows).astype(np.int32)
    most = np.minimum(np.minimum(offered.most[block, None], asked.most), overlap)
    least = np.maximum(offered.least[block, None], asked.least)
    allowed &= least <= most
    allowed &= levels @ asked.floors >= asked.floor_sum
    rows, job = np.nonzero(allowed)
    worker = rows + block.start
    covered = (levels @ asked.levels)[rows, job].astype(np.int32)
    liked = (levels @ asked.desired)[rows, job].astype(np.int32)
    shared = (offered.fields[block] @ asked.fields)[rows, job].astype(np.int32)
    wished = offered.wished[worker]
    agreed = np.clip(wished, least[rows, job], most[rows, job])
    hours = HOURS_MOST * np.minimum(agreed, wished) // np.maximum(agreed, wished)
    return Pairs(
        worker.astype(np.int32),
        job.astype(np.int32),
        _share(REQUIRED_MOST, covered, asked.level_sum[job], REQUIRED_MOST),
        _share(DESIRED_MOST, liked, asked.desired_sum[job], DESIRED_MOST),
        hours.astype(np.int16),
        _share(INTERESTS_MOST, shared, asked.field_sum[job], INTERESTS_MOST // 2),
        agreed.astype(np.int16),
    )


def _share(
    most: int, have: NDArray[np.int32], whole: NDArray[np.int32], if_none: int
) -> NDArray[np.int16]:
    """Return `most` times have / whole, rounded down; `if_none` where nothing is asked."""
    import numpy as np

    found = most * have // np.maximum(whole, 1)
    return np.where(whole > 0, found, if_none).astype(np.int16)


def _vetoes(workers: Sequence[Worker], jobs: Sequence[Job]) -> list[list[int]]:
    """Return for each worker the places of the jobs that one of the two sides ruled out."""
    of_job: dict[str, list[int]] = {}
    of_worker: dict[str, list[int]] = {}
    for place, job in enumerate(jobs):
        of_job.setdefault(job.id, []).append(place)
        if job.employer and job.employer != job.id:
            of_job.setdefault(job.employer, []).append(place)
        for veto in job.conditions.vetoes:
            of_worker.setdefault(veto, []).append(place)
    return [
        [
            *of_worker.get(worker.id, ()),
            *(place for veto in worker.conditions.vetoes for place in of_job.get(veto, ())),
        ]
        for worker in workers
    ]
