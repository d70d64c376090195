"""Lines that break, and what lies on disks: nothing is lost, and nothing can be read there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from app.domain.delegations import Delegation, DelegationScope
from app.domain.errors import Unavailable
from app.domain.follow_ups import FollowUp, FollowUpKind
from app.domain.ids import OperatorId, PersonId, new_id
from app.domain.operators import Operator
from app.domain.roles import Role
from tests.helpers.proxy import CuttingProxy
from tests.helpers.running_server import CHIEF, Console, RunningServer, running_server
from tests.helpers.stores import a_consultation, a_person

DAY = date(2026, 5, 1)


def people_of(console: Console) -> set[str]:
    with console.centre.unit_of_work() as work:
        return {str(person.id) for person in work.people.every()}


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


CANARIES = ("CANARY-7-STREET", "カナリア通り七番地", "09077771234")


def write_canaries(console: Console) -> list[str]:
    """Write them into a field of every kind of text that travels; return the ids made."""
    plain, signs, number = CANARIES
    person = a_person(name=plain, kana="かなりあ", note=signs, phone=number, address=signs,
                      email=f"{plain}@example.jp")  # fmt: skip
    talk = a_consultation(f"{plain} {signs}", person=person.id, title=signs)
    call = FollowUp(new_id(), FollowUpKind.CALL, person.id, DAY, plain)
    with console.centre.unit_of_work() as work:
        work.people.add(person)
        work.consultations.add(talk)
        work.follow_ups.add(call)
        work.delegations.add(
            Delegation(new_id(), person.id, plain, signs, (next(iter(DelegationScope)),), DAY, DAY,
                       phone=number)
        )  # fmt: skip
        work.operators.add(Operator(OperatorId(new_id()), plain, "かな", Role.VOLUNTEER), "hash")
        work.settings.put("centre.phone", "centre", number)
        work.tallies.open(DAY, plain)
        work.tallies.write(DAY, {"note": signs, "lead": plain})
        work.tallies.mark(DAY, signs, is_asked=True)
        work.commit()
    return [str(person.id), str(talk.id), call.id]


def exchange_canaries(consoles: tuple[Console, Console]) -> list[str]:
    ids = write_canaries(consoles[0])
    for console in (*consoles, *consoles):
        console.sync.exchange()
    with consoles[1].centre.unit_of_work() as work:
        work.people.change(PersonId(ids[0]), {"name": CANARIES[0] * 2, "note": CANARIES[1] * 2})
        work.commit()
    with consoles[0].centre.unit_of_work() as work:
        work.people.change(PersonId(ids[0]), {"name": CANARIES[1], "note": CANARIES[0]})
        work.commit()
    for console in (*consoles, *consoles):
        console.sync.exchange()
    assert consoles[1].sync.conflicts(only_open=True)[1] or consoles[0].sync.conflicts()[1]
    return ids


def files_below(*folders: Path) -> list[Path]:
    return [file for folder in folders for file in folder.rglob("*") if file.is_file()]


def assert_none_in(files: list[Path], words: Iterable[str]) -> None:
    for file in files:
        content = file.read_bytes()
        for word in words:
            for form in (
                word.encode(),
                json.dumps(word).encode().strip(b'"'),
                word.encode("utf-16-le"),
            ):
                assert form not in content, (file, word)


def test_nothing_that_people_wrote_lies_readable_in_files_or_logs(
    consoles: tuple[Console, Console], tmp_path: Path
) -> None:
    with running_server() as server:
        for console in consoles:
            console.enrol(server)
        ids = exchange_canaries(consoles)
        with consoles[0].centre.unit_of_work() as work:
            work.people.add(a_person(name=CANARIES[0]))
            work.commit()
        stick = tmp_path / "stick.bundle"
        consoles[0].bundles.export(stick)
        files = files_below(server.folder, *(one.centre.folder for one in consoles))
        assert any(file.name == "server.db" for file in files)
        assert any(file.name.endswith("-wal") for file in files)
        assert server.log in files
        assert_none_in([*files, stick], (*CANARIES, *ids))


@pytest.mark.long
def test_what_people_wrote_lies_sealed_in_postgresql_and_its_log(
    postgres_url: str, consoles: tuple[Console, Console]
) -> None:
    from sqlalchemy import create_engine, text

    with running_server(postgres_url) as server:
        for console in consoles:
            console.sync.enrol(CHIEF, server.address, server.code(tenant="sealed"))
        exchange_canaries(consoles)
        assert_none_in(files_below(server.folder), CANARIES)
    owner = postgres_url.replace("postgresql://madoguchi@", "postgresql+psycopg://postgres@")
    with create_engine(owner, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("CHECKPOINT"))
        data = Path(connection.execute(text("SHOW data_directory")).scalar_one())
        count = connection.execute(text("SELECT count(*) FROM records WHERE tenant = 'sealed'"))
        assert count.scalar_one() > 5
    files = [*files_below(data), data.parent / "log"]
    assert any("pg_wal" in str(file) for file in files)
    assert_none_in(files, CANARIES)
