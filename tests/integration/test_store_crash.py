"""Processes killed without warning: at every step that reaches the disk, and at random moments."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.errors import Unavailable
from app.store.backups import create_backup, restore_backup, verify_backup
from app.store.centre import (
    Passphrase,
    RecoveryCode,
    create_centre,
    open_centre,
)
from tests.helpers.stores import (
    PASSPHRASE,
    a_consultation,
    a_person,
    make_centre,
    old_centre,
    put_centre,
    recovery_code,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
MOST_STEPS = 60


def dies_at(step: int, act: Callable[[], object]) -> bool:
    """Run `act` in a child that is killed right before its n-th step to the disk.

    Returns:
        True when the child was killed, False when `act` was finished before.
    """
    child = os.fork()
    if child == 0:
        code = 3
        try:
            _count_down(step)
            act()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


def _count_down(step: int) -> None:
    left = step

    def counted(original: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*arguments, **named)

        return call

    for name in ("replace", "rename", "fsync", "mkdir", "unlink", "rmdir", "open"):
        setattr(os, name, counted(getattr(os, name)))


def at_every_step(act: Callable[[], object], look: Callable[[], object]) -> int:
    """Kill `act` at its first, second, … step and look after each; return how many there were."""
    for step in range(1, MOST_STEPS):
        killed = dies_at(step, act)
        look()
        if not killed:
            return step - 1
    raise AssertionError("more steps than expected")


def people_in(folder: Path, unlock: Passphrase | RecoveryCode) -> int:
    opened = open_centre(folder, unlock)
    try:
        with opened.unit_of_work() as work:
            assert work.audit.verify() is None
            return work.people.count()
    finally:
        opened.close()


def code_of(folder: Path, unlock: Passphrase) -> str:
    """Say that a centre opens, or why not."""
    try:
        open_centre(folder, unlock).close()
    except Unavailable as error:
        return error.code
    return "opens"


def test_a_rotation_killed_at_any_step_leaves_a_centre_that_opens(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    opened = make_centre(folder)
    with opened.unit_of_work() as work:
        work.people.add(a_person())
        work.commit()
    opened.close()

    def rotate() -> None:
        opened = open_centre(folder, Passphrase(PASSPHRASE))
        opened.rotate_key(PASSPHRASE)
        opened.close()

    def look() -> None:
        assert people_in(folder, Passphrase(PASSPHRASE)) == 1
        assert not (folder / "centre.db.new").exists()

    assert at_every_step(rotate, look) >= 8


def test_a_changed_passphrase_is_the_old_or_the_new_one_at_any_step(tmp_path: Path) -> None:
    folder, new = tmp_path / "centre", "another passphrase"
    key = put_centre(folder)

    def change() -> None:
        opened = open_centre(folder, key)
        opened._keep(opened._side)
        opened.change_passphrase(PASSPHRASE, new)

    def look() -> None:
        found = code_of(folder, Passphrase(PASSPHRASE))
        if found != "opens":
            assert found == "store.wrong_key"
            people_in(folder, Passphrase(new))
            back = open_centre(folder, key)
            back.change_passphrase(new, PASSPHRASE)
            back.close()

    assert at_every_step(change, look) >= 8


def test_a_creation_killed_at_any_step_can_be_done_again(tmp_path: Path) -> None:
    folder = tmp_path / "centre"

    def create() -> None:
        create_centre(folder, "みどり公民館", PASSPHRASE)

    def look() -> None:
        found = code_of(folder, Passphrase(PASSPHRASE))
        if found != "opens":
            # Nothing was in it yet; making it again has to work in the same folder.
            assert found in {"store.no_centre", "store.damaged"}
            create()
        people_in(folder, Passphrase(PASSPHRASE))
        for one in sorted(folder.rglob("*"), reverse=True):
            one.rmdir() if one.is_dir() else one.unlink()

    assert at_every_step(create, look) >= 8


def test_a_backup_killed_at_any_step_leaves_the_older_one_whole(tmp_path: Path) -> None:
    opened = make_centre(tmp_path / "centre")
    file, key = tmp_path / "b", opened.data_key
    create_backup(opened, file)
    with opened.unit_of_work() as work:
        work.people.add(a_person())
        work.commit()
    opened.close()

    def back_up() -> None:
        again = open_centre(tmp_path / "centre", key)
        create_backup(again, file)
        again.close()

    def look() -> None:
        assert verify_backup(file, key).people in (0, 1)

    assert at_every_step(back_up, look) >= 6
    assert verify_backup(file, key).people == 1


def test_a_restore_killed_at_any_step_brings_a_whole_centre_or_none(tmp_path: Path) -> None:
    opened = make_centre(tmp_path / "centre")
    with opened.unit_of_work() as work:
        work.people.add(a_person())
        work.commit()
    create_backup(opened, tmp_path / "b")
    opened.close()
    folder, key = tmp_path / "again", opened.data_key

    def restore() -> None:
        if not folder.exists():
            restore_backup(tmp_path / "b", key, folder)

    def look() -> None:
        if folder.exists():
            assert people_in(folder, Passphrase(PASSPHRASE)) == 1

    assert at_every_step(restore, look) >= 8
    assert people_in(folder, RecoveryCode(recovery_code())) == 1


def test_a_migration_killed_at_any_step_is_finished_by_the_next_opening(tmp_path: Path) -> None:
    model, folder = tmp_path / "old", tmp_path / "centre"
    key = old_centre(model, 1)
    shutil.copytree(model, folder)

    def migrate() -> None:
        open_centre(folder, key).close()

    def look() -> None:
        opened = open_centre(folder, key)
        with opened.unit_of_work() as work:
            assert work.people.count() == 2
            assert work.people.recent()[1] == 2
        opened.check_whole()
        opened.close()
        shutil.rmtree(folder)
        shutil.copytree(model, folder)

    assert at_every_step(migrate, look) >= 2


def test_a_restore_over_a_centre_never_loses_the_one_that_was_there(tmp_path: Path) -> None:
    opened = make_centre(tmp_path / "centre")
    create_backup(opened, tmp_path / "b")
    with opened.unit_of_work() as work:
        work.people.add(a_person())
        work.commit()
    opened.close()
    key = opened.data_key

    def restore() -> None:
        restore_backup(tmp_path / "b", key, tmp_path / "centre", is_replacing=True)

    def look() -> None:
        (aside,) = list(tmp_path.glob("centre-before-restore-*")) or [tmp_path / "centre"]
        assert people_in(aside, Passphrase(PASSPHRASE)) == 1
        if aside != tmp_path / "centre":
            shutil.rmtree(tmp_path / "centre", ignore_errors=True)
            aside.rename(tmp_path / "centre")

    assert at_every_step(restore, look) >= 8


def write_until_killed(folder: Path, acknowledge: int) -> None:
    """Add people and consultations one by one; say the id of each that is kept."""
    from app.store.centre import DataKey

    opened = open_centre(folder, DataKey(bytes.fromhex((folder / "key").read_text())))
    while True:
        person = a_person()
        with opened.unit_of_work() as work:
            work.people.add(person)
            work.consultations.add(a_consultation("電源" * 400, person=person.id))
            work.audit.add("o1", "add", "people", person.id)
            work.commit()
        os.write(acknowledge, f"{person.id}\n".encode())
        # SQLite has no queue: without a pause two writers would starve each other for seconds.
        time.sleep(0.002)


@pytest.mark.parametrize("writers", [1, 2])
def test_kill_9_while_writing_loses_nothing_that_was_acknowledged(
    tmp_path: Path, writers: int
) -> None:
    folder, dice = tmp_path / "centre", random.Random(writers)
    key = put_centre(folder)
    (folder / "key").write_text(key.raw.hex())
    acknowledged: set[str] = set()
    for _ in range(12):
        pipes = [_start_writer(folder) for _ in range(writers)]
        time.sleep(dice.uniform(0.02, 0.15))
        for child, reader in pipes:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            acknowledged |= set(_read_all(reader).decode().split("\n")[:-1])
        opened = open_centre(folder, key)
        with opened.unit_of_work() as work:
            assert acknowledged <= {one.id for one in work.people.every()}
            assert work.people.count() == work.consultations.count()
            assert work.consultations.search("電源電源", limit=1)[1] == work.people.count()
            assert work.audit.verify() is None
        opened.check_whole()
        opened.close()
    assert len(acknowledged) > 12


def _start_writer(folder: Path) -> tuple[int, int]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            write_until_killed(folder, writer)
        finally:
            os._exit(3)
    os.close(writer)
    # The first acknowledgement shows that it is in full swing.
    select.select([reader], [], [], 20)
    return child, reader


def _read_all(reader: int) -> bytes:
    with os.fdopen(reader, "rb") as stream:
        return stream.read()
