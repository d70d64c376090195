"""The ladder gives the one answer that trying everything gives."""

from __future__ import annotations

import pytest

from app.solvers.nursery.allocate import allocate
from app.solvers.nursery.market import Market
from tests.helpers.nursery_oracle import Oracle, invent


def _agrees(seed: int) -> None:
    instance = invent(seed)
    oracle = Oracle(instance)
    market = Market(instance)
    lists = [list(market.list_of(one)) for one in range(len(instance.households))]
    assert lists == [one[:-1] for one in oracle.lists]
    assert list(market.municipal) == oracle.municipal()
    answers = oracle.answers()
    found = allocate(market)
    assert [found.positions] == answers, seed
    assert found.proved == {"blocking": True, "matched": True, "rank": True}, seed


@pytest.mark.parametrize("start", range(0, 120, 20))
def test_tiny_instances_have_the_answer_of_brute_force(start: int):
    for seed in range(start, start + 20):
        _agrees(seed)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("start", range(1000, 2000, 100))
def test_a_thousand_tiny_instances_have_the_answer_of_brute_force(start: int):
    for seed in range(start, start + 100):
        _agrees(seed)
