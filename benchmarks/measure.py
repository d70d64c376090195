"""Running something several times and printing the middle: machines are shared and noisy."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any


def seconds_of(work: Callable[[], object], runs: int) -> list[float]:
    """Return the wall seconds of each run, after one that is not counted."""
    work()
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return found


def timed(work: Callable[[Any], object], arguments: Sequence[Any]) -> list[float]:
    """Return the seconds of one call for each argument."""
    found = []
    for argument in arguments:
        start = time.perf_counter()
        work(argument)
        found.append(time.perf_counter() - start)
    return found


def percentile(values: list[float], share: float) -> float:
    """Return the value below which this share (0 to 1) of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def row(name: str, values: list[float], goal: str, unit: str = "ms") -> str:
    """Return one printed row: minimum, median, 95th percentile, maximum and the goal."""
    factor = 1000 if unit == "ms" else 1
    low, high = min(values) * factor, max(values) * factor
    middle = statistics.median(values) * factor
    tail = percentile(values, 0.95) * factor
    return f"{name:34} min {low:8.1f}  median {middle:8.1f}  p95 {tail:8.1f}  max {high:8.1f} {unit}  (goal {goal})"
