"""Cold start to a usable window, and what the window's process holds in memory.

Goal: < 2 s and < 350 MiB. The peer is the smallest honest window: the same interpreter showing one
empty PySide6 window on the same virtual screen, so that the machine's noise is in both figures.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import row
from tools.desktop.session import Desktop

RUNS = 7
EMPTY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
a = QApplication(sys.argv); w = QWidget(); w.resize(1366, 768); w.show()
QTimer.singleShot(0, lambda: open(sys.argv[1], "w").write("ready"))
a.exec()
"""


def resident_mib(pid: int) -> float:
    """Return the resident memory of a process in MiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def start_once(session: Desktop, argv: list[str], ready: Path) -> tuple[float, float]:
    """Start a program, wait until it says it is usable, and return (seconds, MiB)."""
    ready.unlink(missing_ok=True)
    begin = time.perf_counter()
    process = subprocess.Popen(
        argv, env=session.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not (ready.exists() and ready.read_text() == "ready"):
            if process.poll() is not None or time.perf_counter() - begin > 60:
                raise SystemExit(f"{argv[1:4]} did not become usable")
            time.sleep(0.005)
        seconds = time.perf_counter() - begin
        time.sleep(1)
        return seconds, resident_mib(process.pid)
    finally:
        process.kill()
        process.wait()


def main() -> None:
    """Print cold start and memory of the program beside an empty window, in turns."""
    with tempfile.TemporaryDirectory() as folder, Desktop() as session:
        centre, ready, empty = Path(folder, "centre"), Path(folder, "ready"), Path(folder, "e.py")
        empty.write_text(EMPTY)
        demo = ["demo", "--people", "200", "--consultations", "300", "--seed", "1", "--out"]
        subprocess.run(
            [sys.executable, "-m", "app", *demo, str(centre)],
            check=True, env=os.environ, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        ours = [sys.executable, "-m", "app", "open", "--centre", str(centre)]
        ours += ["--ready-file", str(ready)]
        peer = [sys.executable, str(empty), str(ready)]
        figures: dict[str, list[tuple[float, float]]] = {"ours": [], "peer": []}
        for run in range(RUNS + 1):
            for name, argv in (("ours", ours), ("peer", peer)):
                found = start_once(session, argv, ready)
                if run:
                    figures[name].append(found)
    for name, goal in (("ours", "2000"), ("peer", "-")):
        print(row(f"start to usable window, {name}", [s for s, _m in figures[name]], goal))
    for name, goal in (("ours", "350"), ("peer", "-")):
        memory = [m for _s, m in figures[name]]
        print(row(f"memory of the process, {name}", memory, goal, unit="MiB"))


if __name__ == "__main__":
    main()
