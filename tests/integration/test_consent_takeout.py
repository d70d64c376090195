"""A take-out gives the same decisions in an empty centre; whatever was changed in it is found."""

from __future__ import annotations

import json
import random
import shutil
import zipfile
from pathlib import Path

import pytest

from app.bootstrap.centre import Centre
from app.domain.consent.request import Request
from app.domain.errors import BadInput, Refused
from app.domain.ids import OperatorId, PersonId
from app.domain.roles import Actor, Role
from app.files.consent_archive import read_archive, write_archive
from app.services.consent import Choice
from app.store.centre import DATABASE, Passphrase, create_centre, open_centre
from app.store.keyed_engine import connect
from tests.helpers.paper import text_of
from tests.helpers.stores import PASSPHRASE, a_person, make_centre

WHO = Actor(OperatorId("o1"), "山田", Role.ADMINISTRATOR)
OFFICES = ("office", "clinic", "employer")
PURPOSES = ("support", "telework", "survey")
CATEGORIES = ("contact", "skills", "disability")


def another_centre(folder: Path) -> Centre:
    """Make a centre with a device id of its own; `make_centre` copies one."""
    create_centre(folder, "もうひとつの窓口", PASSPHRASE)
    return Centre(open_centre(folder, Passphrase(PASSPHRASE)))


@pytest.fixture(scope="module")
def told(tmp_path_factory, qapp) -> tuple[Centre, PersonId]:
    """A centre with two people's choices mixed in one log."""
    store = make_centre(tmp_path_factory.mktemp("out") / "centre")
    centre = Centre(store)
    people = [a_person(), a_person()]
    with store.unit_of_work() as work:
        for one in people:
            work.people.add(one)
        work.commit()
    draw = random.Random(4)
    for number in range(30):
        person = people[number % 2].id
        choice = Choice(
            draw.choice(PURPOSES), draw.sample(CATEGORIES, 2), draw.choice(OFFICES),
            until="2099-12-31" if number % 3 else "",
        )  # fmt: skip
        verb = draw.choice((centre.consent.give, centre.consent.give, centre.consent.withdraw,
                            centre.consent.refuse))  # fmt: skip
        verb(WHO, person, choice)
    return centre, people[0].id


@pytest.fixture(scope="module")
def files(told) -> dict[str, bytes]:
    centre, person = told
    return centre.consent_takeout.export(WHO, person)


def answers(centre: Centre, person: PersonId) -> list[tuple[object, ...]]:
    asked = [
        Request(office, "provide", person, CATEGORIES, purpose)
        for office in OFFICES
        for purpose in PURPOSES
    ]
    found = centre.consent.decide_many(WHO, asked)
    return [(one.outcome, one.permitted, one.reasons, one.valid_until) for one in found]


def test_an_empty_centre_that_reads_it_decides_the_same(told, files, tmp_path):
    centre, person = told
    write_archive(tmp_path / "out.zip", files)
    other = another_centre(tmp_path / "other")
    try:
        found = other.consent_takein.take_in(WHO, read_archive(tmp_path / "out.zip"))
        assert (found.person, found.events, found.new) == (person, 15, 15)
        assert [known for _key, known in found.keys] == [False]
        assert answers(other, person) == answers(centre, person)
        _count, _heads, findings = other.consent_log.verify(WHO)
        assert findings == ()
        again = other.consent_takein.take_in(WHO, files)
        assert (again.events, again.new) == (15, 0)
    finally:
        other.close()


def test_a_stop_written_after_reading_it_in_stops(told, files, tmp_path):
    _centre, person = told
    other = another_centre(tmp_path / "other")
    try:
        other.consent_takein.take_in(WHO, files)
        with other._store.unit_of_work() as work:
            work.people.add(a_person(id=person))
            work.commit()
        other.consent.freeze(WHO, person, Choice())
        assert {one[0] for one in answers(other, person)} == {"deny"}
        onward = other.consent_takeout.export(WHO, person)
        third = another_centre(tmp_path / "third")
        try:
            # Fifteen of the first centre, the note that they were read, and the freeze.
            assert third.consent_takein.take_in(WHO, onward).events == 17
            assert {one[0] for one in answers(third, person)} == {"deny"}
        finally:
            third.close()
    finally:
        other.close()


def test_two_take_outs_of_the_same_state_are_the_same_bytes(told, files, tmp_path):
    centre, person = told
    write_archive(tmp_path / "one.zip", files)
    write_archive(tmp_path / "two.zip", centre.consent_takeout.export(WHO, person))
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_it_has_every_part_and_nobody_else(told, files):
    _centre, person = told
    names = set(files)
    assert {"README.html", "README.pdf", "records.jsonld", "disclosures.csv", "events.csv",
            "benefits.csv", "jwks.json", "proofs.json", "manifest.json"} <= names  # fmt: skip
    assert sum(one.startswith("receipts/") for one in names) == 15
    assert any(one.startswith("kantara/") for one in names)
    records = json.loads(files["records.jsonld"])["@graph"]
    assert {one["dpv:hasDataSubject"] for one in records} == {person}
    assert files["events.csv"].startswith(b"\xef\xbb\xbf")
    assert files["events.csv"].count(b"\r\n") == 16
    assert "自分のデータ" in text_of(files["README.pdf"]).replace("\n", "")


def test_every_changed_file_is_named(files):
    for name in files:
        if name == "manifest.jws":
            continue
        changed = dict(files)
        data = bytearray(files[name])
        data[len(data) // 2] ^= 1
        changed[name] = bytes(data)
        with pytest.raises(BadInput) as refused:
            _reading(changed)
        assert any(one.file == name for one in refused.value.findings), name


@pytest.mark.parametrize("change", ["drop", "add", "other_key", "algorithm"])
def test_what_is_missing_added_or_signed_otherwise_is_refused(files, change):
    changed = dict(files)
    if change == "drop":
        del changed["events.csv"]
    elif change == "add":
        changed["more.csv"] = b"x"
    elif change == "other_key":
        keys = json.loads(files["jwks.json"])
        keys["keys"][0]["x"] = "A" * 43
        changed["jwks.json"] = json.dumps(keys).encode()
    else:
        head, payload, mark = files["manifest.jws"].decode().split(".")
        changed["manifest.jws"] = f"eyJhbGciOiJub25lIn0.{payload}.{mark}".encode()
        assert head
    with pytest.raises(BadInput):
        _reading(changed)


def _reading(files: dict[str, bytes]) -> None:
    from app.crypto.consent_signing import ConsentSigner, canonical_bytes
    from app.services.consent_takein import _Reading

    _Reading(files, ConsentSigner(), canonical_bytes, json.loads).run()


def test_an_archive_that_is_none_is_refused(tmp_path):
    plain = tmp_path / "plain.zip"
    plain.write_bytes(b"PK not at all")
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w") as archive:
        archive.writestr("../manifest.json", "{}")
    for file in (plain, bad, tmp_path / "none.zip"):
        with pytest.raises(BadInput):
            read_archive(file)


def test_nothing_written_is_nothing_to_take(told):
    centre, _person = told
    with pytest.raises(Refused):
        centre.consent_takeout.export(WHO, PersonId("nobody"))


def test_what_came_in_a_take_out_and_is_changed_is_found(files, tmp_path):
    other = another_centre(tmp_path / "other")
    other.consent_takein.take_in(WHO, files)
    other.close()
    key = open_centre(tmp_path / "other", Passphrase(PASSPHRASE)).data_key
    raw = connect(tmp_path / "other" / DATABASE, key)
    raw.execute(
        "UPDATE consent_taken_in SET payload = CAST(replace(payload, 'given', 'refused') AS BLOB)"
    )
    raw.commit()
    raw.close()
    again = Centre(open_centre(tmp_path / "other", key))
    try:
        found = again.consent_log.verify(WHO)[2]
    finally:
        again.close()
    assert {one.code for one in found} == {"taken_in_changed"}


def test_an_older_state_of_the_same_ledger_does_not_read_its_later_events(tmp_path):
    store = make_centre(tmp_path / "now")
    person = a_person()
    with store.unit_of_work() as work:
        work.people.add(person)
        work.commit()
    now = Centre(store)
    now.consent.give(WHO, person.id, Choice("support", ["contact"], "office"))
    older = tmp_path / "older"
    store.close()
    shutil.copytree(tmp_path / "now", older)
    now = Centre(open_centre(tmp_path / "now", store.data_key))
    now.consent.freeze(WHO, person.id, Choice())
    files = now.consent_takeout.export(WHO, person.id)
    now.close()
    before = Centre(open_centre(older, store.data_key))
    try:
        with pytest.raises(BadInput) as refused:
            before.consent_takein.take_in(WHO, files)
    finally:
        before.close()
    assert [one.code for one in refused.value.findings] == ["takeout.own_log"]
