"""Which pairs may be proposed, and how a score is made."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.telework.inputs import Job, Worker
from app.domain.telework.results import Fact
from app.domain.telework.scoring import (
    HIGHEST_SCORE,
    JobWork,
    Requirement,
    Terms,
    WorkerWork,
)
from app.domain.telework.windows import parse_windows
from app.solvers.telework.explain import agreed_half_hours, explain_pair, terms_of
from app.solvers.telework.pairs import find_pairs
from tests.helpers.telework import job, worker
from tests.helpers.telework_tables import invented


def fits(one: Worker, other: Job) -> bool:
    """Tell whether the engine proposes the pair."""
    return len(find_pairs([one], [other])) == 1


def test_a_pair_that_agrees_in_everything_is_proposed() -> None:
    assert fits(worker(), job())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (worker(needs=frozenset({"captions"})), job()),
        (worker(least_half_hours=50, most_half_hours=60), job()),
        (worker(windows=parse_windows("mon 09:00-12:00")), job()),
        (worker(skills=(("data_entry", 1),)), job()),
        (worker(vetoes=frozenset({"J1"})), job()),
        (worker(vetoes=frozenset({"E1"})), job()),
        (worker(), job(vetoes=frozenset({"W1"}))),
    ],
    ids=["need", "hours", "times", "skill", "veto of the job", "veto of the employer", "veto"],
)  # fmt: skip
def test_one_rule_broken_is_enough_to_be_left_out(one: Worker, other: Job) -> None:
    assert not fits(one, other)
    assert not explain_pair(one, other).is_possible


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (worker(needs=frozenset({"captions"})), job(provides=frozenset({"captions"}))),
        (worker(needs=frozenset({"captions"})), job(subsidised=(("captions", 30_000),))),
        (worker(needs=frozenset({"captions"}), brings=frozenset({"captions"})), job()),
        (worker(skills=()), job(required=(Requirement("data_entry", 2, 0),))),
    ],
    ids=["provided", "subsidised", "brought", "redesigned"],
)  # fmt: skip
def test_a_need_met_or_a_job_redesigned_makes_the_pair_fit(one: Worker, other: Job) -> None:
    assert fits(one, other)
    assert explain_pair(one, other).is_possible


def test_every_engine_pair_and_score_is_what_the_explanation_says() -> None:
    workers, jobs = invented(60, 40, 3)
    pairs = find_pairs(workers, jobs)
    found = {
        (w, j): Terms(*parts)
        for w, j, *parts in zip(
            pairs.worker.tolist(), pairs.job.tolist(), pairs.required.tolist(),
            pairs.desired.tolist(), pairs.hours.tolist(), pairs.interests.tolist(), strict=True,
        )
    }  # fmt: skip
    assert found
    for w, one in enumerate(workers):
        for j, other in enumerate(jobs):
            explained = explain_pair(one, other)
            assert explained.is_possible == ((w, j) in found)
            if explained.is_possible:
                assert explained.terms == found[w, j]
                assert sum(getattr(explained.terms, f.name) for f in fields(Terms)) == (
                    explained.terms.score
                )
                assert 0 <= explained.terms.score <= HIGHEST_SCORE


def test_scoring_is_given_nothing_but_the_content_of_work() -> None:
    assert {one.name for one in fields(WorkerWork)} == {
        "least_half_hours", "most_half_hours", "wished_half_hours", "windows", "skills",
        "interests",
    }  # fmt: skip
    assert {one.name for one in fields(JobWork)} == {
        "least_half_hours", "most_half_hours", "windows", "required", "desired", "fields",
    }  # fmt: skip
    forbidden = ("disab", "sever", "cost", "yen", "gap", "need", "diagn", "certificate", "subsid")
    for kind in (WorkerWork, JobWork, Requirement, Terms):
        for one in fields(kind):
            assert not any(word in one.name for word in forbidden)


skills = st.dictionaries(st.sampled_from(["data_entry", "writing"]), st.integers(1, 5))


@given(skills, st.sampled_from(["screen_reader", "captions", "clinic_days", "one_task"]))
def test_a_need_the_employer_can_meet_changes_no_score(levels: dict[str, int], need: str) -> None:
    before = worker(skills=tuple(sorted(levels.items())))
    after = replace(before, conditions=replace(before.conditions, needs=frozenset({need})))
    for other in (job(provides=frozenset({need})), job(subsidised=((need, 1),))):
        first, second = find_pairs([before], [other]), find_pairs([after], [other])
        assert first.score.tolist() == second.score.tolist()
        assert first.half_hours.tolist() == second.half_hours.tolist()


def changed(one: Worker, other: Job, change: Fact) -> tuple[Worker, Job]:
    """Carry out one proposed change."""
    work, conditions, data = other.work, other.conditions, change.data
    half_hours = round(float(str(data.get("hours", 0))) * 2)
    match change.code:
        case "hours_less":
            work = replace(work, least_half_hours=work.least_half_hours - half_hours)
        case "hours_more":
            work = replace(work, most_half_hours=work.most_half_hours + half_hours)
        case "times_wider":
            free = [bit for bit in range(336) if not one.work.windows & work.windows >> bit & 1]
            more = sum(1 << bit for bit in free[:half_hours])
            one = replace(one, work=replace(one.work, windows=one.work.windows | more))
            work = replace(work, windows=work.windows | more)
        case "skill_redesign" | "skill_dropped":
            level = int(str(data.get("level", 0)))
            work = replace(work, required=tuple(
                replace(r, redesigned_level=level) if r.skill == data["skill"] else r
                for r in work.required
            ))  # fmt: skip
        case "equipment_lent" | "need_agreed":
            provides = conditions.provides | {str(data["need"])}
            conditions = replace(conditions, provides=provides)
    return one, replace(other, work=work, conditions=conditions)


def test_what_would_have_to_change_makes_the_pair_fit() -> None:
    workers, jobs = invented(60, 40, 3)
    carried_out = 0
    for one in workers:
        for other in (replace(j, tasks=()) for j in jobs):
            explained = explain_pair(one, other)
            if not explained.would_fit_if:
                continue
            person, place = one, other
            for change in explained.would_fit_if:
                person, place = changed(person, place, change)
            assert explain_pair(person, place).is_possible, (one, other, explained.would_fit_if)
            assert fits(person, place)
            carried_out += 1
    assert carried_out > 500


def test_agreed_hours_never_exceed_the_times_both_have() -> None:
    one = worker(windows=parse_windows("mon-fri 09:00-12:00"))
    assert agreed_half_hours(one.work, job().work) == (20, 30)
    assert terms_of(one.work, job().work).hours == 2000
