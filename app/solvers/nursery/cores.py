"""How many blocking pairs there have to be, and where: sets of clauses that cannot all be kept.

Nothing is counted over the whole instance. Clauses start as hard. Where a part of what is still
undecided has no result, the clauses that this needed are a *core*: one of them has to be broken in
every result. They become a group of which one may be broken; where a group is not enough, groups
are joined and one more may be broken. Groups share no clause, so what they allow together is a
lower bound; once every part has a result, that many are enough, and no other clause is broken in
any best result. (The scheme is that of core-guided MaxSAT.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.solvers.nursery.board import Board
from app.solvers.nursery.parts import parts_of
from app.solvers.nursery.presolve import Presolve
from app.solvers.nursery.proof import Clause, Group, Model, Part
from app.solvers.nursery.reasons import Reasons
from app.solvers.nursery.solving import Limits
from app.solvers.nursery.sums import Sum

SHRINK_ROUNDS = 6
# Cores up to this size are tried clause by clause.
SMALL_CORE = 48


@dataclass(slots=True)
class Settled:
    """What is left to choose when as few clauses are broken as there have to be.

    `is_proved` is False when the search for cores was stopped; then `groups` may allow too little.
    """

    alive: list[list[int]]
    parts: list[Part]
    groups: list[Group]
    is_proved: bool

    @property
    def least(self) -> int:
        """How many blocking pairs every result has at least."""
        return sum(group.most for group in self.groups)


class Cores:
    """Looks for cores until every part of the instance has a result."""

    def __init__(self, board: Board, start: Sequence[int], limits: Limits) -> None:
        """Take a result to begin every search from."""
        self._board = board
        self._start = start
        self._limits = limits
        self.groups: list[Group] = []
        self._known: dict[object, bool] = {}

    def run(self) -> Settled:
        """Return what is left to choose."""
        while True:
            soft = {clause for group in self.groups for clause in group.clauses}
            presolve = Presolve(self._board, soft)
            presolve.run()
            if presolve.contradicted is not None:
                reasons = Reasons(presolve)
                reasons.of_households([presolve.contradicted])
                reasons.households.add(presolve.contradicted)
                new = self._shrunk(reasons, ())
                if new is None:
                    return Settled([], [], self.groups, is_proved=False)
                self._take(new, ())
                continue
            alive = presolve.alive
            parts = parts_of(self._board.market, alive, self.groups)
            verdicts = [self._has_result(part) for part in parts]
            if None in verdicts:
                return Settled(alive, parts, self.groups, is_proved=False)
            if all(verdicts):
                return Settled(alive, parts, self.groups, is_proved=True)
            blocked = [part for part, ok in zip(parts, verdicts, strict=True) if not ok]
            if not self._add_all(presolve, blocked):
                return Settled(alive, parts, self.groups, is_proved=False)

    def _has_result(self, part: Part) -> bool | None:
        key = (
            tuple((h, tuple(own)) for h, own in part.alive.items()),
            tuple(part.clauses), tuple(part.fixed.items()),
            tuple((group.clauses, group.most) for group in part.groups),
        )  # fmt: skip
        if key not in self._known:
            if self._limits.is_over or self._limits.work <= 0:
                return None
            model = Model(self._board.market, part, self._limits)
            found = model.has_result({h: self._start[h] for h in part.alive})
            if found is None:
                return None
            self._known[key] = found
        return self._known[key]

    def _add_all(self, presolve: Presolve, parts: Sequence[Part]) -> bool:
        """Add the cores of parts without a result, as long as they share no clause."""
        taken: set[tuple[int, int]] = set()
        for part in parts:
            reasons = Reasons(presolve)
            reasons.of_households([*part.alive, *part.fixed])
            reasons.households |= part.fixed.keys() | part.alive.keys()
            reasons.clauses |= set(part.clauses)
            for household, position in part.clauses:
                for resource, _amount, lowest in self._board.asked(household)[position]:
                    reasons.of_users(resource, lowest)
            new = self._shrunk(reasons, part.groups)
            if new is None:
                return False
            if not taken or not (taken & new.clauses):
                self._take(new, part.groups)
                taken |= new.clauses
        return True

    def _take(self, new: Group, among: Sequence[Group]) -> None:
        joined = [group for group in among if group.clauses & new.clauses]
        self.groups = [group for group in self.groups if group not in joined]
        self.groups.append(new)

    def _shrunk(self, reasons: Reasons, groups: Sequence[Group]) -> Group | None:
        """Return the group that a core makes, with as few clauses as are easily found.

        None when time or work is up before the core is shown to be one.
        """
        soft = frozenset().union(*(group.clauses for group in groups)) if groups else frozenset()
        hard = sorted(reasons.clauses - soft)
        bounds = list(groups)
        is_core = False
        for _round in range(SHRINK_ROUNDS):
            found = self._needed(hard, bounds, reasons.households)
            if found is None:
                break
            is_core = True
            is_smaller = len(found[0]) < 0.9 * len(hard)
            hard, bounds = found
            if not is_smaller:
                break
        if not is_core:
            return None
        if len(hard) <= SMALL_CORE:
            for clause in list(hard):
                fewer = [one for one in hard if one != clause]
                if self._needed(fewer, bounds, reasons.households) is not None:
                    hard = fewer
        clauses = frozenset(Clause(*one) for one in hard).union(*(one.clauses for one in bounds))
        return Group(clauses, 1 + sum(group.most for group in bounds))

    def _needed(
        self, hard: Sequence[tuple[int, int]], groups: Sequence[Group], households: set[int]
    ) -> tuple[list[tuple[int, int]], list[Group]] | None:
        """Return the clauses and groups of a smaller core, None when these are none."""
        if self._limits.is_over or self._limits.work <= 0:
            return None
        model = _CoreModel(self._board, hard, groups, households)
        return model.needed(self._limits)


class _CoreModel:
    """The households of a core alone; others may come to each resource or not, as they like."""

    def __init__(
        self,
        board: Board,
        hard: Sequence[tuple[int, int]],
        groups: Sequence[Group],
        households: set[int],
    ) -> None:
        from ortools.sat.python import cp_model

        self._cp = cp_model
        self._board = board
        self._hard, self._groups = hard, groups
        self._model = cp_model.CpModel()
        soft = self._soft = sorted(clause for group in groups for clause in group.clauses)
        inside = {h for h, _p in hard} | {h for h, _p in soft} | households
        self._holds: dict[int, list[Any]] = {}
        for household in sorted(inside):
            own = [self._model.new_bool_var("") for _seats in board.seats[household]]
            self._holds[household] = own
            self._model.add_exactly_one(own)
        self._sums: dict[int, Sum] = {}
        self._build_sums()
        self._assumed: list[Any] = []
        for clause in hard:
            assumed = self._model.new_bool_var("")
            self._model.add_bool_or([*self._reasons(clause), ~assumed])
            self._assumed.append(assumed)
        blocks = {clause: self._model.new_bool_var("") for clause in soft}
        for clause, broken in blocks.items():
            self._model.add_bool_or([*self._reasons(clause), broken])
        for group in groups:
            assumed = self._model.new_bool_var("")
            count = sum(blocks[clause] for clause in sorted(group.clauses))
            self._model.add(count <= group.most).only_enforce_if(assumed)
            self._assumed.append(assumed)
        self._model.add_assumptions(self._assumed)

    def needed(self, limits: Limits) -> tuple[list[tuple[int, int]], list[Group]] | None:
        """Return what cannot hold together; None when nothing was proved."""
        status, solver = limits.solve(self._model)
        if status != self._cp.INFEASIBLE:
            return None
        used = set(solver.sufficient_assumptions_for_infeasibility())
        flags = [one.index in used for one in self._assumed]
        count = len(self._hard)
        return (
            [one for one, flag in zip(self._hard, flags[:count], strict=True) if flag],
            [one for one, flag in zip(self._groups, flags[count:], strict=True) if flag],
        )

    def _build_sums(self) -> None:
        board = self._board
        parts: dict[int, list[tuple[int, int, int, Any]]] = {}
        for household, own in self._holds.items():
            for position, held in enumerate(own):
                for seat in board.seats[household][position]:
                    for resource, entry, amount in board.uses[seat]:
                        if board.is_scarce[resource]:
                            parts.setdefault(resource, []).append((entry, amount, household, held))
        for resource, deepest in self._asked_of().items():
            users = parts.setdefault(resource, [])
            for entry, seat in enumerate(board.entries[resource][:deepest]):
                household = board.household[seat]
                if household not in self._holds:
                    amount = board.amounts[resource][entry]
                    users.append((entry, amount, household, self._model.new_bool_var("")))
        for resource, users in parts.items():
            self._sums[resource] = Sum(self._model, users)
            self._model.add(self._sums[resource].everything() <= board.budgets[resource])

    def _asked_of(self) -> dict[int, int]:
        """Return resource → the lowest entry that a clause asks about."""
        found: dict[int, int] = {}
        for household, position in [*self._hard, *self._soft]:
            for resource, _amount, lowest in self._board.asked(household)[position]:
                found[resource] = max(lowest, found.get(resource, 0))
        return found

    def _reasons(self, clause: tuple[int, int]) -> list[Any]:
        """Return what keeps a clause: the position or a better one held, or no room above."""
        household, position = clause
        board = self._board
        found = list(self._holds[household][: position + 1])
        for resource, amount, lowest in board.asked(household)[position]:
            room = board.budgets[resource] - amount
            is_full = self._model.new_bool_var("")
            above = self._sums[resource].above(lowest, household)
            self._model.add(above >= room + 1).only_enforce_if(is_full)
            found.append(is_full)
        return found
