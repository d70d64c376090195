"""The worker owns her profile; others see what she permits now, and nothing else."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path

import pytest

from app.bootstrap.centre import Centre
from app.domain.errors import Refused
from app.domain.ids import PersonId
from app.domain.operators import Operator
from app.domain.people import Person
from app.domain.roles import Role
from app.domain.telework.consent import CANDIDATE, CENTRE, MATCHING, PLACEMENT
from app.domain.telework.hand_over import Recipient, RecipientKind
from app.domain.telework.inputs import Job, Worker
from app.domain.telework.profile import FIELDS, SECTIONS, WorkerProfile, category_of
from app.files.telework_pack import write_pack
from app.messages import use_language
from app.services.telework_profiles import (
    HandOverService,
    WorkerProfilesService,
)
from tests.helpers.telework import job, worker
from tests.helpers.telework_fakes import OFFICER, SUPPORTER, FakeGate, FixedClock

HANA, TARO = PersonId("p1"), PersonId("p2")
OFFICE = Recipient("r1", "ハローワーク", RecipientKind.HELLO_WORK)


@pytest.fixture
def gate(centre: Centre) -> FakeGate:
    """Return a gate at which both people are candidates."""
    made = FakeGate(centre.store.unit_of_work)
    for person in (HANA, TARO):
        made.give(person, MATCHING, CENTRE, CANDIDATE)
    return made


@pytest.fixture
def service(centre: Centre, gate: FakeGate) -> WorkerProfilesService:
    """Return the service over a real store, with a profile for each."""
    with centre.store.unit_of_work() as work:
        work.operators.add(Operator(SUPPORTER.operator, "支援 花", "", Role.SUPPORTER), "no-hash")
        work.people.add_many(Person(id=one, name=str(one), kana="") for one in (HANA, TARO))
        work.commit()
    made = WorkerProfilesService(centre.store.unit_of_work, gate, FixedClock())
    made.write(SUPPORTER, HANA, "good_at", "こつこつ続けること")
    made.write(SUPPORTER, HANA, "signs_of_tiredness", "返事が短くなる")
    made.write(SUPPORTER, TARO, "good_at", "数字")
    return made


def test_there_are_seven_sections_and_no_field_for_a_diagnosis() -> None:
    assert len(SECTIONS) == 7
    words = ("diagn", "disab", "sever", "certificate", "medicine", "grade")
    names = [*FIELDS, *(one.name for one in fields(WorkerProfile))]
    assert not [name for name in names if any(word in name for word in words)]


def test_each_field_is_disclosed_by_itself(service: WorkerProfilesService, gate: FakeGate) -> None:
    gate.give(HANA, PLACEMENT, "r1", category_of("good_at"))
    assert service.seen_by(SUPPORTER, HANA, "r1") == {"good_at": "こつこつ続けること"}
    with pytest.raises(Refused):
        service.seen_by(SUPPORTER, HANA, "another")


def test_withdrawn_in_the_middle_she_is_gone_at_the_next_look(
    service: WorkerProfilesService, gate: FakeGate
) -> None:
    gate.give(HANA, PLACEMENT, "r1", category_of("good_at"))
    assert service.candidates(SUPPORTER) == (HANA, TARO)
    gate.withdraw(HANA)
    assert service.candidates(SUPPORTER) == (TARO,)
    for look in (
        lambda: service.own(SUPPORTER, HANA),
        lambda: service.seen_by(SUPPORTER, HANA, "r1"),
        lambda: service.write(SUPPORTER, HANA, "good_at", "x"),
    ):
        with pytest.raises(Refused) as caught:
            look()
        assert caught.value.code == "telework.no_consent"
        assert HANA not in str(caught.value.data)


def test_a_supporters_words_are_nobodys_until_she_takes_them(
    service: WorkerProfilesService, gate: FakeGate
) -> None:
    gate.give(HANA, PLACEMENT, "r1", category_of("good_at"))
    service.propose(SUPPORTER, HANA, "good_at", "集中力")
    assert service.seen_by(SUPPORTER, HANA, "r1") == {"good_at": "こつこつ続けること"}
    service.answer(SUPPORTER, HANA, "good_at", takes_it=False)
    assert service.own(SUPPORTER, HANA).proposed == ()
    service.propose(SUPPORTER, HANA, "good_at", "集中力")
    service.answer(SUPPORTER, HANA, "good_at", takes_it=True)
    assert service.own(SUPPORTER, HANA).entries["good_at"] == "集中力"


def test_every_look_and_change_is_in_the_audit_log(
    service: WorkerProfilesService, centre: Centre
) -> None:
    service.own(SUPPORTER, HANA)
    with centre.store.unit_of_work() as work:
        rows, _count = work.audit.rows()
    assert [(one.verb, one.area, one.subject) for one in rows[:2]] == [
        ("look", "telework", HANA), ("change", "telework", TARO),
    ]  # fmt: skip


def test_two_fields_are_two_rows_and_an_unchanged_one_keeps_its_version(
    service: WorkerProfilesService, centre: Centre
) -> None:
    def versions() -> dict[str, int]:
        with centre.store.unit_of_work() as work:
            query = "SELECT id, version FROM telework_fields"
            rows = work.telework._connection.exec_driver_sql(query).all()
        return {str(one): int(version) for one, version in rows}

    before = versions()
    service.write(SUPPORTER, HANA, "good_at", "別の言葉")
    after = versions()
    assert {one for one in after if after[one] != before[one]} == {f"{HANA}/good_at"}


def test_another_role_sees_no_profile(service: WorkerProfilesService) -> None:
    with pytest.raises(Refused):
        service.candidates(OFFICER)


def packed(
    service: WorkerProfilesService, gate: FakeGate, path: Path, one: Worker, other: Job
) -> zipfile.ZipFile:
    """Hand over and return what was written."""
    handing = HandOverService(service, gate, FixedClock(), write_pack)
    with use_language("ja"):
        handing.hand_over(SUPPORTER, HANA, one, other, OFFICE, str(path))
    return zipfile.ZipFile(io.BytesIO(path.read_bytes()))


def test_a_pack_holds_what_is_permitted_and_its_hashes_fit(
    service: WorkerProfilesService, gate: FakeGate, tmp_path: Path
) -> None:
    gate.give(HANA, PLACEMENT, "r1", category_of("good_at"), category_of("card_needs"))
    service.write(SUPPORTER, HANA, "card_needs", "screen_reader")
    needs = worker(needs=frozenset({"screen_reader"}))
    pays = job(subsidised=(("screen_reader", 60_000),))
    found = packed(service, gate, tmp_path / "pack.zip", needs, pays)
    everything = b"".join(found.read(name) for name in found.namelist()).decode()
    assert "こつこつ続けること" in everything
    assert "返事が短くなる" not in everything
    assert "60,000" in found.read("plan.txt").decode()
    listed = json.loads(found.read("manifest.json"))["sha256"]
    assert listed == {
        name: sha256(found.read(name)).hexdigest()
        for name in found.namelist() if name != "manifest.json"
    }  # fmt: skip
    asked = (category_of("card_needs"), category_of("good_at"))
    assert gate.records == [(HANA, "r1", asked)]
    again = packed(service, FakeGateLike(gate), tmp_path / "again.zip", needs, pays)
    assert again.read("profile.csv") == found.read("profile.csv")


class FakeGateLike(FakeGate):
    """A gate that permits what another one does."""

    def __init__(self, other: FakeGate) -> None:
        super().__init__(other._unit_of_work)
        self.given = other.given


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        (worker(needs=frozenset({"captions"})), job(), "telework.need_unmet"),
        (worker(skills=()), job(), "telework.does_not_fit"),
    ],
)  # fmt: skip
def test_nothing_is_handed_over_that_breaks_a_rule(
    service: WorkerProfilesService, gate: FakeGate, tmp_path: Path, one: Worker, other: Job,
    code: str,
) -> None:  # fmt: skip
    gate.give(HANA, PLACEMENT, "r1", category_of("good_at"))
    with pytest.raises(Refused) as caught:
        packed(service, gate, tmp_path / "pack.zip", one, other)
    assert caught.value.code == code
    assert not (tmp_path / "pack.zip").exists()
    assert gate.records == []


def test_what_she_needs_stays_out_of_a_pack_unless_she_shows_it(
    service: WorkerProfilesService, gate: FakeGate, tmp_path: Path
) -> None:
    gate.give(HANA, PLACEMENT, "r1", category_of("good_at"))
    needs = worker(needs=frozenset({"screen_reader"}))
    found = packed(
        service, gate, tmp_path / "pack.zip", needs, job(provides=needs.conditions.needs)
    )
    everything = b"".join(found.read(name) for name in found.namelist()).decode()
    assert "画面読み上げ" not in everything
    assert "screen_reader" not in everything


def test_a_registered_body_needs_its_number() -> None:
    with pytest.raises(Refused):
        Recipient("r2", "紹介所", RecipientKind.REGISTERED)
    assert replace(OFFICE, kind=RecipientKind.REGISTERED, registration="13-ユ-000000")
