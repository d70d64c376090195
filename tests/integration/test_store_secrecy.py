"""Nothing readable on the disk, and the key nowhere but in memory."""

from __future__ import annotations

import logging
import re
import traceback
from pathlib import Path

import pytest

from app.domain.ids import OperatorId
from app.domain.operators import Draft
from app.store.backups import create_backup
from app.store.centre import Passphrase, RecoveryCode, open_centre
from tests.helpers.stores import PASSPHRASE, START, a_consultation, a_person, make_centre

CANARY = "かなりあ黄色ノ鳥CANARY"
APP = Path(__file__).resolve().parents[2] / "app"


def readable(folder: Path) -> list[str]:
    """Return the files in which the canary can be read, in any encoding it may have."""
    spellings = [CANARY.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "cp932")]
    spellings += [b"CANARY", "黄色".encode()]
    # The index writes characters as numbers; those must not be readable either.
    spellings.append("z".join(format(ord(c), "x") for c in CANARY[:2]).encode())
    return [
        f"{file.name}"
        for file in folder.rglob("*")
        if file.is_file() and any(one in file.read_bytes() for one in spellings)
    ]


def test_what_people_tell_is_readable_in_no_file(tmp_path: Path) -> None:
    opened = make_centre(tmp_path / "centre")
    person = a_person(name=CANARY, kana=CANARY, note=CANARY, address=CANARY)
    with opened.unit_of_work() as work:
        work.people.add(person)
        work.consultations.add(a_consultation(CANARY * 300, person=person.id))
        work.drafts.put(Draft(OperatorId("o1"), "s", "r", {"story": CANARY}, START))
        work.audit.add("o1", "add", "people", detail=CANARY)
        work.settings.put("centre.note", "centre", CANARY)
        work.commit()
        assert work.consultations.search("黄色")[1] == 1
        assert (tmp_path / "centre" / "centre.db-wal").stat().st_size > 0
        assert readable(tmp_path) == []
    create_backup(opened, tmp_path / "b")
    opened.rotate_key(PASSPHRASE)
    opened.close()
    assert readable(tmp_path) == []


def test_every_connection_has_the_settings_that_keep_the_store_safe(tmp_path: Path) -> None:
    opened = make_centre(tmp_path / "centre")
    with opened._engine.connect() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in (
                "journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store",
            )
        }  # fmt: skip
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
    }
    opened.close()


def test_the_key_is_in_no_url_no_repr_no_log_and_no_traceback(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sqlalchemy").setLevel(logging.DEBUG)
    opened = make_centre(tmp_path / "centre")
    engine = opened._engine
    secrets = [opened.data_key.raw.hex(), repr(opened.data_key.raw), PASSPHRASE]
    shown = [str(engine.url), repr(engine), repr(engine.pool), repr(opened), repr(opened.__dict__)]
    shown += [repr(Passphrase(PASSPHRASE)), repr(RecoveryCode("1")), repr(opened.data_key)]
    with opened.unit_of_work() as work:
        work.people.add(a_person(name=CANARY))
        work.commit()
    create_backup(opened, tmp_path / "b")
    opened.rotate_key(PASSPHRASE)
    opened.close()
    (tmp_path / "centre" / "centre.db").write_bytes(b"rubbish" * 1000)
    try:
        open_centre(tmp_path / "centre", Passphrase(PASSPHRASE))
    except Exception:
        shown.append(traceback.format_exc())
    logging.getLogger("sqlalchemy").setLevel(logging.NOTSET)
    captured = capfd.readouterr()
    shown += [caplog.text, captured.out, captured.err]
    for text in shown:
        for secret in (*secrets, CANARY):
            assert secret not in text


def test_the_standard_librarys_sqlite3_never_opens_the_store() -> None:
    wrong = [
        str(file)
        for file in APP.rglob("*.py")
        if re.search(r"^\s*(import|from)\s+sqlite3\b", file.read_text("utf-8"), re.MULTILINE)
    ]
    assert wrong == []
