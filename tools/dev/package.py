"""Freeze the program into one folder that needs no Python on the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from tools.setup.catalogues import compile_catalogues

ROOT: Final = Path(__file__).resolve().parents[2]
SPEC: Final = ROOT / "installer" / "madoguchi.spec"

# The time built into files when there is no commit to take it from: 1 January 2026, UTC.
FALLBACK_EPOCH_SECONDS: Final = "1767225600"


def build(out: Path, work: Path | None = None) -> Path:
    """Build into OUT/madoguchi and return the program's path.

    Raises:
        subprocess.CalledProcessError: PyInstaller could not build; its output says why.
    """
    compile_catalogues()
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(out), "--workpath", str(work or ROOT / "build"), str(SPEC)]
    surroundings = os.environ | {"SOURCE_DATE_EPOCH": _last_change_seconds()}
    # Two builds of one commit are compared byte by byte: the order of sets must not differ.
    surroundings["PYTHONHASHSEED"] = "1"
    subprocess.run(command, cwd=ROOT, env=surroundings, check=True)
    return out / "madoguchi" / "madoguchi"


def _last_change_seconds() -> str:
    """Return the time of the last commit in seconds since 1970."""
    told = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return told.stdout.strip() or FALLBACK_EPOCH_SECONDS
