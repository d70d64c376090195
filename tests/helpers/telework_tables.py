"""Invented tables of telework matching, read as if they came from files."""

from __future__ import annotations

from app.domain.tables import Table
from app.domain.telework.inputs import Job, Worker
from app.domain.telework.invent import JOB_COLUMNS, WORKER_COLUMNS, invent
from app.domain.telework.vocabulary import OWN
from app.files.telework_jobs import read_jobs
from app.files.telework_workers import read_workers


def invented(workers: int, jobs: int, seed: int) -> tuple[list[Worker], list[Job]]:
    """Return invented workers and jobs who agreed to be matched."""
    made = invent(workers, jobs, seed)
    findings: list = []
    people, _ = read_workers(
        Table("w", "utf-8", WORKER_COLUMNS, tuple(enumerate(made.workers, 2))), OWN, findings
    )
    work, *_ = read_jobs(
        Table("j", "utf-8", JOB_COLUMNS, tuple(enumerate(made.jobs, 2))), OWN, findings
    )
    assert not findings
    return people, work
