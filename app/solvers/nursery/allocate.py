"""The whole ladder: deferred acceptance, then proof where it is small, blocked, or asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from app.domain.nursery.instance import Instance
from app.domain.nursery.results import Held
from app.solvers.nursery.blocking import blocking_pairs
from app.solvers.nursery.board import Board
from app.solvers.nursery.cores import Cores, Settled
from app.solvers.nursery.deferred import Deferred
from app.solvers.nursery.market import Market
from app.solvers.nursery.proof import Model, Proof
from app.solvers.nursery.repair import Repair
from app.solvers.nursery.solving import Limits

ROWS_ALWAYS_PROVED = 2_000
# What the search for a proof may cost in CP-SAT's own measure, unless it was asked for.
WORK_UNASKED = 10.0
# What mending may cost where the proof is out of reach, as a share of that.
WORK_WITHOUT_PROOF = 2.0
STAGES = ("blocking", "matched", "rank")

Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Allocation:
    """A result: who holds what, and how much of it is proved.

    `changed_by_proof` are the households to whom `prove` gave another position than they have without.
    """

    held: Held
    positions: tuple[int, ...]
    proved: dict[str, bool]
    changed_by_proof: tuple[int, ...] = ()


@dataclass(slots=True)
class _Search:
    market: Market
    limits: Limits
    step: Step
    positions: list[int]
    proved: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(STAGES, False))


def allocate(
    market: Market,
    *,
    prove: bool = False,
    limits: Limits | None = None,
    step: Step = lambda _name, _done, _total: None,
) -> Allocation:
    """Return the best result the ladder reaches.

    Args:
        market: the instance; `ties.full_ties` of it is empty.
        prove: run the proof however large the instance is.
        limits: seconds and cancel; None for neither.
        step: called with (name of the step, done, total).
    """
    asked = replace(limits or Limits())
    search = _Search(market, asked, step, [])
    step("nursery.place", 0, 1)
    search.positions = Deferred(market).run()
    step("nursery.place", 1, 1)
    is_blocked = next(blocking_pairs(market, search.positions), None) is not None
    if market.is_of_singles and not is_blocked:
        search.proved = dict.fromkeys(STAGES, True)
    elif is_blocked or market.row_count <= ROWS_ALWAYS_PROVED:
        search.limits = replace(asked, work=min(asked.work, WORK_UNASKED))
        _prove(search)
    else:
        search.proved["blocking"] = True
    usual = tuple(search.positions)
    if prove and not all(search.proved.values()):
        search.limits = asked
        _prove(search)
    changed = [h for h, p in enumerate(search.positions) if p != usual[h]]
    return Allocation(
        _held(market.instance, market, search.positions),
        tuple(search.positions),
        search.proved,
        tuple(changed),
    )


def _prove(search: _Search) -> None:
    """Find the answer part by part; where the search for it ends early, keep the best found."""
    search.step("nursery.certain", 0, 1)
    settled = Cores(Board(search.market), search.positions, replace(search.limits)).run()
    search.step("nursery.certain", 1, 1)
    if not settled.is_proved or not _solve_parts(search, settled):
        _keep_best(search, settled.least)


def _solve_parts(search: _Search, settled: Settled) -> bool:
    """Decide every part; return whether each has a result that keeps its rules."""
    found = [own[0] for own in settled.alive]
    aims = search.market.instance.rules.objective
    proofs: list[Proof] = []
    for done, part in enumerate(settled.parts):
        search.step("nursery.prove", done, len(settled.parts))
        model = Model(search.market, part, replace(search.limits))
        proof = model.solve({h: search.positions[h] for h in part.alive}, aims)
        if proof is None:
            return False
        proofs.append(proof)
        for household, position in proof.positions.items():
            found[household] = position
    search.positions = found
    search.proved = {
        "blocking": True,
        "matched": all(proof.matched for proof in proofs),
        "rank": all(proof.rank for proof in proofs),
    }
    return True


def _keep_best(search: _Search, least: int) -> None:
    """Mend what the fast engine found, place by place; `least` pairs there have to be."""
    market = search.market
    search.step("nursery.mend", 0, 1)
    limits = replace(search.limits, work=WORK_WITHOUT_PROOF * search.limits.work)
    search.positions = Repair(market, search.positions, limits).run()
    search.proved["blocking"] = len(list(blocking_pairs(market, search.positions))) <= least
    search.step("nursery.mend", 1, 1)


def _held(instance: Instance, market: Market, positions: Sequence[int]) -> Held:
    held: list[int | None] = [None] * len(instance.children)
    for household, position in enumerate(positions):
        places = market.tuple_at(household, position)
        for child, place in zip(instance.households[household].members, places, strict=True):
            held[child] = instance.children[child].present if place is None else place
    return tuple(held)
