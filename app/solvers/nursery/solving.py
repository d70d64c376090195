"""How CP-SAT is run: one worker, one seed, work counted in its own deterministic measure."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

SEED = 1
# Units of CP-SAT's deterministic time, about a second each on an ordinary core.
WORK_A_SOLVE = 20.0
WORK_A_COMPONENT = 60.0
# Most models are small: little preparation first, all of it only where this was not enough.
WORK_QUICK = 1.0
_SEARCH = {"linearization_level": 0, "symmetry_level": 0}
_QUICK = {**_SEARCH, "cp_model_probing_level": 0, "max_presolve_iterations": 1}


@dataclass(slots=True)
class Limits:
    """How long a run may go on.

    Args:
        until: a `time.monotonic()`, None for no clock.
        work: deterministic work left, for one part.
        is_cancelled: asked between solves.
    """

    until: float | None = None
    work: float = WORK_A_COMPONENT
    is_cancelled: Callable[[], bool] = field(default=lambda: False)

    @property
    def is_over(self) -> bool:
        """Whether time is up or somebody cancelled."""
        return self.is_cancelled() or (self.until is not None and time.monotonic() >= self.until)

    def solve(self, model: Any) -> tuple[Any, Any]:
        """Prove a model; return (status, solver), the cost taken from the work left."""
        from ortools.sat.python import cp_model

        first, status = self._run(model, WORK_QUICK, _QUICK)
        if status in (cp_model.OPTIMAL, cp_model.INFEASIBLE) or self.work <= 0 or self.is_over:
            return status, first
        second, status_then = self._run(model, WORK_A_SOLVE, {})
        return (status, first) if status_then == cp_model.UNKNOWN else (status_then, second)

    def search(self, model: Any) -> tuple[Any, Any]:
        """Look for something good in a model too hard to prove; otherwise like `solve`."""
        solver, status = self._run(model, self.work, _SEARCH)
        return status, solver

    def _run(self, model: Any, most: float, settings: Mapping[str, int]) -> tuple[Any, Any]:
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        solver.parameters.max_deterministic_time = max(0.0, min(most, self.work))
        for name, value in settings.items():
            setattr(solver.parameters, name, value)
        if self.until is not None:
            solver.parameters.max_time_in_seconds = max(0.05, self.until - time.monotonic())
        status = solver.solve(model)
        self.work -= solver.response_proto.deterministic_time
        return solver, status
