"""Wrong clocks, full disks, late codes, large texts: each has its sentence and loses nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.crypto.pins import ArgonPins
from app.domain.errors import Refused, Unavailable
from app.domain.ids import OperatorId
from app.domain.operators import Operator
from app.domain.roles import Role
from app.domain.sync.wire import MOST_BODY_BYTES
from app.messages import use_language
from app.messages.sync import standing_lines
from tests.helpers.running_server import CHIEF, Console, RunningServer, running_server
from tests.helpers.small_disk import can_mount, small_disk
from tests.helpers.stores import PASSPHRASE, a_consultation, a_person


def add(console: Console, **fields: object) -> str:
    person = a_person(**fields)  # type: ignore[arg-type]
    with console.centre.unit_of_work() as work:
        work.people.add(person)
        work.commit()
    return person.id


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_an_hour_wrong_is_said_and_edits_are_dated_by_the_server(
    server: RunningServer, consoles: tuple[Console, Console], hours: int
) -> None:
    one, other = consoles
    for console in consoles:
        console.sync.enrol(CHIEF, server.address, server.code(tenant=f"hours{hours + 1}"))
    one.clock.wrong = timedelta(hours=hours)
    person = add(one)
    done = one.sync.exchange()
    assert done.is_clock_corrected
    assert abs(done.offset_seconds + hours * 3600) < 5
    with use_language("en"):
        said = " ".join(standing_lines(one.sync.standing()))
    assert "This computer's clock differs from the server's by 36" in said or "by 35" in said
    assert one.sync.standing().unsent == 0
    other.sync.exchange()
    assert person in [row[0] for row in other.dump()["people"]]
    assert one.dump() == other.dump()


def test_a_code_older_than_a_quarter_of_an_hour_is_no_good(
    server: RunningServer, consoles: tuple[Console, Console]
) -> None:
    code = server.code()
    assert server._desk is not None
    with server._desk.transaction("town") as connection:
        connection.execute(text("UPDATE enrol_codes SET expires_at = expires_at - 16 * 60 * 1000"))
    with pytest.raises(Refused, match=r"server\.code_no_good"):
        consoles[0].sync.enrol(CHIEF, server.address, code)
    consoles[0].sync.enrol(CHIEF, server.address, server.code())


def test_what_is_too_much_for_one_request_goes_in_smaller_ones(
    server: RunningServer, consoles: tuple[Console, Console]
) -> None:
    one, other = consoles
    for console in consoles:
        console.sync.enrol(CHIEF, server.address, server.code(tenant="large"))
    story = "長い話。" * (MOST_BODY_BYTES // 12 // 20)
    with one.centre.unit_of_work() as work:
        for _number in range(30):
            work.consultations.add(a_consultation(story))
        work.commit()
    one.sync.exchange()
    other.sync.exchange()
    assert one.sync.standing().unsent == 0
    assert len(other.dump()["consultations"]) == 30


def test_one_text_that_is_too_large_stays_here_is_said_and_holds_up_nothing(
    server: RunningServer, consoles: tuple[Console, Console]
) -> None:
    one, other = consoles
    for console in consoles:
        console.sync.enrol(CHIEF, server.address, server.code(tenant="huge"))
    huge, small = add(one, note="x" * (MOST_BODY_BYTES + 1)), add(one)
    with pytest.raises(Refused, match=r"server\.body_too_large"):
        one.sync.exchange()
    rows, _total = one.sync.conflicts(only_open=False)
    assert [(row.key.id, row.state, row.lost) for row in rows] == [
        (huge, "refused", "server.body_too_large")
    ]
    one.sync.exchange()
    other.sync.exchange()
    assert [row[0] for row in other.dump()["people"]] == [small]
    assert {row[0] for row in one.dump()["people"]} == {small, huge}
    with one.centre.unit_of_work() as work:
        work.people.change(huge, {"note": "short"})  # type: ignore[arg-type]
        work.commit()
    one.sync.exchange()
    other.sync.exchange()
    assert {row[0] for row in other.dump()["people"]} == {small, huge}


@pytest.mark.skipif(not can_mount(), reason="mounting a small disk needs root")
def test_a_full_disk_of_the_device_is_said_and_the_rest_comes_when_there_is_room(
    tmp_path: Path, consoles: tuple[Console, Console]
) -> None:
    one = consoles[0]
    with running_server() as server, small_disk(tmp_path, 40) as disk:
        one.enrol(server)
        with one.centre.unit_of_work() as work:
            for number in range(1200):
                work.people.add(a_person(name=f"人 {number}", note="長い書き置き。" * 60))
            work.commit()
        one.sync.exchange()
        away = Console(tmp_path / "centre")
        away.enrol(server)
        with away.centre.unit_of_work() as work:
            hana = Operator(OperatorId("o1"), "花", "はな", Role.ADMINISTRATOR)
            work.operators.add(hana, ArgonPins().hash("4821"))
            work.commit()
        away.close()
        disk.shell(f"cp -r {tmp_path / 'centre'} {disk.place}")
        for name, content in (("secret", PASSPHRASE), ("pin", "4821")):
            (tmp_path / name).write_text(content, encoding="utf-8")
        common = ("--centre", str(disk.place / "centre"), "--passphrase-file",
                  str(tmp_path / "secret"), "--operator", "花", "--pin-file",
                  str(tmp_path / "pin"), "--json")  # fmt: skip
        disk.fill()
        told = disk.run("sync", "once", *common)
        assert told.returncode == 5, told.stdout + told.stderr
        assert json.loads(told.stdout)["errors"][0]["code"] == "store.disk_full"
        disk.empty()
        done = disk.run("sync", "once", *common)
        assert done.returncode == 0, done.stdout + done.stderr
        assert json.loads(done.stdout)["fetched"] >= 1200


@pytest.mark.skipif(not can_mount(), reason="mounting a small disk needs root")
def test_a_full_disk_of_the_server_refuses_and_what_was_to_be_sent_waits(
    tmp_path: Path, consoles: tuple[Console, Console]
) -> None:
    one = consoles[0]
    with small_disk(tmp_path, 40) as disk:
        (tmp_path / "server").mkdir()
        server = RunningServer(
            tmp_path / "server", f"sqlite:///{disk.place / 'server.db'}", disk.way_in
        )
        server.start()
        try:
            code = server.command("enrol-code", "--tenant", "town", "--centre", "north",
                                  "--role", "administrator")  # fmt: skip
            one.sync.enrol(CHIEF, server.address, json.loads(code)["code"])
            one.sync.exchange()
            disk.fill()
            with one.centre.unit_of_work() as work:
                for number in range(300):
                    work.people.add(a_person(name=f"人 {number}", note="長い書き置き。" * 900))
                work.commit()
            with pytest.raises(Unavailable, match=r"server\.disk_full"):
                one.sync.exchange()
            assert one.sync.standing().unsent == 300
            disk.empty()
            one.sync.exchange()
            assert one.sync.standing().unsent == 0
        finally:
            server.stop()
