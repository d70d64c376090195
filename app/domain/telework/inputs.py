"""Workers, jobs and coaches as files hold them for one matching."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.errors import Finding
from app.domain.telework.scoring import JobWork, WorkerWork
from app.domain.telework.vocabulary import OWN, Vocabulary


class NeedState(StrEnum):
    """How one need of a worker stands at one job."""

    PROVIDED = "provided"
    SUBSIDISED = "subsidised"
    BROUGHT = "brought"
    UNMET = "unmet"


@dataclass(frozen=True, slots=True)
class WorkerConditions:
    """What has to hold before a worker may be proposed; never part of a score.

    `vetoes` names jobs or employers she does not want; `brings` are needs she meets herself.
    """

    has_consented: bool
    needs: frozenset[str] = frozenset()
    brings: frozenset[str] = frozenset()
    vetoes: frozenset[str] = frozenset()
    area: str = ""
    wants_coach: bool = False


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker who may be matched."""

    id: str
    work: WorkerWork
    conditions: WorkerConditions


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of a job that may be handed over.

    `half_hours` a week; `is_splittable` when two people can share it; `is_remote_ready` when
    equipment on site (a camera, a robot, a sensor) can take the part that needs `skills` away.
    """

    name: str
    half_hours: int
    skills: tuple[tuple[str, int], ...] = ()
    is_splittable: bool = False
    is_remote_ready: bool = False


@dataclass(frozen=True, slots=True)
class JobConditions:
    """What an employer gives and rules out; costs are for budgets, never for a score.

    `subsidised` is need → yen that a subsidy would pay; `vetoes` names workers.
    """

    has_consented: bool
    provides: frozenset[str] = frozenset()
    subsidised: tuple[tuple[str, int], ...] = ()
    vetoes: frozenset[str] = frozenset()
    redesign_yen: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """One job with places for `capacity` people."""

    id: str
    employer: str
    title: str
    capacity: int
    work: JobWork
    conditions: JobConditions
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class Coach:
    """A job coach who can accompany `capacity` people at a time; an empty area is everywhere."""

    id: str
    area: str
    capacity: int


@dataclass(frozen=True, slots=True)
class TeleworkInput:
    """Everything one matching is made from. Only people and employers who agreed are in it.

    `withheld_workers` and `withheld_jobs` count those who did not; who they are is not kept.
    """

    workers: tuple[Worker, ...]
    jobs: tuple[Job, ...]
    coaches: tuple[Coach, ...] | None = None
    vocabulary: Vocabulary = OWN
    withheld_workers: int = 0
    withheld_jobs: int = 0
    warnings: tuple[Finding, ...] = field(default=())


def need_state(need: str, worker: Worker, job: Job) -> NeedState:
    """Return how a need stands: first what the employer gives, then what the worker brings."""
    if need in job.conditions.provides:
        return NeedState.PROVIDED
    if need in worker.conditions.brings:
        return NeedState.BROUGHT
    if any(need == one for one, _yen in job.conditions.subsidised):
        return NeedState.SUBSIDISED
    return NeedState.UNMET
