"""A second window on the same centre is refused in a sentence; a killed one is no obstacle."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.desktop import make_demo_centre, needs_desktop
from tools.desktop.hands import Hands
from tools.desktop.session import REPOSITORY, Desktop
from tools.walk.job import Login, sign_in

pytestmark = needs_desktop
UNAVAILABLE = 5


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    return make_demo_centre(tmp_path / "centre", 10, 10)


def _open(centre: Path) -> list[str]:
    return [sys.executable, "-m", "app", "open", "--centre", str(centre)]


def _refused(desktop: Desktop, centre: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _open(centre),
        cwd=REPOSITORY,
        env=desktop.env,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_a_second_window_is_refused_and_the_first_goes_on(desktop: Desktop, centre: Path) -> None:
    desktop.start_program(_open(centre))
    hands = Hands.on(desktop)
    second = _refused(desktop, centre)
    assert second.returncode == UNAVAILABLE, second
    assert second.stderr.strip()
    assert "Traceback" not in second.stderr
    sign_in(hands, Login.of(centre))
    assert hands.page().all(id="action_consultations_begin")


def test_a_window_that_was_killed_leaves_the_centre_free(desktop: Desktop, centre: Path) -> None:
    first = desktop.start_program(_open(centre), name="first")
    Hands.on(desktop)
    first.send_signal(signal.SIGKILL)
    first.wait(10)
    begun = time.monotonic()
    desktop.start_program(_open(centre), name="second")
    sign_in(Hands.on(desktop), Login.of(centre))
    assert time.monotonic() - begun < 40
