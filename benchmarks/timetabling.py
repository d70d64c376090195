"""Curriculum timetabling on the competition's instances: medians of five seeds, on two cores.

Goals within 60 s (30 s for comp01 and comp11): comp01 = 5, comp11 = 0, comp04 <= 37, comp06 <= 48;
elsewhere the winner's best of ten. The instances are not part of this tree; name their files:

    python -m benchmarks.timetabling comp01.ctt comp04.ctt [--seeds 5] [--seconds 60]

The machine may be shared, so the changes tried per second of processor time are printed too: they
say how long a quiet machine would need for the same search.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path
from time import monotonic

from app.files.timetables import read_instance
from app.solvers.timetabling.annealing import Chain
from app.solvers.timetabling.facts import facts_of
from app.solvers.timetabling.search import Budget, solve

GOALS = {
    "comp01": 5, "comp02": 51, "comp03": 84, "comp04": 37, "comp05": 330, "comp06": 48,
    "comp07": 20, "comp08": 41, "comp09": 109, "comp10": 16, "comp11": 0, "comp12": 333,
    "comp13": 66, "comp14": 59, "comp15": 84, "comp16": 34, "comp17": 83, "comp18": 83,
    "comp19": 62, "comp20": 27, "comp21": 103,
}  # fmt: skip
SHORT = {"comp01": 30, "comp11": 30}


def changes_a_second(file: Path, temperature: float) -> float:
    """Return how many changes one core tries in a second of its own time."""
    from time import process_time

    chain = Chain(facts_of(read_instance(file)), 1, lambda: True)
    for share in range(400):
        chain.step(2.0 * (temperature / 2.0) ** (share / 400))
    begun, tried = process_time(), chain.tried
    while process_time() - begun < 2:
        chain.step(temperature)
    return (chain.tried - tried) / (process_time() - begun)


def main() -> None:
    """Print one line for each instance."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    for file in given.files:
        instance, seconds = read_instance(file), SHORT.get(file.stem, given.seconds)
        begun = monotonic()
        found = [solve(instance, Budget(seconds), seed) for seed in range(1, given.seeds + 1)]
        penalties = [one.penalty.soft for one in found]
        assert not any(one.penalty.hard for one in found)
        rate = statistics.median(one.moves / one.seconds for one in found) / 1e6
        cold, warm = (changes_a_second(file, temperature) / 1e6 for temperature in (0.2, 0.6))
        print(
            f"{file.stem}: median {statistics.median(penalties)} of {penalties} in"
            f" {(monotonic() - begun) / given.seeds:.0f} s, goal {GOALS.get(file.stem, '-')};"
            f" {rate:.1f} M changes/s by both chains; a core alone {cold:.1f} M/s cold,"
            f" {warm:.1f} M/s warm",
            flush=True,
        )


if __name__ == "__main__":
    main()
