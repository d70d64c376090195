"""Changing what must not matter changes nothing."""

from __future__ import annotations

import ast
from dataclasses import replace
from random import Random

import pytest

from app.domain.telework.inputs import TeleworkInput, Worker
from app.domain.telework.results import METHODS, Method
from app.solvers.telework.solve import match
from tests.helpers.imports import imported_modules
from tests.helpers.locked import ROOT
from tests.helpers.telework_tables import invented


@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_the_files_changes_nothing(method: Method) -> None:
    workers, jobs = invented(150, 60, 2)
    first = match(TeleworkInput(tuple(workers), tuple(jobs)), method)
    shuffled = Random(1)
    shuffled.shuffle(workers)
    shuffled.shuffle(jobs)
    again = match(TeleworkInput(tuple(workers), tuple(jobs)), method)
    assert first.placements == again.placements


@pytest.mark.parametrize("method", METHODS)
def test_two_equal_workers_who_swap_swap_their_results(method: Method) -> None:
    workers, jobs = invented(150, 60, 4)
    one = replace(workers[0], conditions=replace(workers[0].conditions, vetoes=frozenset()))
    twins = [one, replace(one, id="twin"), *workers[1:]]
    jobs = [replace(j, conditions=replace(j.conditions, vetoes=frozenset())) for j in jobs]
    swapped = [replace(twins[1], id=one.id), replace(twins[0], id="twin"), *workers[1:]]
    first = match(TeleworkInput(tuple(twins), tuple(jobs)), method)
    again = match(TeleworkInput(tuple(swapped), tuple(jobs)), method)
    assert first.placements == again.placements


@pytest.mark.parametrize("method", METHODS)
def test_a_need_that_every_employer_meets_changes_no_placement(method: Method) -> None:
    workers, jobs = invented(150, 60, 5)
    generous = [
        replace(j, conditions=replace(j.conditions, provides=j.conditions.provides | {"captions"}))
        for j in jobs
    ]

    def needing(one: Worker, *, is_needed: bool) -> Worker:
        needs = one.conditions.needs - {"captions"} | ({"captions"} if is_needed else set())
        return replace(one, conditions=replace(one.conditions, needs=frozenset(needs)))

    without = [needing(one, is_needed=False) for one in workers]
    some = [needing(one, is_needed=n % 2 == 0) for n, one in enumerate(workers)]
    first = match(TeleworkInput(tuple(without), tuple(generous)), method)
    again = match(TeleworkInput(tuple(some), tuple(generous)), method)
    assert first.placements == again.placements


def test_who_is_favoured_among_equals_is_drawn_anew_with_another_seed() -> None:
    workers, jobs = invented(1, 1, 1)
    one = replace(workers[0].work, skills=(("data_entry", 5),))
    twins = [replace(workers[0], id=f"W{n}", work=one) for n in range(40)]
    job = replace(
        jobs[0], capacity=1, conditions=replace(jobs[0].conditions, vetoes=frozenset()),
        work=replace(jobs[0].work, required=(), least_half_hours=one.least_half_hours,
                     most_half_hours=one.most_half_hours, windows=one.windows),
    )  # fmt: skip
    twins = [
        replace(t, conditions=replace(t.conditions, needs=frozenset(), vetoes=frozenset()))
        for t in twins
    ]
    given = TeleworkInput(tuple(twins), (job,))
    lucky = {match(given, "stable", seed).placements[0].worker for seed in range(30)}
    assert len(lucky) > 8


def test_code_that_makes_scores_names_no_cost() -> None:
    for name in ("encode", "pairs", "stable", "flow", "prune"):
        source = (ROOT / "app/solvers/telework" / f"{name}.py").read_text(encoding="utf-8")
        names = {one.attr for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Attribute)}
        assert not names & {"redesign_yen", "wants_coach", "area"}


def test_the_checker_shares_no_code_with_the_matching() -> None:
    source = (ROOT / "app/solvers/telework/check.py").read_text(encoding="utf-8")
    assert not [one for one in imported_modules(source) if one.startswith("app.solvers")]
    for name in ("encode", "pairs", "stable", "flow", "prune", "explain"):
        source = (ROOT / "app/solvers/telework" / f"{name}.py").read_text(encoding="utf-8")
        assert "app.solvers.telework.check" not in set(imported_modules(source))
