"""The answer by CP-SAT: fewest blocking pairs, then most placed, then ranks in municipal order.

The model has one truth value a household and position. Where demand exceeds a budget there is a row
for the budget, and one for each position that may block: the household has it or better, or higher
priorities fill one of its resources, or it counts as blocking. All of it is implied one way only.
Work is limited by CP-SAT's own deterministic measure, never by the clock, unless the caller gives
seconds. Sources: the constraint-programming paper named in docs/nursery.md.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from app.solvers.nursery.market import Market, Use

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

SEED = 1
# Units of CP-SAT's deterministic time, about a second each on an ordinary core.
WORK_A_SOLVE = 20.0
WORK_A_COMPONENT = 60.0
# The ranks of several households make one objective as long as it stays below this.
LARGEST_OBJECTIVE = 2**45
# Sums over more children than this are built on running totals.
LONGEST_SUM = 64


@dataclass(slots=True)
class Limits:
    """How long a run may go on; `until` is a `time.monotonic()` or None, `work` is for one part."""

    until: float | None = None
    work: float = WORK_A_COMPONENT
    is_cancelled: Callable[[], bool] = field(default=lambda: False)

    @property
    def is_over(self) -> bool:
        """Whether time is up or somebody cancelled."""
        return self.is_cancelled() or (self.until is not None and time.monotonic() >= self.until)


class Clause(NamedTuple):
    """A position that blocks unless the household has it or better, or it is full above."""

    household: int
    position: int


@dataclass(slots=True)
class Part:
    """Households that decide something together, apart from all others.

    Args:
        alive: household → positions it may hold, in order.
        clauses: the positions that must not block.
        fixed: household → its position, of those decided who hold something in question here.
    """

    alive: dict[int, Sequence[int]]
    clauses: list[Clause]
    fixed: dict[int, int]


@dataclass(slots=True)
class Proof:
    """The best result found for the households of a part, and which stages are proved.

    `exists` is False when it is proved that nothing without a blocking household exists, None when
    nothing was found in time.
    """

    positions: dict[int, int]
    exists: bool | None = True
    blocking: bool = False
    matched: bool = False
    rank: bool = False


Terms = list[tuple[int, int, int]]
"""An objective: (weight, household, position), added up over the positions that are held."""


class Model:
    """The model of one part."""

    def __init__(self, market: Market, part: Part, limits: Limits, *, may_block: bool) -> None:
        """Build the rows; with `may_block` blocking pairs are counted instead of forbidden."""
        from ortools.sat.python import cp_model

        self._cp = cp_model
        self._market = market
        self._part = part
        self._limits = limits
        self._work_left = limits.work
        self._model = cp_model.CpModel()
        self._holds: dict[int, dict[int, cp_model.IntVar]] = {}
        self._blocks: list[cp_model.IntVar] = []
        for household, positions in part.alive.items():
            variables = {p: self._model.new_bool_var("") for p in positions}
            self._holds[household] = variables
            self._model.add_exactly_one(variables.values())
        self._sums = _sums(self._model, market, part, self._holds)
        for resource, one in self._sums.items():
            self._model.add(one.everything() <= market.resources[resource].budget)
        for clause in part.clauses:
            self._add_clause(clause, may_block=may_block)

    def solve(self, start: dict[int, int], *, is_start_good: bool, aims: str) -> Proof:
        """Run the stages in order; a stage that is not proved ends the claims, not the search.

        Args:
            start: a position of each household to begin from.
            is_start_good: whether the start keeps every rule of the model.
            aims: `matched` or `rank`.
        """
        best = dict(start)
        is_proved = True
        if not is_start_good:
            status, found = self._run(best)
            if found is None:
                return Proof(best, exists=False if status == self._cp.INFEASIBLE else None)
            best = found
        proof = Proof(best)
        if self._blocks:
            best, is_proved = self._fewest_blocking(best)
        proof.blocking = is_proved
        if aims == "matched":
            best, is_best = self._improve(best, self._placed())
            is_proved = is_best and is_proved
        proof.matched = is_proved
        best, is_best = self._best_ranks(best)
        proof.rank = is_best and is_proved
        proof.positions = best
        return proof

    def _add_clause(self, clause: Clause, *, may_block: bool) -> None:
        household, position = clause
        row = self._market.rows_of(household)[position]
        reasons: list[cp_model.IntVar] = [
            variable for p, variable in self._holds.get(household, {}).items() if p <= position
        ]
        for use in row:
            if use.resource not in self._sums:
                continue
            room = self._market.resources[use.resource].budget - use.amount
            is_full = self._model.new_bool_var("")
            above = self._sums[use.resource].above(use, household)
            self._model.add(above >= room + 1).only_enforce_if(is_full)
            reasons.append(is_full)
        if may_block:
            blocks = self._model.new_bool_var("")
            self._blocks.append(blocks)
            reasons.append(blocks)
        self._model.add_bool_or(reasons)

    def _fewest_blocking(self, best: dict[int, int]) -> tuple[dict[int, int], bool]:
        count = sum(self._blocks)
        self._model.minimize(count)
        status, found = self._run(best)
        kept = found or best
        # Exactly so many block at what is kept; the solver may have counted one too many.
        self._model.clear_objective()  # type: ignore[no-untyped-call]
        self._model.add(
            count <= self._last_count if found is not None else count <= len(self._blocks)
        )
        return kept, status == self._cp.OPTIMAL

    def _placed(self) -> Terms:
        """Return the objective of most newly placed children."""
        terms: Terms = []
        for household, variables in self._holds.items():
            for position in variables:
                places = self._market.tuple_at(household, position)
                terms.append((-sum(place is not None for place in places), household, position))
        return terms

    def _best_ranks(self, best: dict[int, int]) -> tuple[dict[int, int], bool]:
        """Minimise positions in municipal order, several households at a time."""
        is_proved = True
        waiting = [h for h in self._market.municipal if len(self._holds.get(h, ())) > 1]
        while waiting:
            weight, taken = 1, 0
            for household in waiting:
                size = len(self._holds[household])
                if taken and weight * size > LARGEST_OBJECTIVE:
                    break
                weight *= size
                taken += 1
            terms: Terms = []
            for household in waiting[:taken]:
                weight //= len(self._holds[household])
                places = enumerate(self._holds[household])
                terms += [(weight * place, household, position) for place, position in places]
            best, is_best = self._improve(best, terms)
            is_proved = is_best and is_proved
            for household in waiting[:taken]:
                self._model.add(self._holds[household][best[household]] == 1)
            waiting = waiting[taken:]
        return best, is_proved

    def _improve(self, best: dict[int, int], terms: Terms) -> tuple[dict[int, int], bool]:
        """Return something at least as good, held from now on, and whether it is the best."""

        def value(positions: dict[int, int]) -> int:
            return sum(weight for weight, h, p in terms if positions[h] == p)

        least = (
            sum(
                min(weight for weight, h, _p in terms if h == household)
                for household in {h for _weight, h, _p in terms}
            )
            if len(terms) < LONGEST_SUM
            else None
        )
        objective = sum(weight * self._holds[h][p] for weight, h, p in terms)
        if least is not None and value(best) == least:
            self._model.add(objective <= least)
            return best, True
        self._model.add(objective <= value(best))
        self._model.minimize(objective)
        status, found = self._run(best)
        self._model.clear_objective()  # type: ignore[no-untyped-call]
        if found is not None:
            best = found
            self._model.add(objective <= value(best))
        return best, status == self._cp.OPTIMAL

    def _run(self, hint: dict[int, int]) -> tuple[object, dict[int, int] | None]:
        """Solve what stands in the model; return the status and the positions found."""
        if self._limits.is_over or self._work_left <= 0:
            return self._cp.UNKNOWN, None
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        for household, variables in self._holds.items():
            for position, variable in variables.items():
                self._model.add_hint(variable, int(hint[household] == position))
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        solver.parameters.max_deterministic_time = min(WORK_A_SOLVE, self._work_left)
        if self._limits.until is not None:
            left = self._limits.until - time.monotonic()
            solver.parameters.max_time_in_seconds = max(0.05, left)
        status = solver.solve(self._model)
        self._work_left -= solver.response_proto.deterministic_time
        if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
            return status, None
        self._last_count = sum(solver.boolean_value(one) for one in self._blocks)
        found = {
            household: next(p for p, v in variables.items() if solver.boolean_value(v))
            for household, variables in self._holds.items()
        }
        return status, found


class _Sum:
    """What is held of one resource, as sums over its users in the nursery's order."""

    def __init__(
        self, model: cp_model.CpModel, budget: int, parts: list[tuple[int, int, int, Any]]
    ) -> None:
        """Take (order, amount, household, held or not) of every user."""
        self._parts = sorted(parts, key=lambda part: part[:3])
        self._orders = [part[0] for part in self._parts]
        self._totals: list[Any] = [0]
        most = sum(part[1] for part in parts)
        for start in range(0, len(self._parts) - LONGEST_SUM, LONGEST_SUM):
            total = model.new_int_var(0, most, "")
            model.add(total == self._totals[-1] + self._plain(start, start + LONGEST_SUM))
            self._totals.append(total)

    def everything(self) -> Any:
        """Return the sum over all users."""
        return self._until(len(self._parts))

    def above(self, use: Use, household: int) -> Any:
        """Return what others of higher priority than a row's lowest sibling hold."""
        end = bisect_left(self._orders, use.lowest)
        own = sum(
            amount * held for order, amount, one, held in self._parts[:end] if one == household
        )
        return self._until(end) - own

    def _until(self, end: int) -> Any:
        known = min(end // LONGEST_SUM, len(self._totals) - 1)
        return self._totals[known] + self._plain(known * LONGEST_SUM, end)

    def _plain(self, start: int, end: int) -> Any:
        return sum(amount * held for _o, amount, _h, held in self._parts[start:end])


def _sums(
    model: cp_model.CpModel,
    market: Market,
    part: Part,
    holds: dict[int, dict[int, cp_model.IntVar]],
) -> dict[int, _Sum]:
    """Return the sums of every resource that the part's households could use up."""
    concerned = {
        use.resource
        for household, positions in part.alive.items()
        for position in positions
        for use in market.rows_of(household)[position]
    }
    concerned |= {
        use.resource for h, position in part.clauses for use in market.rows_of(h)[position]
    }
    parts: dict[int, list[tuple[int, int, int, Any]]] = {}
    held: list[tuple[int, int, Any]] = [(h, p, 1) for h, p in part.fixed.items()]
    held += [(h, p, variable) for h, own in holds.items() for p, variable in own.items()]
    for household, position, variable in held:
        for use in market.rows_of(household)[position]:
            if use.resource in concerned:
                own = parts.setdefault(use.resource, [])
                own += [(order, amount, household, variable) for order, amount in use.parts]
    return {
        resource: _Sum(model, market.resources[resource].budget, parts.get(resource, []))
        for resource in sorted(concerned)
    }
