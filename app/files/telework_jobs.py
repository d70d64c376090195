"""Reading jobs.csv: one row a job, with what may be redesigned, what is provided, and its tasks."""

from __future__ import annotations

from app.domain.errors import Finding
from app.domain.tables import Table
from app.domain.telework.inputs import Job, JobConditions, Task
from app.domain.telework.scoring import JobWork, Requirement
from app.domain.telework.vocabulary import Vocabulary, plain
from app.files.telework_cells import Row, rows_of

JOB_HEADINGS: dict[str, tuple[str, ...]] = {
    "job_id": ("id", "番号", "求人番号"),
    "employer_id": ("事業所番号", "事業所", "会社"),
    "title": ("求人名", "仕事の名前", "職種"),
    "consent": ("同意", "事業所の同意"),
    "capacity": ("人数", "募集人数", "定員"),
    "hours_min": ("最短時間", "週の最短時間"),
    "hours_max": ("最長時間", "週の最長時間"),
    "windows": ("時間帯", "働く時間帯"),
    "required": ("必要な技能",),
    "desired": ("あるとよい技能",),
    "fields": ("分野",),
    "provides": ("用意する配慮",),
    "subsidised": ("助成で用意する配慮",),
    "vetoes": ("除く求職者",),
    "redesign_yen": ("組み直しの費用",),
    "tasks": ("作業",),
}
JOB_NEEDED = (
    "job_id", "consent", "capacity", "hours_min", "hours_max", "windows", "required", "provides",
)  # fmt: skip
MOST_TASKS = 12
_MOST_YEN = 100_000_000


def read_jobs(
    table: Table, vocabulary: Vocabulary, findings: list[Finding]
) -> tuple[list[Job], dict[str, int], set[str]]:
    """Return the jobs of employers who agreed; every id of the file with its row; all employers."""
    seen: dict[str, int] = {}
    employers: set[str] = set()
    found = []
    for row in rows_of(table, JOB_HEADINGS, JOB_NEEDED, findings):
        job_id = row.id("job_id", seen)
        employers.add(row.text("employer_id"))
        if row.yes("consent"):
            found.append(_job(row, job_id, vocabulary))
    return found, seen, employers


def _job(row: Row, job_id: str, vocabulary: Vocabulary) -> Job:
    least, most = row.half_hours("hours_min"), row.half_hours("hours_max")
    if least and most and least > most:
        row.error("hours_max", "telework.hours_order", least=least / 2)
    work = JobWork(
        least,
        most,
        row.windows("windows"),
        _required(row, vocabulary),
        row.levels("desired", vocabulary.skills),
        row.codes("fields", vocabulary.fields),
    )
    conditions = JobConditions(
        True,
        row.codes("provides", vocabulary.needs),
        _subsidised(row, vocabulary),
        frozenset(row.pieces("vetoes")),
        row.whole("redesign_yen", 0, _MOST_YEN, default=0),
    )
    return Job(
        job_id,
        row.text("employer_id"),
        row.text("title"),
        row.whole("capacity", 0, 10_000),
        work,
        conditions,
        _tasks(row, vocabulary),
    )


def _required(row: Row, vocabulary: Vocabulary) -> tuple[Requirement, ...]:
    """Read `data_entry:3>2;phone:2>0`: the level asked for, and the level after redesign."""
    found: dict[str, Requirement] = {}
    for piece in row.pieces("required"):
        word, _colon, levels = piece.partition(":")
        asked, arrow, enough = levels.partition(">")
        code = row.code("required", word, vocabulary.skills)
        level = row.level("required", asked, piece)
        redesigned = row.level("required", enough, piece, 0) if arrow else level
        if code is None or level is None or redesigned is None:
            continue
        if redesigned > level:
            row.error("required", "telework.redesign_up", piece)
        if code in found:
            row.error("required", "telework.word_twice", piece)
        found[code] = Requirement(code, level, redesigned)
    return tuple(found[code] for code in sorted(found))


def _subsidised(row: Row, vocabulary: Vocabulary) -> tuple[tuple[str, int], ...]:
    """Read `screen_reader:60000;captions`: what a subsidy would provide, and its yen."""
    found: dict[str, int] = {}
    for piece in row.pieces("subsidised"):
        word, _colon, yen = piece.partition(":")
        code = row.code("subsidised", word, vocabulary.needs)
        amount = plain(yen or "0").replace(",", "")
        if not amount.isdecimal() or int(amount) > _MOST_YEN:
            row.error("subsidised", "telework.whole", piece, least=0, most=_MOST_YEN)
        elif code is not None:
            found[code] = int(amount)
    return tuple(sorted(found.items()))


def _tasks(row: Row, vocabulary: Vocabulary) -> tuple[Task, ...]:
    """Read `name|hours|skill:level,skill:level|split,remote`, tasks separated by semicolons."""
    pieces = row.pieces("tasks")
    if len(pieces) > MOST_TASKS:
        row.error("tasks", "telework.too_many_tasks", limit=MOST_TASKS)
        return ()
    found: list[Task] = []
    for piece in pieces:
        name, hours, skills, marks = (*(cell.strip() for cell in piece.split("|")), "", "", "", "")[
            :4
        ]
        if not name or piece.count("|") > 3:
            row.error("tasks", "telework.task", piece)
            continue
        if name in [one.name for one in found]:
            row.error("tasks", "telework.word_twice", name)
        try:
            half_hours = round(float(hours) * 2)
        except ValueError:
            half_hours = 0
        words = {plain(mark) for mark in marks.split(",") if mark}
        if not 0 < half_hours <= 120 or not words <= {"split", "remote", "分割", "遠隔"}:
            row.error("tasks", "telework.task", piece)
            continue
        levels = [one for one in skills.split(",") if one.strip()]
        found.append(
            Task(
                name,
                half_hours,
                row.levels_of("tasks", levels, vocabulary.skills),
                bool(words & {"split", "分割"}),
                bool(words & {"remote", "遠隔"}),
            )
        )
    return tuple(found)
