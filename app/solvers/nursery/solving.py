"""How CP-SAT is run: one worker, one seed, work counted in its own deterministic measure."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

SEED = 1
# Units of CP-SAT's deterministic time, about a second each on an ordinary core.
WORK_A_SOLVE = 20.0
WORK_A_COMPONENT = 60.0
# Most models are small: little preparation first, all of it only where this was not enough.
WORK_QUICK = 1.0


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

    def solve(self, model: Any) -> tuple[Any, Any]:
        """Solve a model and return (status, solver), taking what it cost from the work left."""
        solver, status = self._run(model, WORK_QUICK, is_quick=True)
        from ortools.sat.python import cp_model

        is_done = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
        if is_done or self.work <= 0 or self.is_over:
            return status, solver
        second, status_then = self._run(model, WORK_A_SOLVE, is_quick=False)
        if status_then == cp_model.UNKNOWN:
            return status, solver
        return status_then, second

    def _run(self, model: Any, most: float, *, is_quick: bool) -> tuple[Any, Any]:
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        solver.parameters.max_deterministic_time = max(0.0, min(most, self.work))
        if is_quick:
            solver.parameters.linearization_level = 0
            solver.parameters.symmetry_level = 0
            solver.parameters.cp_model_probing_level = 0
            solver.parameters.max_presolve_iterations = 1
        if self.until is not None:
            solver.parameters.max_time_in_seconds = max(0.05, self.until - time.monotonic())
        status = solver.solve(model)
        self.work -= solver.response_proto.deterministic_time
        return solver, status
