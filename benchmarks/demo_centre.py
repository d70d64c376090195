"""Invented centres of any size for the benchmarks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app.bootstrap.centre import Centre
from app.demo.build import demo_login
from app.domain.roles import Actor
from app.store.centre import Passphrase, open_centre


def make_demo(target: Path, people: int, consultations: int) -> None:
    """Make an invented centre of this size."""
    size = ["--people", str(people), "--consultations", str(consultations), "--seed", "1"]
    subprocess.run(
        [sys.executable, "-m", "app", "demo", *size, "--out", str(target)],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def open_demo(folder: Path) -> tuple[Centre, Actor]:
    """Open a demo centre and sign its operator in."""
    login = demo_login()
    centre = Centre(open_centre(folder, Passphrase(login.passphrase)))
    operators = centre.operators
    return centre, operators.sign_in(operators.named(login.operator).id, login.pin)
