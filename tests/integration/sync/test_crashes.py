"""Power cuts of devices and server, and lines that break: nothing acknowledged is lost."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.domain.errors import Unavailable
from app.domain.ids import PersonId
from tests.helpers.proxy import CuttingProxy
from tests.helpers.running_server import CHIEF, TOP, Console, RunningServer, running_server
from tests.helpers.stores import a_person


def writer(console: Console, word: str) -> subprocess.Popen[str]:
    """Start a process that writes into a console's folder."""
    key = console.centre.data_key.raw.hex()
    folder = console.centre.folder
    console.close()
    return subprocess.Popen(
        [sys.executable, "-m", "tests.integration.sync.writer", str(folder), key, word],
        cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def people_of(console: Console) -> set[str]:
    with console.centre.unit_of_work() as work:
        return {str(person.id) for person in work.people.every()}


@pytest.mark.long
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_devices_and_a_killed_server_lose_nothing(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(kind)
    url = "" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    with running_server(url) as server:
        folders = [tmp_path / name for name in ("one", "other")]
        consoles = [Console(folder) for folder in folders]
        for console in consoles:
            console.sync.enrol(CHIEF, server.address, server.code(tenant=f"crash-{kind}"))
        kept: set[str] = set()
        for _round in range(2):
            running = [writer(console, folder.name)
                       for console, folder in zip(consoles, folders, strict=True)]  # fmt: skip
            time.sleep(chance.uniform(1.5, 2.5))
            server.kill()
            time.sleep(chance.uniform(0.1, 0.4))
            for one in running:
                one.kill()
                out, _err = one.communicate()
                kept |= {line.split()[1] for line in out.splitlines() if line.startswith("kept ")}
            server.start()
            consoles = [Console.reopened(folder) for folder in folders]
        for _turn in range(2):
            for console in consoles:
                console.sync.exchange()
        assert len(kept) > 10
        assert kept <= people_of(consoles[0])
        assert consoles[0].dump() == consoles[1].dump()
        for console in consoles:
            console.centre.check_whole()
            console.close()


def test_a_line_that_breaks_in_the_middle_only_delays(
    server: RunningServer, consoles: tuple[Console, Console]
) -> None:
    proxy = CuttingProxy(int(server.address.rpartition(":")[2]), seed=5)
    address = f"http://127.0.0.1:{proxy.port}"
    one, other = consoles
    proxy.is_cutting = False
    for console in consoles:
        console.sync.enrol(CHIEF, address, server.code(tenant="cuts"))
    proxy.is_cutting = True
    added, refused = set[str](), set[str]()
    for number in range(12):
        for console in consoles:
            with console.centre.unit_of_work() as work:
                person = a_person(name=f"{number}", note="x" * 200)
                work.people.add(person)
                work.commit()
            added.add(person.id)
            try:
                console.sync.exchange()
            except Unavailable as error:
                refused.add(error.code)
    assert proxy.cuts > 5
    assert refused <= {"sync.unreachable", "sync.no_answer"}
    proxy.is_cutting = False
    for _turn in range(2):
        for console in consoles:
            console.sync.exchange()
    proxy.close()
    assert added <= people_of(one)
    assert one.dump() == other.dump()


def test_nothing_that_people_wrote_lies_readable_in_files_or_logs(
    consoles: tuple[Console, Console],
) -> None:
    canary = "カナリア通り七番地"
    plain = "CANARY-7-STREET"
    with running_server() as server:
        for console in consoles:
            console.enrol(server)
        person = a_person(name=plain, note=canary)
        with consoles[0].centre.unit_of_work() as work:
            work.people.add(person)
            work.commit()
        for console in (*consoles, *consoles):
            console.sync.exchange()
        with consoles[1].centre.unit_of_work() as work:
            assert work.people.get(PersonId(person.id)) is not None
        folders = [server.folder, consoles[0].centre.folder, consoles[1].centre.folder]
        files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
        assert any(file.name == "server.db" for file in files)
        assert any(file.name.endswith("-wal") for file in files)
        for file in files:
            content = file.read_bytes()
            for word in (canary.encode(), plain.encode(), person.id.encode()):
                assert word not in content, file
        assert server.log in files


@pytest.mark.long
def test_what_people_wrote_lies_sealed_in_postgresql(
    postgres_url: str, consoles: tuple[Console, Console]
) -> None:
    from sqlalchemy import create_engine, text

    with running_server(postgres_url) as server:
        consoles[0].sync.enrol(CHIEF, server.address, server.code(tenant="sealed"))
        with consoles[0].centre.unit_of_work() as work:
            work.people.add(a_person(name="CANARY-7-STREET"))
            work.commit()
        consoles[0].sync.exchange()
    owner = postgres_url.replace("postgresql://madoguchi@", "postgresql+psycopg://postgres@")
    with create_engine(owner).connect() as connection:
        bodies = connection.execute(text("SELECT body FROM records WHERE tenant = 'sealed'"))
        found = [bytes(body) for (body,) in bodies]
        replies = connection.execute(text("SELECT body FROM replies WHERE tenant = 'sealed'"))
        found += [bytes(body) for (body,) in replies]
    assert found
    assert not any(b"CANARY" in body for body in found)
