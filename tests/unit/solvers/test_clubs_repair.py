"""A mended week keeps every rule, moves nobody whose session still holds, and says what is new."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clubs.check import check_plan
from app.domain.clubs.difference import difference
from app.domain.clubs.generate import generate, size_for
from app.domain.clubs.plan import Changes, ClosedRoom, Plan
from app.domain.clubs.problem import Problem
from app.domain.clubs.read_plan import changed
from app.domain.errors import Cancelled
from app.domain.progress import NoProgress
from app.messages import use_language
from app.messages.clubs_moves import move_sentence
from app.solvers.clubs.facts import make_facts
from app.solvers.clubs.greedy import construct
from app.solvers.clubs.planning import as_plan
from app.solvers.clubs.repair import repair_week
from app.solvers.clubs.search import finish


def planned(seed: int, participants: int, offers: int) -> tuple[Problem, Plan]:
    problem = generate(size_for(participants, offers), seed)
    return problem, as_plan(finish(construct(make_facts(problem)))[0], seed)


def damage(
    problem: Problem, seed: int, mentors: int = 3, rooms: int = 1, people: int = 2
) -> Changes:
    draw = random.Random(seed)
    slots = tuple(draw.sample(sorted(problem.slots), 5))
    return Changes(
        tuple(draw.sample(sorted(problem.mentors), min(mentors, len(problem.mentors)))),
        tuple(
            ClosedRoom(one, draw.choice(((), slots)))
            for one in draw.sample(sorted(problem.rooms), min(rooms, len(problem.rooms)))
        ),
        tuple(draw.sample(sorted(problem.participants), min(people, len(problem.participants)))),
    )


class Stops:
    """Progress that somebody stops at once: the greedy mending alone is left."""

    def step(self, _name: str, _done: int, _total: int) -> None:
        raise Cancelled


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.integers(20, 150), st.integers(5, 30), st.booleans())
def test_what_still_holds_stays_and_every_rule_is_kept(
    seed: int, participants: int, offers: int, wider: bool
) -> None:
    problem, before = planned(seed, participants, offers)
    changes = damage(problem, seed)
    after = changed(problem, changes)
    stopped = repair_week(after, before, changes.participants_gone, 1, Stops())
    assert check_plan(after, stopped.plan) == []
    made = repair_week(after, before, changes.participants_gone, 1, NoProgress(), wider=wider)
    assert check_plan(after, made.plan) == []
    gone = set(changes.participants_gone)
    assert not any(gone & set(one.participants) for one in made.plan.sessions)
    if wider:
        return
    now = {one.offer: one for one in made.plan.sessions}
    for one in before.sessions:
        if one.offer in made.hit:
            continue
        kept = now[one.offer]
        assert (kept.slot, kept.room, kept.mentors) == (one.slot, one.room, one.mentors)
        assert set(one.participants) - gone <= set(kept.participants)


def test_only_what_a_change_touches_is_hit() -> None:
    problem, before = planned(3, 150, 30)
    lost = before.sessions[0].mentors[0]
    after = changed(problem, Changes(mentors_gone=(lost,)))
    made = repair_week(after, before, (), 1, NoProgress())
    assert set(made.hit) == {one.offer for one in before.sessions if lost in one.mentors}


def test_nothing_happened_so_nothing_changes_but_free_seats() -> None:
    problem, before = planned(3, 150, 30)
    made = repair_week(problem, before, (), 1, NoProgress())
    assert made.hit == ()
    assert {one.code for one in difference(before, made.plan).moves} <= {"joined", "new"}


def test_the_wider_repair_is_no_worse_in_the_order_of_the_aims() -> None:
    problem, before = planned(8, 200, 40)
    changes = damage(problem, 8, mentors=4)
    after = changed(problem, changes)
    had = {who for one in before.sessions for who in one.participants}
    helped = {who for who in had if problem.participants[who].needs}
    aims = []
    for wider in (False, True):
        made = repair_week(
            after, before, changes.participants_gone, 1, NoProgress(), wider=wider
        ).plan  # fmt: skip
        served = {who for one in made.sessions for who in one.participants}
        aims.append((len(served & helped), len(served)))
    assert aims[0] <= aims[1]


def test_the_same_seed_mends_in_the_same_way() -> None:
    problem, before = planned(5, 120, 24)
    after = changed(problem, damage(problem, 5))
    first, second = (repair_week(after, before, (), 4, NoProgress()).plan for _ in range(2))
    assert first == second


@pytest.mark.parametrize("stop", [Cancelled, KeyboardInterrupt])
def test_stopping_keeps_a_plan_that_holds(stop: type[BaseException]) -> None:
    class StopsSo:
        def step(self, _name: str, _done: int, _total: int) -> None:
            raise stop

    problem, before = planned(5, 120, 24)
    changes = damage(problem, 5)
    after = changed(problem, changes)
    made = repair_week(after, before, changes.participants_gone, 4, StopsSo())
    assert made.is_cancelled
    assert check_plan(after, made.plan) == []


def test_differences_are_said_and_only_those_touched_are_told() -> None:
    problem, before = planned(3, 150, 30)
    one = before.sessions[0]
    after = changed(problem, Changes(rooms_closed=(ClosedRoom(one.room),)))
    made = repair_week(after, before, (), 1, NoProgress())
    found = difference(before, made.plan)
    assert found.moves
    untouched = {
        who
        for session in before.sessions
        if not any(move.offer == session.offer for move in found.moves)
        for who in session.participants
    } - {move.who for move in found.moves}
    touched = {
        who
        for session in (*before.sessions, *made.plan.sessions)
        if any(move.offer == session.offer and not move.who for move in found.moves)
        for who in session.participants
    }
    assert untouched - touched
    assert not (untouched - touched) & set(found.people)
    for language in ("ja", "ja_easy", "en"):
        with use_language(language):
            assert all("{" not in move_sentence(move, after) for move in found.moves)
