"""`kill -9` in the middle of an import leaves all of the file or nothing of it."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.desktop import make_demo_centre, program
from tools.desktop.session import REPOSITORY

PEOPLE_IN_FILE = 1200


def _import_and_kill_after(seconds: float, file: Path, centre: Path) -> None:
    importing = subprocess.Popen(
        [sys.executable, "-m", "app", "people", "import", str(file), "--centre", str(centre)],
        cwd=REPOSITORY,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(seconds)
    importing.send_signal(signal.SIGKILL)
    importing.wait(10)


@pytest.mark.parametrize("times", [3, pytest.param(25, marks=pytest.mark.long)])
def test_an_import_that_is_killed_is_whole_or_not_there(tmp_path: Path, times: int) -> None:
    centre = make_demo_centre(tmp_path / "centre", 10, 10)
    chance = random.Random(times)
    for turn in range(times):
        town = f"丁{turn:02d}"
        file = tmp_path / f"{turn}.csv"
        rows = [f"{town} {n:04d},チョウ,090-{turn:04d}-{n:04d}" for n in range(PEOPLE_IN_FILE)]
        file.write_text("\n".join(["氏名,フリガナ,電話番号", *rows]) + "\n", "cp932")
        _import_and_kill_after(chance.uniform(0.3, 4.0), file, centre)
        found = program("people", "find", town, "--json", "--centre", str(centre))
        assert found.returncode == 0, found.stderr
        assert json.loads(found.stdout)["total"] in (0, PEOPLE_IN_FILE)
