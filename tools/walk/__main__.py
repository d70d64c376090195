"""`python -m tools.walk --out out`: the main job through the real window, without a display."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.desktop.hands import Hands
from tools.desktop.processes import ToolMissingError
from tools.desktop.session import REPOSITORY, Desktop
from tools.desktop.waiting import TookTooLongError
from tools.walk.job import Login, main_job, write_town_file
from tools.walk.report import Report


def main(arguments: list[str] | None = None) -> int:
    """Walk the job; 0 when every step was done, 1 when one was not, 5 when the desktop is missing."""
    parser = argparse.ArgumentParser(prog="walk", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out"))
    out = parser.parse_args(arguments).out
    out.mkdir(parents=True, exist_ok=True)
    report = Report(out)
    with tempfile.TemporaryDirectory(prefix="madoguchi-walk-") as folder:
        centre = Path(folder) / "centre"
        _make_demo(centre)
        try:
            return _walk(centre, Path(folder), report)
        except ToolMissingError as missing:
            report.stopped(None, f"The virtual screen needs {missing}. ./test installs it.")
            return 5


def _walk(centre: Path, folder: Path, report: Report) -> int:
    with Desktop() as desktop:
        program = [sys.executable, "-m", "app", "open", "--centre", str(centre)]
        desktop.start_program(program)
        try:
            hands = Hands.on(desktop)
            report.done(desktop, "Opens the demo centre of invented people", "open")
            for step in main_job(Login.of(centre), write_town_file(folder)):
                step.do(hands)
                report.done(desktop, step.sentence, step.slug)
        except TookTooLongError as late:
            report.stopped(desktop, str(late))
            sys.stderr.write(desktop.printed_by()[-2000:])
            return 1
    report.end()
    return 0


def _make_demo(centre: Path) -> None:
    size = ["--people", "40", "--consultations", "60", "--seed", "1"]
    subprocess.run(
        [sys.executable, "-m", "app", "demo", *size, "--out", str(centre)],
        cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
