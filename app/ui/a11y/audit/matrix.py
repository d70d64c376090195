"""The matrix: every screen × scheme × text size × language, looked at by several processes."""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from app.domain.modes import LANGUAGES, SCHEMES, Modes
from app.domain.progress import NoProgress, Progress

if TYPE_CHECKING:
    from app.ui.a11y.audit.finding import Finding

TEXT_PERCENTS = (100, 200, 300)
# The sizes people sit at: a common notebook, and the smallest screen promised for 300 %.
WINDOW_SIZES = {100: (1366, 768), 200: (1366, 768), 300: (1024, 768)}

Opener = Callable[[], Any]


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One look: a screen in one mode. The order keeps costly mode changes rare."""

    language: str
    text: int
    scheme: str
    screen: str

    def modes(self) -> Modes:
        """Return the modes of this cell."""
        return Modes(text_percent=self.text, scheme=self.scheme, language=self.language)


def all_cells(screens: Iterable[str]) -> list[Cell]:
    """Return every cell of these screens."""
    every = itertools.product(LANGUAGES, TEXT_PERCENTS, SCHEMES, screens)
    return sorted(Cell(*one) for one in every)


def choose(cells: Sequence[Cell], sample: int | None, seed: int) -> list[Cell]:
    """Return all cells, or a repeatable sample of them."""
    if sample is None or sample >= len(cells):
        return list(cells)
    return sorted(random.Random(seed).sample(list(cells), sample))


def _shares(cells: Sequence[Cell], parts: int) -> list[list[Cell]]:
    """Cut the cells into runs of neighbours, four for each worker so that none waits long."""
    pieces = max(1, min(len(cells), parts * 4))
    size = -(-len(cells) // pieces) if cells else 1
    return [list(cells[start : start + size]) for start in range(0, len(cells), size)]


def look_at(opener: Opener, cells: Sequence[Cell]) -> list[Finding]:
    """Open a window once and look at each of these cells in it (runs in a process of its own)."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.ui.a11y.audit.finding import Finding
    from app.ui.a11y.audit.rules import audit_window
    from app.ui.shot import Studio

    found: list[Finding] = []
    with Studio(opener()) as studio:
        for cell in cells:
            window = studio.show(cell.screen, cell.modes(), WINDOW_SIZES[cell.text])
            found.extend(
                Finding(cell.screen, cell.scheme, cell.language, cell.text, hit)
                for hit in audit_window(window, cell.language, cell.text)
            )
    return found


def run_matrix(
    opener: Opener,
    screens: Sequence[str],
    sample: int | None = None,
    seed: int = 1,
    workers: int | None = None,
    progress: Progress | None = None,
) -> dict[str, object]:
    """Look at the cells and return {"cells": N, "findings": [...]} as the command line promises.

    Args:
        opener: picklable function that opens a centre with sample data in a fresh process.
        screens: ids of the screens.
        sample: how many cells, None for every one.
        seed: which sample.
        workers: processes, by default one per core.
        progress: told of every finished share.
    """
    watcher = progress or NoProgress()
    cells = choose(all_cells(screens), sample, seed)
    count = workers or os.cpu_count() or 1
    shares = _shares(cells, count)
    findings: list[Finding] = []
    done = 0
    # A process of its own for each share: one window a process, as people run it.
    pool_of = partial(ProcessPoolExecutor, mp_context=get_context("spawn"), max_tasks_per_child=1)
    with pool_of(count) as pool:
        jobs = {pool.submit(look_at, opener, share): share for share in shares}
        for job in as_completed(jobs):
            findings.extend(job.result())
            done += len(jobs[job])
            watcher.step("audit.cells", done, len(cells))
    findings.sort(
        key=lambda f: (
            f.screen,
            f.hit.rule,
            f.language,
            f.text,
            f.scheme,
            f.hit.control,
        )
    )
    return {"cells": len(cells), "findings": [one.as_json() for one in findings]}
