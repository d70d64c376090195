"""ChilmAI, the open program for the same task, in an environment of its own.

It is installed once into build/peers from requirements/bench.txt (hashes checked) and reads the very
files that the program reads. It knows no tie keys, shared quotas or staff pools: what it is given
is less, so that a ratio says something of speed only.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "bench.txt"
RUN = """
import csv, sys
from pathlib import Path
from chilmai.generic import MatchingService
from chilmai.generic.config import DEFAULT_CONFIG
folder, out = map(Path, sys.argv[1:])
mapping = {part: dict(words) for part, words in DEFAULT_CONFIG.items()}
head = (folder / "children.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
if "点数1" not in head:
    mapping["children"] |= {"score": "点数", "score_prefix": ""}
found = MatchingService().match(
    children_file_bytes=(folder / "children.csv").read_bytes(), children_file_format="csv",
    daycares_file_bytes=(folder / "facilities.csv").read_bytes(), daycares_file_format="csv",
    mapping=mapping, solver_config={"max_time_seconds": 600},
)
with out.open("w", encoding="utf-8-sig", newline="") as file:
    writer = csv.DictWriter(file, found["output_columns"])
    writer.writeheader()
    writer.writerows(found["output_rows"])
"""


def peer_python() -> Path | None:
    """Return the peer's interpreter, installing it where needed; None when it cannot be had."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]
    folder = ROOT / "build" / "peers" / f"chilmai-{sys.version_info[1]}-{digest}"
    python, ready = folder / "bin" / "python", folder / "ready"
    if not ready.exists():
        venv.create(folder, clear=True, with_pip=True)
        install: list[str | Path] = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "-r",
            LOCK,
        ]
        if subprocess.run(install, check=False).returncode:
            return None
        ready.touch()
    return python


def run_peer(python: Path, folder: Path, out: Path) -> float | None:
    """Let the peer allocate the files of a folder; return its seconds, None when it gave up."""
    start = time.perf_counter()
    done = subprocess.run([python, "-c", RUN, folder, out], check=False, capture_output=True)
    return None if done.returncode else time.perf_counter() - start
