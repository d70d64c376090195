"""The fields of a job as an employer tells it, and the job they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.errors import BadInput, Finding
from app.domain.ids import new_id
from app.domain.telework.card import MOST_HALF_HOURS
from app.domain.telework.inputs import Job, JobConditions, Task
from app.domain.telework.scoring import JobWork, Requirement
from app.domain.telework.vocabulary import HIGHEST_LEVEL, OWN, plain
from app.domain.telework.windows import parse_windows
from app.messages.telework_desk import hours_words, window_field
from app.messages.telework_vocabulary import SKILL_WORDS

Levels = Mapping[str, tuple[int, int]]
SPLIT = frozenset({"split", "分割", "分けられる"})
REMOTE = frozenset({"remote", "遠隔", "機器"})
MOST_PLACES = 1000


def empty_job() -> Job:
    """Return a job of which nothing is said yet."""
    return Job(new_id(), "", "", 1, JobWork(0, 0, 0), JobConditions(has_consented=False))


def values_of(job: Job) -> dict[str, str]:
    """Return a job as the form holds it."""
    work, given = job.work, job.conditions
    return {
        "title": job.title,
        "employer": job.employer,
        "capacity": str(job.capacity),
        "least": hours_words(work.least_half_hours) if work.least_half_hours else "",
        "most": hours_words(work.most_half_hours) if work.most_half_hours else "",
        "windows": window_field(work.windows),
        "consent": "yes" if given.has_consented else "",
        "provides": ",".join(sorted(given.provides)),
        "subsidised": ",".join(sorted(need for need, _yen in given.subsidised)),
        "fields": ",".join(sorted(work.fields)),
        "tasks": "\n".join(_task_line(one) for one in job.tasks),
    }


def required_of(job: Job) -> dict[str, tuple[int, int]]:
    """Return skill → level asked for and level that is enough after redesign."""
    return {one.skill: (one.level, one.redesigned_level) for one in job.work.required}


def job_from(values: Mapping[str, str], required: Levels, desired: Levels, before: Job) -> Job:
    """Return the job that the form says.

    Raises:
        BadInput: `telework.refused` with a finding for each field that is not right yet.
    """
    findings: list[Finding] = []
    least, most = (_half_hours(values, key, findings) for key in ("least", "most"))
    if least and most and least > most:
        data: dict[str, object] = {"least": hours_words(least)}
        findings.append(
            Finding("telework.hours_order", column="most", value=values["most"], data=data)
        )
    windows = parse_windows(values["windows"]) or 0
    if not windows:
        findings.append(Finding("telework.windows", column="windows", value=values["windows"]))
    capacity = _places(values["capacity"], findings)
    tasks = _tasks(values["tasks"], findings)
    if not values["title"].strip():
        findings.append(Finding("telework.no_title", column="title"))
    if findings:
        raise BadInput("telework.refused", tuple(findings), count=len(findings))
    yen = dict(before.conditions.subsidised)
    provides = _codes(values["provides"])
    return replace(
        before,
        title=values["title"].strip(),
        employer=values["employer"].strip(),
        capacity=capacity,
        work=JobWork(
            least, most, windows,
            tuple(Requirement(skill, *levels) for skill, levels in sorted(required.items())),
            tuple((skill, level) for skill, (level, _enough) in sorted(desired.items())),
            _codes(values["fields"]),
        ),
        conditions=replace(
            before.conditions,
            has_consented=values["consent"] == "yes",
            provides=provides,
            subsidised=tuple(
                (need, yen.get(need, 0))
                for need in sorted(_codes(values["subsidised"]) - provides)
            ),
        ),
        tasks=tasks,
    )  # fmt: skip


def _task_line(task: Task) -> str:
    skills = "、".join(f"{SKILL_WORDS[skill]}:{level}" for skill, level in task.skills)
    marks = [str(word) for word, is_on in (("分けられる", task.is_splittable),
             ("機器", task.is_remote_ready)) if is_on]  # fmt: skip
    parts = [task.name, hours_words(task.half_hours), skills, "、".join(marks)]
    return " | ".join(parts).rstrip(" |")


def _tasks(text: str, findings: list[Finding]) -> tuple[Task, ...]:
    """Read a line a task: name | hours | skill:level, skill:level | marks."""
    found: list[Task] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        name, hours, skills, marks = (*(cell.strip() for cell in line.split("|")), "", "", "")[:4]
        half_hours, levels = _number(hours), _levels(skills)
        if not name or not 0 < half_hours <= MOST_HALF_HOURS or levels is None:
            findings.append(Finding("telework.task", column="tasks", value=line.strip()[:60]))
            continue
        words = {plain(mark) for mark in marks.replace("、", ",").split(",")}
        found.append(Task(name, half_hours, levels, bool(words & SPLIT), bool(words & REMOTE)))
    return tuple(found)


def _levels(text: str) -> tuple[tuple[str, int], ...] | None:
    """Return skills with their level; None where a word or a level is not known."""
    known = {**OWN.skills.known, **{plain(str(word)): code for code, word in SKILL_WORDS.items()}}
    found: dict[str, int] = {}
    for piece in text.replace("、", ",").split(","):
        if not piece.strip():
            continue
        word, _colon, digits = plain(piece).partition(":")
        code = known.get(word.strip())
        if code is None or not digits.isdecimal() or not 1 <= int(digits) <= HIGHEST_LEVEL:
            return None
        found[code] = int(digits)
    return tuple(sorted(found.items()))


def _half_hours(values: Mapping[str, str], key: str, findings: list[Finding]) -> int:
    found = _number(values[key])
    if not 0 < found <= MOST_HALF_HOURS:
        data: dict[str, object] = {"limit": MOST_HALF_HOURS // 2}
        findings.append(Finding("telework.hours", column=key, value=values[key], data=data))
    return found


def _number(text: str) -> int:
    """Return hours as half hours; 0 for what is no number of whole or half hours."""
    try:
        doubled = float(plain(text)) * 2
    except ValueError:
        return 0
    return round(doubled) if 0 < doubled < 1000 and doubled == round(doubled) else 0


def _places(text: str, findings: list[Finding]) -> int:
    digits = plain(text)
    if digits.isdecimal() and 1 <= int(digits) <= MOST_PLACES:
        return int(digits)
    data: dict[str, object] = {"least": 1, "most": MOST_PLACES}
    findings.append(Finding("telework.whole", column="capacity", value=text, data=data))
    return 1


def _codes(text: str) -> frozenset[str]:
    return frozenset(one for one in text.split(",") if one)
