"""Invented workers, jobs and coaches for trials and benchmarks; nobody real is in them.

The market is drawn as a narrow one: people offer few skills of one trade, employers provide some
of the needs and not all, and there are about as many places as people. So a worker with several
needs has few jobs, and somebody with none has many.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from app.domain.telework.vocabulary import NEEDS

Rows = list[tuple[str, ...]]

_TRADES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("office", ("data_entry", "documents", "spreadsheets", "scheduling", "slides",
                "general_office", "personnel", "contracts")),
    ("accounting", ("bookkeeping", "payroll", "invoices", "spreadsheets", "data_entry")),
    ("it", ("programming", "software_tests", "databases", "data_analysis", "web_updates",
            "map_data", "cad")),
    ("design", ("image_editing", "illustration", "web_updates", "slides", "social_media")),
    ("text", ("writing", "proofreading", "translation", "english", "research", "surveys")),
    ("media", ("video_editing", "audio_editing", "captions_work", "transcription")),
    ("customers", ("mail_replies", "chat_replies", "phone", "help_desk", "online_shop",
                   "stock_lists")),
    ("inquiry", ("surveys", "research", "annotation", "map_data", "data_analysis",
                 "security_watch")),
    ("education", ("teaching", "english", "slides", "help_desk", "writing")),
)  # fmt: skip
_AREAS = ("北部", "中部", "南部", "東部", "西部")
_TITLES = {
    "office": "事務の補助", "accounting": "経理の補助", "it": "開発の補助", "design": "画像づくり",
    "text": "文章づくり", "media": "映像と音", "customers": "問い合わせ係", "inquiry": "調査の補助",
    "education": "教材と講師の補助",
}  # fmt: skip
_WINDOWS = (
    "mon-fri 09:00-17:00", "mon-fri 10:00-16:00", "mon-fri 09:00-13:00", "mon-fri 13:00-18:00",
    "mon-sun 10:00-20:00", "mon-fri 18:00-22:00", "any",
)  # fmt: skip
_KINDS = ("a", "b", "c", "d")

WORKER_COLUMNS = (
    "worker_id", "consent", "hours_min", "hours_max", "hours_wish", "windows", "skills",
    "interests", "needs", "brings", "vetoes", "area", "coach", "disability_type", "severity",
)  # fmt: skip
JOB_COLUMNS = (
    "job_id", "employer_id", "title", "consent", "capacity", "hours_min", "hours_max", "windows",
    "required", "desired", "fields", "provides", "subsidised", "vetoes", "redesign_yen", "tasks",
)  # fmt: skip
COACH_COLUMNS = ("coach_id", "area", "capacity")


@dataclass(frozen=True, slots=True)
class InventedTables:
    """Rows as the files hold them, without headings."""

    workers: Rows
    jobs: Rows
    coaches: Rows


def invent(workers: int, jobs: int, seed: int) -> InventedTables:
    """Return the same tables for the same numbers and seed."""
    draw = Random(f"telework/{workers}/{jobs}/{seed}")
    employers = max(1, jobs // 4)
    job_rows = [_job(draw, n, employers, workers) for n in range(jobs)]
    known = sorted({row[1] for row in job_rows})
    worker_rows = [_worker(draw, n, known) for n in range(workers)]
    wanting = sum(row[12] == "yes" for row in worker_rows)
    return InventedTables(worker_rows, job_rows, _coaches(draw, wanting))


def _worker(draw: Random, number: int, employers: list[str]) -> tuple[str, ...]:
    field, skills = draw.choice(_TRADES)
    levels = {skill: draw.choice((1, 2, 2, 3, 3, 4)) for skill in _some(draw, skills, 2, 4)}
    if draw.random() < 0.4:
        _other, more = draw.choice(_TRADES)
        levels.setdefault(draw.choice(more), draw.choice((1, 2)))
    least = draw.choice((4, 6, 10, 10, 10, 15, 20))
    most = max(least, draw.choice((10, 15, 20, 20, 25, 30, 40)))
    needs = _some(draw, tuple(NEEDS), 0, draw.choice((1, 3, 4, 6, 8)))
    interests = {field, draw.choice(_TRADES)[0]}
    return (
        f"W{number + 1:05d}",
        "no" if draw.random() < 0.02 else "yes",
        str(least),
        str(most),
        str(draw.randint(least, most)),
        draw.choice(_WINDOWS),
        _levels(levels),
        ";".join(sorted(interests)),
        ";".join(needs),
        ";".join(need for need in needs if draw.random() < 0.15),
        draw.choice(employers) if employers and draw.random() < 0.05 else "",
        draw.choice(_AREAS),
        "yes" if draw.random() < 0.3 else "no",
        draw.choice(_KINDS),
        draw.choice(("1", "2", "3")),
    )


def _job(draw: Random, number: int, employers: int, workers: int) -> tuple[str, ...]:
    field, skills = draw.choice(_TRADES)
    chosen = _some(draw, skills, 1, 3)
    count = draw.choice((1, 2, 2))
    required = {skill: draw.choice((1, 2, 2, 3)) for skill in chosen[:count]}
    desired = {skill: draw.choice((2, 3)) for skill in chosen[count:]}
    least = draw.choice((6, 10, 10, 15, 20, 20))
    most = max(least, draw.choice((10, 20, 20, 30, 40)))
    provides = [need for need in NEEDS if draw.random() < 0.5]
    rest = [need for need in NEEDS if need not in provides and draw.random() < 0.15]
    return (
        f"J{number + 1:05d}",
        f"E{draw.randrange(employers) + 1:04d}",
        _TITLES[field],
        "no" if draw.random() < 0.01 else "yes",
        draw.choice(("1", "1", "2", "3", "5")),
        str(least),
        str(most),
        draw.choice(_WINDOWS),
        ";".join(_required(draw, skill, level) for skill, level in required.items()),
        _levels(desired),
        field,
        ";".join(provides),
        ";".join(f"{need}:{draw.choice((10, 30, 60, 150)) * 1000}" for need in rest),
        f"W{draw.randrange(workers) + 1:05d}" if workers and draw.random() < 0.03 else "",
        str(draw.choice((0, 20, 50, 100)) * 1000),
        _tasks(draw, required, desired, least) if draw.random() < 0.25 else "",
    )


def _coaches(draw: Random, wanting: int) -> Rows:
    """Return coaches for about two thirds of those who want one, so that their number matters."""
    rows: Rows = []
    left = wanting * 2 // 3
    while left > 0:
        capacity = min(left, draw.randint(4, 12))
        area = draw.choice((*_AREAS, ""))
        rows.append((f"C{len(rows) + 1:03d}", area, str(capacity)))
        left -= capacity
    return rows


def _required(draw: Random, skill: str, level: int) -> str:
    if draw.random() < 0.25:
        return f"{skill}:{level}>{draw.randint(0, level - 1)}"
    return f"{skill}:{level}"


def _tasks(draw: Random, required: dict[str, int], desired: dict[str, int], hours: int) -> str:
    skills = {**required, **desired}
    share = max(1, hours // len(skills))
    marks = ("", "split", "remote")
    return ";".join(
        f"作業{place}|{share}|{skill}:{level}|{draw.choice(marks)}"
        for place, (skill, level) in enumerate(skills.items(), 1)
    )


def _some(draw: Random, words: tuple[str, ...], least: int, most: int) -> list[str]:
    return draw.sample(words, draw.randint(least, max(least, min(most, len(words)))))


def _levels(levels: dict[str, int]) -> str:
    return ";".join(f"{skill}:{level}" for skill, level in levels.items())
