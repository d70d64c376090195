"""Chains in processes of their own, which tell how far they are and can be told to stop.

Before each further cooling every chain says its best and waits; all of them go on from the best of
all. So it makes no difference which of them is faster.
"""

from __future__ import annotations

import signal
import time
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait

from app.domain.clubs.curriculum import Instance
from app.domain.errors import Unavailable
from app.solvers.timetabling.search import Budget, Found, Watch, cool

SECONDS_BETWEEN_WORDS = 0.2

Best = tuple[int, list[int]]


def cool_in_processes(
    instance: Instance,
    budget: Budget,
    begun: float,
    seeds: list[int],
    watch: Watch,
) -> list[Found]:
    """Cool one chain for each seed and return what each found, in the order of the seeds.

    Raises:
        Unavailable: `clubs.ctt.no_process` when no process came back with an answer.
    """
    # Fresh processes: a copy of a program with threads or a window may hang.
    context = get_context("spawn")
    lines: dict[Connection, int] = {}
    processes = []
    for number, seed in enumerate(seeds):
        here, there = context.Pipe()
        one = context.Process(
            target=_work, args=(instance, budget, begun, seed, there), daemon=True
        )
        one.start()
        there.close()
        lines[here] = number
        processes.append(one)
    # With a number of tries, each chain runs to its end: which is first must not matter.
    found = _listen(lines, watch, may_end_early=budget.moves is None)
    for one in processes:
        one.join()
    if not found:
        raise Unavailable("clubs.ctt.no_process")
    return [found[number] for number in sorted(found)]


def _listen(lines: dict[Connection, int], watch: Watch, *, may_end_early: bool) -> dict[int, Found]:
    """Collect the answers; tell the others to stop when one is perfect or nobody wants more."""
    found: dict[int, Found] = {}
    waiting: dict[Connection, Best] = {}
    open_lines, is_over, share = set(lines), False, 0.0
    while open_lines:
        try:
            ready = wait(list(open_lines), SECONDS_BETWEEN_WORDS)
        except KeyboardInterrupt:
            ready = []
            watch.is_cancelled = True
        for line in ready:
            assert isinstance(line, Connection)
            try:
                said = line.recv()
            except (EOFError, OSError):
                # This process ended without an answer: the others still count.
                open_lines.discard(line)
                continue
            if isinstance(said, Found):
                found[lines[line]] = said
                open_lines.discard(line)
            elif isinstance(said, tuple):
                waiting[line] = said
            else:
                share = max(share, said)
        if waiting and open_lines <= waiting.keys():
            _answer(waiting, lines)
            waiting = {}
        is_perfect = any(one.cost == 0 and not one.without_place for one in found.values())
        if not is_over and (not watch.look(share) or (is_perfect and may_end_early)):
            is_over = True
            for line in open_lines:
                with suppress(OSError):
                    line.send(None)
    return found


def _answer(waiting: dict[Connection, Best], lines: dict[Connection, int]) -> None:
    """Send the best of all chains to each; the first chain's where two are as good."""
    best = min(waiting, key=lambda line: (waiting[line][0], lines[line]))
    for line in waiting:
        with suppress(OSError):
            line.send(waiting[best][1])


def _work(instance: Instance, budget: Budget, begun: float, seed: int, line: Connection) -> None:
    """Cool one chain and send what it found."""
    # Ctrl-C reaches every process of the terminal; the first one tells this one to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    said = 0.0

    def look(share: float) -> bool:
        nonlocal said
        now = time.monotonic()
        if now - said > SECONDS_BETWEEN_WORDS:
            said = now
            try:
                line.send(share)
            except OSError:
                return False
            if parent is not None and not parent.is_alive():
                return False
        return not line.poll()

    def exchange(cost: int, cells: list[int]) -> list[int] | None:
        try:
            line.send((cost, cells))
            answer: list[int] | None = line.recv()
        except (EOFError, OSError):
            return None
        return answer

    # The monotonic clock counts from the start of the computer, so `begun` means the same here.
    found = cool(instance, budget, begun, seed, look, exchange)
    with suppress(OSError):
        line.send(found)
