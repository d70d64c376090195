"""The whole ladder: deferred acceptance, then proof where it is small, blocked, or asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from app.domain.nursery.instance import Instance
from app.domain.nursery.results import Held
from app.solvers.nursery.blocking import blocking_pairs
from app.solvers.nursery.deferred import Deferred
from app.solvers.nursery.market import Market
from app.solvers.nursery.parts import parts_of
from app.solvers.nursery.presolve import Presolve
from app.solvers.nursery.proof import Limits, Model, Proof

ROWS_ALWAYS_PROVED = 2_000
# What deciding a neighbourhood again may cost, in CP-SAT's own measure.
LOCAL_WORK = 12.0
STAGES = ("blocking", "matched", "rank")

Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Allocation:
    """A result: who holds what, and how much of it is proved.

    `changed_by_proof` are the households whom the proof gave another position than the fast engine.
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
    search = _Search(market, limits or Limits(), step, [])
    step("nursery.place", 0, 1)
    fast = Deferred(market)
    search.positions = fast.run()
    step("nursery.place", 1, 1)
    start = list(search.positions)
    is_blocked = next(blocking_pairs(market, start), None) is not None
    if market.is_of_singles and not is_blocked:
        search.proved = dict.fromkeys(STAGES, True)
    elif prove or is_blocked or market.row_count <= ROWS_ALWAYS_PROVED:
        _prove(search, is_blocked=is_blocked, prove=prove)
    else:
        search.proved["blocking"] = True
    is_usual = is_blocked or market.row_count <= ROWS_ALWAYS_PROVED
    changed = [h for h, p in enumerate(search.positions) if p != start[h]] if not is_usual else []
    return Allocation(
        _held(market.instance, market, search.positions),
        tuple(search.positions),
        search.proved,
        tuple(changed),
    )


def _prove(search: _Search, *, is_blocked: bool, prove: bool) -> None:
    certain = Presolve(search.market)
    certain.run()
    exists = None
    if not certain.is_contradictory:
        exists = _solve_parts(search, certain, is_blocked=is_blocked)
    if not exists:
        nothing_stable = certain.is_contradictory or exists is False
        _solve_blocked(search, prove=prove, nothing_stable=nothing_stable)


def _solve_parts(search: _Search, certain: Presolve, *, is_blocked: bool) -> bool | None:
    """Look for the best result without blocking; False when there is none, None when none was found."""
    market = search.market
    parts = parts_of(market, certain.alive)
    found = list(search.positions)
    for household, alive in enumerate(certain.alive):
        if len(alive) == 1:
            found[household] = alive[0]
    proofs: list[Proof] = []
    for done, part in enumerate(parts):
        search.step("nursery.prove", done, len(parts))
        model = Model(market, part, search.limits, may_block=False)
        start = {h: search.positions[h] for h in part.alive}
        aims = market.instance.rules.objective
        proof = model.solve(start, is_start_good=not is_blocked, aims=aims)
        if not proof.exists:
            return proof.exists
        proofs.append(proof)
        for household, position in proof.positions.items():
            found[household] = position
    search.positions = found
    search.proved = {stage: all(getattr(proof, stage) for proof in proofs) for stage in STAGES}
    return True


def _solve_blocked(search: _Search, *, prove: bool, nothing_stable: bool) -> None:
    """No result without blocking households was found: look for the fewest blocking pairs.

    A small instance is solved whole. In a large one the households around those that block are
    decided again, everybody else staying as they are: the best found, and said to be no more.
    """
    market = search.market
    count = len(market.instance.households)
    if market.row_count <= ROWS_ALWAYS_PROVED:
        everybody = [range(len(market.rows_of(one))) for one in range(count)]
        proofs = _solve_counted(search, everybody, search.limits)
        search.proved = {stage: all(getattr(one, stage) for one in proofs) for stage in STAGES}
        return
    for ring in range(2 if prove else 1):
        free = {household for household, _position in blocking_pairs(market, search.positions)}
        free |= _rivals(market, search.positions, free)
        for _once in range(ring):
            free |= _neighbours(market, free)
        alive = [
            range(len(market.rows_of(one))) if one in free else (search.positions[one],)
            for one in range(count)
        ]
        _solve_counted(search, alive, replace(search.limits, work=LOCAL_WORK))
    # Elsewhere something still better may exist. One pair is the least where nothing is stable.
    left = len(list(blocking_pairs(market, search.positions)))
    search.proved = dict.fromkeys(STAGES, False)
    search.proved["blocking"] = left == 0 or (left == 1 and nothing_stable)


def _solve_counted(search: _Search, alive: Sequence[Sequence[int]], limits: Limits) -> list[Proof]:
    parts = parts_of(search.market, alive)
    proofs: list[Proof] = []
    for done, part in enumerate(parts):
        search.step("nursery.prove", done, len(parts))
        model = Model(search.market, part, limits, may_block=True)
        start = {household: search.positions[household] for household in part.alive}
        aims = search.market.instance.rules.objective
        proof = model.solve(start, is_start_good=True, aims=aims)
        proofs.append(proof)
        for household, position in proof.positions.items():
            search.positions[household] = position
    return proofs


def _rivals(market: Market, positions: Sequence[int], blocking: set[int]) -> set[int]:
    """Return who holds what the blocking households want or hold."""
    wanted = {
        use.resource
        for household in blocking
        for row in market.rows_of(household)[: positions[household] + 1]
        for use in row
    }
    return {
        household
        for household, position in enumerate(positions)
        if any(use.resource in wanted for use in market.rows_of(household)[position])
    }


def _neighbours(market: Market, households: set[int]) -> set[int]:
    resources = {use.resource for one in households for row in market.rows_of(one) for use in row}
    return set().union(*(market.interested(one) for one in resources))


def _held(instance: Instance, market: Market, positions: Sequence[int]) -> Held:
    held: list[int | None] = [None] * len(instance.children)
    for household, position in enumerate(positions):
        places = market.tuple_at(household, position)
        for child, place in zip(instance.households[household].members, places, strict=True):
            held[child] = instance.children[child].present if place is None else place
    return tuple(held)
