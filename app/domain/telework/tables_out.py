"""Workers and jobs as rows of the tables that matching reads; reading them back gives the same."""

from __future__ import annotations

from app.domain.exports import ExportTable
from app.domain.telework.inputs import Job, Task, Worker
from app.domain.telework.windows import say_windows

# What a supporter may see of a candidate and nothing else: no name, no kind of disability.
WORKER_COLUMNS = (
    "worker_id", "consent", "hours_min", "hours_max", "hours_wish", "windows", "skills",
    "interests", "needs", "brings", "vetoes", "area", "coach",
)  # fmt: skip
JOB_COLUMNS = (
    "job_id", "employer_id", "title", "consent", "capacity", "hours_min", "hours_max", "windows",
    "required", "desired", "fields", "provides", "subsidised", "vetoes", "redesign_yen", "tasks",
)  # fmt: skip

# These separate tasks and their parts, so a name cannot hold them in a cell.
_NO_SEPARATORS = str.maketrans(dict.fromkeys(";；、|", "・"))


def workers_table(workers: tuple[Worker, ...]) -> ExportTable:
    """Return workers.csv as a table; all of them agreed."""
    return ExportTable("workers", WORKER_COLUMNS, [_worker(one) for one in workers])


def jobs_table(jobs: tuple[Job, ...]) -> ExportTable:
    """Return jobs.csv as a table, also with jobs whose employer has not agreed."""
    return ExportTable("jobs", JOB_COLUMNS, [_job(one) for one in jobs])


def _worker(one: Worker) -> tuple[str, ...]:
    work, conditions = one.work, one.conditions
    return (
        one.id,
        _yes(conditions.has_consented),
        _hours(work.least_half_hours),
        _hours(work.most_half_hours),
        _hours(work.wished_half_hours),
        say_windows(work.windows),
        _levels(work.skills),
        _listed(work.interests),
        _listed(conditions.needs),
        _listed(conditions.brings),
        _listed(conditions.vetoes),
        conditions.area,
        _yes(conditions.wants_coach),
    )


def _job(one: Job) -> tuple[str, ...]:
    work, conditions = one.work, one.conditions
    required = [
        f"{each.skill}:{each.level}"
        + (f">{each.redesigned_level}" if each.redesigned_level < each.level else "")
        for each in sorted(work.required, key=lambda one: one.skill)
    ]
    return (
        one.id,
        one.employer,
        one.title,
        _yes(conditions.has_consented),
        str(one.capacity),
        _hours(work.least_half_hours),
        _hours(work.most_half_hours),
        say_windows(work.windows),
        ";".join(required),
        _levels(work.desired),
        _listed(work.fields),
        _listed(conditions.provides),
        ";".join(f"{need}:{yen}" for need, yen in conditions.subsidised),
        _listed(conditions.vetoes),
        str(conditions.redesign_yen),
        ";".join(_task(each) for each in one.tasks),
    )


def _task(one: Task) -> str:
    marks = [
        word
        for word, holds in (("split", one.is_splittable), ("remote", one.is_remote_ready))
        if holds
    ]
    parts = [
        one.name.translate(_NO_SEPARATORS),
        _hours(one.half_hours),
        _levels(one.skills, ","),
        ",".join(marks),
    ]
    while not parts[-1]:
        parts.pop()
    return "|".join(parts)


def _hours(half_hours: int) -> str:
    return f"{half_hours / 2:g}"


def _levels(levels: tuple[tuple[str, int], ...], between: str = ";") -> str:
    return between.join(f"{skill}:{level}" for skill, level in levels)


def _listed(codes: frozenset[str]) -> str:
    return ";".join(sorted(codes))


def _yes(value: bool) -> str:
    return "yes" if value else "no"
