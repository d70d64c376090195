"""The virtual desktop as pytest fixtures."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.desktop.hands import Hands
from tools.desktop.session import REPOSITORY, Desktop

NEEDED = ("Xvfb", "dbus-daemon", "openbox", "xdotool", "import")
MISSING = [name for name in NEEDED if shutil.which(name) is None]

needs_desktop = pytest.mark.skipif(
    bool(MISSING), reason=f"the virtual desktop needs {', '.join(MISSING)}"
)
needs_orca = pytest.mark.skipif(shutil.which("orca") is None, reason="Orca is not installed")


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """A private desktop without a screen reader."""
    with Desktop() as one:
        yield one


@pytest.fixture
def listening_desktop() -> Iterator[Desktop]:
    """A private desktop with the real Orca."""
    with Desktop(with_orca=True) as one:
        yield one


def make_demo_centre(folder: Path, people: int = 40, consultations: int = 60) -> Path:
    """Write a centre of invented people and return its folder."""
    made = program(
        *("demo", "--people", str(people), "--consultations", str(consultations)),
        *("--seed", "1", "--out", str(folder)),
    )
    assert made.returncode == 0, made.stderr
    return folder


def program(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a verb of the program to its end."""
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=REPOSITORY,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def open_centre(desktop: Desktop, centre: Path, **env: str) -> Hands:
    """Start the real window on a centre and take the keyboard."""
    desktop.start_program(
        [sys.executable, "-m", "app", "open", "--centre", str(centre)], name="program", env=env
    )
    return Hands.on(desktop)


__all__ = [
    "Desktop",
    "Hands",
    "desktop",
    "listening_desktop",
    "make_demo_centre",
    "needs_desktop",
    "needs_orca",
    "open_centre",
    "program",
]
