"""Many histories, one seed after the other."""

from __future__ import annotations

import time
from dataclasses import dataclass, fields

from app.domain.progress import NoProgress, Progress
from app.domain.sync.client_side import ClientSide
from app.domain.sync.simulate.history import History, Told
from app.domain.sync.simulate.mutants import MUTANTS

_COUNTS = tuple(one.name for one in fields(Told))
MOST_SEEDS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all histories together counted."""

    histories: int
    seed: int
    counts: dict[str, int]
    failing_seeds: tuple[int, ...]
    seconds: float

    @property
    def is_sound(self) -> bool:
        """Tell whether all converged and nothing was lost or left."""
        return not any(
            self.counts[name] for name in ("diverged", "lost_acknowledged", "purged_alive")
        )

    def as_json(self) -> dict[str, object]:
        """Return the document of the command."""
        return {"histories": self.histories, "seed": self.seed, **self.counts,
                "failing_seeds": list(self.failing_seeds), "seconds": round(self.seconds, 3)}  # fmt: skip


def simulate(
    histories: int, seed: int, mutant: str | None = None, progress: Progress | None = None
) -> Outcome:
    """Play `histories` histories with the seeds from `seed` on.

    Args:
        histories: how many.
        seed: the first one; `simulate(1, N)` plays the history that failed with seed N again.
        mutant: a name of `MUTANTS`, to see that its fault is found.
        progress: told about `sync.histories`.
    """
    rules = MUTANTS[mutant]() if mutant else ClientSide()
    progress = progress or NoProgress()
    begun = time.monotonic()
    counts = dict.fromkeys(_COUNTS, 0)
    failing: list[int] = []
    for number in range(seed, seed + histories):
        told = History(number, rules).play()
        for name in _COUNTS:
            counts[name] += getattr(told, name)
        if not told.is_sound() and len(failing) < MOST_SEEDS_SHOWN:
            failing.append(number)
        if number % 100 == 0:
            progress.step("sync.histories", number - seed, histories)
    return Outcome(histories, seed, counts, tuple(failing), time.monotonic() - begun)
