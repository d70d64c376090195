"""Everything at once: conflicts in every merge kind, withdrawals, cut lines, kill -9 of all sides.

Two consoles in processes of their own edit the same records through a line that breaks, towards a
server; each of the three is killed at random moments. When the storm is over they agree, what was
kept on a disk is there or lost to a later edit, and nothing of who withdrew is left.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.domain.follow_ups import FollowUp, FollowUpKind
from app.domain.ids import OperatorId, new_id
from app.domain.operators import Operator
from app.domain.roles import Role
from app.domain.sync.fields import candidates_of
from app.domain.sync.records import Key
from tests.helpers.proxy import CuttingProxy
from tests.helpers.running_server import CHIEF, TOP, Console, RunningServer, running_server
from tests.helpers.stores import a_person
from tests.integration.sync.storm_writer import DAY, KINDS, NEXT_DAY

pytestmark = pytest.mark.long
ROUNDS = 4
WORDS = ("one", "other")


@dataclass
class Told:
    """What the writers said: kept edits in their order, and those that may have been kept."""

    kept: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {w: [] for w in WORDS})
    exchanges: int = 0
    away: int = 0

    def take(self, word: str, lines: list[str]) -> None:
        """Read what one writer said until it was killed."""
        tried: dict[str, Any] | None = None
        for line in lines:
            what, _space, rest = line.partition(" ")
            if what == "tries":
                tried = json.loads(rest)
            elif what == "kept" and tried is not None:
                self.kept[word].append(tried)
                tried = None
            self.exchanges += what == "exchanged"
            self.away += what == "away"
        if tried is not None:
            # Committed or not: it was killed before it could say.
            self.kept[word].append({**tried, "is_maybe": True})

    def sizes(self) -> str:
        """Return what happened in numbers."""
        kept = sum(len(one) for one in self.kept.values())
        return f"{kept} edits, {self.exchanges} exchanges, {self.away} broken off,"

    def every(self, kind: str, *, with_maybe: bool = False) -> list[dict[str, Any]]:
        """Return the edits of a kind of both writers."""
        return [one for word in WORDS for one in self.kept[word]
                if one["kind"] == kind and (with_maybe or "is_maybe" not in one)]  # fmt: skip

    def last_values(self, kind: str, record: str) -> set[object]:
        """Return what each writer wrote last into a field, with what it maybe wrote after that."""
        found: set[object] = set()
        for word in WORDS:
            for one in reversed(self.kept[word]):
                if one["kind"] == kind and one["id"] == record:
                    found.add(one["value"])
                    if "is_maybe" not in one:
                        break
        return found


def begin(console: Console) -> dict[str, list[str]]:
    """Write what both edit."""
    staying, leaving = ([a_person() for _number in range(count)] for count in (3, 6))
    call = FollowUp(new_id(), FollowUpKind.CALL, staying[0].id, DAY)
    with console.centre.unit_of_work() as work:
        for person in (*staying, *leaving):
            work.people.add(person)
        work.follow_ups.add(call)
        work.operators.add(Operator(OperatorId("o1"), "花", "はな", Role.VOLUNTEER), "hash")
        work.tallies.open(DAY, "花")
        work.commit()
    return {"staying": [one.id for one in staying], "leaving": [one.id for one in leaving],
            "calls": [call.id]}  # fmt: skip


@pytest.fixture(params=["sqlite", "postgresql"])
def stormy_server(request: pytest.FixtureRequest) -> Iterator[RunningServer]:
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with running_server(url, "--calls", "1000000") as running:
        yield running


@pytest.mark.parametrize("seed", [1, 2])
def test_a_storm_ends_in_agreement_with_nothing_lost_and_nothing_left(
    stormy_server: RunningServer, tmp_path: Path, seed: int
) -> None:
    server, chance, told = stormy_server, random.Random(seed), Told()
    folders = {word: tmp_path / word for word in WORDS}
    proxy = CuttingProxy(int(server.address.rpartition(":")[2]), seed, most_bytes=60_000)
    proxy.is_cutting = False
    consoles = {word: Console(folder) for word, folder in folders.items()}
    for console in consoles.values():
        code = server.code(tenant=f"storm{seed}")
        console.sync.enrol(CHIEF, f"http://127.0.0.1:{proxy.port}", code)
    shared = begin(consoles["one"])
    (tmp_path / "shared").write_text(json.dumps(shared))
    settle(consoles)
    proxy.is_cutting = True
    for number in range(ROUNDS):
        running = {word: start(consoles[word], word, tmp_path / "shared", number * 10 + seed)
                   for word in WORDS}  # fmt: skip
        strike(chance, server, running, told)
        consoles = {word: Console.reopened(folder) for word, folder in folders.items()}
    proxy.is_cutting = False
    settle(consoles)
    fresh = Console(tmp_path / "fresh")
    fresh.sync.enrol(CHIEF, server.address, server.code(tenant=f"storm{seed}"))
    fresh.sync.exchange()
    proxy.close()
    try:
        assert told.exchanges > 3
        assert told.away > 3
        assert proxy.cuts > 3
        for console in (*consoles.values(), fresh):
            console.centre.check_whole()
            assert console.dump() == fresh.dump()
        look_at_people(told, shared, fresh, consoles)
        look_at_the_rest(told, fresh, consoles)
        print(told.sizes(), proxy.cuts, "cuts")
    finally:
        for console in (*consoles.values(), fresh):
            console.close()


def settle(consoles: dict[str, Console]) -> None:
    for _round in range(3):
        for console in consoles.values():
            console.sync.exchange()


@dataclass
class Running:
    """A writer in a process of its own; what it says goes into a file, so that it never waits."""

    process: subprocess.Popen[bytes]
    said: Path

    def wait_until_it_writes(self) -> None:
        """Return once it has begun."""
        until = time.monotonic() + 30
        while not self.said.read_text():
            assert self.process.poll() is None
            assert time.monotonic() < until, "the writer did not start"
            time.sleep(0.02)

    def kill(self) -> list[str]:
        """End it as a power cut does, and return the whole lines it said."""
        assert self.process.poll() is None, self.said.read_text()[-3000:]
        self.process.kill()
        self.process.wait()
        return self.said.read_text().rpartition("\n")[0].splitlines()


def start(console: Console, word: str, shared: Path, seed: int) -> Running:
    key, folder = console.centre.data_key.raw.hex(), console.centre.folder
    console.close()
    said = shared.with_name(f"said-{word}-{seed}")
    with open(said, "wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.sync.storm_writer", str(folder), key, word,
             str(shared), str(seed)],
            cwd=TOP, stdout=out, stderr=out,
        )  # fmt: skip
    return Running(process, said)


def strike(
    chance: random.Random, server: RunningServer, running: dict[str, Running], told: Told
) -> None:
    """Kill the server twice and both writers once, in any order, each at a moment of its own."""
    for one in running.values():
        one.wait_until_it_writes()
    begun = time.monotonic()
    victims = [*WORDS, "server", "server"]
    for moment, who in sorted((chance.uniform(0.2, 2.5), who) for who in victims):
        time.sleep(max(0.0, moment - (time.monotonic() - begun)))
        if who == "server":
            server.kill()
            server.start("--calls", "1000000")
        else:
            told.take(who, running[who].kill())


def look_at_people(
    told: Told, shared: dict[str, list[str]], fresh: Console, consoles: dict[str, Console]
) -> None:
    """Withdrawn for ever; everybody else is there, with a word that nobody wrote over later."""
    withdrawn = {one["id"] for one in told.every("withdraw")}
    maybe_withdrawn = {one["id"] for one in told.every("withdraw", with_maybe=True)}
    assert withdrawn
    for console in consoles.values():
        with console.centre.unit_of_work() as work:
            gone = work.sync.book().gone_among([Key("people", one) for one in withdrawn])
        assert {key.id for key in gone} == withdrawn
    with fresh.centre.unit_of_work() as work:
        people = {str(person.id): person for person in work.people.every()}
        rows = work.sync.book().rows([Key("people", one) for one in people])
    assert not withdrawn & people.keys()
    there = {*shared["staying"], *shared["leaving"]} - maybe_withdrawn
    assert there | {one["id"] for one in told.every("new")} <= people.keys()
    for one in shared["staying"]:
        assert people[one].note in told.last_values("lww", one) | {""}
        names = candidates_of(rows[Key("people", one)].record.state("name")).values()
        assert set(names) <= told.last_values("strict", one) | {a_person().name}


def look_at_the_rest(told: Told, fresh: Console, consoles: dict[str, Console]) -> None:
    """counter: the sum of all; set: the union; append: every one; server: one that was decided."""
    attempts = {row[0] for row in fresh.dump()["follow_up_attempts"]}
    with fresh.centre.unit_of_work() as work:
        tally, next_day = work.tallies.get(DAY), work.tallies.get(NEXT_DAY)
        hana = work.operators.get(OperatorId("o1"))
    assert tally is not None
    assert next_day is not None
    assert hana is not None
    sure = sum(one["value"] for one in told.every("counter"))
    unsure = [one["value"] for one in told.every("counter", with_maybe=True) if "is_maybe" in one]
    assert tally.visitors in {sure + sum(part) for part in parts(unsure)}
    assert {one["value"] for one in told.every("set")} <= tally.topics
    assert tally.topics <= {one["value"] for one in told.every("set", with_maybe=True)}
    assert {one["id"] for one in told.every("append")} <= attempts
    assert next_day.opened_by in WORDS
    assert hana.role in {one["value"] for one in told.every("server", with_maybe=True)}
    for kind in KINDS:
        assert told.every(kind), kind
    journals = [row for console in consoles.values() for row in console.sync.conflicts(500)[0]]
    assert {"name", "note"} <= {row.field for row in journals}


def parts(values: list[int]) -> list[list[int]]:
    """Return every selection of some values."""
    found: list[list[int]] = [[]]
    for value in values:
        found += [[*one, value] for one in found]
    return found
