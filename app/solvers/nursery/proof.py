"""The answer of a part by CP-SAT: most newly placed, then ranks in municipal order.

The model has one truth value a household and position. Where demand exceeds a budget there is a row
for the budget, and one for each position that may block: the household has it or better, or higher
priorities fill one of its resources. All of it is implied one way only. Clauses of a group may be
broken, as many as the group allows.
Sources: the constraint-programming paper named in docs/nursery.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from app.solvers.nursery.market import Market
from app.solvers.nursery.solving import Limits
from app.solvers.nursery.sums import LONGEST_SUM, Sum

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

# The ranks of several households make one objective as long as it stays below this.
LARGEST_OBJECTIVE = 2**45


class Clause(NamedTuple):
    """A position that blocks unless the household has it or better, or it is full above."""

    household: int
    position: int


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses of which `most` have to be broken, and so many may be."""

    clauses: frozenset[Clause]
    most: int


@dataclass(slots=True)
class Part:
    """Households that decide something together, apart from all others.

    Args:
        alive: household → positions it may hold, in order.
        clauses: the positions that must not block, but for those of the groups.
        fixed: household → its position, of those decided who hold something in question here.
        groups: clauses some of which may be broken.
    """

    alive: dict[int, Sequence[int]]
    clauses: list[Clause]
    fixed: dict[int, int]
    groups: list[Group]


@dataclass(slots=True)
class Proof:
    """The best result found for the households of a part, and which stages are proved."""

    positions: dict[int, int]
    matched: bool = False
    rank: bool = False


Terms = list[tuple[int, int, int]]
"""An objective: (weight, household, position), added up over the positions that are held."""


class Model:
    """The model of one part."""

    def __init__(
        self, market: Market, part: Part, limits: Limits, *, is_bounded: bool = True
    ) -> None:
        """Build the rows; without bounds the groups' clauses may all be broken."""
        from ortools.sat.python import cp_model

        self._cp = cp_model
        self._market = market
        self._part = part
        self._limits = limits
        self._model = cp_model.CpModel()
        self._holds: dict[int, dict[int, cp_model.IntVar]] = {}
        self._blocks = {
            clause: self._model.new_bool_var("")
            for group in part.groups
            for clause in sorted(group.clauses)
        }
        for household, positions in part.alive.items():
            variables = {p: self._model.new_bool_var("") for p in positions}
            self._holds[household] = variables
            self._model.add_exactly_one(variables.values())
        self._sums = _sums(self._model, market, part, self._holds)
        for resource, one in self._sums.items():
            self._model.add(one.everything() <= market.resources[resource].budget)
        for clause in part.clauses:
            self._add_clause(clause)
        if is_bounded:
            for group in part.groups:
                count = sum(self._blocks[clause] for clause in sorted(group.clauses))
                self._model.add(count <= group.most)

    def has_result(self, hint: dict[int, int]) -> bool | None:
        """Tell whether every rule of the model can be kept, None when that was not found out."""
        status, found = self._run(hint)
        if found is None:
            return False if status == self._cp.INFEASIBLE else None
        return True

    def solve(self, start: dict[int, int], aims: str) -> Proof | None:
        """Run the stages in order; a stage that is not proved ends the claims, not the search.

        Args:
            start: a position of each household to begin from; it may break rules.
            aims: `matched` or `rank`.

        Returns:
            None when nothing that keeps the rules was found in time.
        """
        _status, best = self._run(start)
        if best is None:
            return None
        is_proved = True
        if aims == "matched":
            best, is_proved = self._improve(best, self._placed())
        proof = Proof(best, matched=is_proved)
        proof.positions, is_best = self._best_ranks(best)
        proof.rank = is_best and is_proved
        return proof

    def fewest_broken(
        self, start: dict[int, int], broken: Sequence[Clause]
    ) -> dict[int, int] | None:
        """Return the positions found that break few of the groups' clauses.

        Args:
            start: a position of each household to begin from.
            broken: the clauses that it breaks.
        """
        self._model.minimize(sum(self._blocks.values()))
        return self._run(start, broken, self._limits.search)[1]

    def _add_clause(self, clause: Clause) -> None:
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
            above = self._sums[use.resource].above(use.lowest, household)
            self._model.add(above >= room + 1).only_enforce_if(is_full)
            reasons.append(is_full)
        if clause in self._blocks:
            reasons.append(self._blocks[clause])
        self._model.add_bool_or(reasons)

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

    def _run(
        self,
        hint: dict[int, int],
        broken: Sequence[Clause] = (),
        solve: Callable[[Any], tuple[Any, Any]] | None = None,
    ) -> tuple[object, dict[int, int] | None]:
        """Solve what stands in the model; return the status and the positions found."""
        if self._limits.is_over or self._limits.work <= 0:
            return self._cp.UNKNOWN, None
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        for household, variables in self._holds.items():
            for position, variable in variables.items():
                self._model.add_hint(variable, int(hint[household] == position))
        if broken:
            for clause, blocks in self._blocks.items():
                self._model.add_hint(blocks, int(clause in broken))
        status, solver = (solve or self._limits.solve)(self._model)
        if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
            return status, None
        found = {
            household: next(p for p, v in variables.items() if solver.boolean_value(v))
            for household, variables in self._holds.items()
        }
        return status, found


def _sums(
    model: cp_model.CpModel,
    market: Market,
    part: Part,
    holds: dict[int, dict[int, cp_model.IntVar]],
) -> dict[int, Sum]:
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
    return {resource: Sum(model, parts.get(resource, [])) for resource in sorted(concerned)}
