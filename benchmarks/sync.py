"""Up, down and a delta beside PouchDB; requests per second beside a bare handler.

Goals (sync.md): 2 × up, 4 × down, 4 × delta; floors 1.5 ×, 3 ×, 2.5 ×. The server gives at least
half of the requests per second of a FastAPI handler that does one indexed SELECT. The two sides
take turns in one run, so that a busy machine slows both. `--records N --rounds N`.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.domain.ids import PersonId, new_id
from benchmarks.sync_peer import peer_folder, peer_seconds
from benchmarks.sync_requests import print_requests
from tests.helpers.running_server import CHIEF, Console, RunningServer, running_server
from tests.helpers.stores import a_person

CHANGES = 1000
FLOORS = {"up": (1.5, 2.0), "down": (3.0, 4.0), "delta": (2.5, 4.0)}


def main() -> None:
    """Print every run and the ratios of the medians."""
    options = argparse.ArgumentParser()
    options.add_argument("--records", type=int, default=20_000)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    programs = peer_folder()
    if programs is None:
        print("The peer cannot be installed here; ours alone is measured.")
    ours: list[dict[str, float]] = []
    peers: list[dict[str, float]] = []
    for number in range(chosen.rounds):
        with tempfile.TemporaryDirectory() as folder:
            ours.append(our_seconds(Path(folder), chosen.records))
        _print_run("ours", number, ours[-1], chosen.records)
        if programs is not None:
            with tempfile.TemporaryDirectory() as folder:
                peers.append(peer_seconds(programs, Path(folder), chosen.records))
            _print_run("PouchDB", number, peers[-1], chosen.records)
    for part, (floor, goal) in FLOORS.items():
        if peers:
            mine, theirs = (statistics.median(one[part] for one in runs) for runs in (ours, peers))
            print(f"{part:6} {theirs / mine:5.2f} x  (floor {floor} x, goal {goal} x)")
    start = statistics.median(one["start"] for one in ours)
    print(f"start  {start:5.2f} s for a whole exchange of {CHANGES} changes  (goal < 0.5 s)")
    print_requests()


def _print_run(name: str, number: int, seconds: dict[str, float], records: int) -> None:
    said = "  ".join(
        f"{part} {value:6.2f} s"
        + ("" if part in ("delta", "start") else f" ({records / value:7.0f}/s)")
        for part, value in seconds.items()
    )
    print(f"run {number + 1}  {name:8} {said}", flush=True)


def our_seconds(folder: Path, count: int) -> dict[str, float]:
    """Return our seconds for up, down and the delta, over fresh stores and a fresh server."""
    with running_server() as server:
        one, other = Console(folder / "one"), Console(folder / "other")
        try:
            return _measured(server, one, other, count)
        finally:
            one.close()
            other.close()


def _measured(
    server: RunningServer, one: Console, other: Console, count: int
) -> dict[str, float]:  # fmt: skip
    ids = _fill(one, count)
    for console in (one, other):
        console.sync.enrol(CHIEF, server.address, server.code())
    up = _seconds(one.sync.exchange)
    down = _seconds(other.sync.exchange)
    _edit(one, ids[:CHANGES], "changed")
    one.sync.exchange()
    delta = _seconds(other.sync.exchange)
    _edit(one, ids[:CHANGES], "changed again")
    start = _seconds(one.sync.exchange)
    with other.centre.unit_of_work() as work:
        assert work.people.count() == count
    return {"up": up, "down": down, "delta": delta, "start": start}


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _fill(console: Console, count: int) -> list[PersonId]:
    model, ids = a_person(note="x" * 120), [PersonId(new_id()) for _number in range(count)]
    with console.centre.unit_of_work() as work:
        for number, one in enumerate(ids):
            work.people.add(replace(model, id=one, name=f"name {number}"))
        work.commit()
    return ids


def _edit(console: Console, ids: list[PersonId], note: str) -> None:
    with console.centre.unit_of_work() as work:
        for one in ids:
            work.people.change(one, {"note": note})
        work.commit()


if __name__ == "__main__":
    main()
