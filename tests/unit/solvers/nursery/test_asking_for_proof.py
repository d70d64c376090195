"""What asking for proof, a limit in seconds and a cancel change, and what they do not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from app.bootstrap.nursery import FilesOfNursery
from app.domain.nursery.inputs import InputFiles
from app.domain.nursery.instance import Instance
from app.domain.nursery.invent import HARD, invent
from app.solvers.nursery import allocate as ladder
from app.solvers.nursery.allocate import Allocation, allocate
from app.solvers.nursery.market import Market
from app.solvers.nursery.solving import Limits
from app.solvers.nursery.verify import Check
from tests.helpers.nursery_oracle import invent as invent_tiny


def _hard(folder: Path, children: int, facilities: int) -> Instance:
    files = FilesOfNursery()
    files.write_invented(folder, invent(children, facilities, 1, None, HARD))
    asked = InputFiles(
        folder / "children.csv", folder / "facilities.csv", None, folder / "rules.toml"
    )
    return files.read_input(asked, None, None).instance


def _moved(usual: Allocation, proved: Allocation) -> tuple[int, ...]:
    pairs = zip(usual.positions, proved.positions, strict=True)
    return tuple(one for one, (before, after) in enumerate(pairs) if before != after)


def test_whoever_the_proof_moves_is_named_and_nobody_else(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ladder, "ROWS_ALWAYS_PROVED", 0)
    moved = 0
    for seed in (*range(40), 784, 1471, 1720, 1819, 1879):
        market = Market(invent_tiny(seed))
        usual, proved = allocate(market), allocate(market, prove=True)
        assert proved.changed_by_proof == _moved(usual, proved), seed
        assert usual.changed_by_proof == ()
        moved += len(proved.changed_by_proof)
    assert moved, "no instance tells the two apart"


def test_whoever_the_proof_moves_in_a_blocked_instance_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ladder, "WORK_UNASKED", 1e-6)
    instance = _hard(tmp_path, 90, 6)
    market = Market(instance)
    usual, proved = allocate(market), allocate(market, prove=True)
    assert not all(usual.proved.values())
    assert all(proved.proved.values())
    assert proved.changed_by_proof == _moved(usual, proved)


@pytest.mark.parametrize("how", ["seconds", "cancel"])
def test_a_run_cut_short_keeps_a_result_that_is_never_against_the_rules(tmp_path: Path, how: str):
    instance = _hard(tmp_path, 400, 20)
    asked = 0

    def is_cancelled() -> bool:
        nonlocal asked
        asked += 1
        return how == "cancel" and asked > 20

    until = time.monotonic() + 0.5 if how == "seconds" else None
    started = time.monotonic()
    found = allocate(Market(instance), prove=True, limits=Limits(until, is_cancelled=is_cancelled))
    assert time.monotonic() - started < 20
    assert not all(found.proved.values())
    verdict = Check(instance, found.held).verdict()
    assert verdict.is_feasible
