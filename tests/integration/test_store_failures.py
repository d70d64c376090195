"""What goes wrong with disks, files and other programs: one code each, and nothing lost."""

from __future__ import annotations

import ctypes
import os
import random
import shutil
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.domain.errors import BadInput, MadoguchiError, Refused, Unavailable
from app.store.backups import create_backup, restore_backup, verify_backup
from app.store.centre import DataKey, OpenCentre, Passphrase, create_centre, open_centre
from app.store.keyed_engine import connect
from tests.helpers.small_disk import Disk, can_mount, small_disk
from tests.helpers.stores import PASSPHRASE, a_consultation, a_person, make_centre, put_centre

needs_a_disk = pytest.mark.skipif(
    sys.platform != "linux" or not can_mount(), reason="needs root to mount a disk of its own"
)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(MadoguchiError) as refusal:
        act()
    return refusal.value.code


def add(opened: OpenCentre, story: str = "話") -> None:
    with opened.unit_of_work() as work:
        work.consultations.add(a_consultation(story))
        work.commit()


def full_centre(folder: Path) -> DataKey:
    opened = make_centre(folder)
    with opened.unit_of_work() as work:
        work.people.add_many(a_person(name=f"山田 {n}") for n in range(300))
        work.consultations.add_many(a_consultation(f"電源の話 {n} " * 20) for n in range(300))
        work.audit.add("o1", "add", "people")
        work.commit()
    opened.close()
    return opened.data_key


def walk(folder: Path, key: DataKey) -> None:
    """Open a centre and read everything in it."""
    opened = open_centre(folder, key)
    try:
        opened.check_whole()
        with opened.unit_of_work() as work:
            assert len(list(work.people.every())) == 300
            assert work.consultations.search("電源")[1] == 300
    finally:
        opened.close()


def test_a_database_cut_anywhere_is_told_as_damaged_at_opening(tmp_path: Path) -> None:
    key = full_centre(tmp_path / "centre")
    whole = (tmp_path / "centre" / "centre.db").read_bytes()
    dice = random.Random(3)
    lengths = [0, 1, 15, 16, 100, 4095, 4096, 4097, 8192, len(whole) - 4096, len(whole) - 1]
    for length in lengths + [dice.randrange(len(whole)) for _ in range(40)]:
        folder = tmp_path / "cut"
        shutil.copytree(tmp_path / "centre", folder)
        (folder / "centre.db").write_bytes(whole[:length])
        code = code_of(lambda folder=folder: open_centre(folder, key))  # type: ignore[misc]
        # The caller's own key may be the wrong one; a passphrase says "damaged" with certainty.
        assert code in {"store.damaged", "store.wrong_key"}, length
        assert (folder / "centre.db").read_bytes() == whole[:length]
        shutil.rmtree(folder)


def test_a_flipped_byte_anywhere_is_found_by_the_check_and_never_read_as_data(
    tmp_path: Path,
) -> None:
    key = full_centre(tmp_path / "centre")
    whole = (tmp_path / "centre" / "centre.db").read_bytes()
    dice = random.Random(4)
    for place in [0, 15, 16, 4000, *(dice.randrange(len(whole)) for _ in range(40))]:
        folder = tmp_path / "flipped"
        shutil.copytree(tmp_path / "centre", folder)
        changed = bytearray(whole)
        changed[place] ^= 1 << dice.randrange(8)
        (folder / "centre.db").write_bytes(changed)
        code = code_of(lambda folder=folder: walk(folder, key))  # type: ignore[misc]
        assert code in {"store.damaged", "store.wrong_key"}, place
        shutil.rmtree(folder)


def test_rubbish_in_the_write_ahead_log_is_not_replayed(tmp_path: Path) -> None:
    key = full_centre(tmp_path / "centre")
    (tmp_path / "centre" / "centre.db-wal").write_bytes(os.urandom(40_000))
    walk(tmp_path / "centre", key)


def test_a_missing_database_beside_its_keys_is_damage_and_not_a_new_centre(
    tmp_path: Path,
) -> None:
    key = put_centre(tmp_path / "centre")
    (tmp_path / "centre" / "centre.db").unlink()
    assert code_of(lambda: open_centre(tmp_path / "centre", key)) == "store.damaged"
    assert not (tmp_path / "centre" / "centre.db").exists()


def in_a_child(act: Callable[[], object], prepare: Callable[[], object]) -> None:
    """Run `act` in a forked process after `prepare` changed the process for good."""
    child = os.fork()
    if child == 0:
        code = 3
        try:
            prepare()
            act()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert status == 0


def on_disk(disk: Disk, act: Callable[[], object]) -> None:
    """Run `act` where the small disk is mounted."""

    def enter() -> None:
        new_mounts = 0x00020000
        libc = ctypes.CDLL(None, use_errno=True)
        with open(f"/proc/{disk._holder}/ns/mnt", "rb") as space:
            assert libc.setns(space.fileno(), new_mounts) == 0, os.strerror(ctypes.get_errno())

    in_a_child(act, enter)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path, 6) as made:
        yield made


def fill(place: Path) -> None:
    with suppress(OSError), (place / "filler").open("wb") as filler:
        while True:
            filler.write(bytes(4096))
            filler.flush()


@needs_a_disk
def test_a_full_disk_refuses_the_write_and_keeps_everything_before(disk: Disk) -> None:
    def act() -> None:
        opened = make_centre(disk.place / "centre")
        add(opened, "先の話")
        fill(disk.place)
        assert code_of(lambda: add(opened, "長い話" * 60_000)) == "store.disk_full"
        with opened.unit_of_work() as work:
            assert work.consultations.count() == 1
        (disk.place / "filler").unlink()
        add(opened, "後の話")
        with opened.unit_of_work() as work:
            assert work.consultations.count() == 2
        opened.check_whole()
        opened.close()

    on_disk(disk, act)


@needs_a_disk
def test_a_centre_on_a_full_disk_says_so_when_it_is_opened(disk: Disk) -> None:
    def act() -> None:
        key = put_centre(disk.place / "centre")
        fill(disk.place)
        assert code_of(lambda: open_centre(disk.place / "centre", key)) == "store.disk_full"
        (disk.place / "filler").unlink()
        open_centre(disk.place / "centre", key).close()

    on_disk(disk, act)


@needs_a_disk
def test_a_full_disk_stops_creation_rotation_backup_and_restore_without_a_trace(
    disk: Disk, tmp_path: Path
) -> None:
    def act() -> None:
        folder = disk.place / "centre"
        opened = make_centre(folder)
        with opened.unit_of_work() as work:
            work.consultations.add_many(a_consultation(f"電源の話 {n} " * 20) for n in range(300))
            work.commit()
        create_backup(opened, tmp_path / "b")
        fill(disk.place)
        there = {one.name for one in folder.iterdir()}
        acts: tuple[Callable[[], object], ...] = (
            lambda: opened.rotate_key(PASSPHRASE),
            lambda: create_backup(opened, folder / "backups" / "b"),
            lambda: restore_backup(tmp_path / "b", opened.data_key, disk.place / "restored"),
            lambda: create_centre(disk.place / "other", "x", PASSPHRASE),
            lambda: opened.change_passphrase(PASSPHRASE, "another passphrase"),
        )
        for number, refused in enumerate(acts):
            assert (number, code_of(refused)) == (number, "store.disk_full")
        (disk.place / "filler").unlink()
        assert list((folder / "backups").iterdir()) == []
        assert not (disk.place / "restored").exists()
        with opened.unit_of_work() as work:
            assert work.consultations.count() == 300
        opened.close()
        assert {one.name for one in folder.iterdir()} <= there
        create_centre(disk.place / "other", "x", PASSPHRASE)
        open_centre(folder, Passphrase(PASSPHRASE)).close()

    on_disk(disk, act)


@needs_a_disk
def test_a_centre_on_a_read_only_disk_says_so(disk: Disk) -> None:
    def act() -> None:
        folder = disk.place / "centre"
        key = put_centre(folder)
        disk.make_read_only()
        assert code_of(lambda: open_centre(folder, key)) == "store.read_only"
        other = disk.place / "other"
        assert code_of(lambda: create_centre(other, "x", PASSPHRASE)) == "store.read_only"

    on_disk(disk, act)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
@pytest.mark.parametrize("part", ["folder", "database"])
def test_a_read_only_folder_or_file_says_so(tmp_path: Path, part: str) -> None:
    folder = tmp_path / "centre"
    key = put_centre(folder)
    for one in folder.iterdir():
        one.chmod(0o755 if one.is_dir() else 0o644)
    for above in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        above.chmod(above.stat().st_mode | 0o055)
    if part == "folder":
        folder.chmod(0o555)
    else:
        folder.chmod(0o777)
        (folder / "centre.db").chmod(0o444)

    def become_nobody() -> None:
        nobody = 65534
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(nobody)
            os.setuid(nobody)

    def act() -> None:
        assert code_of(lambda: open_centre(folder, key)) == "store.read_only"

    try:
        in_a_child(act, become_nobody)
    finally:
        folder.chmod(0o755)


def test_two_programs_writing_wait_for_each_other(tmp_path: Path) -> None:
    key = put_centre(tmp_path / "centre")
    stories = 25

    def write() -> None:
        opened = open_centre(tmp_path / "centre", key)
        for _ in range(stories):
            add(opened)
            time.sleep(0.002)
        opened.close()

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    opened = open_centre(tmp_path / "centre", key)
    with opened.unit_of_work() as work:
        assert work.consultations.count() == 3 * stories
    opened.close()
    raw = connect(tmp_path / "centre" / "centre.db", key)
    versions = [v for (v,) in raw.execute("SELECT version FROM consultations")]
    clocks = [c for (c,) in raw.execute("SELECT base_clock FROM consultations")]
    raw.close()
    assert len(set(versions)) == len(set(clocks)) == 3 * stories


def test_a_store_that_is_held_too_long_is_busy_and_not_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.keyed_engine._SETTINGS", ("PRAGMA busy_timeout = 50",))
    key = put_centre(tmp_path / "centre")
    first, second = open_centre(tmp_path / "centre", key), open_centre(tmp_path / "centre", key)
    with first.unit_of_work():
        assert code_of(lambda: add(second)) == "store.busy"
        assert code_of(lambda: second.rotate_key(PASSPHRASE)) == "store.busy"
    add(second)
    first.close()
    second.close()


def test_a_rotation_waits_for_nobody_to_have_the_centre_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.keyed_engine._SETTINGS", ("PRAGMA busy_timeout = 50",))
    opened = make_centre(tmp_path / "centre")
    other = connect(opened.file, opened.data_key)
    other.execute("SELECT * FROM people").fetchall()
    assert code_of(lambda: opened.rotate_key(PASSPHRASE)) == "store.busy"
    other.close()
    add(opened)
    opened.rotate_key(PASSPHRASE)
    opened.close()


def test_the_families_fit_the_exit_codes(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("x")
    for act, family, exit_code in (
        (lambda: open_centre(tmp_path / "none", DataKey(bytes(32))), Unavailable, 5),
        (lambda: create_centre(tmp_path, "x", PASSPHRASE), BadInput, 3),
        (lambda: verify_backup(tmp_path / "letter", DataKey(bytes(32))), BadInput, 3),
    ):
        with pytest.raises(family) as refusal:
            act()
        assert refusal.value.exit_code == exit_code
    assert Refused("backup.damaged").exit_code == 4
