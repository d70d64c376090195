"""A world in one thread: devices, a server and a bad network, drawn from a seed.

Each history edits, sends, loses, repeats, delays, cuts, crashes and purges; at its end the network
heals and everything is sent. Then: all are the same, no acknowledged edit is lost, nothing purged
is left, and every edit is newer than what its author saw. The code under test is the code that runs
outside: `Replica` and `Hub`. Each mutant breaks one rule of the protocol and has to be caught.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from app.domain.sync.edits import SCHEMA, Edit, is_kept, make_edit
from app.domain.sync.hub import Hub, Page, Pushed
from app.domain.sync.mutants import MUTANTS, make_hub, make_replica
from app.domain.sync.replica import Replica

__all__ = ["MUTANTS", "SCHEMA", "Outcome", "simulate"]

START_MS = 1_767_225_600_000
MOST_SKEW_MS = 200_000
PAGE, BATCH = 3, 4
RECORDS = ("r1", "r2", "r3", "r4", "r5")
STEPS = 90


@dataclass(slots=True)
class Outcome:
    """What was done and what went wrong, over all histories."""

    histories: int = 0
    edits: int = 0
    messages: int = 0
    dropped: int = 0
    duplicated: int = 0
    crashes: int = 0
    purges: int = 0
    diverged: int = 0
    lost_acknowledged: int = 0
    purged_alive: int = 0
    failing_seeds: list[int] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether none of the three counts that matter is above 0."""
        return not (self.diverged or self.lost_acknowledged or self.purged_alive)


def simulate(
    histories: int,
    seed: int,
    mutant: str | None = None,
    step: Callable[[int], None] = lambda _done: None,
) -> Outcome:
    """Run histories with the seeds `seed`, `seed + 1`, … and return what came of them.

    Args:
        histories: how many.
        seed: of the first; a failing one replays with `histories` 1 and its own seed.
        mutant: the rule to break, one of `MUTANTS`, or None.
        step: called after each history with how many are done.
    """
    total = Outcome()
    for number in range(histories):
        before = (total.diverged, total.lost_acknowledged, total.purged_alive)
        _History(seed + number, mutant, total).run()
        total.histories += 1
        if (total.diverged, total.lost_acknowledged, total.purged_alive) != before:
            total.failing_seeds.append(seed + number)
        step(number + 1)
    return total


class _History:
    def __init__(self, seed: int, mutant: str | None, total: Outcome) -> None:
        self._draw = Random(seed)
        self._total = total
        self._hub: Hub = make_hub(mutant)
        count = self._draw.randint(2, 4)
        self._replicas: list[Replica] = [
            make_replica(mutant, f"{number:08x}") for number in range(1, count + 1)
        ]
        self._skew = [self._draw.randint(-MOST_SKEW_MS, MOST_SKEW_MS) for _one in self._replicas]
        # A crash ends what a device waits for: replies to an earlier life do not reach it.
        self._lives = [0] * count
        self._cut = [False] * count
        self._now = START_MS
        self._batches = 0
        self._under_way: list[tuple[int, int, Callable[[], None]]] = []
        self._sent = 0
        self._edits: list[Edit] = []
        self._is_healed = False

    def run(self) -> None:
        for _step in range(STEPS):
            self._now += self._draw.randint(1, 4_000)
            self._arrive()
            self._act()
        self._heal()
        self._judge()

    def _act(self) -> None:
        which = self._draw.randrange(len(self._replicas))
        chance = self._draw.random()
        if chance < 0.42:
            self._edit(which)
        elif chance < 0.62:
            self._push(which)
        elif chance < 0.86:
            self._pull(which)
        elif chance < 0.91:
            self._cut[which] = not self._cut[which]
        elif chance < 0.96:
            self._lives[which] += 1
            self._total.crashes += 1
        elif chance < 0.975:
            # The server dies with what is on its way to it and from it.
            self._under_way.clear()
            self._total.crashes += 1
        else:
            self._hub.purge(self._draw.choice(RECORDS))
            self._total.purges += 1

    def _edit(self, which: int) -> None:
        replica = self._replicas[which]
        record = self._draw.choice(RECORDS)
        if record in replica.gone:
            return
        moment = self._now + self._skew[which]
        self._edits.append(make_edit(self._draw, replica, record, moment))
        self._total.edits += 1

    def _push(self, which: int) -> None:
        replica, life = self._replicas[which], self._lives[which]
        rows = replica.outbox(BATCH)
        if not rows:
            return
        self._batches += 1
        batch = f"b{self._batches}"

        def reach() -> None:
            reply = self._hub.push(batch, rows)
            self._send(which, lambda: self._replied(which, life, reply))

        self._send(which, reach)

    def _replied(self, which: int, life: int, reply: Pushed) -> None:
        if self._lives[which] == life:
            self._replicas[which].acknowledged(reply)

    def _pull(self, which: int) -> None:
        replica, life = self._replicas[which], self._lives[which]
        after = replica.cursor

        def reach() -> None:
            page = self._hub.pull(after, PAGE)
            self._send(which, lambda: self._pulled(which, life, page))

        self._send(which, reach)

    def _pulled(self, which: int, life: int, page: Page) -> None:
        if self._lives[which] == life:
            self._replicas[which].take(page)

    def _send(self, which: int, arrive: Callable[[], None]) -> None:
        """Put a message on the way: lost, twice, late, in any order, or at once when healed."""
        self._total.messages += 1
        if self._is_healed:
            arrive()
            return
        if self._cut[which] or self._draw.random() < 0.12:
            self._total.dropped += 1
            return
        times = 1
        if self._draw.random() < 0.1:
            self._total.duplicated += 1
            times = 2
        for _once in range(times):
            self._sent += 1
            late = self._now + self._draw.randint(0, 30_000)
            heapq.heappush(self._under_way, (late, self._sent, arrive))

    def _arrive(self) -> None:
        while self._under_way and self._under_way[0][0] <= self._now:
            heapq.heappop(self._under_way)[2]()

    def _heal(self) -> None:
        self._now += 60_000
        self._arrive()
        self._is_healed = True
        for _round in range(3):
            for which, replica in enumerate(self._replicas):
                for _batch in range(len(RECORDS)):
                    self._push(which)
                for _page in range(2 * len(RECORDS)):
                    before = replica.cursor
                    self._pull(which)
                    if replica.cursor == before:
                        break

    def _judge(self) -> None:
        total, hub = self._total, self._hub
        if any(replica.rows != hub.rows for replica in self._replicas):
            total.diverged += 1
        total.purged_alive += sum(
            record in replica.rows or record in replica.dirty
            for replica in self._replicas
            for record in hub.gone
        )
        total.purged_alive += sum(record in hub.rows for record in hub.gone)
        for edit in self._edits:
            if edit.record in hub.gone:
                continue
            row = hub.rows.get(edit.record, {})
            if edit.field not in row or not is_kept(edit, row[edit.field]):
                total.lost_acknowledged += 1
