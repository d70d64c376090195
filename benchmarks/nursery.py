"""The whole command of nursery allocation at the sizes of docs/nursery.md, memory included.

Goals: 8,000 × 300 under 2 s, 17,000 × 1,200 under 8 s, `--prove` at 8,000 × 300 under 60 s, under
1 GiB. The hard regime has no goal: it is printed so that nobody takes the easy one for everything.
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
from benchmarks.nursery_hard import write_hard
from benchmarks.nursery_peer import peer_python, run_peer

RUNS = 3
SIZES = (
    (800, 40, 1, "< 2 s"),
    (8_000, 300, 1, "< 2 s"),
    (8_000, 300, 2, "< 2 s"),
    (17_000, 1_200, 1, "< 8 s"),
)
HARD_SIZES = ((800, 40), (2_000, 80))
PEER_SIZE = (800, 40)


def command(*words: object, answers: tuple[int, ...] = (0,)) -> tuple[float, float, str]:
    """Run `madoguchi` and return seconds, MiB at most, and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "app", *map(str, words)], stdout=subprocess.PIPE, text=True
    )
    said = process.stdout.read() if process.stdout else ""
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in answers:
        raise SystemExit(f"madoguchi ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024, said


def generated(folder: Path, children: int, facilities: int, seed: int) -> list[str]:
    """Write invented files and return the words that name them."""
    command(
        "nursery", "generate", "--children", children, "--facilities", facilities,
        "--seed", seed, "--out", folder,
    )  # fmt: skip
    names = {"children": "csv", "facilities": "csv", "rules": "toml"}
    return [word for n, end in names.items() for word in (f"--{n}", str(folder / f"{n}.{end}"))]


def main() -> None:
    """Print every size, then the hard regime, then the peer on the same files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = ["--out", str(folder / "out"), "--json"]
        for children, facilities, seed, goal in SIZES:
            files = generated(folder, children, facilities, seed)
            title = f"{children:,} × {facilities:,}"
            measure(f"{title} (seed {seed})", [*files, *out], RUNS, goal)
            result = ["--result", str(folder / "out" / "result.csv"), "--json"]
            checked = [command("nursery", "verify", *files, *result, answers=(0, 4))[0]]
            print(row(f"{title} verify, whole command", checked, "-", "s"))
            if children == 8_000:
                measure(f"{title} --prove", [*files, *out, "--prove"], 1, "< 60 s")
        for children, facilities in HARD_SIZES:
            files = write_hard(folder / "hard", children, facilities, 1)
            measure(f"{children:,} × {facilities:,}, hard regime", [*files, *out], 1, "-")
        compare(folder)


def measure(title: str, words: list[str], runs: int, goal: str) -> None:
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


def compare(folder: Path) -> None:
    """Run ChilmAI and the program on the same files, in turns, and print the ratio."""
    python = peer_python()
    if python is None:
        print("ChilmAI was left out: its libraries cannot be had here.")
        return
    files = generated(folder, *PEER_SIZE, 1)
    theirs: list[float] = []
    ours: list[float] = []
    for _once in range(RUNS):
        seconds = run_peer(python, folder, folder / "chilmai.csv")
        if seconds is None:
            print("ChilmAI was left out: it took these files for wrong.")
            return
        theirs.append(seconds)
        ours.append(command("nursery", "allocate", *files, "--out", folder / "out", "--json")[0])
    size = f"{PEER_SIZE[0]:,} × {PEER_SIZE[1]:,}"
    print(row(f"{size}, ChilmAI", theirs, "-", "s"))
    print(row(f"{size}, this program", ours, "-", "s"))
    result = ["--result", folder / "chilmai.csv", "--json"]
    said = command("nursery", "verify", *files, *result, answers=(0, 4))[2]
    verdict = json.loads(said)
    wrong = f"{len(verdict['over_budget'])} over budget, {len(verdict['blocking'])} blocking pairs"
    ratio = sorted(theirs)[RUNS // 2] / sorted(ours)[RUNS // 2]
    print(f"    ChilmAI takes {ratio:.1f} times as long; its result by these rules: {wrong}")


if __name__ == "__main__":
    main()
