"""Jobs as texts and back, in the form of jobs.csv; what a store keeps of them."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.telework.inputs import Job, JobConditions, Task
from app.domain.telework.scoring import JobWork, Requirement
from app.domain.telework.windows import parse_windows, say_windows


def texts_of(job: Job) -> dict[str, str | int]:
    """Return every column of a job but its id."""
    work, conditions = job.work, job.conditions
    return {
        "employer": job.employer,
        "title": job.title,
        "windows": say_windows(work.windows) if work.windows else "",
        "required": ";".join(
            f"{one.skill}:{one.level}>{one.redesigned_level}" for one in work.required
        ),
        "desired": _levels_text(work.desired, ";"),
        "fields": ";".join(sorted(work.fields)),
        "provides": ";".join(sorted(conditions.provides)),
        "subsidised": _levels_text(conditions.subsidised, ";"),
        "vetoes": ";".join(sorted(conditions.vetoes)),
        "tasks": ";".join(_task_text(one) for one in job.tasks),
        "has_consented": int(conditions.has_consented),
        "capacity": job.capacity,
        "least_half_hours": work.least_half_hours,
        "most_half_hours": work.most_half_hours,
        "redesign_yen": conditions.redesign_yen,
    }


def job_of(one: str, texts: Mapping[str, object]) -> Job:
    """Return the job that some columns hold; they were written by `texts_of`."""

    def text(key: str) -> str:
        return str(texts[key])

    def number(key: str) -> int:
        return int(str(texts[key]))

    return Job(
        one,
        text("employer"),
        text("title"),
        number("capacity"),
        JobWork(
            number("least_half_hours"),
            number("most_half_hours"),
            parse_windows(text("windows")) or 0,
            tuple(_requirement(piece) for piece in _pieces(text("required"))),
            _levels(text("desired"), ";"),
            frozenset(_pieces(text("fields"))),
        ),
        JobConditions(
            bool(number("has_consented")),
            frozenset(_pieces(text("provides"))),
            _levels(text("subsidised"), ";"),
            frozenset(_pieces(text("vetoes"))),
            number("redesign_yen"),
        ),
        tuple(_task(piece) for piece in _pieces(text("tasks"))),
    )


def _pieces(text: str) -> list[str]:
    return [piece for piece in text.split(";") if piece]


def _levels_text(levels: tuple[tuple[str, int], ...], between: str) -> str:
    return between.join(f"{code}:{number}" for code, number in levels)


def _levels(text: str, between: str) -> tuple[tuple[str, int], ...]:
    pairs = (piece.partition(":") for piece in text.split(between) if piece)
    return tuple((code, int(number)) for code, _colon, number in pairs)


def _requirement(piece: str) -> Requirement:
    skill, _colon, levels = piece.partition(":")
    level, _arrow, enough = levels.partition(">")
    return Requirement(skill, int(level), int(enough))


def _task_text(task: Task) -> str:
    marks = [word for word, is_on in (("split", task.is_splittable), ("remote", task.is_remote_ready))
             if is_on]  # fmt: skip
    name = task.name.replace("|", " ").replace(";", " ")
    return f"{name}|{task.half_hours}|{_levels_text(task.skills, ',')}|{','.join(marks)}"


def _task(piece: str) -> Task:
    name, half_hours, skills, marks = piece.split("|")
    words = marks.split(",")
    return Task(name, int(half_hours), _levels(skills, ","), "split" in words, "remote" in words)
