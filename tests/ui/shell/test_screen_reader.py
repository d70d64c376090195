"""The own voice is silent while a screen reader runs: asked on a real accessibility bus."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.locked import ROOT

SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
ASK = """
from PySide6.QtCore import QCoreApplication
application = QCoreApplication([])
from PySide6.QtDBus import QDBusConnection, QDBusInterface
from app.ui.a11y.screen_reader import is_screen_reader_running
bus = QDBusConnection.sessionBus()
answers = [is_screen_reader_running()]
for value in (True, False):
    status = QDBusInterface("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status", bus)
    status.setProperty("ScreenReaderEnabled", value)
    answers.append(is_screen_reader_running())
print(answers)
"""


def asked(address: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, text=True, timeout=60,
        check=False, env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": address},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def bus() -> Iterator[str]:
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait(10)
    daemon.stdout.close()


@pytest.mark.skipif(
    not (sys.platform.startswith("linux") and shutil.which("dbus-daemon") and SERVICE.exists()),
    reason="needs dbus-daemon and at-spi2-core",
)
def test_the_flag_of_the_accessibility_bus_is_followed(bus: str):
    assert asked(bus) == "[False, True, False]"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux has this bus")
def test_without_a_bus_no_reader_runs():
    assert asked("unix:path=/nonexistent/bus") == "[False, False, False]"
