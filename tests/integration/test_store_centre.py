from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from app.crypto.wraps import make_data_key
from app.domain.errors import BadInput, Unavailable
from app.store.centre import (
    KeyringUnlock,
    MunicipalityKey,
    Passphrase,
    RecoveryCode,
    centre_info,
    create_centre,
    open_centre,
)
from app.store.console_lock import ConsoleLock
from tests.helpers.stores import PASSPHRASE, a_person, make_centre, put_centre, recovery_code


def code_of(act: object, *arguments: object) -> str:
    assert callable(act)
    with pytest.raises((Unavailable, BadInput)) as refusal:
        act(*arguments)
    return str(refusal.value.code)


def test_a_new_centre_opens_with_its_passphrase_and_its_recovery_code(tmp_path: Path) -> None:
    code = create_centre(tmp_path / "deep" / "centre", "みどり公民館", PASSPHRASE, is_demo=True)
    info = centre_info(tmp_path / "deep" / "centre")
    assert (info.name, info.is_demo) == ("みどり公民館", True)
    assert info.unlock_ways == {"passphrase", "recovery"}
    for unlock in (Passphrase(PASSPHRASE), RecoveryCode(code.replace(" ", "-"))):
        opened = open_centre(tmp_path / "deep" / "centre", unlock)
        with opened.unit_of_work() as work:
            assert work.people.count() == 0
        opened.close()


def test_the_wrong_secret_is_told_apart_from_damage(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    put_centre(folder)
    other = "000001 000002 000003 000004 000005 000006 000007 000008"
    assert code_of(open_centre, folder, Passphrase("another one")) == "store.wrong_key"
    assert code_of(open_centre, folder, RecoveryCode(other)) == "store.wrong_key"
    assert code_of(open_centre, folder, RecoveryCode("123")) == "recovery.length"
    assert code_of(open_centre, folder, make_data_key()) == "store.wrong_key"
    assert code_of(open_centre, folder, MunicipalityKey(b"")) == "store.no_such_way"
    assert code_of(open_centre, tmp_path / "nowhere", Passphrase("x")) == "store.no_centre"


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me")
    assert code_of(create_centre, tmp_path, "x", PASSPHRASE) == "store.folder_not_empty"
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


def test_a_centre_is_never_made_over_another(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    put_centre(folder)
    assert code_of(create_centre, folder, "x", PASSPHRASE) == "store.folder_not_empty"


def test_a_creation_that_was_interrupted_can_be_done_again(tmp_path: Path) -> None:
    for name in ("centre.db.new", "centre.db.new-journal", "centre.keys.json", "console.lock"):
        (tmp_path / name).write_bytes(b"half")
    create_centre(tmp_path, "みどり公民館", PASSPHRASE)
    open_centre(tmp_path, Passphrase(PASSPHRASE)).close()


def test_a_short_passphrase_and_a_missing_name_are_refused(tmp_path: Path) -> None:
    assert code_of(create_centre, tmp_path / "a", "x", "short") == "store.passphrase_short"
    assert code_of(create_centre, tmp_path / "a", " ", PASSPHRASE) == "store.name_missing"
    assert not (tmp_path / "a").exists()


def test_a_changed_passphrase_opens_and_the_old_one_does_not(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    opened = make_centre(folder)
    assert code_of(opened.change_passphrase, "wrong old", "long enough") == "store.wrong_key"
    opened.change_passphrase(PASSPHRASE, "夏のすいか 三つ")
    opened.close()
    open_centre(folder, Passphrase("夏のすいか 三つ")).close()
    assert code_of(open_centre, folder, Passphrase(PASSPHRASE)) == "store.wrong_key"
    open_centre(folder, RecoveryCode(recovery_code())).close()


def test_a_new_recovery_code_replaces_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    opened = make_centre(folder)
    code = opened.new_recovery_code()
    opened.close()
    open_centre(folder, RecoveryCode(code)).close()
    assert code_of(open_centre, folder, RecoveryCode(recovery_code())) == "store.wrong_key"


def test_the_town_can_open_a_centre_that_has_its_public_key(tmp_path: Path) -> None:
    folder, town = tmp_path / "centre", X25519PrivateKey.generate()
    opened = make_centre(folder)
    opened.add_municipality_key(
        town.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    opened.rotate_key(PASSPHRASE)
    opened.close()
    pem = town.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    open_centre(folder, MunicipalityKey(pem)).close()
    assert "municipality" in centre_info(folder).unlock_ways


def test_a_damaged_side_file_is_read_from_its_copy(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    put_centre(folder)
    for content in (b"", b"{", b'{"format": 1}', b"\xff\xfe"):
        (folder / "centre.keys.json").write_bytes(content)
        open_centre(folder, Passphrase(PASSPHRASE)).close()
    (folder / "centre.keys.copy.json").write_bytes(b"{")
    assert code_of(open_centre, folder, Passphrase(PASSPHRASE)) == "store.keys_damaged"


def test_files_of_a_newer_program_are_not_touched(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    opened = make_centre(folder)
    with opened._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
        connection.commit()
    opened.close()
    before = (folder / "centre.db").read_bytes()
    assert code_of(open_centre, folder, opened.data_key) == "store.newer_program"
    assert (folder / "centre.db").read_bytes() == before
    side = json.loads((folder / "centre.keys.json").read_bytes())
    (folder / "centre.keys.json").write_text(json.dumps(side | {"format": 2}))
    assert code_of(centre_info, folder) == "store.newer_program"


def test_a_second_console_is_told_who_is_there(tmp_path: Path) -> None:
    put_centre(tmp_path / "centre")
    first = ConsoleLock(tmp_path / "centre")
    first.acquire()
    code = (
        "import sys; from pathlib import Path; from app.domain.errors import Unavailable\n"
        "from app.store.console_lock import ConsoleLock\n"
        "try: ConsoleLock(Path(sys.argv[1])).acquire()\n"
        "except Unavailable as error: print(error.code, error.data['pid'])\n"
        "else: print('free')\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "centre")]

    def ask() -> str:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    assert ask() == f"store.second_console {os.getpid()}"
    first.release()
    assert ask() == "free"
    assert ask() == "free"


def test_only_the_owner_may_read_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    create_centre(folder, "みどり公民館", PASSPHRASE)
    if os.name == "posix":
        assert folder.stat().st_mode & 0o077 == 0
        for name in ("centre.db", "centre.keys.json", "centre.keys.copy.json"):
            assert (folder / name).stat().st_mode & 0o077 == 0


def test_opening_does_not_import_alembic_when_nothing_has_to_change(tmp_path: Path) -> None:
    key = put_centre(tmp_path / "centre")
    code = (
        "import sys; from pathlib import Path; from app.store.centre import *\n"
        "open_centre(Path(sys.argv[1]), DataKey(bytes.fromhex(sys.stdin.read()))).close()\n"
        "print([m for m in ('alembic', 'mako', 'keyring', 'secretstorage') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "centre")],
        input=key.raw.hex(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_without_a_keyring_the_passphrase_has_to_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    put_centre(tmp_path / "centre")
    assert code_of(open_centre, tmp_path / "centre", KeyringUnlock()) == "store.no_such_way"


def test_closing_puts_everything_into_one_file(tmp_path: Path) -> None:
    opened = make_centre(tmp_path / "centre")
    with opened.unit_of_work() as work:
        work.people.add(a_person())
        work.commit()
    opened.close()
    assert not (tmp_path / "centre" / "centre.db-wal").exists()
