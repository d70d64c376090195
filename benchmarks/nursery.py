"""The whole command of nursery allocation at the sizes of docs/nursery.md, memory included.

Goals: 8,000 × 300 under 2 s, 17,000 × 1,200 under 8 s, `--prove` at 8,000 × 300 under 60 s, under
1 GiB.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import row

RUNS = 3
SIZES = (
    (800, 40, 1, "< 2 s"),
    (8_000, 300, 1, "< 2 s"),
    (8_000, 300, 2, "< 2 s"),
    (17_000, 1_200, 1, "< 8 s"),
)


def command(*words: object) -> tuple[float, float, str]:
    """Run `madoguchi` and return seconds, MiB at most, and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "app", *map(str, words)], stdout=subprocess.PIPE, text=True
    )
    said = process.stdout.read() if process.stdout else ""
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"madoguchi ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024, said


def main() -> None:
    """Print every run, then the medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for children, facilities, seed, goal in SIZES:
            command(
                "nursery", "generate", "--children", children, "--facilities", facilities,
                "--seed", seed, "--out", folder,
            )  # fmt: skip
            files = [
                "--children", folder / "children.csv", "--facilities", folder / "facilities.csv",
                "--rules", folder / "rules.toml", "--out", folder / "out", "--json",
            ]  # fmt: skip
            measure(f"{children:,} × {facilities:,} (seed {seed})", files, RUNS, goal)
            if children == 8_000:
                measure(f"{children:,} × {facilities:,} --prove", [*files, "--prove"], 1, "< 60 s")


def measure(title: str, words: list[object], runs: int, goal: str) -> None:
    """Allocate several times and print seconds and memory."""
    found = [command("nursery", "allocate", *words) for _once in range(runs)]
    report = json.loads(found[-1][2])
    proved = ", ".join(stage for stage, value in report["proved"].items() if value) or "nothing"
    seconds = sorted(one[0] for one in found)
    print(row(title, seconds, goal, "s"))
    print(
        f"    at most {max(one[1] for one in found):.0f} MiB; "
        f"{report['newly_placed']} newly placed, {report['blocking_pairs']} blocking pairs; "
        f"proved: {proved}"
    )


if __name__ == "__main__":
    main()
