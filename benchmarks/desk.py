"""Search and opening at the size of a busy centre: 20,000 people, 50,000 consultations.

Goals (desk.md): search p95 < 50 ms, opening a record < 100 ms. The peer is a plain scan with
`instr` over the same folded text in the same store, which is what a program without an index does.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.bootstrap.centre import Centre
from app.demo.build import demo_login
from app.domain.roles import Actor
from app.store.centre import Passphrase, open_centre
from benchmarks.measure import row

WORDS = (
    "年金",
    "詐欺",
    "孫",
    "写真",
    "LINE",
    "ライン",
    "くるくる",
    "wifi",
    "マイナンバーカード",
    "音が出ない",
)
NAMES = ("さとう", "たなか", "すずき はな", "2231", "わたなべ", "090")


def open_demo(folder: Path) -> tuple[Centre, Actor]:
    """Open a demo centre and sign its operator in."""
    login = demo_login()
    centre = Centre(open_centre(folder, Passphrase(login.passphrase)))
    operators = centre.operators
    return centre, operators.sign_in(operators.named(login.operator).id, login.pin)


def timed(work: Callable[[Any], object], arguments: Sequence[Any]) -> list[float]:
    """Return the seconds of one call for each argument."""
    found = []
    for argument in arguments:
        start = time.perf_counter()
        work(argument)
        found.append(time.perf_counter() - start)
    return found


def main() -> None:
    """Print search and opening times over a large invented centre."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "large")
        size = ["--people", "20000", "--consultations", "50000", "--seed", "1"]
        subprocess.run(
            [sys.executable, "-m", "app", "demo", *size, "--out", str(target)],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        centre, who = open_demo(target)
        try:
            draw = random.Random(1)
            people = [r.id for r in centre.people.find_people(who, "", limit=200).rows]
            stories = [r.id for r in centre.consultations.recent(who, limit=200).rows]
            words = [draw.choice(WORDS) for _ in range(200)]
            names = [draw.choice(NAMES) for _ in range(200)]
            search = timed(lambda text: centre.consultations.search(who, text), words)
            find = timed(lambda text: centre.people.find_people(who, text), names)
            person = timed(lambda one: centre.people.open_person(who, one), people)
            story = timed(lambda one: centre.consultations.open_consultation(who, one), stories)
        finally:
            centre.close()
    print(row("search 50,000 consultations", search, "p95 < 50"))
    print(row("find among 20,000 people", find, "p95 < 50"))
    print(row("open a person", person, "< 100"))
    print(row("open a consultation", story, "< 100"))


if __name__ == "__main__":
    main()
