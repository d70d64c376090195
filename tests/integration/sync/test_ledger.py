"""The consent ledger between devices: stops win, logs stay whole, a fork stays outside."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from app.bootstrap.centre import Centre
from app.domain.consent.request import Request
from app.domain.ids import OperatorId, PersonId
from app.domain.roles import Actor, Role
from app.domain.sync.records import Key
from app.services.consent import Choice
from app.store.backups import create_backup, restore_backup
from app.store.centre import Passphrase
from app.store.consent_travel import gather, join, text_id
from tests.helpers.running_server import Console, RunningServer
from tests.helpers.stores import PASSPHRASE, a_person

_TENANTS = itertools.count(1)
WHO = Actor(OperatorId("o1"), "山田", Role.ADMINISTRATOR)
ASKED = ("contact",)


@pytest.fixture
def pair(server: RunningServer, consoles: tuple[Console, Console]) -> tuple[Console, Console]:
    tenant = f"ledger{next(_TENANTS)}"
    for console in consoles:
        console.sync.enrol(WHO, server.address, server.code(tenant=tenant))
    return consoles


@pytest.fixture
def person(pair: tuple[Console, Console]) -> PersonId:
    one = a_person()
    with pair[0].centre.unit_of_work() as work:
        work.people.add(one)
        work.commit()
    settle(*pair)
    return one.id


def settle(*consoles: Console) -> None:
    for _round in range(2):
        for console in consoles:
            console.sync.exchange()


def outcome(console: Console, person: PersonId) -> str:
    request = Request("office", "provide", person, ASKED, "placement")
    return Centre(console.centre).consent.decide(WHO, request).outcome


def sizes(console: Console) -> dict[str, int]:
    heads = Centre(console.centre).consent_log.head(WHO).heads
    return {one.log: one.size for one in heads}


def faults(console: Console) -> list[str]:
    return [one.code for one in Centre(console.centre).consent_log.verify(WHO)[2]]


def give(console: Console, person: PersonId) -> str:
    choice = Choice("placement", ASKED, "office")
    return Centre(console.centre).consent.give(WHO, person, choice).event.id


def test_two_devices_append_offline_and_the_stop_wins(
    pair: tuple[Console, Console], person: PersonId
) -> None:
    one, other = pair
    give(one, person)
    settle(one, other)
    assert outcome(other, person) == "permit"
    # Offline: one renews without having seen that the other one stops it.
    Centre(other.centre).consent.withdraw(WHO, person, Choice("placement"))
    give(one, person)
    settle(one, other)
    assert outcome(one, person) == outcome(other, person) == "ask"
    assert sizes(one) == sizes(other)
    assert sorted(sizes(one).values()) == [1, 2]
    root = [Centre(each.centre).consent_log.head(WHO).root for each in pair]
    assert root[0] == root[1]
    assert faults(one) == faults(other) == []
    give(one, person)
    settle(one, other)
    assert outcome(other, person) == "permit"


def test_a_centre_from_yesterdays_backup_loses_nothing_and_opens_a_new_generation(
    pair: tuple[Console, Console], person: PersonId, tmp_path: Path, server: RunningServer
) -> None:
    one, other = pair
    give(one, person)
    settle(one, other)
    (log,) = sizes(one)
    file = tmp_path / "yesterday.backup"
    create_backup(one.centre, file)
    Centre(one.centre).consent.refuse(WHO, person, Choice("placement", ["photo"], "office"))
    Centre(one.centre).consent.withdraw(WHO, person, Choice("placement"))
    settle(one, other)
    restore_backup(file, Passphrase(PASSPHRASE), tmp_path / "again")
    back = Console.reopened(tmp_path / "again")
    try:
        assert sizes(back) == {log: 1}
        # Written before anything was fetched: it has not seen the withdrawal, and does not undo it.
        give(back, person)
        fresh = next(one for one in sizes(back) if one != log)
        assert fresh.endswith("-2")
        with back.centre.unit_of_work() as work:
            tenant = work.sync.enrolment().tenant
        back.sync.enrol(WHO, server.address, server.code(tenant=tenant))
        settle(back, other)
        assert sizes(back) == sizes(other) == {log: 3, fresh: 1}
        assert faults(back) == faults(other) == []
        assert outcome(back, person) == outcome(other, person) == "ask"
    finally:
        back.close()


def test_what_was_erased_is_gone_everywhere_and_the_logs_still_verify(
    pair: tuple[Console, Console], person: PersonId
) -> None:
    one, other = pair
    event = give(one, person)
    settle(one, other)
    with one.centre.unit_of_work() as work:
        work.sync.withdraw([Key("consent_texts", text_id(person, event))])
        work.commit()
    settle(one, other)
    for console in pair:
        with console.centre.unit_of_work() as work:
            assert work.consent.payload(event) is None
            assert work.consent.receipts(person) == []
        assert faults(console) == []
        assert outcome(console, person) == "ask"


def test_entries_that_never_come_are_a_gap_until_an_operator_signs_it(
    pair: tuple[Console, Console], person: PersonId, tmp_path: Path, server: RunningServer
) -> None:
    one, other = pair
    give(one, person)
    file = tmp_path / "yesterday.backup"
    create_backup(one.centre, file)
    settle(one, other)
    give(other, person)
    # Only this event knew of the first device, and the first device burns before it sent the next.
    give(one, person)
    (log,) = (name for name, size in sizes(one).items() if size == 2)
    with other.centre.unit_of_work() as work:
        work.consent.note_known({log: 2})
        work.commit()
    give(other, person)
    with other.centre.unit_of_work() as work:
        work.consent._connection.exec_driver_sql("DELETE FROM consent_known")
        work.commit()
    joined = Centre(other.centre)
    (gap,) = joined.consent_log.verify(WHO)[1].gaps
    assert (gap.log, gap.here, gap.known, gap.event) == (log, 1, 2, "")
    signed = joined.consent.accept_gap(WHO, log, 2, "壊れた").event.id
    (gap,) = joined.consent_log.verify(WHO)[1].gaps
    assert gap.event == signed
    assert faults(other) == []


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("head", "e30.e30.AA", "head_not_signed"),
        ("key", "{}", "head_not_signed"),
        ("entry", '{"v":1}', "moved"),
        ("entry", "not json", "entry_changed"),
    ],
)
def test_what_does_not_continue_a_log_stays_aside_and_is_named(
    consoles: tuple[Console, Console], column: str, value: str, code: str
) -> None:
    one, other = consoles
    person = a_person()
    with one.centre.unit_of_work() as work:
        work.people.add(person)
        work.commit()
    give(one, person.id)
    carry(one, other, **{column: value})
    assert sizes(other) == {}
    assert faults(other) == [code]


def test_another_key_or_another_past_cannot_continue_a_log(
    consoles: tuple[Console, Console], tmp_path: Path
) -> None:
    one, other = consoles
    person = a_person()
    with one.centre.unit_of_work() as work:
        work.people.add(person)
        work.commit()
    give(one, person.id)
    carry(one, other)
    before = sizes(other)
    assert list(before.values()) == [1]
    # The same device id, the same number, but another event: a copied computer, or somebody lying.
    forged = Console(tmp_path / "forged")
    try:
        with forged.centre.unit_of_work() as work:
            work.people.add(person)
            device = next(iter(before)).rpartition("-")[0]
            work.consent._connection.exec_driver_sql("UPDATE device SET id = ?", (device,))
            work.commit()
        give(forged, person.id)
        give(forged, person.id)
        carry(forged, other)
        assert sizes(other) == before
        assert "forked" in faults(other)
    finally:
        forged.close()


def carry(one: Console, other: Console, **changed: str) -> None:
    """Take the rows for the way out by hand, with something changed in the last entry."""
    with one.centre.unit_of_work() as work:
        gather(work.consent._transaction)
        run = work.consent._connection.exec_driver_sql
        rows = {
            table: [dict(row) for row in run(f"SELECT * FROM {table}").mappings()]
            for table in ("consent_texts", "consent_events")
        }
    rows["consent_events"][-1] |= changed
    with other.centre.unit_of_work() as work:
        run = work.consent._connection.exec_driver_sql
        for table, found in rows.items():
            for row in found:
                marks = ", ".join("?" * len(row))
                run(
                    f"INSERT OR IGNORE INTO {table} ({', '.join(row)}) VALUES ({marks})",
                    tuple(row.values()),
                )
        join(work.consent._transaction)
        work.commit()
    assert json.dumps(sizes(one))
