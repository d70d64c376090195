"""Run one check in surroundings of its own and count what it found."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

from tools.checks.plan import ROOT, Check


@dataclass
class Outcome:
    """What one check found; `skipped` holds each skipped test with its reason."""

    check: Check
    seconds: float = 0.0
    passed: int = 0
    failed: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)


def surroundings(home: Path) -> dict[str, str]:
    """Return the environment of every check: no display, and none of the person's own folders."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS")
    }
    folders = {
        f"XDG_{name}_HOME": str(home / name.lower())
        for name in ("DATA", "CONFIG", "CACHE", "STATE")
    }
    plain = {"QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1", "LC_ALL": "C.UTF-8"}
    return kept | folders | plain


def run(check: Check) -> Outcome:
    """Run a check to its end or its time limit; its output goes to the screen as it comes."""
    with tempfile.TemporaryDirectory(prefix="madoguchi-check-") as folder:
        report = Path(folder) / "report.xml"
        command = list(check.command)
        if check.counts_tests:
            command.append(f"--junitxml={report}")
        started = time.monotonic()
        code = _run_to_end(command, surroundings(Path(folder)), check.limit_seconds)
        outcome = Outcome(check, time.monotonic() - started)
        if check.counts_tests:
            _count(report, outcome)
        if code and not outcome.failed:
            outcome.failed.append(f"{check.title}: ended with code {code}")
        elif not check.counts_tests:
            outcome.passed = 1
        return outcome


def _run_to_end(command: list[str], environment: dict[str, str], limit_seconds: int) -> int:
    """Return the exit code; a check over its limit is stopped with all it started."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.wait(limit_seconds)
    except subprocess.TimeoutExpired:
        print(f"Stopped: not done after {limit_seconds // 60} minutes.", flush=True)
        return 124
    finally:
        # Also what a test left running must not outlive the check it belongs to.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _count(report: Path, outcome: Outcome) -> None:
    """Add the tests of a JUnit report to an outcome."""
    if not report.exists():
        return
    for case in ElementTree.parse(report).iter("testcase"):
        name = f"{case.get('classname', '')}::{case.get('name', '')}"
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            outcome.failed.append(name)
        elif skipped is not None:
            outcome.skipped.append((name, skipped.get("message") or skipped.get("type") or ""))
        else:
            outcome.passed += 1
