from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import BadInput, Cancelled, Refused, Unavailable
from app.domain.folding import fold
from app.store.backups import create_backup, restore_backup, verify_backup
from app.store.centre import OpenCentre, Passphrase, RecoveryCode, open_centre
from app.store.keyed_engine import connect
from tests.helpers.stores import (
    PASSPHRASE,
    a_consultation,
    a_person,
    make_centre,
    recovery_code,
)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[OpenCentre]:
    opened = make_centre(tmp_path / "centre")
    person = a_person()
    with opened.unit_of_work() as work:
        work.people.add(person)
        work.consultations.add(a_consultation("電源が入らない", person=person.id))
        work.audit.add("o1", "add", "people", person.id)
        work.commit()
    yield opened
    opened.close()


def test_a_backup_brings_everything_back(centre: OpenCentre, tmp_path: Path) -> None:
    file = tmp_path / "usb" / "monday.backup"
    made = create_backup(centre, file)
    assert (made.people, made.consultations, made.audit_rows) == (1, 1, 1)
    assert made.centre_name == "みどり公民館"
    assert verify_backup(file, Passphrase(PASSPHRASE)) == made
    restore_backup(file, RecoveryCode(recovery_code()), tmp_path / "again")
    again = open_centre(tmp_path / "again", Passphrase(PASSPHRASE))
    with again.unit_of_work() as work:
        rows, total = work.consultations.search(fold("電源"))
        assert (total, rows[0].person_name) == (1, "山田 恵子")
        assert work.audit.verify() is None
    again.check_whole()
    again.close()
    assert [one.name for one in file.parent.iterdir()] == ["monday.backup"]


def test_a_restored_centre_is_another_device(centre: OpenCentre, tmp_path: Path) -> None:
    create_backup(centre, tmp_path / "b")
    restore_backup(tmp_path / "b", centre.data_key, tmp_path / "again")
    ids = set()
    for folder in (centre.folder, tmp_path / "again"):
        raw = connect(folder / "centre.db", centre.data_key)
        ids.add(raw.execute("SELECT id FROM device").fetchone()[0])
        raw.close()
    assert len(ids) == 2


def test_what_was_written_after_a_backup_is_not_in_it(centre: OpenCentre, tmp_path: Path) -> None:
    create_backup(centre, tmp_path / "b")
    with centre.unit_of_work() as work:
        work.people.add(a_person())
        work.commit()
    assert verify_backup(tmp_path / "b", centre.data_key).people == 1


def test_a_backup_opens_with_the_secrets_of_its_day(centre: OpenCentre, tmp_path: Path) -> None:
    create_backup(centre, tmp_path / "before")
    centre.change_passphrase(PASSPHRASE, "another passphrase")
    centre.rotate_key("another passphrase")
    create_backup(centre, tmp_path / "after")
    assert verify_backup(tmp_path / "before", Passphrase(PASSPHRASE)).people == 1
    assert verify_backup(tmp_path / "after", Passphrase("another passphrase")).people == 1
    for file, secret in (("before", "another passphrase"), ("after", PASSPHRASE)):
        with pytest.raises(Unavailable) as refusal:
            verify_backup(tmp_path / file, Passphrase(secret))
        assert refusal.value.code == "store.wrong_key"


def test_every_changed_byte_of_a_backup_is_found(centre: OpenCentre, tmp_path: Path) -> None:
    create_backup(centre, tmp_path / "b")
    whole = (tmp_path / "b").read_bytes()
    dice = random.Random(7)
    places = [*range(0, 30), *range(len(whole) - 40, len(whole))]
    places += [dice.randrange(len(whole)) for _ in range(60)]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << dice.randrange(8)
        (tmp_path / "c").write_bytes(changed)
        with pytest.raises((Refused, BadInput, Unavailable)) as refusal:
            verify_backup(tmp_path / "c", centre.data_key)
        assert refusal.value.code in {
            "backup.damaged",
            "backup.not_a_backup",
            "store.newer_program",
            "store.wrong_key",
        }


def test_a_cut_or_lengthened_backup_is_found(centre: OpenCentre, tmp_path: Path) -> None:
    create_backup(centre, tmp_path / "b")
    whole = (tmp_path / "b").read_bytes()
    dice = random.Random(8)
    for length in [0, 1, 18, 19, 25, 27, 40, *(dice.randrange(len(whole)) for _ in range(30))]:
        (tmp_path / "c").write_bytes(whole[:length])
        with pytest.raises((Refused, BadInput)):
            verify_backup(tmp_path / "c", centre.data_key)
        with pytest.raises((Refused, BadInput)):
            restore_backup(tmp_path / "c", centre.data_key, tmp_path / "again")
    (tmp_path / "c").write_bytes(whole + b"x")
    with pytest.raises(Refused):
        verify_backup(tmp_path / "c", centre.data_key)
    assert not (tmp_path / "again").exists()
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_no_backup_and_no_file_are_told_apart(centre: OpenCentre, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear all")
    for file, code in (("letter", "backup.not_a_backup"), ("nothing", "backup.no_file")):
        with pytest.raises(BadInput) as refusal:
            verify_backup(tmp_path / file, centre.data_key)
        assert refusal.value.code == code


def test_a_file_that_is_no_backup_is_not_overwritten(centre: OpenCentre, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear all")
    with pytest.raises(BadInput) as refusal:
        create_backup(centre, tmp_path / "letter")
    assert refusal.value.code == "backup.file_taken"
    assert (tmp_path / "letter").read_text() == "Dear all"
    create_backup(centre, tmp_path / "b")
    create_backup(centre, tmp_path / "b")


def test_restoring_over_a_centre_moves_it_aside_and_erases_nothing(
    centre: OpenCentre, tmp_path: Path
) -> None:
    create_backup(centre, tmp_path / "b")
    with centre.unit_of_work() as work:
        work.people.add(a_person(name="後から 来た"))
        work.commit()
    centre.close()
    with pytest.raises(BadInput) as refusal:
        restore_backup(tmp_path / "b", centre.data_key, centre.folder)
    assert refusal.value.code == "store.folder_not_empty"
    restore_backup(tmp_path / "b", centre.data_key, centre.folder, is_replacing=True)
    aside = next(one for one in tmp_path.iterdir() if "-before-restore-" in one.name)
    for folder, people in ((centre.folder, 1), (aside, 2)):
        opened = open_centre(folder, centre.data_key)
        with opened.unit_of_work() as work:
            assert work.people.count() == people
        opened.close()


def test_what_a_restore_left_that_was_stopped_long_ago_is_removed(
    centre: OpenCentre, tmp_path: Path
) -> None:
    create_backup(centre, tmp_path / "b")
    for name, age_hours in ((".again-restore-old", 30), (".again-restore-new", 1)):
        (tmp_path / name).mkdir()
        at = time.time() - age_hours * 3600
        os.utime(tmp_path / name, (at, at))
    restore_backup(tmp_path / "b", centre.data_key, tmp_path / "again")
    assert not (tmp_path / ".again-restore-old").exists()
    assert (tmp_path / ".again-restore-new").exists()


def test_a_cancelled_backup_leaves_the_older_one(centre: OpenCentre, tmp_path: Path) -> None:
    class Impatient:
        def step(self, name: str, done: int, total: int) -> None:
            if name == "check":
                raise Cancelled

    create_backup(centre, tmp_path / "b")
    before = (tmp_path / "b").read_bytes()
    with pytest.raises(Cancelled):
        create_backup(centre, tmp_path / "b", Impatient())
    assert (tmp_path / "b").read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["b", "centre"]


def test_a_backup_is_made_while_the_centre_is_written_to(
    centre: OpenCentre, tmp_path: Path
) -> None:
    with centre.unit_of_work() as work:
        work.people.add(a_person())
        made = create_backup(centre, tmp_path / "b")
        work.commit()
    assert made.people == 1
