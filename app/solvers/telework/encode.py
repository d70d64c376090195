"""Workers and jobs as arrays.

Levels are written in unary: the column (skill, k) is 1 where the level is at least k, so that a
product of two such rows is the sum of min(level offered, level asked) over all skills. All sums
stay far below 2**24 and are therefore exact in 32-bit floats.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.telework.inputs import Job, Worker
from app.domain.telework.scoring import JobWork, WorkerWork
from app.domain.telework.vocabulary import HIGHEST_LEVEL
from app.domain.telework.windows import HALF_HOURS_A_WEEK

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int32]
    Words = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class WorkArrays:
    """The content of work: rows are workers or jobs.

    Shapes: `least`, `most`, `wished` [n] half hours; `windows` [n, half hours of a week];
    `levels`, `floors`, `desired` [n, skills x levels]; `fields` [n, fields].
    """

    least: Ints
    most: Ints
    wished: Ints
    windows: Floats
    levels: Floats
    floors: Floats
    desired: Floats
    fields: Floats


def encode_workers(
    workers: Sequence[WorkerWork], skills: dict[str, int], fields: dict[str, int]
) -> WorkArrays:
    """Encode what workers offer; `skills` and `fields` are code → column."""
    import numpy as np

    levels = _unary([one.skills for one in workers], skills)
    nothing = np.zeros((len(workers), 0), np.float32)
    return WorkArrays(
        np.array([one.least_half_hours for one in workers], np.int32),
        np.array([one.most_half_hours for one in workers], np.int32),
        np.array([one.wished_half_hours for one in workers], np.int32),
        _windows([one.windows for one in workers]),
        levels,
        nothing,
        nothing,
        _marks([one.interests for one in workers], fields),
    )


def encode_jobs(
    jobs: Sequence[JobWork], skills: dict[str, int], fields: dict[str, int]
) -> WorkArrays:
    """Encode what jobs ask for; `floors` holds the levels after redesign."""
    import numpy as np

    return WorkArrays(
        np.array([one.least_half_hours for one in jobs], np.int32),
        np.array([one.most_half_hours for one in jobs], np.int32),
        np.zeros(len(jobs), np.int32),
        _windows([one.windows for one in jobs]),
        _unary([[(r.skill, r.level) for r in one.required] for one in jobs], skills),
        _unary([[(r.skill, r.redesigned_level) for r in one.required] for one in jobs], skills),
        _unary([one.desired for one in jobs], skills),
        _marks([one.fields for one in jobs], fields),
    )


def columns_of(jobs: Iterable[JobWork]) -> tuple[dict[str, int], dict[str, int]]:
    """Return skill → column and field → column; what no job asks for needs no column."""
    skills: dict[str, int] = {}
    fields: dict[str, int] = {}
    for job in jobs:
        for skill in (*(r.skill for r in job.required), *(one for one, _level in job.desired)):
            skills.setdefault(skill, len(skills))
        for field in sorted(job.fields):
            fields.setdefault(field, len(fields))
    return skills, fields


def need_words(workers: Sequence[Worker], jobs: Sequence[Job]) -> tuple[Words, Words]:
    """Return needs left to the employer, and needs each job meets, as bits in 64-bit words.

    Shapes: [workers, words] and [jobs, words].
    """
    codes: dict[str, int] = {}
    for worker in workers:
        for need in sorted(worker.conditions.needs):
            codes.setdefault(need, len(codes))
    wanted = [worker.conditions.needs - worker.conditions.brings for worker in workers]
    met = [
        job.conditions.provides | {need for need, _yen in job.conditions.subsidised} for job in jobs
    ]
    return _bits(wanted, codes), _bits(met, codes)


def _bits(rows: Sequence[Iterable[str]], codes: dict[str, int]) -> Words:
    import numpy as np

    words = np.zeros((len(rows), max(1, -(-len(codes) // 64))), np.uint64)
    for row, names in enumerate(rows):
        for name in names:
            if (place := codes.get(name)) is not None:
                words[row, place // 64] |= np.uint64(1 << place % 64)
    return words


def _unary(rows: Sequence[Iterable[tuple[str, int]]], columns: dict[str, int]) -> Floats:
    import numpy as np

    found = np.zeros((len(rows), len(columns) * HIGHEST_LEVEL), np.float32)
    for row, levels in enumerate(rows):
        for skill, level in levels:
            if (column := columns.get(skill)) is not None:
                start = column * HIGHEST_LEVEL
                found[row, start : start + level] = 1
    return found


def _marks(rows: Sequence[Iterable[str]], columns: dict[str, int]) -> Floats:
    import numpy as np

    found = np.zeros((len(rows), len(columns)), np.float32)
    for row, names in enumerate(rows):
        for name in names:
            if (column := columns.get(name)) is not None:
                found[row, column] = 1
    return found


def _windows(masks: Sequence[int]) -> Floats:
    import numpy as np

    size = HALF_HOURS_A_WEEK // 8
    raw = b"".join(mask.to_bytes(size, "little") for mask in masks)
    bits = np.frombuffer(raw, np.uint8).reshape(len(masks), size)
    return np.unpackbits(bits, axis=1, bitorder="little").astype(np.float32)
