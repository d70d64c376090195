"""Coaches, budgets and shared tasks: kept by every result, and near the bound."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from app.domain.errors import Refused
from app.domain.telework.inputs import Coach, Job, Task, TeleworkInput, Worker
from app.domain.telework.parts import Limits, pieces_of
from app.domain.telework.results import Method
from app.domain.telework.scoring import HIGHEST_SCORE, REQUIRED_MOST, Requirement
from app.messages import use_language
from app.messages.telework_explain import split_sentence
from app.solvers.telework.bundles import MOST_BUNDLES, bundles_of
from app.solvers.telework.check import check_matching
from app.solvers.telework.explain import explain_pair, terms_of
from app.solvers.telework.solve import match
from tests.helpers.telework import every_matching, job, tiny_market, worker
from tests.helpers.telework_tables import invented

DATA, PHONE = Task("入力", 20, (("data_entry", 3),)), Task("電話", 20, (("phone", 3),))


def whole_job() -> Job:
    """Return a job of two tasks that nobody below fits alone."""
    return job(
        least_half_hours=40, most_half_hours=40, tasks=(DATA, PHONE),
        required=(Requirement("data_entry", 3, 3), Requirement("phone", 3, 3)),
    )  # fmt: skip


def two_people() -> list[Worker]:
    return [
        worker("W1", skills=(("data_entry", 4),)),
        worker("W2", skills=(("phone", 3),)),
    ]


@pytest.mark.parametrize("method", ["most", "fit"])
def test_a_job_nobody_fits_is_split_so_that_two_people_fit(method: Method) -> None:
    given = TeleworkInput(tuple(two_people()), (whole_job(),))
    assert match(given, method).report.placed == 0
    shared = match(given, method, limits=Limits(shares_tasks=True))
    assert [(one.worker, one.tasks) for one in shared.placements] == [
        ("W1", ("入力",)), ("W2", ("電話",)),
    ]  # fmt: skip
    (split,) = shared.report.splits
    assert split.is_needed
    with use_language("en"):
        assert split_sentence(split) == (
            "Nobody fits all of J1, but shared it works: W1 does 入力 and W2 does 電話."
        )


def test_a_task_is_given_out_once_for_each_place() -> None:
    people = [worker(f"W{n}", skills=(("data_entry", 4),)) for n in range(5)]
    for capacity in (1, 2):
        given = TeleworkInput(tuple(people), (replace(whole_job(), capacity=capacity),))
        found = match(given, "most", limits=Limits(shares_tasks=True))
        assert found.report.placed == capacity


def test_the_checker_says_no_to_a_task_given_out_twice() -> None:
    people = [worker(f"W{n}", skills=(("data_entry", 4),)) for n in range(2)]
    given = TeleworkInput((people[0],), (whole_job(),))
    (one,) = match(given, "most", limits=Limits(shares_tasks=True)).placements
    twice = [one, replace(one, worker="W1")]
    found = check_matching(people, [whole_job()], twice)
    assert [broken.rule for broken in found.violations] == ["capacity"]


def test_a_task_that_can_be_shared_is_two_halves() -> None:
    shared = replace(DATA, is_splittable=True, half_hours=21)
    pieces = pieces_of(replace(whole_job(), tasks=(shared, PHONE)))
    assert [one.half_hours for one in pieces] == [10, 11, 20]


def test_what_equipment_takes_over_needs_no_skill_of_the_person() -> None:
    remote = replace(PHONE, is_remote_ready=True)
    given = TeleworkInput((worker("W2", skills=()),), (replace(whole_job(), tasks=(DATA, remote)),))
    found = match(given, "most", limits=Limits(shares_tasks=True))
    assert [one.tasks for one in found.placements] == [("電話",)]


def test_a_job_gives_at_most_twenty_bundles() -> None:
    tasks = tuple(replace(DATA, name=f"t{n}", is_splittable=True) for n in range(12))
    found = bundles_of([replace(whole_job(), tasks=tasks)])
    assert len(found) == MOST_BUNDLES
    assert len({one.pieces for one in found}) == MOST_BUNDLES


def test_a_stable_result_knows_no_budgets() -> None:
    given = TeleworkInput(tuple(two_people()), (whole_job(),))
    with pytest.raises(Refused):
        match(given, "stable", limits=Limits(redesign_yen=1))


def test_coaches_take_no_more_than_they_can_and_only_in_their_area() -> None:
    people = [worker(f"W{n}", area="北" if n % 2 else "南", wants_coach=True) for n in range(12)]
    places = (job(capacity=20),)
    coaches = (Coach("C1", "北", 2), Coach("C2", "南", 1), Coach("C3", "", 1))
    given = TeleworkInput(tuple(people), places, coaches)
    for method in ("most", "fit"):
        found = match(given, method)
        assert found.report.placed == 4
        assert all(one.coach for one in found.placements)
    stable = match(given, "stable")
    assert stable.report.placed == 12
    assert stable.report.coach_waiting == 8


@pytest.mark.parametrize("method", ["most", "fit"])
def test_tiny_markets_under_budgets_agree_with_brute_force(method: Method) -> None:
    for seed in range(120):
        draw = Random(f"limits/{seed}")
        workers, jobs = tiny_market(draw)
        jobs = [
            replace(one, conditions=replace(one.conditions, redesign_yen=draw.choice((0, 10, 20))))
            for one in jobs
        ]
        budget = draw.choice((0, 10, 30))
        given = TeleworkInput(tuple(workers), tuple(jobs))
        found = match(given, method, seed, limits=Limits(redesign_yen=budget)).report
        may = [[explain_pair(w, j).is_possible for j in jobs] for w in workers]
        best = 0
        for row in every_matching(may, [one.capacity for one in jobs]):
            pairs = [(workers[w], jobs[j]) for w, j in enumerate(row) if j >= 0]
            terms = [terms_of(w.work, j.work) for w, j in pairs]
            yen = sum(
                j.conditions.redesign_yen
                for (_w, j), one in zip(pairs, terms, strict=True)
                if one.required < REQUIRED_MOST
            )
            if yen <= budget:
                bonus = 100 * HIGHEST_SCORE if method == "most" else 0
                best = max(best, sum(one.score + bonus for one in terms))
        value = found.fit + (100 * HIGHEST_SCORE * found.placed if method == "most" else 0)
        assert found.bound is not None
        assert value == best <= found.bound + 1


@pytest.mark.parametrize("method", ["most", "fit"])
def test_a_market_under_all_limits_is_within_a_thousandth_of_the_bound(method: Method) -> None:
    workers, jobs = invented(500, 200, 1)
    coaches = tuple(Coach(f"C{n}", area, 10) for n, area in enumerate(("北部", "南部", "", "東部")))
    given = TeleworkInput(tuple(workers), tuple(jobs), coaches)
    found = match(given, method, limits=Limits(1_000_000, 2_000_000))
    assert found.report.bound is not None
    assert found.report.gap is not None
    if method == "fit":
        assert found.report.gap <= 0.001
    else:
        # A placement more would have to be a whole one.
        assert found.report.bound - found.report.gap * found.report.bound >= (
            found.report.bound - 100 * HIGHEST_SCORE
        )
