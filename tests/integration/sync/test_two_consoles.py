"""Two real stores and a real server process, over encrypted SQLite and over PostgreSQL."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from app.domain.ids import OperatorId, PersonId
from app.domain.operators import Operator
from app.domain.roles import Role
from app.domain.sync.records import Key
from tests.helpers.running_server import CHIEF, Console, RunningServer
from tests.helpers.stores import a_consultation, a_person

_TENANTS = itertools.count(1)
DAY = date(2026, 5, 1)


@pytest.fixture
def pair(each_server: RunningServer, consoles: tuple[Console, Console]) -> tuple[Console, Console]:
    tenant = f"t{next(_TENANTS)}"
    for console in consoles:
        code = each_server.code(tenant=tenant)
        console.sync.enrol(CHIEF, each_server.address, code)
    return consoles


def settle(*consoles: Console) -> None:
    for _round in range(2):
        for console in consoles:
            console.sync.exchange()


def name_of(console: Console, person: PersonId) -> str | None:
    with console.centre.unit_of_work() as work:
        found = work.people.get(person)
    return None if found is None else found.name


def test_what_is_written_on_one_is_found_on_the_other(pair: tuple[Console, Console]) -> None:
    one, other = pair
    person = a_person()
    with one.centre.unit_of_work() as work:
        work.people.add(person)
        work.consultations.add(a_consultation("電話が鳴らない", person=person.id))
        work.settings.put("centre.phone", "centre", "03-1234-5678")
        work.commit()
    settle(one, other)
    assert one.dump() == other.dump()
    with other.centre.unit_of_work() as work:
        assert [row.name for row in work.people.find(("やまだ",))[0]] == [person.name]
        assert work.consultations.search("鳴ら")[1] == 1
        assert work.consultations.search("やまだ")[1] == 1
        assert work.settings.get("centre.phone") == "03-1234-5678"
        assert work.people.get(person.id) is not None
    assert one.sync.standing().unsent == other.sync.standing().unsent == 0


def test_a_conflict_of_every_merge_kind_ends_alike_on_both(pair: tuple[Console, Console]) -> None:
    one, other = pair
    person, hana = a_person(), Operator(OperatorId("o1"), "花", "はな", Role.VOLUNTEER)
    with one.centre.unit_of_work() as work:
        work.people.add(person)
        work.operators.add(hana, "hash")
        work.tallies.open(DAY, "花")
        work.tallies.count(DAY, 5)
        work.tallies.mark(DAY, "line", is_asked=True)
        work.commit()
    settle(one, other)
    with one.centre.unit_of_work() as work:
        work.people.change(person.id, {"name": "山口 恵子", "note": "one", "email": "a@example.jp"})
        work.operators.change(hana.id, {"role": Role.COORDINATOR})
        work.tallies.count(DAY, 2)
        work.tallies.mark(DAY, "line", is_asked=False)
        work.tallies.write(DAY, {"lead": "花"})
        work.tallies.open(date(2026, 5, 2), "花")
        work.commit()
    with other.centre.unit_of_work() as work:
        work.people.change(person.id, {"name": "山本 恵子", "note": "other", "address": "西町"})
        work.operators.change(hana.id, {"role": Role.ADMINISTRATOR})
        work.tallies.count(DAY, 4)
        work.tallies.mark(DAY, "mail", is_asked=True)
        work.tallies.write(DAY, {"lead": "葵"})
        work.tallies.open(date(2026, 5, 2), "葵")
        work.commit()
    settle(one, other)
    assert one.dump() == other.dump()
    for console in pair:
        with console.centre.unit_of_work() as work:
            merged, tally = work.people.get(person.id), work.tallies.get(DAY)
            first = work.tallies.get(date(2026, 5, 2))
        assert merged is not None
        assert tally is not None
        assert first is not None
        assert (merged.email, merged.address, merged.note) == ("a@example.jp", "西町", "other")
        assert (tally.visitors, tally.topics) == (11, {"mail"})
        assert first.opened_by == "花"
    rows, _total = one.sync.conflicts(only_open=True)
    rows += other.sync.conflicts(only_open=True)[0]
    said = {(row.field, row.is_choice) for row in rows}
    assert {("name", True), ("lead", True), ("note", False)} <= said


def test_the_choice_between_two_names_reaches_both(pair: tuple[Console, Console]) -> None:
    one, other = pair
    person = a_person()
    with one.centre.unit_of_work() as work:
        work.people.add(person)
        work.commit()
    settle(one, other)
    for console, name in zip(pair, ("山口 恵子", "山本 恵子"), strict=True):
        with console.centre.unit_of_work() as work:
            work.people.change(person.id, {"name": name})
            work.commit()
    settle(one, other)
    row = next(row for row in one.sync.conflicts(only_open=True)[0] if row.field == "name")
    one.sync.settle(CHIEF, row.number, take_lost=True)
    settle(one, other)
    assert name_of(one, person.id) == name_of(other, person.id) == row.lost
    assert one.dump() == other.dump()
    with one.centre.unit_of_work() as work:
        record = work.sync.book().rows([Key("people", person.id)])[Key("people", person.id)].record
    assert record.more["name"]["others"] == {}


def test_a_lost_value_can_be_taken_back(pair: tuple[Console, Console]) -> None:
    one, other = pair
    person = a_person(note="")
    with one.centre.unit_of_work() as work:
        work.people.add(person)
        work.commit()
    settle(one, other)
    for console, note in zip(pair, ("from one", "from the other"), strict=True):
        with console.centre.unit_of_work() as work:
            work.people.change(person.id, {"note": note})
            work.commit()
    settle(one, other)
    rows = [(console, row) for console in pair
            for row in console.sync.conflicts(only_open=True)[0] if row.field == "note"]  # fmt: skip
    assert rows
    console, row = rows[0]
    assert {row.kept, row.lost} == {"from one", "from the other"}
    console.sync.settle(CHIEF, row.number, take_lost=True)
    settle(one, other)
    for each in pair:
        with each.centre.unit_of_work() as work:
            found = work.people.get(person.id)
        assert found is not None
        assert found.note == row.lost


def test_a_withdrawal_leaves_nothing_anywhere(pair: tuple[Console, Console]) -> None:
    one, other = pair
    person = a_person(name="消田 一郎", kana="けした いちろう")
    visit = a_consultation("消える話", person=person.id)
    with one.centre.unit_of_work() as work:
        work.people.add(person)
        work.consultations.add(visit)
        work.commit()
    settle(one, other)
    with other.centre.unit_of_work() as work:
        work.people.change(person.id, {"note": "late, offline"})
        work.commit()
    one.sync.withdraw([Key("consultations", visit.id), Key("people", person.id)])
    settle(one, other)
    for console in pair:
        with console.centre.unit_of_work() as work:
            assert work.people.find(("けした",))[1] == 0
            assert work.consultations.search("消える")[1] == 0
            book = work.sync.book()
            assert not book.outbox(10)
            assert book.gone_among([Key("people", person.id)])
    assert one.dump() == other.dump()


def test_a_laptop_a_day_wrong_loses_nothing_to_older_edits(pair: tuple[Console, Console]) -> None:
    one, other = pair
    person = a_person(note="")
    with one.centre.unit_of_work() as work:
        work.people.add(person)
        work.commit()
    settle(one, other)
    for wrong in (timedelta(days=-1), timedelta(days=1)):
        with one.centre.unit_of_work() as work:
            work.people.change(person.id, {"note": f"older {wrong}"})
            work.commit()
        settle(one)
        other.clock.wrong = wrong
        with other.centre.unit_of_work() as work:
            work.people.change(person.id, {"note": f"newer {wrong}"})
            work.commit()
        settle(other, one)
        for console in pair:
            with console.centre.unit_of_work() as work:
                found = work.people.get(person.id)
            assert found is not None
            assert found.note == f"newer {wrong}"
        assert abs(other.sync.standing().clock_offset_seconds + wrong.total_seconds()) < 5
    assert one.dump() == other.dump()


def test_a_consultation_waits_for_its_person_and_a_page_at_a_time_is_enough(
    pair: tuple[Console, Console],
) -> None:
    one, other = pair
    person = a_person()
    with one.centre.unit_of_work() as work:
        work.people.add(person)
        for number in range(30):
            work.consultations.add(a_consultation(f"話 {number}", person=person.id))
        work.commit()
    one.sync.exchange()
    with one.centre.unit_of_work() as work:
        # She comes after her consultations now, in the order of the server's numbers.
        work.people.change(person.id, {"note": "again"})
        work.commit()
    one.sync.exchange()
    from app.sync import gateway

    limit, gateway.MOST_RECORDS = gateway.MOST_RECORDS, 7
    try:
        other.sync.exchange()
    finally:
        gateway.MOST_RECORDS = limit
    assert one.dump() == other.dump()
    assert other.sync.standing().waiting == 0


def test_a_restored_server_is_given_what_it_lost(
    consoles: tuple[Console, Console], tmp_path
) -> None:
    import shutil

    from tests.helpers.running_server import running_server

    one, other = consoles
    with running_server() as server:
        for console in consoles:
            console.enrol(server)
            console.sync.exchange()
        server.stop()
        files = [server.folder / name for name in ("server.db", "server.keys.json")]
        for file in files:
            shutil.copy(file, tmp_path)
        server.start()
        person = a_person()
        with one.centre.unit_of_work() as work:
            work.people.add(person)
            work.commit()
        one.sync.exchange()
        server.stop()
        for file in files:
            shutil.copy(tmp_path / file.name, file)
        server.command("new-epoch")
        server.start()
        settle(one, other)
        assert name_of(other, person.id) == person.name


def test_records_travel_on_a_stick_and_on_from_there(
    pair: tuple[Console, Console], tmp_path, each_server: RunningServer
) -> None:
    from app.domain.errors import BadInput

    one, other = pair
    person = a_person()
    with one.centre.unit_of_work() as work:
        work.people.add(person)
        work.commit()
    file = tmp_path / "stick.bundle"
    assert one.bundles.export(file).records >= 1
    assert person.name.encode() not in file.read_bytes()
    other.bundles.take_in(file)
    assert name_of(other, person.id) == person.name
    other.bundles.take_in(file)
    settle(other, one)
    assert one.dump() == other.dump()
    broken = bytearray(file.read_bytes())
    broken[-5] ^= 1
    file.write_bytes(broken)
    with pytest.raises(BadInput):
        other.bundles.take_in(file)
