"""`kill -9` while somebody types: at most the last second is lost, and never a saved record."""

from __future__ import annotations

import json
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.desktop import make_demo_centre, needs_desktop, program
from tools.desktop.hands import Hands
from tools.desktop.session import Desktop
from tools.walk.job import Login, sign_in

pytestmark = needs_desktop
# What the X server and the program's queue may hold back beside the promised second.
ON_THE_WAY_SECONDS = 0.3
MAY_BE_LOST_SECONDS = 1.0 + ON_THE_WAY_SECONDS


def _rows(document: str) -> list[dict[str, str]]:
    answer = json.loads(document)
    rows: list[dict[str, str]] = answer if isinstance(answer, list) else answer["consultations"]
    return rows


def _is_kept(centre: Path, token: str) -> bool:
    found = program("consultations", "search", token, "--json", "--centre", str(centre))
    assert found.returncode == 0, found.stderr
    return bool(_rows(found.stdout))


def _type_until_killed(desktop: Desktop, centre: Path, turn: int, seconds: float) -> list[str]:
    """Type words into the unfinished consultation, kill, and return those that must be there."""
    running = desktop.start_program(
        [sys.executable, "-m", "app", "open", "--centre", str(centre)], name=f"turn{turn}"
    )
    hands = Hands.on(desktop)
    sign_in(hands, Login.of(centre))
    hands.go_to("row_0")
    hands.press("Return")
    hands.wait_focus("field_story")
    hands.press("ctrl+End", "Return")
    typed: list[tuple[float, str]] = []
    end = time.monotonic() + seconds
    number = 0
    while time.monotonic() < end:
        word = f"zq{turn:03d}w{number:03d}"
        desktop.keyboard.type_ascii(word + " ")
        typed.append((time.monotonic(), word))
        number += 1
    killed = time.monotonic()
    running.send_signal(signal.SIGKILL)
    running.wait(10)
    return [word for at, word in typed if at <= killed - MAY_BE_LOST_SECONDS]


@pytest.mark.parametrize("times", [3, pytest.param(100, marks=pytest.mark.long)])
@pytest.mark.timeout(3000)
def test_typing_that_is_killed_loses_at_most_its_last_second(tmp_path: Path, times: int) -> None:
    centre = make_demo_centre(tmp_path / "centre", 20, 30)
    before = program("consultations", "search", "", "--json", "--centre", str(centre))
    chance = random.Random(times)
    promised: list[str] = []
    with Desktop() as desktop:
        for turn in range(times):
            new = _type_until_killed(desktop, centre, turn, chance.uniform(1.5, 3.5))
            promised += new
            missing = [word for word in new if not _is_kept(centre, word)]
            assert not missing, f"turn {turn}: {missing} of {new}"
    lost = [word for word in promised if not _is_kept(centre, word)] if times < 10 else []
    assert not lost
    after = program("consultations", "search", "", "--json", "--centre", str(centre))
    assert len(_rows(after.stdout)) == len(_rows(before.stdout))
    checked = program("log", "verify", "--centre", str(centre))
    assert checked.returncode == 0, checked.stderr
