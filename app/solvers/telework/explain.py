"""Why a pair may be proposed or not, what would have to change, and the parts of its score.

Every fact is read from the two sides themselves, one at a time and without arrays; a test holds
the score here against the one the matching uses.
"""

from __future__ import annotations

from app.domain.telework.inputs import Job, NeedState, Worker, need_state
from app.domain.telework.results import Explanation, Fact
from app.domain.telework.scoring import (
    DESIRED_MOST,
    HOURS_MOST,
    INTERESTS_MOST,
    REQUIRED_MOST,
    JobWork,
    Terms,
    WorkerWork,
)
from app.domain.telework.vocabulary import EQUIPMENT

_NEED_FACTS = {
    NeedState.PROVIDED: "need_provided",
    NeedState.BROUGHT: "need_brought",
    NeedState.SUBSIDISED: "need_subsidised",
    NeedState.UNMET: "need_unmet",
}


def explain_pair(worker: Worker, job: Job) -> Explanation:
    """Explain one pair; both sides agreed to be matched."""
    found = _Facts()
    _hours(worker.work, job, found)
    _skills(worker.work, job, found)
    _needs(worker, job, found)
    named = {job.id, job.employer} - {""}
    if named & worker.conditions.vetoes or worker.id in job.conditions.vetoes:
        # Which side it was is nobody's business.
        found.bad("veto")
        found.never = True
    changes = () if found.never else tuple(found.changes)
    return Explanation(
        worker.id, job.id, tuple(found.good_ones), tuple(found.bad_ones), changes,
        terms_of(worker.work, job.work),
    )  # fmt: skip


def terms_of(worker: WorkerWork, job: JobWork) -> Terms:
    """Return the parts of the score of one pair."""
    levels = dict(worker.skills)
    asked = [(one.skill, one.level) for one in job.required]
    least, most = agreed_half_hours(worker, job)
    wished = max(1, worker.wished_half_hours)
    hours = max(0, min(max(wished, least), most))
    return Terms(
        _covered(levels, asked, REQUIRED_MOST),
        _covered(levels, job.desired, DESIRED_MOST),
        HOURS_MOST * min(hours, wished) // max(hours, wished),
        INTERESTS_MOST * len(worker.interests & job.fields) // len(job.fields)
        if job.fields
        else INTERESTS_MOST // 2,
    )


def agreed_half_hours(worker: WorkerWork, job: JobWork) -> tuple[int, int]:
    """Return the least and the most half hours a week that both sides and their times allow."""
    shared = (worker.windows & job.windows).bit_count()
    return (
        max(worker.least_half_hours, job.least_half_hours),
        min(worker.most_half_hours, job.most_half_hours, shared),
    )


class _Facts:
    def __init__(self) -> None:
        self.good_ones: list[Fact] = []
        self.bad_ones: list[Fact] = []
        self.changes: list[Fact] = []
        self.never = False

    def good(self, code: str, **data: object) -> None:
        """Add a point that holds."""
        self.good_ones.append(Fact(code, data))

    def bad(self, code: str, **data: object) -> None:
        """Add a point that does not hold."""
        self.bad_ones.append(Fact(code, data))

    def change(self, code: str, **data: object) -> None:
        """Add a change that would mend a point."""
        self.changes.append(Fact(code, data))


def _covered(
    levels: dict[str, int], asked: list[tuple[str, int]] | tuple[tuple[str, int], ...], most: int
) -> int:
    whole = sum(level for _skill, level in asked)
    have = sum(min(levels.get(skill, 0), level) for skill, level in asked)
    return most * have // whole if whole else most


def _hours(worker: WorkerWork, job: Job, found: _Facts) -> None:
    least, most = agreed_half_hours(worker, job.work)
    if least <= most:
        found.good("hours", least=least / 2, most=most / 2)
        return
    work = job.work
    shared = (worker.windows & work.windows).bit_count()
    if worker.most_half_hours < work.least_half_hours:
        found.bad("hours_many", job=work.least_half_hours / 2, worker=worker.most_half_hours / 2)
    elif work.most_half_hours < worker.least_half_hours:
        found.bad("hours_few", job=work.most_half_hours / 2, worker=worker.least_half_hours / 2)
    if shared < least:
        found.bad("times", shared=shared / 2, needed=least / 2)
    _other_hours(worker, work, shared, found)


def _other_hours(worker: WorkerWork, work: JobWork, shared: int, found: _Facts) -> None:
    """Propose other hours first; other times only where hours alone do not help."""
    if work.most_half_hours < worker.least_half_hours:
        more = worker.least_half_hours - work.most_half_hours
        found.change("hours_more", hours=more / 2)
    longest = worker.most_half_hours
    if shared >= worker.least_half_hours:
        longest = min(longest, shared)
    needed = work.least_half_hours
    if needed > longest:
        found.change("hours_less", hours=(needed - longest) / 2)
        needed = longest
    needed = max(needed, worker.least_half_hours)
    if shared < needed:
        found.change("times_wider", hours=(needed - shared) / 2)


def _skills(worker: WorkerWork, job: Job, found: _Facts) -> None:
    levels = dict(worker.skills)
    for one in job.work.required:
        have = levels.get(one.skill, 0)
        data: dict[str, object] = {"skill": one.skill, "have": have, "asked": one.level}
        if have >= one.level:
            found.good("skill", **data)
        elif have >= one.redesigned_level:
            found.good("skill_redesigned", **data)
        else:
            found.bad("skill_short", **data, enough=one.redesigned_level)
            tasks = [t.name for t in job.tasks if dict(t.skills).get(one.skill, 0) > have]
            if tasks and len(tasks) < len(job.tasks):
                found.change("tasks_handed_over", tasks=tasks, skill=one.skill)
            elif have:
                found.change("skill_redesign", skill=one.skill, level=have)
            else:
                found.change("skill_dropped", skill=one.skill)


def _needs(worker: Worker, job: Job, found: _Facts) -> None:
    yen = dict(job.conditions.subsidised)
    for need in sorted(worker.conditions.needs):
        state = need_state(need, worker, job)
        code = _NEED_FACTS[state]
        if state is NeedState.UNMET:
            found.bad(code, need=need)
            found.change("equipment_lent" if need in EQUIPMENT else "need_agreed", need=need)
        elif state is NeedState.SUBSIDISED:
            found.good(code, need=need, yen=yen[need])
        else:
            found.good(code, need=need)
