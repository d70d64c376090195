"""How long work reports its steps and learns that it should stop."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives steps; `step` raises `app.domain.errors.Cancelled` once the person cancelled."""

    def step(self, name: str, done: int, total: int) -> None:
        """Report that `done` of `total` parts of the step called `name` (a code) are finished."""


class NoProgress:
    """For callers who do not watch."""

    def step(self, name: str, done: int, total: int) -> None:
        """Take the report and drop it."""
