from __future__ import annotations

import pytest

from app.domain.sync.simulate.mutants import MUTANTS
from app.domain.sync.simulate.run import simulate

KEYS = ["histories", "seed", "edits", "messages", "dropped", "duplicated", "crashes", "purges",
        "diverged", "lost_acknowledged", "purged_alive", "failing_seeds", "seconds"]  # fmt: skip


def test_two_thousand_histories_end_in_agreement_with_nothing_lost_and_nothing_left() -> None:
    found = simulate(2000, 1)
    assert found.is_sound, found.failing_seeds
    assert list(found.as_json()) == KEYS
    assert min(found.counts[name] for name in KEYS[2:8]) > 1000


@pytest.mark.parametrize("mutant", MUTANTS)
def test_every_way_to_get_it_wrong_is_found(mutant: str) -> None:
    assert not simulate(100, 1, mutant).is_sound


def test_a_seed_plays_the_same_history_again() -> None:
    first, second = simulate(20, 7).as_json(), simulate(20, 7).as_json()
    assert {**first, "seconds": 0} == {**second, "seconds": 0}


def test_a_history_that_went_wrong_goes_wrong_alone_too() -> None:
    found = simulate(20, 1, "pull-overwrites")
    assert not simulate(1, found.failing_seeds[0], "pull-overwrites").is_sound
