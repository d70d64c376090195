"""The protocol loses nothing in 2,000 histories, and every broken rule is caught."""

from __future__ import annotations

import json

import pytest

from app.domain.sync.hub import Pushed
from app.domain.sync.merge import Latest
from app.domain.sync.mutants import MUTANTS
from app.domain.sync.replica import Replica
from app.domain.sync.simulate import simulate
from tests.helpers.command_line import madoguchi

KEYS = {
    "histories", "seed", "edits", "messages", "dropped", "duplicated", "crashes", "purges",
    "diverged", "lost_acknowledged", "purged_alive", "failing_seeds", "seconds",
}  # fmt: skip


def test_two_thousand_histories_converge_and_lose_nothing():
    done = madoguchi("sync", "simulate", "--histories", "2000", "--seed", "1", "--json")
    assert done.code == 0
    found = done.document
    assert set(found) == KEYS
    assert found["diverged"] == found["lost_acknowledged"] == found["purged_alive"] == 0
    assert min(found[key] for key in ("dropped", "duplicated", "crashes", "purges")) > 1_000


@pytest.mark.parametrize("mutant", MUTANTS)
def test_every_broken_rule_is_caught_and_replays_by_its_seed(mutant: str):
    found = simulate(200, 1, mutant)
    assert not found.is_clean
    again = simulate(1, found.failing_seeds[0], mutant)
    assert again.failing_seeds == found.failing_seeds[:1]


def test_a_broken_rule_ends_the_command_with_the_answer_no():
    done = madoguchi(
        "sync", "simulate", "--histories", "60", "--mutant", "pull-overwrites", "--json"
    )
    assert done.code == 4
    assert json.loads(done.out)["failing_seeds"]
    assert madoguchi("sync", "simulate", "--mutant", "none-such").code == 2


def test_a_late_acknowledgement_clears_no_newer_edit():
    device = Replica("00000001")
    first = device.write("r", "note", Latest("1", "a"))
    second = device.write("r", "note", Latest("2", "b"))
    device.acknowledged(Pushed((("r", first),), ()))
    assert device.dirty == {"r": second}
    device.acknowledged(Pushed((("r", second),), ()))
    third = device.write("r", "note", Latest("3", "c"))
    # A counter that began again would make this acknowledgement fit the new edit.
    device.acknowledged(Pushed((("r", first), ("r", second)), ()))
    assert device.dirty == {"r": third}
